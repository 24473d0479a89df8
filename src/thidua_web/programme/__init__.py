"""Programmes: what a confirmed plan asks for, each entry with the sentence that asks for it."""
