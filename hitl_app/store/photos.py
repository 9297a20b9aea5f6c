"""Queries on photos: the queue, one photo, counts, what a threshold or a new version changes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, Select, case, func, or_, select, tuple_, update
from sqlalchemy.orm import Session

from hitl_app.domain.catalogue import CARRIED
from hitl_app.domain.entities import (
    Answer,
    Counts,
    Decision,
    Hold,
    Photo,
    PhotoState,
    ReviewPhoto,
    Role,
)
from hitl_app.domain.flagging import BINS, ConfidenceHistogram, bin_holding
from hitl_app.domain.outputs import FOREIGN
from hitl_app.store import embeddings
from hitl_app.store.categories import merges
from hitl_app.store.decisions import decision_in_force, question
from hitl_app.store.schema import (
    CertificateRow,
    NetworkVersionRow,
    PathRow,
    PhotoRow,
    PredictionRow,
    ThumbnailRow,
)

# Values that one statement may carry, on every database.
_MANY = 500
HOLDS = (Hold.NONE, Hold.SKIPPED, Hold.ASKED)
_ORDER = (PhotoRow.hold, PhotoRow.place, PhotoRow.id)
_FIELDS = (
    PhotoRow.id,
    PhotoRow.sha256,
    PhotoRow.first_path,
    PhotoRow.width,
    PhotoRow.height,
    PhotoRow.state,
    PhotoRow.hold,
    PhotoRow.role,
    PhotoRow.label_id,
    PhotoRow.suggestion_id,
    PhotoRow.confidence,
    PhotoRow.version_id,
    PhotoRow.certificate_id,
    PhotoRow.place,
    PhotoRow.unaided,
    PhotoRow.asked_by,
    PhotoRow.product,
)


def _photo(row: Row[*tuple[Any, ...]], versions: dict[int, str], carried: Collection[int]) -> Photo:
    """The one place where photos leave the database: what is unaided leaves without opinion.

    Also once it is decided, until the inspection ends: who sees that the network said something
    else could take the decision back, or cancel the inspection before its look.
    """
    state = PhotoState(row.state)
    silent = row.unaided and state is not PhotoState.ACCEPTED
    return Photo(
        id=row.id,
        sha256=row.sha256,
        path=row.first_path,
        width=row.width,
        height=row.height,
        state=state,
        hold=HOLDS[row.hold],
        role=Role(row.role),
        label_id=row.label_id,
        suggestion_id=None if silent else row.suggestion_id,
        confidence=0.0 if silent else row.confidence,
        version=None if silent else versions.get(row.version_id),
        certificate=row.certificate_id,
        certified=row.certificate_id is not None and row.certificate_id not in carried,
        place=row.place,
        unaided=silent,
        asked_by=row.asked_by or "" if state is PhotoState.WAITING else "",
        product=row.product or "",
    )


def _photos(session: Session, query: Select[*tuple[Any, ...]]) -> tuple[Photo, ...]:
    query_names = select(NetworkVersionRow.id, NetworkVersionRow.name)
    names = dict(session.execute(query_names).all())
    rows = session.execute(query).all()
    carried: Collection[int] = ()
    if any(row.certificate_id is not None for row in rows):
        query_carried = select(CertificateRow.id).where(CertificateRow.kind == CARRIED)
        carried = set(session.scalars(query_carried))
    return tuple(_photo(row, names, carried) for row in rows)


def queue(
    session: Session,
    limit: int,
    *,
    after: Photo | None = None,
    backwards: bool = False,
    without: Select[int] | None = None,
    hold: Hold | None = None,
) -> tuple[Photo, ...]:
    """Gives waiting photos in queue order: least sure first, then the skipped, then the asked.

    Args:
        session: An open session.
        limit: How many at most.
        after: Start behind this photo's place, wherever the photo itself is now.
        backwards: Walk towards the front instead.
        without: Row numbers of photos to leave out.
        hold: Only what was put off in this way.
    """
    query = select(*_FIELDS).where(PhotoRow.state == PhotoState.WAITING).limit(limit)
    if hold is not None:
        query = query.where(PhotoRow.hold == HOLDS.index(hold))
    if without is not None:
        query = query.where(PhotoRow.id.not_in(without))
    if after is not None:
        place = tuple_(HOLDS.index(after.hold), after.place, after.id)
        here = tuple_(*_ORDER)
        query = query.where(here < place if backwards else here > place)
    order = [column.desc() for column in _ORDER] if backwards else list(_ORDER)
    return _photos(session, query.order_by(*order))


def find_photo(session: Session, photo_id: int) -> Photo | None:
    """Gives one photo by its row number."""
    found = _photos(session, select(*_FIELDS).where(PhotoRow.id == photo_id))
    return found[0] if found else None


def find_photos(session: Session, photo_ids: Sequence[int]) -> tuple[Photo, ...]:
    """Gives photos by their row numbers, in no order; some hundreds at a time."""
    return _photos(session, select(*_FIELDS).where(PhotoRow.id.in_(photo_ids)))


def thumbnails(session: Session, photo_ids: Sequence[int]) -> dict[int, bytes]:
    """Gives the encoded thumbnails of photos, by their row numbers; some hundreds at a time."""
    query = select(ThumbnailRow.photo_id, ThumbnailRow.encoded)
    return dict(session.execute(query.where(ThumbnailRow.photo_id.in_(photo_ids))).all())


def photos_after(session: Session, photo_id: int, limit: int) -> tuple[Photo, ...]:
    """Gives photos by ascending row number, for exports: a page behind the given number."""
    query = select(*_FIELDS).where(PhotoRow.id > photo_id).order_by(PhotoRow.id).limit(limit)
    return _photos(session, query)


@dataclass(frozen=True, slots=True)
class Original:
    """A file that a photo was met in.

    Attributes:
        raw: Its path as the bytes that the system gave.
        member: Name inside it when it is a ZIP file, else "".
        size: Bytes at that time.
        mtime_ns: When it had been changed last.
    """

    raw: bytes
    member: str
    size: int
    mtime_ns: int


def originals(session: Session, photo_ids: Sequence[int]) -> dict[int, tuple[Original, ...]]:
    """Gives where photos were met, by the photo's row number."""
    found: dict[int, tuple[Original, ...]] = {}
    for start in range(0, len(photo_ids), _MANY):
        part = photo_ids[start : start + _MANY]
        query = select(
            PathRow.photo_id, PathRow.raw, PathRow.member, PathRow.size, PathRow.mtime_ns
        ).where(PathRow.photo_id.in_(part))
        for row in session.execute(query.order_by(PathRow.id)):
            original = Original(row.raw, row.member, row.size, row.mtime_ns)
            found[row.photo_id] = (*found.get(row.photo_id, ()), original)
    return found


