"""Progress of the work, for the Insights page, the terminal and tables.

Nothing here depends on the suggestion of a blind photo, nor on whether a photo is blind: a blind
photo counts like any other, and has no correction.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from hitl_app.domain.models import TrainingRun
from hitl_app.domain.reports.lineage import interval
from hitl_app.domain.reports.progress import (
    Corrections,
    Learned,
    Pace,
    Remaining,
    Table,
    burn_down,
    paces,
)
from hitl_app.domain.runs import RunState
from hitl_app.services.catalogue.catalogue import seen_by
from hitl_app.services.files import check_target, whole_file, write_rows, write_whole
from hitl_app.store import categories
from hitl_app.store.models import versions
from hitl_app.store.reports import progress as store
from hitl_app.workspace import Workspace

_RUNS = 200


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of the work.

    Attributes:
        paces: Of all together, then of each operator; empty without decisions.
    """

    burn_down: tuple[Remaining, ...]
    paces: tuple[Pace, ...]
    corrections: Corrections
    learning: tuple[Learned, ...]


def progress(workspace: Workspace, operator: str, now: datetime | None = None) -> Progress:
    """Return the progress of the work.

    Photos for a second opinion of the operator show no correction.
    """
    now = now or datetime.now().astimezone()
    with workspace.database.read() as session:
        known = categories.all_categories(session, retired=True)
        counted = store.corrections(session, seen_by(session, operator))
        return Progress(
            burn_down=burn_down(*store.changes(session), now),
            paces=paces(store.decisions_by_hour(session), now.tzinfo, store.work_by_hour(session)),
            corrections=Corrections.of(known, counted),
            learning=tuple(_learned(reversed(versions.last_runs(session, _RUNS)))),
        )


def _learned(runs: Iterable[TrainingRun]) -> Iterable[Learned]:
    for run in runs:
        figures = run.report.get("candidate")
        count = int(run.report.get("count") or 0)
        if run.state is not RunState.DONE or not isinstance(figures, Mapping) or not count:
            continue
        accuracy = float(figures.get("accuracy") or 0.0)
        low, high = interval(round(accuracy * count), count)
        yield Learned(
            version=run.candidate or "",
            at=run.finished_at or run.started_at,
            training_photos=run.training_photos,
            accuracy=accuracy,
            validation=count,
            low=low,
            high=high,
            verdict=run.verdict or "",
        )


def _burn_down(found: Progress) -> Table:
    rows = ((p.at.isoformat(timespec="minutes"), p.to_review, p.reviewed) for p in found.burn_down)
    return Table(("at", "to_review", "reviewed"), tuple(rows))


def _pace(found: Progress) -> Table:
    rows = ((p.operator, p.decided, round(p.hours, 4), round(p.per_hour, 1)) for p in found.paces)
    return Table(("operator", "decided", "hours", "per_hour"), tuple(rows))


def _pace_by_hour(found: Progress) -> Table:
    rows = (
        (pace.operator, hour, decided, round(hours, 4), round(pace.at(hour), 1))
        for pace in found.paces
        for hour, (decided, hours) in enumerate(pace.by_hour)
        if hours
    )
    return Table(("operator", "hour_of_day", "decided", "hours", "per_hour"), tuple(rows))


def _corrections(found: Progress) -> Table:
    rows = (
        (c.suggested.name, "" if c.decided is None else c.decided.name, c.photos, round(c.share, 4))
        for c in found.corrections.lines()
    )
    return Table(("suggested", "said", "photos", "share"), tuple(rows))


def _learning(found: Progress) -> Table:
    columns = ("version", "at", "training_photos", "right", "low", "high", "validation", "verdict")
    rows = (
        (
            one.version,
            one.at.isoformat(timespec="seconds"),
            one.training_photos,
            *(round(share, 4) for share in (one.accuracy, one.low, one.high)),
            one.validation,
            one.verdict,
        )
        for one in found.learning
    )
    return Table(columns, tuple(rows))


TABLES: Mapping[str, Callable[[Progress], Table]] = {
    "burn_down": _burn_down,
    "pace": _pace,
    "pace_by_hour": _pace_by_hour,
    "corrections": _corrections,
    "learning": _learning,
}
"""The figures behind each plot, under the names that files and the terminal use.

In `pace` an operator "" is everybody; in `corrections` an empty category is no product photo.
"""


def as_dict(found: Progress) -> dict[str, Any]:
    """Return all figures under the names that the terminal uses."""
    return {name: table(found).dicts() for name, table in TABLES.items()}


def write_table(workspace: Workspace, table: Table, file: Path) -> None:
    """Write figures as CSV; names cannot become formulas.

    Raises:
        KnownError: The file would take the place of the workspace's own, or cannot be written.
    """
    check_target(workspace.folder, file)
    with whole_file(file) as out:
        write_rows(out, table.columns, table.rows)


def write_picture(workspace: Workspace, content: bytes, file: Path) -> None:
    """Write a picture of a plot."""
    check_target(workspace.folder, file)
    write_whole(file, content)
