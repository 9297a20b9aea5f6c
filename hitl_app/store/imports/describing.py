"""What product feeds say of photos."""

from collections.abc import Mapping

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hitl_app.domain.imports import FeedDetails
from hitl_app.store import places
from hitl_app.store.photos.products import product_of, rule_in_force
from hitl_app.store.schema import PathRow, PhotoRow


def outdated(session: Session, details: Mapping[bytes, FeedDetails]) -> dict[int, FeedDetails]:
    """Return the photos that are described otherwise, or not yet.

    A photo that several items have stays with the first one.

    Args:
        session: An open session.
        details: By the bytes of a path, some hundreds.

    Returns:
        What they are to be described as, by row number.
    """
    wanted_by_path = {places.stored(raw): one for raw, one in details.items()}
    query = (
        select(PathRow.raw, PhotoRow.id, PhotoRow.item, PhotoRow.title, PhotoRow.feed_product)
        .join(PhotoRow, PhotoRow.id == PathRow.photo_id)
        .where(PathRow.raw.in_(wanted_by_path), PathRow.member == "")
        .order_by(PathRow.id)
    )
    found: dict[int, FeedDetails] = {}
    for raw, photo_id, item, title, product in session.execute(query):
        wanted = wanted_by_path[raw]
        known = FeedDetails(item or "", title or "", product or "")
        if known != wanted and known.item in ("", wanted.item):
            found.setdefault(photo_id, wanted)
    return found


def describe(session: Session, details: Mapping[bytes, FeedDetails]) -> int:
    """Describe photos by their paths; return how many were changed. Arguments as above."""
    found = outdated(session, details)
    if not found:
        return 0
    rule = rule_in_force(session)
    for photo in session.scalars(select(PhotoRow).where(PhotoRow.id.in_(found))):
        wanted = found[photo.id]
        values = {
            "item": wanted.item or None,
            "title": wanted.title or None,
            "feed_product": wanted.product or None,
            "product": product_of(rule, photo.first_path, wanted.product),
        }
        session.execute(update(PhotoRow).where(PhotoRow.id == photo.id).values(values))
    return len(found)
