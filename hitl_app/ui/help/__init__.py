"""Guide, tour, keys and the About dialog."""
