"""A job as the window sees it: from the wish to its outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from hitl_app.job_specs import BY_NAME


class JobState(StrEnum):
    """How a job stands or ended."""

    QUEUED = "queued"
    RUNNING = "running"
    CANCELLING = "cancelling"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is.

    Attributes:
        stage: What it is doing; see `hitl_app.job_specs.STAGES`.
        done: So many are done.
        total: Of so many, if that is known.
        rate: A second, if that is known.
        left_s: Seconds that the rest takes, if that is known.
    """

    stage: str
    done: int = 0
    total: int | None = None
    rate: float | None = None
    left_s: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended.

    Attributes:
        state: Done, cancelled or failed.
        result: What it reports, when it is done or cancelled.
        code: A key of `hitl_app.messages.PROBLEMS`, when it failed.
        params: Values for that entry.
        detail: Text to copy into a report.
    """

    state: JobState
    result: Mapping[str, Any] = field(default_factory=dict)
    code: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    detail: str = ""


class Job(QObject):
    """One job, from the moment it was asked for to its outcome.

    Attributes:
        name: As the worker knows it.
        spec: Its entry in the table of jobs.
        params: As the worker takes them.
        state: How it stands.
        progress: The last that it said of itself.
        outcome: How it ended, when it did.
    """

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
        """Jobs of one turn never run at the same time."""
        return self.spec.turn or self.name

    @property
    def share(self) -> float | None:
        """How much of it is done, from 0 to 1, if that is known."""
        found = self.progress
        return found.done / found.total if found and found.total else None

    @property
    def is_over(self) -> bool:
        """True if it ended."""
        return self.outcome is not None
