"""Queries on the catalogue: filters and orders, without what is hidden from the operator.

Blind photos have no confidence and no category here, and a photo for an operator's second opinion
is a blind one for that operator: no filter and no order reveals more than the photo itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, and_, case, false, func, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from hitl_app.domain.listing import (
    DUPLICATES,
    NO_CATEGORY,
    SETTLED,
    Grouping,
    Heading,
    Listing,
    Sort,
)
from hitl_app.domain.photos import PhotoState
from hitl_app.store.categories import all_categories
from hitl_app.store.conditions import WAITS, Condition
from hitl_app.store.photos.duplicates import shown_groups
from hitl_app.store.schema import PhotoRow

Ids = NDArray[np.int32]
_Column = ColumnElement[Any] | InstrumentedAttribute[Any]
_BY_PATH: tuple[_Column, ...] = (PhotoRow.first_path, PhotoRow.id)
_FEW = 20_000
"""Up to this number, photos are sorted here: an index scan would be slower."""
_AT_ONCE = 20_000


@dataclass(frozen=True)
class Order:
    """Photos of a listing, in order.

    Attributes:
        headings: Where groups begin; empty without grouping.
        whole: Whether these are all; else more follow.
    """

    ids: Ids
    headings: tuple[Heading, ...] = ()
    whole: bool = True


@dataclass(frozen=True)
class _Part:
    """Photos that have a value to sort by.

    Attributes:
        order: Sort columns, the row number last; no photo of the part lacks a value.
    """

    order: Sequence[_Column]
    where: tuple[Condition, ...] = ()
    backwards: bool = False
    product: str = ""

    def query(self, *where: Condition) -> Select[int]:
        """Select the part's photos that meet conditions, in order."""
        order = [column.desc() for column in self.order] if self.backwards else self.order
        return self.within(select(PhotoRow.id), where).order_by(*order)

    def within(self, query: Select[Any], where: Sequence[Condition]) -> Select[Any]:
        """Add the product and conditions to a query."""
        product = [PhotoRow.product == self.product] if self.product else []
        return query.where(*product, *_as_one(where))


@dataclass(frozen=True)
class _Group:
    """Photos under one heading, or without one."""

    key: str
    where: tuple[Condition, ...] = ()


def _as_one(where: Sequence[Condition]) -> list[Condition]:
    """Combine conditions into one that no index can serve.

    A condition that an index can serve would fetch each row separately.
    """
    return [case((and_(*where), 1), else_=0) == 1] if where else []


