"""Queries on photos: the queue, and the data shown of one photo."""

import struct
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, select, tuple_
from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer, Decision
from hitl_app.domain.imports import FoundFile
from hitl_app.domain.models import FOREIGN
from hitl_app.domain.photos import Hold, Photo, PhotoState, Split
from hitl_app.domain.reports.catalogue import EXTENDED
from hitl_app.domain.review import ReviewPhoto
from hitl_app.store import places
from hitl_app.store.categories import merges
from hitl_app.store.conditions import ACCEPTED, WAITS
from hitl_app.store.decisions.decisions import decision_in_force, question
from hitl_app.store.decisions.recording import among
from hitl_app.store.schema import (
    CertificateRow,
    DraftPredictionRow,
    DraftRow,
    ModelVersionRow,
    PathRow,
    PhotoRow,
    PredictionRow,
    ThumbnailRow,
)

# Values that one statement may carry, on every database.
_MANY = 500
# Rows that are fetched at once where all are read.
_PAGE = 5000
HOLDS = (Hold.NONE, Hold.SKIPPED, Hold.ASKED)
_LABELS = (Answer.CATEGORY, Answer.NOT_A_PHOTO, Answer.DUPLICATE)
_ORDER = (PhotoRow.hold, PhotoRow.place, PhotoRow.id)
_FIELDS = (
    PhotoRow.id,
    PhotoRow.sha256,
    PhotoRow.first_path,
    PhotoRow.width,
    PhotoRow.height,
    PhotoRow.state,
    PhotoRow.hold,
    PhotoRow.split,
    PhotoRow.label_id,
    PhotoRow.suggestion_id,
    PhotoRow.confidence,
    PhotoRow.version_id,
    PhotoRow.certificate_id,
    PhotoRow.place,
    PhotoRow.blind,
    PhotoRow.asked_by,
    PhotoRow.product,
    PhotoRow.draft_id,
    PhotoRow.item,
    PhotoRow.title,
)


def _photo(
    row: Row[*tuple[Any, ...]], versions: dict[int, str], extended: Collection[int]
) -> Photo:
    """Convert a row to a photo; the only place where suggestions of blind photos are removed.

    Also after the decision, until the inspection ends: an operator who saw a different suggestion
    could undo the decision, or cancel the inspection before its stage ends.
    """
    state = PhotoState(row.state)
    blind = row.blind and state is not PhotoState.AUTO_ACCEPTED
    return Photo(
        id=row.id,
        sha256=row.sha256,
        path=row.first_path,
        width=row.width,
        height=row.height,
        state=state,
        hold=HOLDS[row.hold],
        split=Split(row.split),
        label_id=row.label_id,
        suggestion_id=None if blind else row.suggestion_id,
        confidence=0.0 if blind else row.confidence,
        version=None if blind else versions.get(row.version_id),
        certificate=row.certificate_id,
        certified=row.certificate_id is not None and row.certificate_id not in extended,
        place=row.place,
        blind=blind,
        asked_by=row.asked_by or "" if state is PhotoState.TO_REVIEW else "",
        product=row.product or "",
        version_id=None if blind else row.version_id,
        draft=None if blind else row.draft_id,
        item=row.item or "",
        title=row.title or "",
    )


def _photos(session: Session, query: Select[*tuple[Any, ...]]) -> tuple[Photo, ...]:
    names = version_names(session)
    rows = session.execute(query).all()
    extended: Collection[int] = ()
    if any(row.certificate_id is not None for row in rows):
        query_extended = select(CertificateRow.id).where(CertificateRow.kind == EXTENDED)
        extended = set(session.scalars(query_extended))
    return tuple(_photo(row, names, extended) for row in rows)


def version_names(session: Session) -> dict[int, str]:
    """Return the names of all model versions by their row numbers."""
    return dict(session.execute(select(ModelVersionRow.id, ModelVersionRow.name)).all())


