"""Queries on imports and on the photos that they bring in."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import (
    Table,
    bindparam,
    func,
    select,
    update,
)
from sqlalchemy.orm import Session

from hitl_app.domain.imports import FileState, FoundFile, ImportRun
from hitl_app.domain.models import Score
from hitl_app.domain.photos import PhotoState, split_of
from hitl_app.domain.products import Rule
from hitl_app.domain.runs import RunState
from hitl_app.store import places
from hitl_app.store.engine.inserting import insert_rows
from hitl_app.store.imports.unreadable import unreadable_count
from hitl_app.store.photos.products import product_of, rule_in_force
from hitl_app.store.schema import (
    ImportRow,
    PathRow,
    PhotoRow,
    ThumbnailRow,
    UnreadableRow,
)
from hitl_app.store.values import PHOTO_NUMBERS, get_value

# Tables, not rows: SQLAlchemy's unit of work takes half as long again under the write lock.
_PATH_TABLE, _IMPORT_TABLE = (cast("Table", row.__table__) for row in (PathRow, ImportRow))
_PHOTOS, _THUMBNAILS = (cast("Table", row.__table__) for row in (PhotoRow, ThumbnailRow))
_RUN = ImportRun.__dataclass_fields__.keys() & ImportRow.__table__.c.keys()
_LAST_PHOTO = select(func.max(PhotoRow.id))
# By both columns, as in the index: all members of an archive have the same bytes. More than is
# asked for, where files and members are mixed; as pairs the whole index would be read.
_PATHS_THERE = select(*(_PATH_TABLE.c[name] for name in ("id", "photo_id", "raw", "member"))).where(
    _PATH_TABLE.c.raw.in_(bindparam("raws", expanding=True)),
    _PATH_TABLE.c.member.in_(bindparam("members", expanding=True)),
)
_LAST_PLACE = 2.0
"""Behind every confidence."""
_COUNT_NEW = (
    update(_IMPORT_TABLE)
    .where(_IMPORT_TABLE.c.id == bindparam("import"))
    .values(new=_IMPORT_TABLE.c.new + bindparam("more"))
)


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """Data of a photo that an import adds.

    Attributes:
        paths: Its paths, at least one.
        score: Of the version that classified it, if one did.
    """

    sha256: str
    paths: tuple[FoundFile, ...]
    width: int
    height: int
    size: int
    format: str
    thumbnail: bytes
    score: Score | None = None


def start_import(
    session: Session,
    roots: Sequence[tuple[bytes, str]],
    *,
    watched: bool = False,
    feed: Mapping[str, Any] | None = None,
) -> int:
    """Record that an import starts; return its row number.

    Args:
        session: An open writing session.
        roots: Bytes and text of each path to read.
        watched: Whether it takes files from watched folders.
        feed: How a product feed is read.
    """
    row = ImportRow(
        state=RunState.RUNNING,
        started_at=datetime.now(UTC),
        roots=listed_roots(roots),
        watched=watched,
        **({} if feed is None else {"feed": dict(feed)}),
    )
    session.add(row)
    session.flush()
    return row.id


def listed_roots(roots: Sequence[tuple[bytes, str]]) -> list[list[str]]:
    """Return bytes and text of paths as an import keeps them."""
    return [[raw.hex(), shown] for raw, shown in map(places.stored_root, roots)]


def end_import(session: Session, import_id: int, state: RunState, found: int) -> tuple[int, int]:
    """Record the end of an import.

    Returns:
        Numbers of photos added over all its runs, and of unreadable files.
    """
    row = session.get_one(ImportRow, import_id)
    query = unreadable_count().where(UnreadableRow.import_id == import_id)
    unreadable = session.scalar(query) or 0
    row.state, row.finished_at, row.found = state, datetime.now(UTC), found
    # A resumed run finds the photos of its first part again: they count as new, not known.
    row.known = max(0, found - row.new - unreadable)
    return row.new, unreadable


def count_found(session: Session, import_id: int) -> None:
    """Count one more file for an import that has no end."""
    more = {ImportRow.found: ImportRow.found + 1}
    session.execute(update(ImportRow).where(ImportRow.id == import_id).values(more))


def roots(session: Session) -> set[bytes]:
    """Return the paths of imports."""
    listed = session.scalars(select(ImportRow.roots))
    return {bytes.fromhex(raw) for asked in listed for raw, _shown in asked}


def interrupt_imports(session: Session) -> None:
    """Mark imports of dead processes as interrupted; call it while holding their lease."""
    session.execute(
        update(ImportRow)
        .where(ImportRow.state == RunState.RUNNING)
        .values(state=RunState.INTERRUPTED, finished_at=datetime.now(UTC))
    )


def is_one_running(session: Session) -> bool:
    """Return True if an import has not ended."""
    query = select(ImportRow.id).where(ImportRow.state == RunState.RUNNING).limit(1)
    return session.scalar(query) is not None


def last_imports(session: Session, limit: int = 50) -> tuple[ImportRun, ...]:
    """Return the last imports, newest first."""
    unreadable = (
        unreadable_count()
        .where(UnreadableRow.import_id == ImportRow.id)
        .correlate(ImportRow)
        .scalar_subquery()
    )
    rows = session.execute(select(ImportRow, unreadable).order_by(ImportRow.id.desc()).limit(limit))
    return tuple(
        ImportRun(
            **{name: getattr(row, name) for name in _RUN}
            | {"state": RunState(row.state), "roots": tuple(shown for _, shown in row.roots)},
            unreadable=count,
        )
        for row, count in rows
    )


def known_paths(
    session: Session, keys: Sequence[tuple[bytes, str]]
) -> dict[tuple[bytes, str], FileState]:
    """Return the file states of known paths, by bytes and member."""
    wanted = {(places.stored(raw), member): (raw, member) for raw, member in keys}
    rows = session.execute(
        select(PathRow.raw, PathRow.member, PathRow.size, PathRow.mtime_ns, PathRow.stamp).where(
            # As above.
            PathRow.raw.in_({raw for raw, _ in wanted}),
            PathRow.member.in_({member for _, member in wanted}),
        )
    )
    found = {}
    for raw, member, size, mtime, stamp in rows:
        key = wanted.get((raw, member))
        if key is not None:
            found[key] = FileState(size, mtime, stamp if key[0] == raw else None)
    return found


def known_hashes(session: Session, hashes: Sequence[str]) -> dict[str, int]:
    """Return the row numbers of known photos, by hash."""
    query = select(PhotoRow.sha256, PhotoRow.id).where(PhotoRow.sha256.in_(set(hashes)))
    return dict(session.execute(query).all())


def add_paths(session: Session, paths: Sequence[tuple[int, FoundFile]]) -> int:
    """Add paths to known photos; a path that leads to another photo now is moved to it.

    Returns:
        How many paths were moved from one photo to another.
    """
    if not paths:
        return 0
    rows = {
        (path.raw, path.member): {"photo_id": photo_id, **asdict(path)}
        for photo_id, path in ((photo_id, places.stored_file(path)) for photo_id, path in paths)
    }
    raws, members = (sorted(set(column)) for column in zip(*rows, strict=True))
    there = session.connection().execute(_PATHS_THERE, {"raws": raws, "members": members})
    moved, left = [], list[int]()
    for path_id, photo_id, raw, member in there:
        if (raw, member) in rows:
            moved.append({"id": path_id, **rows.pop((raw, member))})
            if photo_id != moved[-1]["photo_id"]:
                left.append(photo_id)
    if moved:
        session.execute(update(PathRow), moved)
        _rename(session, set(left))
    if rows:
        insert_rows(session, _PATH_TABLE, list(rows.values()))
    return len(left)


def _rename(session: Session, photo_ids: set[int]) -> None:
    """Update the first paths of photos; "" when no path is left."""
    rule = rule_in_force(session)
    for photo in session.scalars(select(PhotoRow).where(PhotoRow.id.in_(photo_ids))):
        paths = list(
            session.scalars(
                select(PathRow.shown).where(PathRow.photo_id == photo.id).order_by(PathRow.id)
            )
        )
        if photo.first_path not in paths:
            photo.first_path = paths[0] if paths else ""
            photo.product = product_of(rule, photo.first_path, photo.feed_product)


def add_photos(
    session: Session, import_id: int, photos: Sequence[NewPhoto], version_id: int | None = None
) -> int:
    """Add photos with paths and thumbnails, to review, and count them for the import.

    Those without a score come last until they are scored.

    Args:
        session: An open writing session; the caller has made sure that the hashes are new.
        import_id: The import.
        photos: A batch, some dozens at a time.
        version_id: Whose scores they have; None to leave these out. The predictions themselves
            are added by `hitl_app.store.models.scores.add_first_scores`.

    Returns:
        How many paths led to other photos before.
    """
    if not photos:
        return 0
    # The write lock is held, so the numbers cannot be taken by anyone else meanwhile.
    connection = session.connection()
    last = connection.execute(_LAST_PHOTO).scalar() or 0
    first = max(last, int(get_value(session, PHOTO_NUMBERS, 0))) + 1
    numbered = list(enumerate(photos, first))
    rule = rule_in_force(session)
    rows = [
        _photo_values(i, p, import_id, rule) | _score_values(p, version_id) for i, p in numbered
    ]
    insert_rows(session, _PHOTOS, rows)
    thumbnails = [{"photo_id": i, "encoded": p.thumbnail} for i, p in numbered]
    insert_rows(session, _THUMBNAILS, thumbnails)
    moved = add_paths(session, [(i, path) for i, p in numbered for path in p.paths])
    connection.execute(_COUNT_NEW, {"import": import_id, "more": len(photos)})
    return moved


def _score_values(photo: NewPhoto, version_id: int | None) -> dict[str, object]:
    score = photo.score if version_id is not None else None
    # All rows have the same columns.
    if score is None:
        return {"suggestion_id": None, "version_id": None}
    return {
        "suggestion_id": score.suggestion_id,
        "version_id": version_id,
        "confidence": score.confidence,
        "place": score.confidence if score.place is None else score.place,
    }


def _photo_values(photo_id: int, photo: NewPhoto, import_id: int, rule: Rule) -> dict[str, object]:
    first_path = places.stored_file(photo.paths[0]).shown
    return {
        "id": photo_id,
        "sha256": photo.sha256,
        "width": photo.width,
        "height": photo.height,
        "bytes": photo.size,
        "format": photo.format,
        "split": split_of(photo.sha256),
        "state": PhotoState.TO_REVIEW,
        "hold": 0,
        "confidence": 0.0,
        "place": _LAST_PLACE,
        "first_path": first_path,
        "import_id": import_id,
        "product": rule.product_of(first_path),
    }
