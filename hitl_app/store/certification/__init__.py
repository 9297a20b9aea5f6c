"""Queries on inspections and certificates."""