def covered_after(
    session: Session, certificate: int, photo_id: int, limit: int
) -> tuple[Photo, ...]:
    """Gives the photos that are accepted under a certificate, a page behind a row number."""
    query = select(*_FIELDS).where(
        PhotoRow.id > photo_id,
        PhotoRow.certificate_id == certificate,
        PhotoRow.state == PhotoState.ACCEPTED,
    )
    return _photos(session, query.order_by(PhotoRow.id).limit(limit))


def review_photo(session: Session, photo: Photo) -> ReviewPhoto:
    """Adds to a photo what the review page shows of it."""
    thumbnail = session.scalar(
        select(ThumbnailRow.encoded).where(ThumbnailRow.photo_id == photo.id)
    )
    paths = session.execute(
        select(PathRow.raw, PathRow.member).where(PathRow.photo_id == photo.id).order_by(PathRow.id)
    )
    return ReviewPhoto(
        photo=photo,
        thumbnail=thumbnail or b"",
        originals=tuple((raw, member) for raw, member in paths),
        probabilities=_probabilities(session, photo),
        decision=_shown_decision(session, photo),
        unaided=photo.unaided,
        question=question(session, photo.id) if photo.asked_by else None,
    )


def _shown_decision(session: Session, photo: Photo) -> Decision | None:
    said = decision_in_force(session, photo.id)
    # What two operators disagree on comes to the third without either's opinion.
    unaided = photo.unaided and photo.state is PhotoState.WAITING and photo.hold is Hold.ASKED
    return None if unaided and said is not None and said.answer is not Answer.ASK else said


