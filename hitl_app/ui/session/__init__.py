"""One open workspace in the window: its jobs, its presence, what it remembers."""
