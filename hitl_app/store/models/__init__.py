"""Queries on model versions, training runs and what versions say of photos."""
