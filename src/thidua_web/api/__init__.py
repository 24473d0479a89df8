"""Figures for other programs: tokens that expire, bulk returns, lists page by page."""
