"""The Grid page."""
