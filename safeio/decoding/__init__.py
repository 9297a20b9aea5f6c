"""Decoding of photo files within bounds, scaled, for workspaces and training."""
