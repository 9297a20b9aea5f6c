"""Imports of labels."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LabelKind(StrEnum):
    """What imported labels become."""

    DECISIONS = "decisions"
    SUGGESTIONS = "suggestions"


@dataclass(frozen=True, slots=True)
class LabelImport:
    """One import of labels.

    Attributes:
        source: Name of its file or folder.
        format: Name of a `LabelFormat`.
        operator: Who imported it, and can undo it.
        annotator: Operator of the rows that named none.
        finished_at: None while it runs, and if it was interrupted.
        operation_id: Operation of its decisions; None if it recorded none.
        version: Model version of its suggestions; empty for decisions.
        rows: Rows of the source. `recorded` of them changed the workspace, `unchanged` equalled
            what was there, the others could not be used or were left out.
        rejected: Rows that could not be used.
        photos: Photos whose label or suggestion in force comes from it.
        undone: Whether its decisions were undone, or its suggestions removed.
    """

    id: int
    kind: LabelKind
    source: str
    format: str
    operator: str
    annotator: str
    started_at: datetime
    finished_at: datetime | None
    operation_id: int | None
    version: str
    rows: int
    recorded: int
    unchanged: int
    rejected: int
    photos: int
    undone: bool
