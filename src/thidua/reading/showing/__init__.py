"""Show a reading to people: words for its values, and a page with every reading marked in the text."""
