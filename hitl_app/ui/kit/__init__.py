"""Widgets, colours, icons and plots shared by all pages."""
