"""How a long job stands or ended."""

from enum import StrEnum


class RunState(StrEnum):
    """How a job stands or ended; `INTERRUPTED` is a run whose process died.

    An import can be taken back: `UNDOING` while its photos go, then `UNDONE`.
    """

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    UNDOING = "undoing"
    UNDONE = "undone"


UNFINISHED = frozenset({RunState.CANCELLED, RunState.FAILED, RunState.INTERRUPTED})
"""States of an import that can be resumed: it left files unread."""
