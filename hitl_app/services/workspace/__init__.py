"""A workspace as a whole: backup, restore, and the windows that have it open."""
