"""Acceptance sampling of lots, as plain functions of chance and counts."""
