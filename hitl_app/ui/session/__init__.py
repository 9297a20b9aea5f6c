"""One open workspace in the window: jobs, presence, stored state."""
