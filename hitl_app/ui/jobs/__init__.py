"""Jobs as the window sees them: worker processes, their progress and outcome."""
