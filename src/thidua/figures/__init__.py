"""What is counted, how it adds up over units and time, and whether it can be believed."""
