"""Units that change: what stood on a day, what became of it, and which unit a written name may mean."""