@dataclass(frozen=True)
class Seen:
    """Columns of a photo that an operator may see."""

    hidden: Select[int] | None = None

    @property
    def _asked(self) -> Condition:
        return false() if self.hidden is None else PhotoRow.id.in_(self.hidden)

    def _shown(self, condition: Condition) -> Condition:
        """Return a condition that excludes photos for the operator's second opinion."""
        return condition if self.hidden is None else and_(condition, not_(self._asked))

    def is_blind(self) -> Condition:
        """Select photos without a visible suggestion; see `photos._photo`."""
        blind = and_(PhotoRow.blind, PhotoRow.state != PhotoState.AUTO_ACCEPTED)
        return blind if self.hidden is None else or_(blind, self._asked)

    def in_state(self, state: PhotoState) -> Condition:
        """Select photos of a state."""
        here = PhotoRow.state == state
        if self.hidden is None or state is not PhotoState.TO_REVIEW:
            return self._shown(here)
        return or_(here, self._asked)

    def of_category(self, category_id: int) -> Condition:
        """Select photos of a category, or with `NO_CATEGORY` those that show none."""
        if category_id == NO_CATEGORY:
            none = and_(not_(WAITS), PhotoRow.label_id.is_(None))
            blind = and_(WAITS, or_(self.is_blind(), PhotoRow.suggestion_id.is_(None)))
            return or_(none, blind) if self.hidden is None else or_(none, blind, self._asked)
        labelled = and_(PhotoRow.label_id == category_id, not_(WAITS))
        suggested = and_(PhotoRow.suggestion_id == category_id, WAITS, not_(self.is_blind()))
        return self._shown(or_(labelled, suggested))

    def has_confidence(self) -> Condition:
        """Select photos that show a confidence."""
        return and_(not_(self.is_blind()), PhotoRow.version_id.is_not(None))

    def is_decided(self) -> Condition:
        """Select photos that show operator and time of their decision."""
        return self._shown(PhotoRow.decided_at.is_not(None))

    def had_suggestion(self) -> Condition:
        """Select photos decided with a suggestion that may be shown."""
        suggestion_shown = and_(PhotoRow.state == PhotoState.REVIEWED, not_(PhotoRow.blind))
        return self._shown(and_(suggestion_shown, PhotoRow.shown_id.is_not(None)))

    def where(self, listing: Listing) -> tuple[Condition, ...]:
        """Return the conditions of a listing."""
        return tuple(self._conditions(listing))

    def _conditions(self, listing: Listing) -> Iterator[Condition]:
        if listing.state is not None:
            yield self.in_state(listing.state)
        if listing.category_id is not None:
            yield self.of_category(listing.category_id)
        if listing.suggested_id is not None:
            yield self.had_suggestion()
            yield PhotoRow.shown_id == listing.suggested_id
        if listing.import_id is not None:
            yield PhotoRow.import_id == listing.import_id
        if listing.least is not None or listing.most is not None:
            yield self.has_confidence()
        if listing.least is not None:
            yield PhotoRow.confidence >= listing.least
        if listing.most is not None:
            yield PhotoRow.confidence <= listing.most
        if listing.text:
            texts = (PhotoRow.first_path, PhotoRow.title, PhotoRow.item)
            yield or_(*(text.icontains(listing.text, autoescape=True) for text in texts))
        yield from self._decided(listing)

    def _decided(self, listing: Listing) -> Iterator[Condition]:
        if listing.decided_by is not None:
            yield self._shown(PhotoRow.decided_by == listing.decided_by)
        if listing.since is not None:
            yield self._shown(PhotoRow.decided_at >= listing.since)
        if listing.before is not None:
            yield self._shown(PhotoRow.decided_at < listing.before)


def near_duplicates(session: Session, listing: Listing, seen: Seen) -> Order:
    """Return the groups of a listing, those that need a decision first."""
    where = seen.where(listing)
    if listing.product:
        where = (*where, PhotoRow.product == listing.product)
    groups = shown_groups(session, listing.groups, not_(seen.is_blind()), where)
    keys = [f"{SETTLED if settled else DUPLICATES}{n}" for n, (_, settled) in enumerate(groups)]
    return _order([(k, _ids(ids)) for k, (ids, _) in zip(keys, groups, strict=True)], whole=True)


def first(session: Session, listing: Listing, seen: Seen, limit: int) -> Order:
    """Return the first photos of an order, without reading the others where possible."""
    if listing.groups:
        return near_duplicates(session, listing, seen)
    pieces: list[tuple[str, Ids]] = []
    left = limit
    for group in _groups(session, listing, seen):
        for part in _sorted(listing, seen):
            where = (*seen.where(listing), *group.where, *part.where)
            ids = _front(session, part, where, left) if left else _ids(())
            pieces.append((group.key, ids))
            left -= len(ids)
    return _order(pieces, whole=left > 0)


def _front(session: Session, part: _Part, where: Sequence[Condition], limit: int) -> Ids:
    if where and part.order is not _BY_PATH:
        few = part.within(select(*part.order), where).limit(_FEW + 1)
        found = [tuple(row) for row in session.execute(few)]
        if len(found) <= _FEW:
            found.sort(reverse=part.backwards)
            return _ids(row[-1] for row in found[:limit])
    # There are many matches: the order's own index finds the first ones soon.
    return _ids(session.scalars(part.query(*where).limit(limit)))


