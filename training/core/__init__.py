"""Errors, progress, arrays in files and text, for all other packages."""
