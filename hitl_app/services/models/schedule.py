"""Schedule retrainings: when one pays, and when one starts automatically."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy.orm import Session

from hitl_app.domain.models import TrainingRun, next_outputs
from hitl_app.domain.photos import Split, decisions_for
from hitl_app.domain.reports.learning import (
    Point,
    expected_gain,
    expected_seconds,
    gain_over_draft,
)
from hitl_app.domain.roles import Role
from hitl_app.domain.runs import RunState
from hitl_app.domain.settings import LIVE_LEARNING, RETRAIN_AFTER, RETRAIN_FROM
from hitl_app.services import settings
from hitl_app.services.certification import inspecting
from hitl_app.services.models import versions as service
from hitl_app.store.categories import all_categories
from hitl_app.store.certification import inspections
from hitl_app.store.engine import leases
from hitl_app.store.models import drafts, scores, versions
from hitl_app.store.photos import counts as tallies
from hitl_app.store.values import get_value
from hitl_app.workspace import Workspace
from training.finetuning.enough import ENOUGH as ENOUGH_TO_JUDGE
from training.finetuning.enough import least_validation

ENOUGH = 250
"""Decisions after which the window suggests a retraining, by default."""
_ENOUGH_VALIDATION = 50
_WORTH = 0.003
"""Smallest gain for which a retraining is suggested."""
_RECENT = timedelta(minutes=10)
_SIMILAR = 0.1
"""Relative change of the training photos up to which a measured duration stays right."""
_FEW_LEFT = 2_000
"""Photos to review up to which the coming validation photos are counted."""
_QUIET = timedelta(minutes=10)
_NIGHT = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Assessment of a retraining.

    Attributes:
        decisions: Photos decided as a category since the last retraining that came to its end.
        missing: About how many more decisions it takes until the gate can judge a candidate; 0 if
            it can.
        gain: Share of the validation photos that it is expected to get right in addition to what is
            in force, the draft or the version; None while unknown.
        seconds: How long it is expected to take; None while unknown.
        is_measured: Whether that was measured on this computer a short while ago.
    """

    decisions: int
    training_photos: int
    to_review: int
    missing: int
    gain: float | None
    seconds: float | None
    is_measured: bool
    after: int
    automatic: bool
    pays: bool
    first: bool

    @property
    def training_photos_due(self) -> int:
        """Return the decisions until the next automatic retraining; 0 if off or due."""
        worthless = self.gain is not None and self.gain < _WORTH and not self.automatic
        return 0 if worthless else max(0, self.after - self.decisions)

    @property
    def few(self) -> int:
        """Return how many more decisions it takes until a retraining is suggested; 0 if enough."""
        return max(0, self.after - self.decisions)

    @property
    def counts(self) -> Mapping[str, int]:
        """Return what the words for `doubt` name."""
        return {"least": self.missing, "few": self.few, "left": self.to_review}

    @property
    def doubt(self) -> str:
        """Return the code of why it cannot start or would hardly pay; "" if it pays."""
        if self.missing:
            return "not-judged"
        if not self.decisions and not self.first:
            return "nothing-new"
        if self.gain is not None and self.gain < _WORTH:
            return "no-gain"
        if self.pays:
            return ""
        if self.few <= self.to_review:
            return "few-new"
        return "few-left" if self.to_review else "none-left"


def outlook(workspace: Workspace) -> Outlook:
    """Return whether a retraining pays now."""
    after = settings.get_setting(workspace, RETRAIN_AFTER)
    is_live = bool(settings.get_setting(workspace, LIVE_LEARNING))
    with workspace.database.read() as session:
        runs = [run for run in versions.last_runs(session) if run.state is RunState.DONE]
        decisions = tallies.decided_since(session, runs[0].started_at if runs else None)
        counted = tallies.counts(session)
        training_photos, to_review = counted.training, counted.to_review
        missing = _missing(session)
        forecast = _forecast(session)
        active = versions.active_id(session)
        draft = None if active is None or not is_live else drafts.last(session, active)
    points = [_point(run) for run in reversed(runs)]
    gain = expected_gain(points, training_photos, least=_ENOUGH_VALIDATION)
    if draft is not None and draft.used:
        compared = [run.report.get("live") or {} for run in runs]
        gain = gain_over_draft(compared, least=_ENOUGH_VALIDATION)
        gain = _within_errors(gain, draft.figures)
    enough = ENOUGH if after is None else int(cast("int", after))
    can = training_photos > 0 and not missing
    return Outlook(
        decisions=decisions,
        training_photos=training_photos,
        to_review=to_review,
        missing=missing,
        gain=gain,
        seconds=_seconds(points, forecast, training_photos),
        is_measured=forecast is not None and _is_recent(forecast, training_photos),
        after=enough,
        automatic=after is not None,
        pays=can and decisions >= enough and (gain is None or gain >= _WORTH),
        first=not runs,
    )