def whole(session: Session, listing: Listing, seen: Seen) -> Order:
    """Return an order, which takes some seconds for a million photos."""
    if listing.groups:
        return near_duplicates(session, listing, seen)
    groups = list(_groups(session, listing, seen))
    number = case(*((and_(*g.where), i) for i, g in enumerate(groups) if g.where), else_=-1)
    parts = []
    for part in _sorted(listing, seen):
        # An expression, except for the path: the database then scans the covering index and
        # sorts the result.
        order = part.order
        if order is not _BY_PATH:
            part = replace(part, order=tuple(func.coalesce(c, c) for c in order))  # noqa: PLW2901
        query = part.query(*seen.where(listing), *part.where)
        if len(groups) == 1:
            rows = session.scalars(query.execution_options(yield_per=_AT_ONCE))
            parts.append([_joined(_ids(some) for some in rows.partitions())])
        else:
            parts.append(_split(session, query.add_columns(number), len(groups)))
    pieces = [(g.key, part[i]) for i, g in enumerate(groups) for part in parts]
    return _order(pieces, whole=True)


def _split(session: Session, query: Select[Any], groups: int) -> list[Ids]:
    """Split photos by group; the group number follows the row number."""
    found = session.execute(query.execution_options(yield_per=_AT_ONCE))
    tables = [np.array([tuple(row) for row in some], np.int32) for some in found.partitions()]
    table = np.concatenate([np.empty((0, 2), np.int32), *tables])
    return [table[table[:, 1] == i, 0] for i in range(groups)]


def _ids(found: Iterable[int]) -> Ids:
    return np.fromiter(found, np.int32)


def _joined(pieces: Iterable[Ids]) -> Ids:
    return np.concatenate([np.empty(0, np.int32), *pieces])


def _order(pieces: Sequence[tuple[str, Ids]], *, whole: bool) -> Order:
    headings: list[Heading] = []
    start = 0
    for key, ids in pieces:
        if key and len(ids) and (not headings or headings[-1].key != key):
            headings.append(Heading(key, start))
        start += len(ids)
    return Order(_joined(ids for _, ids in pieces), tuple(headings), whole)


def _groups(session: Session, listing: Listing, seen: Seen) -> Iterator[_Group]:
    """Return the groups, with a key where they have a heading."""
    if listing.grouping is Grouping.STATE:
        for state in PhotoState:
            if listing.state in (None, state):
                yield _Group(state.value, (seen.in_state(state),))
    elif listing.grouping is Grouping.CATEGORY or listing.sort is Sort.CATEGORY:
        for category_id in _category_ids(session, listing):
            key = str(category_id) if listing.grouping is Grouping.CATEGORY else ""
            yield _Group(key, (seen.of_category(category_id),))
    else:
        yield _Group("")


def _category_ids(session: Session, listing: Listing) -> list[int]:
    """Return the categories that photos of a listing may be of, in their order; none comes last."""
    if listing.category_id is not None:
        return [listing.category_id]
    found = [category.id for category in all_categories(session, retired=True)]
    turned = listing.backwards and listing.sort is Sort.CATEGORY
    return [*(reversed(found) if turned else found), NO_CATEGORY]


def _sorted(listing: Listing, seen: Seen) -> Iterator[_Part]:
    for part in _parts(listing, seen):
        yield replace(part, product=listing.product)


def _parts(listing: Listing, seen: Seen) -> Iterator[_Part]:
    by_id, turned = (PhotoRow.id,), listing.backwards
    if listing.sort is Sort.NEWEST:
        yield _Part(by_id, backwards=not turned)
    elif listing.sort is Sort.CONFIDENCE:
        sure = seen.has_confidence()
        yield _Part((PhotoRow.confidence, PhotoRow.id), (sure,), turned)
        yield _Part(by_id, (not_(sure),))
    elif listing.sort is Sort.REVIEWED:
        decided = seen.is_decided()
        yield _Part((PhotoRow.decided_at, PhotoRow.id), (decided,), not turned)
        yield _Part(by_id, (not_(decided),))
    else:
        yield _Part(_BY_PATH, backwards=turned and listing.sort is Sort.PATH)
