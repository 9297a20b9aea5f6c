"""Training from the beginning: passes, checkpoints, averaging."""
