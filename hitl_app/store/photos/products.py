"""Queries on products and their views."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    bindparam,
    func,
    null,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Session

from hitl_app.domain.photos import PhotoState
from hitl_app.domain.products import OFF, Rule, rule_of
from hitl_app.domain.settings import PRODUCTS
from hitl_app.store.conditions import WAITS
from hitl_app.store.schema import ImportRow, PhotoRow
from hitl_app.store.values import get_value

_PHOTOS = cast("Table", PhotoRow.__table__)
_PAGE = 5_000
_ASKED = 2
Named = tuple[int, str, str | None, str | None]
"""A photo's row number, its first path, its product, and its product by its feed."""


def rule_in_force(session: Session) -> Rule:
    """Return the product rule."""
    return rule_of(get_value(session, PRODUCTS, OFF))


def has_feeds(session: Session) -> bool:
    """Return True if a product feed was imported."""
    query = select(ImportRow.id).where(ImportRow.feed.is_not(None)).limit(1)
    return session.scalar(query) is not None


def product_of(rule: Rule, path: str, in_feed: str | None) -> str | None:
    """Return the product of a photo: that of its feed, else by its path."""
    return in_feed or rule.product_of(path)


def _feed_product(session: Session) -> ColumnElement[Any]:
    """Select the product by the feed, which the index of paths lacks; none without feeds."""
    return PhotoRow.__table__.c.feed_product if has_feeds(session) else null()


def by_path(session: Session, after: Named | None = None) -> Iterator[list[Named]]:
    """Return all photos by their path, page by page; the catalogue's index holds all of it."""
    here = tuple_(PhotoRow.first_path, PhotoRow.id)
    columns = (PhotoRow.id, PhotoRow.first_path, PhotoRow.product, _feed_product(session))
    query = select(*columns).order_by(PhotoRow.first_path, PhotoRow.id)
    while True:
        page = query if after is None else query.where(here > (after[1], after[0]))
        found = session.execute(page.limit(_PAGE))
        rows = [(row[0], row[1], row[2], row[3]) for row in found]
        if not rows:
            return
        yield rows
        after = rows[-1]


def put(session: Session, photos: Sequence[tuple[int, str, str | None]]) -> None:
    """Set the products of photos, unless their path has changed."""
    statement = (
        update(_PHOTOS)
        .where(_PHOTOS.c.id == bindparam("photo"), _PHOTOS.c.first_path == bindparam("path"))
        .values(product=bindparam("now"))
    )
    rows = [{"photo": i, "path": path, "now": product} for i, path, product in photos]
    # One statement, because the lock is held.
    session.connection().execute(statement, rows)


def views(session: Session, product: str, limit: int) -> list[int]:
    """Return the first photos of a product, in the order in which they came."""
    found: list[int] = []
    # State by state, as the index has them: a folder may hold a hundred thousand.
    for state in PhotoState:
        query = select(PhotoRow.id).where(PhotoRow.product == product, PhotoRow.state == state)
        found += session.scalars(query.order_by(PhotoRow.id).limit(limit))
    return sorted(found)[:limit]


def count(session: Session, product: str, most: int) -> int:
    """Count the photos of a product, up to a limit."""
    some = select(PhotoRow.id).where(PhotoRow.product == product).limit(most).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def undecided(session: Session, product: str, hidden: Select[int] | None) -> list[int]:
    """Return the photos of a product to review, except questions to colleagues."""
    waits = WAITS & (PhotoRow.hold < _ASKED)
    wanted = waits if hidden is None else or_(waits, PhotoRow.id.in_(hidden))
    query = select(PhotoRow.id).where(PhotoRow.product == product, wanted)
    return list(session.scalars(query.order_by(PhotoRow.id)))


def totals(session: Session) -> tuple[int, int]:
    """Count the products of more than one photo, and the photos of these."""
    many = (
        select(func.count().label("photos"))
        .where(PhotoRow.product.is_not(None))
        .group_by(PhotoRow.product)
        .having(func.count() > 1)
        .subquery()
    )
    row = session.execute(select(func.count(), func.sum(many.c.photos)).select_from(many)).one()
    return int(row[0]), int(row[1] or 0)
