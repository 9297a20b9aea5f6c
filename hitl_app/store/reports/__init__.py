"""Aggregate queries: the catalogue as a whole, and progress over time."""