def _within_errors(gain: float | None, figures: Mapping[str, int]) -> float | None:
    """Return an expected gain that is no larger than what the draft gets wrong.

    A draft that is right on all validation photos leaves nothing to gain, also if no earlier
    retraining tells of one.

    Args:
        gain: As share of the validation photos; None while unknown.
        figures: `validation` and `right` of the draft.
    """
    count = figures.get("validation", 0)
    if count < ENOUGH_TO_JUDGE:
        return gain
    wrong = 1 - figures["right"] / count
    if gain is None:
        return wrong if wrong < _WORTH else None
    return min(gain, wrong)


def _missing(session: Session) -> int:
    """Return about how many decisions it takes until the gate can judge a candidate."""
    version = versions.active_version(session)
    if version is None:
        return 0
    offered = [category.id for category in all_categories(session)]
    taught = scores.labelled_counts(session, Split.TRAINING)
    outputs = next_outputs(version.outputs, offered, set(taught))
    held_out = scores.labelled_counts(session, Split.VALIDATION)
    judged = sum(n for category, n in held_out.items() if category in outputs.categories)
    return decisions_until(session, least_validation(outputs.inherits) - judged)


def decisions_until(session: Session, validation: int) -> int:
    """Return about how many decisions bring so many more validation photos.

    Few photos can be far from one in five. Their hashes are known, so they are counted.

    Args:
        session: An open session.
        validation: How many more validation photos are needed.
    """
    to_review = tallies.to_review_count(session) if validation > 0 else 0
    if not 0 < to_review <= _FEW_LEFT:
        return decisions_for(validation)
    among = tallies.validation_to_review(session)
    if among < validation:
        return to_review + decisions_for(validation - among)
    # The mean place of the last one needed, in random order.
    return round(validation * (to_review + 1) / (among + 1))


def _forecast(session: Session) -> dict[str, Any] | None:
    """Return the last measured duration, if it was measured with the active version."""
    found: dict[str, Any] | None = get_value(session, settings.RETRAIN_FORECAST)
    active = versions.active_version(session)
    is_of_active = found is not None and active is not None and found["version"] == active.name
    return found if is_of_active else None


def _is_recent(forecast: dict[str, Any], training_photos: int) -> bool:
    then = int(forecast["training_photos"])
    age = datetime.now(UTC) - datetime.fromisoformat(str(forecast["at"]))
    return age < _RECENT and abs(training_photos - then) <= _SIMILAR * then


def _seconds(
    points: list[Point], forecast: dict[str, Any] | None, training_photos: int
) -> float | None:
    if forecast is not None:
        growth = training_photos / max(1, int(forecast["training_photos"]))
        return float(forecast["seconds"]) * max(1.0, growth)
    return expected_seconds(points, training_photos)


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

    Never while an inspection is open, which another version would close, nor while one runs, nor
    before the gate could judge the result; and one that was cancelled or failed counts as a try, so
    that it is not repeated at once.
    """
    now = (now or datetime.now(UTC)).astimezone()
    after = settings.get_setting(workspace, RETRAIN_AFTER)
    begin = settings.get_setting(workspace, RETRAIN_FROM)
    is_off = after is None and begin is None
    if is_off or not workspace.database.role.may(Role.LEAD):
        return False
    with workspace.database.read() as session:
        if inspections.open_one(session) is not None:
            return False
        if any(leases.is_held(session, name) for name in (service.LEASE, inspecting.LEASE)):
            return False
        if tallies.counts(session).training == 0 or _missing(session):
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