def _probabilities(session: Session, photo: Photo) -> dict[int, float]:
    row = session.execute(
        select(PredictionRow.probabilities, NetworkVersionRow.outputs)
        .join(NetworkVersionRow, NetworkVersionRow.id == PredictionRow.version_id)
        .where(PredictionRow.photo_id == photo.id, NetworkVersionRow.name == photo.version)
    ).first()
    if row is None:
        return {}
    values = np.frombuffer(row.probabilities, dtype="<f2").astype(float)
    merged = merges(session)
    found: dict[int, float] = {}
    for output, p in zip(row.outputs, values, strict=True):
        category = merged.get(output, output)
        if category != FOREIGN:
            found[category] = found.get(category, 0.0) + float(p)
    return found


def by_hash_or_path(session: Session, texts: Collection[str]) -> dict[str, set[int]]:
    """Finds photos by their hash, or by a path as it is shown; gives them by what was asked."""
    found: dict[str, set[int]] = {}
    wanted = sorted(texts)
    for start in range(0, len(wanted), _MANY):
        part = wanted[start : start + _MANY]
        hashes = {text.lower(): text for text in part if len(text) == 64}
        query = select(PhotoRow.sha256, PhotoRow.id).where(PhotoRow.sha256.in_(hashes))
        for sha256, photo_id in session.execute(query):
            found[hashes[sha256]] = {photo_id}
        paths = select(PathRow.shown, PathRow.photo_id).where(PathRow.shown.in_(part))
        for shown, photo_id in session.execute(paths):
            found.setdefault(shown, set()).add(photo_id)
    return found


def names_by_photo(session: Session) -> Iterator[tuple[int, str]]:
    """Gives every path as text with its photo's row number; one pass serves a whole file."""
    yield from session.execute(select(PathRow.photo_id, PathRow.shown))


def is_empty(session: Session) -> bool:
    """Tells whether there are no photos at all."""
    return session.scalar(select(PhotoRow.id).limit(1)) is None


def counts(session: Session) -> Counts:
    """Counts the photos by state, hold and role."""
    rows = session.execute(
        select(PhotoRow.state, PhotoRow.hold, func.count()).group_by(PhotoRow.state, PhotoRow.hold)
    )
    by = {(state, hold): count for state, hold, count in rows}
    states = {s: sum(n for (state, _), n in by.items() if state == s) for s in PhotoState}
    labelled = PhotoRow.state == PhotoState.DECIDED, PhotoRow.label_id.is_not(None)
    roles = session.execute(
        select(PhotoRow.role, func.count()).where(*labelled).group_by(PhotoRow.role)
    )
    role = dict(roles.all())
    uncertified = session.scalar(
        select(func.count()).where(
            PhotoRow.state == PhotoState.ACCEPTED, PhotoRow.certificate_id.is_(None)
        )
    )
    return Counts(
        photos=sum(states.values()),
        waiting=states[PhotoState.WAITING],
        accepted=states[PhotoState.ACCEPTED],
        decided=states[PhotoState.DECIDED],
        skipped=by.get((PhotoState.WAITING, 1), 0),
        asked=by.get((PhotoState.WAITING, 2), 0),
        lessons=role.get(Role.LESSON, 0),
        reference=role.get(Role.REFERENCE, 0),
        uncertified=uncertified or 0,
    )


def count_photos(session: Session) -> int:
    """Counts all photos."""
    return session.scalar(select(func.count()).select_from(PhotoRow)) or 0


def waiting_count(session: Session) -> int:
    """Counts the photos that wait."""
    query = select(func.count()).where(PhotoRow.state == PhotoState.WAITING)
    return session.scalar(query) or 0


def reference_count(session: Session) -> int:
    """Counts the decided photos that judge and calibrate."""
    query = select(func.count()).where(
        PhotoRow.state == PhotoState.DECIDED,
        PhotoRow.role == Role.REFERENCE,
        PhotoRow.label_id.is_not(None),
    )
    return session.scalar(query) or 0


def _unsettled() -> tuple[object, ...]:
    """What a manual threshold governs: neither decided nor under a certificate."""
    return (
        PhotoRow.state.in_((PhotoState.WAITING, PhotoState.ACCEPTED)),
        PhotoRow.certificate_id.is_(None),
    )


