"""Queries that add up: the catalogue as a whole, and progress over time."""
