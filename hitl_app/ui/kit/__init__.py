"""Widgets, colours, icons and plots that every page uses; knows no page."""
