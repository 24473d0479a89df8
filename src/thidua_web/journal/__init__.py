"""The journal: who did what, when, to what. Rows are added and never changed."""
