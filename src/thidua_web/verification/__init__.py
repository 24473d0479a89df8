"""Verification: accept, send back, lock, reopen; who may verify whom follows from the posts."""
