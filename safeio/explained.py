"""Errors that already say what happened and what to do."""


class ExplainedError(Exception):
    """An error whose sentences are written for people: it passes through wherever it is raised."""
