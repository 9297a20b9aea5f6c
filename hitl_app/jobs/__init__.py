"""Jobs that use models or take long: plain functions that the worker and the terminal start.

Each takes an open workspace and a `Job`, reports progress to it, can be cancelled by it, and can be
started again after a kill.
"""
