"""Queries on model versions, training runs and scores."""
