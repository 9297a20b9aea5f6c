"""Errors with sentences of what happened and what to do."""


class ExplainedError(Exception):
    """An error with sentences for the user; handlers of damaged files let it pass."""
