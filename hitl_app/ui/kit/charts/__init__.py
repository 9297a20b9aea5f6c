"""Charts: plots and confusion matrices."""
