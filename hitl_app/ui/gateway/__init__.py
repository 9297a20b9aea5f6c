"""Work on the store threads: the only way from the window to the services."""
