"""The operator's categories, and lists to begin with."""
