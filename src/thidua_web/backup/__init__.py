"""Copies of an installation that prove themselves, and the way back."""
