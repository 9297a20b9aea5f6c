"""Thumbnails of earlier versions of the program, which were smaller, when files are read again."""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy.orm import Session

from hitl_app.jobs.imports.reading import Decoded
from hitl_app.store.imports.thumbnails import replace_thumbnails, thumbnails
from hitl_app.workspace import Workspace
from safeio.decoding.decode import THUMBNAIL_SIDE, thumbnail_size
from safeio.reasons import PhotoError

_COMMIT: Final = 8
"""Thumbnails in one transaction; few, so that a decision never waits long for its turn."""


def outdated(session: Session, photo_ids: Collection[int]) -> set[int]:
    """Return the photos whose thumbnail is damaged, or smaller than it would be made today."""
    found = thumbnails(session, photo_ids)
    return {photo for photo, (encoded, size) in found.items() if _is_smaller(encoded, size)}


def renew(workspace: Workspace, copies: Mapping[int, Decoded]) -> int:
    """Replace smaller thumbnails by those of the same bytes, decoded again; return how many.

    Args:
        workspace: An open workspace.
        copies: One by photo.
    """
    with workspace.database.read() as session:
        wanted = sorted(outdated(session, copies))
    for start in range(0, len(wanted), _COMMIT):
        some = {photo: copies[photo].encoded for photo in wanted[start : start + _COMMIT]}
        with workspace.database.paced_write() as session:
            replace_thumbnails(session, some)
    return len(wanted)


def _is_smaller(encoded: bytes, size: tuple[int, int]) -> bool:
    try:
        return max(thumbnail_size(encoded)) < min(THUMBNAIL_SIDE, max(size))
    except PhotoError:
        return True
