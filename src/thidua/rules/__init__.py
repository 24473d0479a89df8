"""Law as data: dated, cited, marked with how sure we are. No code stands here; ``thidua.rulebook`` loads it."""
