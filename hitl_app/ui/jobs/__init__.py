"""Jobs of the window: worker processes, progress and outcomes."""
