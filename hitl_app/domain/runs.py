"""States of long jobs."""

from enum import StrEnum


class RunState(StrEnum):
    """State of a job; `INTERRUPTED` is a run whose process died.

    An import can be reverted: `REVERTING` while its photos are removed, then `REVERTED`.
    """

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    REVERTING = "reverting"
    REVERTED = "reverted"


UNFINISHED = frozenset({RunState.CANCELLED, RunState.FAILED, RunState.INTERRUPTED})
"""States of an import that can be resumed: it left files unread."""