def confidence_histogram(session: Session) -> ConfidenceHistogram:
    """Counts what a manual threshold governs by confidence."""
    # In the order of an index, which needs no sorting; half-precision numbers are few.
    columns = PhotoRow.state, PhotoRow.hold, PhotoRow.unaided, PhotoRow.confidence
    rows = session.execute(
        select(*columns, func.count())
        .where(*_unsettled())  # type: ignore[arg-type]
        .group_by(*columns)
    )
    bins, held = np.zeros(BINS, np.int64), 0
    for _, hold, unaided, confidence, count in rows:
        # Unaided photos too: a count that moved when one is skipped would tell its confidence.
        if hold > 0 or unaided:
            held += count
        else:
            bins[bin_holding(confidence)] += count
    return ConfidenceHistogram(bins, held)


def lot_histogram(session: Session, after_id: int) -> tuple[NDArray[np.int64], int]:
    """Counts by confidence what the active version could label alone, and all that waits.

    Args:
        session: An open session.
        after_id: Only photos with higher row numbers are counted by confidence.

    Returns:
        (BINS,) counts, and the number of photos that wait.
    """
    suggested: Any = PhotoRow.suggestion_id
    if after_id:
        suggested = case((PhotoRow.id > after_id, PhotoRow.suggestion_id))
    # One pass in the order of an index; half-precision numbers are few.
    columns = PhotoRow.hold, PhotoRow.unaided, PhotoRow.confidence
    rows = session.execute(
        select(*columns, func.count(), func.count(suggested))
        .where(PhotoRow.state == PhotoState.WAITING)
        .group_by(*columns)
    )
    bins, waiting = np.zeros(BINS, np.int64), 0
    for hold, unaided, confidence, count, known in rows:
        waiting += count
        # As above; no second inspection can be opened meanwhile.
        if hold == 0 and not unaided:
            bins[bin_holding(confidence)] += known
    return bins, waiting


def flag_slice(session: Session, threshold: float | None, first: int, last: int) -> int:
    """Applies a manual threshold to the photos numbered first to last.

    Returns:
        How many photos changed their state.
    """
    here = (PhotoRow.id.between(first, last), PhotoRow.certificate_id.is_(None))
    opened = update(PhotoRow).where(*here, PhotoRow.state == PhotoState.ACCEPTED)
    if threshold is not None:
        opened = opened.where(PhotoRow.confidence < threshold)
    changed = _count(session, opened.values(state=PhotoState.WAITING, label_id=None))
    if threshold is None:
        return changed
    accepted = update(PhotoRow).where(
        *here,
        PhotoRow.state == PhotoState.WAITING,
        PhotoRow.hold == 0,
        PhotoRow.unaided.is_(False),
        PhotoRow.confidence >= threshold,
        PhotoRow.version_id.is_not(None),
        PhotoRow.suggestion_id.is_not(None),
    )
    values = {"state": PhotoState.ACCEPTED, "label_id": PhotoRow.suggestion_id}
    return changed + _count(session, accepted.values(values))


def _count(session: Session, statement: object) -> int:
    return int(session.execute(statement).rowcount)  # type: ignore[call-overload]


def last_id(session: Session) -> int:
    """Gives the highest row number of a photo, 0 when there is none."""
    return session.scalar(select(func.max(PhotoRow.id))) or 0


def _stale(version_id: int) -> tuple[object, ...]:
    """Photos that still wait, or were accepted without a certificate, with an older score."""
    return (
        *_unsettled(),
        or_(PhotoRow.version_id.is_(None), PhotoRow.version_id != version_id),
    )


def stale_count(session: Session, version_id: int) -> int:
    """Counts the photos that another version than the given one scored last, and should again."""
    query = select(func.count()).select_from(PhotoRow).where(*_stale(version_id))  # type: ignore[arg-type]
    return session.scalar(query) or 0


def stale_thumbnails(
    session: Session, version_id: int, after: int, limit: int
) -> list[tuple[int, bytes]]:
    """Gives row numbers and thumbnails of photos to score again, behind a row number."""
    rows = session.execute(
        select(PhotoRow.id, ThumbnailRow.encoded)
        .join(ThumbnailRow, ThumbnailRow.photo_id == PhotoRow.id)
        .where(*_stale(version_id), PhotoRow.id > after)  # type: ignore[arg-type]
        .order_by(PhotoRow.id)
        .limit(limit)
    )
    return [(photo_id, encoded) for photo_id, encoded in rows]


