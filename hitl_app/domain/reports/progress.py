"""Progress of the work: burn-down, pace, corrections."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final

from hitl_app.domain.categories import Category
from hitl_app.domain.reports.pace import Work

_HOUR_S: Final = 3600
_DAYS_BY_HOUR: Final = 3
"""Age up to which a workspace is reported by the hour, later by the day."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """Remaining work at a moment."""

    at: datetime
    to_review: int
    reviewed: int


def burn_down(
    came: Mapping[int, int],
    decided: Mapping[int, int],
    accepted: Mapping[int, int],
    now: datetime,
) -> tuple[Remaining, ...]:
    """Return the remaining work at the end of each hour or day with changes.

    Args:
        came: How many photos came, by the hour since 1970.
        decided: How many more photos were decided, by the hour.
        accepted: How many were accepted, by the hour.
        now: The time, in the time zone of the days.

    Returns:
        The moment before the first photo came, then one an hour or day; the last one is now.
    """
    hours = sorted({*came, *decided, *accepted})
    if not hours:
        return ()
    first = _moment(hours[0], now.tzinfo)
    by_day = now - first > timedelta(days=_DAYS_BY_HOUR)
    to_review = reviewed = 0
    found = {first: Remaining(first, 0, 0)}
    for hour in hours:
        reviewed += decided.get(hour, 0)
        to_review += came.get(hour, 0) - decided.get(hour, 0) - accepted.get(hour, 0)
        end = min(now, _end(_moment(hour, now.tzinfo), by_day=by_day))
        found[end] = Remaining(end, max(0, to_review), max(0, reviewed))
    found[now] = Remaining(now, max(0, to_review), max(0, reviewed))
    return tuple(found.values())


def _moment(hour: int, zone: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(hour * _HOUR_S, UTC).astimezone(zone)


def _end(moment: datetime, *, by_day: bool) -> datetime:
    if by_day:
        midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + timedelta(days=1)
    return moment + timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """Pace of an operator.

    Attributes:
        operator: Name; "" for all operators together.
        hours: Hours of work, breaks left out; added up over operators.
        by_hour: Decisions and such hours, for each hour of the day.
    """

    operator: str
    decided: int
    hours: float
    by_hour: tuple[tuple[int, float], ...]

    @property
    def per_hour(self) -> float:
        """Return decisions per hour of work."""
        return self.decided / self.hours if self.hours else 0.0

    def at(self, hour: int) -> float:
        """Return decisions per hour of work at an hour of the day."""
        decided, hours = self.by_hour[hour]
        return decided / hours if hours else 0.0


def paces(
    rows: Iterable[tuple[int, str, int]],
    zone: tzinfo | None,
    worked: Mapping[tuple[int, str], Work] | None = None,
) -> tuple[Pace, ...]:
    """Return the pace of all together, then of each operator, busiest first.

    Args:
        rows: Hour since 1970, operator, decisions.
        zone: Of the hours of the day; None for this computer's.
        worked: What was worked in an hour by an operator. Hours with too few actions are taken to
            be worked at the operator's pace of the others; without others they count whole.
    """
    rows, worked = list(rows), worked or {}
    paces_of = {operator: _of_all(worked, operator) for _, operator, _ in rows}
    days: dict[str, list[tuple[int, float]]] = {}
    for hour, operator, decisions in rows:
        of_day = _moment(hour, zone).hour
        here = worked.get((hour, operator))
        pace = (here and here.per_hour) or paces_of[operator]
        hours = decisions / pace if pace else 1.0
        for name in ("", operator):
            counts = days.setdefault(name, [(0, 0.0)] * 24)
            before = counts[of_day]
            counts[of_day] = (before[0] + decisions, before[1] + hours)
    found = [
        Pace(
            name,
            sum(decided for decided, _ in counts),
            sum(hours for _, hours in counts),
            tuple(counts),
        )
        for name, counts in days.items()
    ]
    return tuple(sorted(found, key=lambda p: (bool(p.operator), -p.decided, p.operator)))


def _of_all(worked: Mapping[tuple[int, str], Work], operator: str) -> float | None:
    of = [work for (_, name), work in worked.items() if name == operator]
    return Work(
        sum(work.actions for work in of),
        sum(work.photos for work in of),
        sum(work.seconds for work in of),
    ).per_hour


@dataclass(frozen=True, slots=True)
class Correction:
    """Photos whose suggestion was changed by a decision.

    Attributes:
        decided: The decided category; None for no product photo.
    """

    suggested: Category
    decided: Category | None
    photos: int
    share: float


@dataclass(frozen=True, slots=True)
class Corrections:
    """Suggestions against decisions.

    Attributes:
        suggested: What was suggested for any decided photo, in the order of the categories.
        decided: These, then other decided categories; None, which comes last, is no product photo.
        counts: Photos by suggested and decided category id; 0 for None.
    """

    suggested: tuple[Category, ...]
    decided: tuple[Category | None, ...]
    counts: Mapping[tuple[int, int], int]

    @classmethod
    def of(
        cls, categories: Sequence[Category], counted: Iterable[tuple[int, int | None, int]]
    ) -> "Corrections":
        """Build it from suggested category, decided category, and photos."""
        counts = {(shown, decided or 0): photos for shown, decided, photos in counted}
        suggested = tuple(c for c in categories if any(c.id == shown for shown, _ in counts))
        mentioned = {decided for _, decided in counts}
        others = [c for c in categories if c.id in mentioned and c not in suggested]
        decided = (*suggested, *others, *((None,) if 0 in mentioned else ()))
        return cls(suggested, decided, counts)

    def photos(self, suggested: Category) -> int:
        """Return how many decided photos were suggested as a category."""
        return sum(n for (shown, _), n in self.counts.items() if shown == suggested.id)

    @property
    def total(self) -> int:
        """Return how many photos were decided with a suggestion shown."""
        return sum(self.counts.values())

    @property
    def confirmed(self) -> int:
        """Return for how many of them the suggestion was confirmed."""
        return sum(n for (shown, decided), n in self.counts.items() if shown == decided)

    def lines(self) -> Iterator[Correction]:
        """Yield suggestions and decisions, confirmed ones too."""
        for shown in self.suggested:
            total = self.photos(shown)
            for decided in self.decided:
                photos = self.counts.get((shown.id, 0 if decided is None else decided.id), 0)
                if photos:
                    yield Correction(shown, decided, photos, photos / total)

    def most(self, limit: int) -> list[Correction]:
        """Return the most frequent corrections."""
        found = [line for line in self.lines() if line.decided != line.suggested]
        return sorted(found, key=lambda line: -line.photos)[:limit]


@dataclass(frozen=True, slots=True)
class Learned:
    """Result of one retraining."""

    version: str
    at: datetime
    training_photos: int
    accuracy: float
    validation: int
    low: float
    high: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Table:
    """Figures as rows under names."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def dicts(self) -> list[dict[str, Any]]:
        """Return each row by the names of its columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]
