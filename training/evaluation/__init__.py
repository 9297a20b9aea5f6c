"""Measures of a version on labelled photos, and their reports."""
