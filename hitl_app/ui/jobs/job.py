"""A job of the window, from request to outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from hitl_app.job_specs import BY_NAME


class JobState(StrEnum):
    """State of a job."""

    QUEUED = "queued"
    RUNNING = "running"
    CANCELLING = "cancelling"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of a job.

    Attributes:
        stage: What it is doing; see `hitl_app.job_specs.STAGES`.
        rate: Items a second, if known.
    """

    stage: str
    done: int = 0
    total: int | None = None
    rate: float | None = None
    left_s: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Outcome of a job.

    Attributes:
        result: Its result, when it is done or cancelled.
        code: A key of `hitl_app.messages.PROBLEMS`, when it failed.
    """

    state: JobState
    result: Mapping[str, Any] = field(default_factory=dict)
    code: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    detail: str = ""


class Job(QObject):
    """One job, from request to outcome."""

    progressed = Signal()
    curve = Signal(dict)
    ended = Signal(object)

    def __init__(self, name: str, params: Mapping[str, Any], parent: QObject) -> None:
        super().__init__(parent)
        self.name = name
        self.spec = BY_NAME[name]
        self.params = dict(params)
        self.state = JobState.QUEUED
        self.progress: Progress | None = None
        self.curve_records: list[dict[str, Any]] = []
        self.outcome: Outcome | None = None

    @property
    def turn(self) -> str:
        """Return its turn; jobs of one turn never run at the same time."""
        return self.spec.turn or self.name

    @property
    def share(self) -> float | None:
        """Return the finished share, from 0 to 1, if known."""
        found = self.progress
        if found is None or found.total is None or found.total <= 1:
            # One of one is all or nothing: an empty bar would look as if nothing happened.
            return None
        return found.done / found.total

    @property
    def is_over(self) -> bool:
        """Return True if it ended."""
        return self.outcome is not None