def queue(
    session: Session,
    limit: int,
    *,
    after: Photo | None = None,
    backwards: bool = False,
    without: Select[int] | None = None,
    hold: Hold | None = None,
    lock: bool = False,
) -> tuple[Photo, ...]:
    """Return photos to review in queue order; skipped and asked ones come last.

    Args:
        session: An open session.
        limit: How many at most.
        after: Start behind this photo's place, wherever the photo itself is now.
        backwards: Walk towards the front instead.
        without: Row numbers of photos to leave out.
        hold: Only photos with this hold.
        lock: Whether to lock their rows, without those that other transactions have locked.
    """
    query = select(*_FIELDS).where(WAITS).limit(limit)
    if lock:
        query = query.with_for_update(skip_locked=True)
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


class LabelState(NamedTuple):
    """What a photo is labelled as, and since when."""

    id: int
    state: str
    hold: int
    label_id: int | None
    blind: bool
    version_id: int | None
    decided_at: datetime | None


def states_of(session: Session, photo_ids: Sequence[int]) -> dict[int, LabelState]:
    """Return the states of photos by row number; fewer columns than `find_photos` returns."""
    columns = [PhotoRow.__table__.c[name] for name in LabelState._fields]
    query = select(*columns).where(among(PhotoRow.__table__.c.id, photo_ids))
    # All at once: one by one, each row would take several calls.
    return {row[0]: LabelState(*row) for row in session.connection().execute(query).all()}


def find_photo(session: Session, photo_id: int) -> Photo | None:
    """Return one photo by its row number."""
    found = _photos(session, select(*_FIELDS).where(PhotoRow.id == photo_id))
    return found[0] if found else None


def find_photos(session: Session, photo_ids: Sequence[int]) -> tuple[Photo, ...]:
    """Return the existing ones of some hundred photos, in the given order."""
    found = _photos(session, select(*_FIELDS).where(PhotoRow.id.in_(photo_ids)))
    by_id = {photo.id: photo for photo in found}
    return tuple(by_id[photo_id] for photo_id in photo_ids if photo_id in by_id)


def thumbnails(session: Session, photo_ids: Sequence[int]) -> dict[int, bytes]:
    """Return the encoded thumbnails of photos, by their row numbers; some hundreds at a time."""
    query = select(ThumbnailRow.photo_id, ThumbnailRow.encoded)
    return dict(session.execute(query.where(ThumbnailRow.photo_id.in_(photo_ids))).all())


def photos_after(
    session: Session, photo_id: int, limit: int, certificate: int | None = None
) -> tuple[Photo, ...]:
    """Return photos by ascending row number, a page behind the given number.

    With a certificate, only photos that are accepted under it.
    """
    query = select(*_FIELDS).where(PhotoRow.id > photo_id)
    if certificate is not None:
        query = query.where(PhotoRow.certificate_id == certificate, ACCEPTED)
    return _photos(session, query.order_by(PhotoRow.id).limit(limit))


def originals(session: Session, photo_ids: Sequence[int]) -> dict[int, tuple[FoundFile, ...]]:
    """Return the files of photos on this computer, by row number."""
    columns = [PathRow.__table__.c[name] for name in FoundFile.__dataclass_fields__]
    found: dict[int, tuple[FoundFile, ...]] = {}
    for start in range(0, len(photo_ids), _MANY):
        part = photo_ids[start : start + _MANY]
        query = select(PathRow.photo_id, *columns).where(PathRow.photo_id.in_(part))
        for photo_id, *file in session.execute(query.order_by(PathRow.id)):
            known = places.file_here(FoundFile(*file))
            if known is not None:
                found[photo_id] = (*found.get(photo_id, ()), known)
    return found


