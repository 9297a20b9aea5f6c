"""The command line ``python -m training``."""
