"""Categories, and lists of names to start from."""
