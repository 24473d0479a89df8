"""Weigh facts, events and reviews under criteria: a Finding with its reasons, what is missing, what would mend it."""