def formats(session: Session, photo_ids: Sequence[int]) -> dict[int, str]:
    """Return the formats of photos' files, as Pillow names them, by row number."""
    found: dict[int, str] = {}
    for start in range(0, len(photo_ids), _MANY):
        part = photo_ids[start : start + _MANY]
        query = select(PhotoRow.id, PhotoRow.format).where(PhotoRow.id.in_(part))
        found |= dict(session.execute(query).all())
    return found


def review_photo(session: Session, photo: Photo) -> ReviewPhoto:
    """Add the data that the review page shows to a photo."""
    files = originals(session, [photo.id]).get(photo.id, ())
    return ReviewPhoto(
        photo=photo,
        thumbnail=thumbnails(session, [photo.id]).get(photo.id, b""),
        originals=tuple((file.raw, file.member) for file in files),
        probabilities=_probabilities(session, photo),
        decision=_shown_decision(session, photo),
        blind=photo.blind,
        question=question(session, photo.id) if photo.asked_by else None,
    )


def _shown_decision(session: Session, photo: Photo) -> Decision | None:
    decision = decision_in_force(session, photo.id)
    # A disputed photo is shown to the third operator without the other opinions, and a check of an
    # audit without the label that is checked.
    hidden = photo.blind and photo.state is PhotoState.TO_REVIEW
    if hidden and decision is not None and decision.answer in _LABELS:
        return None
    return decision


def _probabilities(session: Session, photo: Photo) -> dict[int, float]:
    if photo.draft is None:
        query = (
            select(PredictionRow.probabilities, ModelVersionRow.outputs)
            .join(ModelVersionRow, ModelVersionRow.id == PredictionRow.version_id)
            .where(PredictionRow.photo_id == photo.id, ModelVersionRow.id == photo.version_id)
        )
    else:
        query = (
            select(DraftPredictionRow.probabilities, DraftRow.outputs)
            .join(DraftRow, DraftRow.id == DraftPredictionRow.draft_id)
            .where(DraftPredictionRow.photo_id == photo.id, DraftRow.id == photo.draft)
        )
    row = session.execute(query).first()
    if row is None:
        # An outside model names one category.
        known = photo.version_id is not None and photo.suggestion_id is not None
        return {photo.suggestion_id or 0: photo.confidence} if known else {}
    # Without NumPy, which would have to be imported before the first photo of the window.
    values = [value for (value,) in struct.iter_unpack("<e", row.probabilities)]
    merged = merges(session)
    found: dict[int, float] = {}
    for output, p in zip(row.outputs, values, strict=True):
        category = merged.get(output, output)
        if category != FOREIGN:
            found[category] = found.get(category, 0.0) + p
    return found


def by_hash_or_path(session: Session, texts: Collection[str]) -> dict[str, set[int]]:
    """Find photos by hash or path, here or as shown; return them by the given text."""
    found: dict[str, set[int]] = {}
    wanted = sorted(texts)
    for start in range(0, len(wanted), _MANY):
        part = wanted[start : start + _MANY]
        hashes = {text.lower(): text for text in part if len(text) == 64}
        query = select(PhotoRow.sha256, PhotoRow.id).where(PhotoRow.sha256.in_(hashes))
        for sha256, photo_id in session.execute(query):
            found[hashes[sha256]] = {photo_id}
        shown = {text: places.known().stored(text) for text in part}
        paths = select(PathRow.shown, PathRow.photo_id).where(PathRow.shown.in_(shown.values()))
        by_path: dict[str, set[int]] = {}
        for path, photo_id in session.execute(paths):
            by_path.setdefault(path, set()).add(photo_id)
        for text, path in shown.items():
            if path in by_path:
                found.setdefault(text, set()).update(by_path[path])
    return found


def names_by_photo(session: Session) -> Iterator[tuple[int, str]]:
    """Return every path as text with its photo's row number; one pass serves a whole file."""
    query = select(PathRow.photo_id, PathRow.shown).execution_options(yield_per=_PAGE)
    # On the connection: the session would process each row once more.
    for page in session.connection().execute(query).partitions():
        yield from page
