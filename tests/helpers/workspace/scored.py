"""Photos with scores, as an import and a scoring leave them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from hitl_app.domain.models import Score
from hitl_app.domain.settings import THRESHOLD
from hitl_app.store.imports import imports
from hitl_app.store.models import scores, versions
from hitl_app.store.values import get_value


def add_scored(
    session: Session, import_id: int, photos: Sequence[imports.NewPhoto], found: Sequence[Score]
) -> list[int]:
    """Add photos scored by the active version; return their row numbers."""
    imports.add_photos(session, import_id, photos)
    hashes = imports.known_hashes(session, [photo.sha256 for photo in photos])
    ids = [hashes[photo.sha256] for photo in photos]
    version = versions.active_id(session)
    assert version is not None
    source = scores.Source(version, backbone_of(session, version))
    scored = dict(zip(ids, found, strict=True))
    scores.add_scores(session, source, scored, get_value(session, THRESHOLD))
    return ids


def backbone_of(session: Session, version_id: int) -> int:
    """Return the backbone of a version, an invented one if it never computed features."""
    known = versions.backbone(session, version_id)
    return known or versions.set_backbone(session, version_id, f"{version_id:064x}")
