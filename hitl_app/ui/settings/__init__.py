"""Widgets that are bound to entries of the table of settings."""
