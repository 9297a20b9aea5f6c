"""Counts of photos: by state, split, confidence and time."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from hitl_app.domain.flagging import BINS, ConfidenceHistogram, bin_holding
from hitl_app.domain.photos import Counts, PhotoState, Split
from hitl_app.store.conditions import ACCEPTED, LABELLED, UNSETTLED, WAITS, count
from hitl_app.store.schema import PhotoRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def is_empty(session: Session) -> bool:
    """Return True if there are no photos at all."""
    return session.scalar(select(PhotoRow.id).limit(1)) is None


def counts(session: Session) -> Counts:
    """Count the photos by state, hold and split."""
    rows = session.execute(
        select(PhotoRow.state, PhotoRow.hold, func.count()).group_by(PhotoRow.state, PhotoRow.hold)
    )
    by = {(state, hold): photos for state, hold, photos in rows}
    states = {s: sum(n for (state, _), n in by.items() if state == s) for s in PhotoState}
    splits = session.execute(
        select(PhotoRow.split, func.count()).where(*LABELLED).group_by(PhotoRow.split)
    )
    split = dict(splits.all())
    return Counts(
        photos=sum(states.values()),
        to_review=states[PhotoState.TO_REVIEW],
        auto_accepted=states[PhotoState.AUTO_ACCEPTED],
        reviewed=states[PhotoState.REVIEWED],
        skipped=by.get((PhotoState.TO_REVIEW, 1), 0),
        asked=by.get((PhotoState.TO_REVIEW, 2), 0),
        training=split.get(Split.TRAINING, 0),
        validation=split.get(Split.VALIDATION, 0),
        uncertified=count(session, ACCEPTED, PhotoRow.certificate_id.is_(None)),
    )


def count_photos(session: Session) -> int:
    """Count all photos."""
    return session.scalar(select(func.count()).select_from(PhotoRow)) or 0


def to_review_count(session: Session) -> int:
    """Count the photos to review."""
    return count(session, WAITS)


def validation_count(session: Session) -> int:
    """Count the reviewed validation photos."""
    return count(session, *LABELLED, PhotoRow.split == Split.VALIDATION)


def validation_to_review(session: Session) -> int:
    """Count the photos to review that will be validation photos."""
    return count(session, WAITS, PhotoRow.split == Split.VALIDATION)


def confidence_histogram(session: Session) -> ConfidenceHistogram:
    """Count the photos under a manual threshold by confidence."""
    import numpy as np

    # In the order of an index, which needs no sorting; half-precision numbers are few.
    columns = PhotoRow.state, PhotoRow.hold, PhotoRow.blind, PhotoRow.confidence
    rows = session.execute(select(*columns, func.count()).where(*UNSETTLED).group_by(*columns))
    bins, held = np.zeros(BINS, np.int64), 0
    for _, hold, blind, confidence, photos in rows:
        # Blind photos too: a count that changed when one is skipped would reveal its confidence.
        if hold > 0 or blind:
            held += photos
        else:
            bins[bin_holding(confidence)] += photos
    return ConfidenceHistogram(bins, held)


def lot_histogram(session: Session, after_id: int) -> "tuple[NDArray[np.int64], int]":
    """Count photos that the active version could accept by confidence, and all to review.

    Args:
        session: An open session.
        after_id: Only photos with higher row numbers are counted by confidence.

    Returns:
        (BINS,) counts, and the number of photos to review.
    """
    import numpy as np

    suggested: Any = PhotoRow.suggestion_id
    if after_id:
        suggested = case((PhotoRow.id > after_id, PhotoRow.suggestion_id))
    # One pass in the order of an index; half-precision numbers are few.
    columns = PhotoRow.hold, PhotoRow.blind, PhotoRow.confidence
    rows = session.execute(
        select(*columns, func.count(), func.count(suggested)).where(WAITS).group_by(*columns)
    )
    bins, to_review = np.zeros(BINS, np.int64), 0
    for hold, blind, confidence, photos, known in rows:
        to_review += photos
        # As above; no second inspection can be opened meanwhile.
        if hold == 0 and not blind:
            bins[bin_holding(confidence)] += known
    return bins, to_review


def last_id(session: Session) -> int:
    """Return the highest row number of a photo, 0 when there is none."""
    return session.scalar(select(func.max(PhotoRow.id))) or 0


def decided_since(session: Session, since: datetime | None) -> int:
    """Count the photos that were decided as a category, since a time if given."""
    return count(session, *LABELLED, *(() if since is None else (PhotoRow.decided_at >= since,)))


def last_decided(session: Session) -> datetime | None:
    """Return the time of the last decision, if any."""
    return session.scalar(select(func.max(PhotoRow.decided_at)))
