"""Import photos, from folders that an operator names or that are watched, and revert imports."""