@dataclass(frozen=True, slots=True)
class Score:
    """What a version says of a photo that was known.

    Attributes:
        photo_id: The photo.
        suggestion_id: Likeliest category, None if the version knows none that is in use.
        confidence: Its calibrated probability, 0 without one.
        probabilities: float16 bytes in the order of the version's outputs.
        vector: What it looks like to the version; b"" if nobody knows.
    """

    photo_id: int
    suggestion_id: int | None
    confidence: float
    probabilities: bytes
    vector: bytes = b""


def add_scores(
    session: Session, version_id: int, scores: Sequence[Score], threshold: float | None
) -> None:
    """Adds predictions of a version, and lets them set suggestion, confidence and state.

    A photo that a person decided meanwhile keeps its label: only the prediction is added.
    """
    if not scores:
        return
    ids = [s.photo_id for s in scores]
    there = set(
        session.scalars(
            select(PredictionRow.photo_id).where(
                PredictionRow.version_id == version_id, PredictionRow.photo_id.in_(ids)
            )
        )
    )
    session.add_all(
        PredictionRow(photo_id=s.photo_id, version_id=version_id, probabilities=s.probabilities)
        for s in scores
        if s.photo_id not in there
    )
    session.flush()
    embeddings.put(session, version_id, [(s.photo_id, s.vector) for s in scores])
    open_ids = set(
        session.scalars(select(PhotoRow.id).where(PhotoRow.id.in_(ids), *_unsettled()))  # type: ignore[arg-type]
    )
    rows = [
        {
            "id": s.photo_id,
            "suggestion_id": s.suggestion_id,
            "confidence": s.confidence,
            "place": s.confidence,
            "version_id": version_id,
            "state": PhotoState.WAITING,
            "label_id": None,
        }
        for s in scores
        if s.photo_id in open_ids
    ]
    session.execute(update(PhotoRow), rows) if rows else None
    flag_slice(session, threshold, min(ids), max(ids)) if threshold is not None else None


def stored_probabilities(
    session: Session, version_id: int, photo_ids: Sequence[int]
) -> dict[int, bytes]:
    """Gives what a version said of photos before, for those that it has scored."""
    query = select(PredictionRow.photo_id, PredictionRow.probabilities).where(
        PredictionRow.version_id == version_id, PredictionRow.photo_id.in_(photo_ids)
    )
    return dict(session.execute(query).all())


def labelled(session: Session, role: Role) -> list[tuple[int, int, bytes]]:
    """Gives row number, category and thumbnail of the decided photos of one role.

    A thumbnail that is gone is empty. Reference photos that an open inspection has made unaided
    are left out: how a version does on them would tell what it said of them.
    """
    query = (
        select(PhotoRow.id, PhotoRow.label_id, ThumbnailRow.encoded)
        .outerjoin(ThumbnailRow, ThumbnailRow.photo_id == PhotoRow.id)
        .where(
            PhotoRow.state == PhotoState.DECIDED,
            PhotoRow.role == role,
            PhotoRow.label_id.is_not(None),
        )
        .order_by(PhotoRow.id)
    )
    if role is Role.REFERENCE:
        query = query.where(PhotoRow.unaided.is_(False))
    rows = session.execute(query)
    return [(photo_id, label_id or 0, encoded or b"") for photo_id, label_id, encoded in rows]


def decided_since(session: Session, since: datetime | None) -> int:
    """Counts the photos that were decided as a category since a moment, or ever."""
    query = select(func.count()).where(
        PhotoRow.state == PhotoState.DECIDED, PhotoRow.label_id.is_not(None)
    )
    if since is not None:
        query = query.where(PhotoRow.decided_at >= since)
    return session.scalar(query) or 0


def last_decided(session: Session) -> datetime | None:
    """Gives when a photo was decided last, if one was."""
    return session.scalar(select(func.max(PhotoRow.decided_at)))


def reference_outcomes(session: Session, version_id: int) -> list[tuple[float, bool]]:
    """Gives confidence, and whether it was right, of a version on decided reference photos.

    Only photos that were decided as a category, and that this version had scored before.
    """
    rows = session.execute(
        select(PhotoRow.confidence, PhotoRow.label_id == PhotoRow.suggestion_id).where(
            PhotoRow.state == PhotoState.DECIDED,
            PhotoRow.role == Role.REFERENCE,
            PhotoRow.label_id.is_not(None),
            PhotoRow.version_id == version_id,
            PhotoRow.suggestion_id.is_not(None),
        )
    )
    return [(confidence, bool(right)) for confidence, right in rows]
