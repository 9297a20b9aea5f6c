"""Schedule retrainings: when one pays, and when one starts automatically."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

from hitl_app.domain.models import TrainingRun
from hitl_app.domain.reports.learning import Point, expected_gain, expected_seconds
from hitl_app.domain.runs import RunState
from hitl_app.domain.settings import RETRAIN_AFTER, RETRAIN_FROM
from hitl_app.services import settings
from hitl_app.services.certification import inspecting
from hitl_app.services.models import versions as service
from hitl_app.store.certification import inspections
from hitl_app.store.engine import leases
from hitl_app.store.models import versions
from hitl_app.store.photos import counts as tallies
from hitl_app.workspace import Workspace

ENOUGH = 250
"""Decisions after which the window suggests a retraining, by default."""
_ENOUGH_VALIDATION = 50
_WORTH = 0.003
"""Smallest gain for which a retraining is suggested."""
_QUIET = timedelta(minutes=10)
_NIGHT = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Assessment of a retraining.

    Attributes:
        decisions: Photos decided as a category since the last retraining that came to its end.
        gain: Share of the validation photos that it is expected to get right in addition; None
            while unknown.
    """

    decisions: int
    training_photos: int
    gain: float | None
    seconds: float
    after: int
    automatic: bool
    pays: bool
    first: bool

    @property
    def training_photos_due(self) -> int:
        """Return the decisions until the next automatic retraining; 0 if off or due."""
        worthless = self.gain is not None and self.gain < _WORTH and not self.automatic
        return 0 if worthless else max(0, self.after - self.decisions)


def outlook(workspace: Workspace) -> Outlook:
    """Return whether a retraining pays now."""
    after = settings.get_setting(workspace, RETRAIN_AFTER)
    with workspace.database.read() as session:
        runs = [run for run in versions.last_runs(session) if run.state is RunState.DONE]
        decisions = tallies.decided_since(session, runs[0].started_at if runs else None)
        training_photos = tallies.counts(session).training
    points = [_point(run) for run in reversed(runs)]
    gain = expected_gain(points, training_photos, least=_ENOUGH_VALIDATION)
    enough = ENOUGH if after is None else int(cast("int", after))
    return Outlook(
        decisions=decisions,
        training_photos=training_photos,
        gain=gain,
        seconds=expected_seconds(points, training_photos),
        after=enough,
        automatic=after is not None,
        pays=decisions >= enough and training_photos > 0 and (gain is None or gain >= _WORTH),
        first=not runs,
    )


def _point(run: TrainingRun) -> Point:
    candidate = run.report.get("candidate") or {}
    seconds = run.report.get("seconds")
    if seconds is None and run.finished_at is not None:
        seconds = (run.finished_at - run.started_at).total_seconds()
    return Point(
        training_photos=run.training_photos,
        accuracy=float(candidate.get("accuracy") or 0.0),
        count=int(run.report.get("count") or 0) if candidate else 0,
        seconds=float(seconds or 0.0),
    )


def is_due(workspace: Workspace, now: datetime | None = None) -> bool:
    """Return True if a retraining should start automatically now.

    Never while an inspection is open, which another version would close, nor while one runs; and
    one that was cancelled or failed counts as a try, so that it is not repeated at once.
    """
    now = (now or datetime.now(UTC)).astimezone()
    after = settings.get_setting(workspace, RETRAIN_AFTER)
    begin = settings.get_setting(workspace, RETRAIN_FROM)
    if after is None and begin is None:
        return False
    with workspace.database.read() as session:
        if inspections.open_one(session) is not None:
            return False
        if any(leases.is_held(session, name) for name in (service.LEASE, inspecting.LEASE)):
            return False
        if tallies.counts(session).training == 0:
            return False
        runs = versions.last_runs(session, 1)
        tried = runs[0].started_at if runs else None
        decisions = tallies.decided_since(session, tried)
        last = tallies.last_decided(session)
    if after is not None and decisions >= int(cast("int", after)):
        return True
    quiet = last is None or now - last >= _QUIET
    return begin is not None and decisions > 0 and quiet and _is_night(now, str(begin), tried)


def _is_night(now: datetime, begin: str, tried: datetime | None) -> bool:
    """Return True if the hours from a time of day on have begun, and nothing was tried in them."""
    hour, minute = (int(part) for part in begin.split(":"))
    began = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if began > now:
        began -= timedelta(days=1)
    return now - began < _NIGHT and (tried is None or tried < began)
