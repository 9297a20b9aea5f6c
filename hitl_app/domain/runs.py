"""How a long job stands or ended."""

from enum import StrEnum


class RunState(StrEnum):
    """How a job stands or ended; `INTERRUPTED` is a run whose process died.

    An import can be taken back: `REVERTING` while its photos go, then `REVERTED`.
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
