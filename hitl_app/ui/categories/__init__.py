"""The Categories page."""
