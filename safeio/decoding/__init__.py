"""Photo files to pixels: read within bounds, one scaled decode; one way for desk and training."""
