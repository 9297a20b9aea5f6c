"""Queries on decisions: the log, and the one statement that records them."""
