"""Groups of photos: visibility, selection and focus."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.grouping import Group

Numbers = NDArray[np.int64]
Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Head:
    """Heading of a group.

    Attributes:
        category_id: What is suggested for its photos.
        alike: Whether they are similar.
    """

    category_id: int
    alike: bool


class GridItems:
    """Photos in the order of their groups; a *place* counts visible ones from 0.

    Groups are only ever added. Decided photos are hidden, so that they can return to their places.

    Attributes:
        current: Place that has the focus; 0 while there is none.
        anchor: Place from which a range is chosen.
    """

    def __init__(self) -> None:
        self.heads: list[Head] = []
        self._ids = np.zeros(0, np.int64)
        self._groups = self._versions = np.zeros(0, np.int32)
        self._hidden = self._chosen = self._moved = np.zeros(0, bool)
        self._there = np.zeros(0, np.int64)
        self.shown_groups = self.starts = np.zeros(0, np.int64)
        self.current = self.anchor = 0

    def __len__(self) -> int:
        return len(self._there)

    def add(self, category_id: int, groups: Sequence[Group]) -> None:
        """Append groups of a category; `follow` shows those of their photos that are to review."""
        known = len(self.heads)
        self.heads += [Head(category_id, group.alike) for group in groups]
        sizes = [len(group.ids) for group in groups]
        numbers = np.repeat(np.arange(known, known + len(groups), dtype=np.int32), sizes)
        new = sum(sizes)
        self._ids = np.concatenate([self._ids, *(group.ids for group in groups)])
        self._groups = np.concatenate([self._groups, numbers])
        self._versions = np.concatenate([self._versions, np.zeros(new, np.int32)])
        self._hidden = np.concatenate([self._hidden, np.ones(new, bool)])
        self._chosen = np.concatenate([self._chosen, np.zeros(new, bool)])
        self._moved = np.concatenate([self._moved, np.zeros(new, bool)])

    def _arrange(self) -> None:
        self._there = np.flatnonzero(~self._hidden)
        shown = self._groups[self._there]
        self.shown_groups, self.starts = np.unique(shown, return_index=True)
        last = max(0, len(self) - 1)
        self.current, self.anchor = min(self.current, last), min(self.anchor, last)

    # Visible photos.

    def photo_id(self, place: int) -> int | None:
        """Return the row number of the photo in a place."""
        return int(self._ids[self._there[place]]) if 0 <= place < len(self) else None

    def group(self, place: int) -> int:
        """Return which of the shown groups a place belongs to."""
        return int(np.searchsorted(self.starts, place, side="right")) - 1

    @property
    def current_group(self) -> int:
        """Return which of the shown groups has the focus."""
        return self.group(self.current)

    def head(self, group: int) -> Head:
        """Return the heading of a visible group."""
        return self.heads[int(self.shown_groups[group])]

    def span(self, group: int) -> range:
        """Return the places of one of the shown groups."""
        end = int(self.starts[group + 1]) if group + 1 < len(self.starts) else len(self)
        return range(int(self.starts[group]), end)

    def seen(self, places: Sequence[int]) -> list[tuple[int, int, int]]:
        """Return the numbers of photo, suggested category and version at some places."""
        at = self._there[np.asarray(places, np.int64)]
        heads = np.array([head.category_id for head in self.heads], np.int64)
        columns = self._ids[at], heads[self._groups[at]], self._versions[at]
        return list(zip(*(column.tolist() for column in columns), strict=True))

    def place_of(self, photo_id: int) -> int | None:
        """Return the place of a visible photo."""
        found = np.flatnonzero(self._ids[self._there] == photo_id)
        return int(found[0]) if len(found) else None

    # Showing and hiding.

    def hide(self, photo_ids: Sequence[int]) -> Numbers:
        """Hide photos; the focus moves to the photo after the first of them.

        Returns:
            The argument of `bring_back`.
        """
        gone = self._there[np.isin(self._ids[self._there], photo_ids)]
        current = self._there[self.current] if len(self) else 0
        self._hidden[gone] = True
        self._chosen[gone] = False
        if len(gone) and self._hidden[current]:
            current = gone[0]
        self._arrange()
        self._stand_at(int(current))
        return gone

    def bring_back(self, gone: Numbers) -> None:
        """Show hidden photos again, none of them chosen, with the focus on the first."""
        self._hidden[gone] = False
        self._arrange()
        if len(gone):
            self._stand_at(int(gone[0]))

    def follow(
        self, to_review: Numbers, category_ids: Codes, by: Codes, *, as_grouped: bool = False
    ) -> None:
        """Show photos to review whose suggestion is their group's category; hide the rest.

        Args:
            to_review: All photos to review, ascending.
            category_ids: What is suggested for each.
            by: Versions that suggest them, by row number.
            as_grouped: Whether only drafts may have changed suggestions: photos keep their groups.
        """
        at = np.searchsorted(to_review, self._ids).clip(max=max(0, len(to_review) - 1))
        hidden = np.ones(len(self._ids), bool)
        if len(to_review) and len(self._ids):
            heads = np.array([head.category_id for head in self.heads], np.int64)
            moved = category_ids[at] != heads[self._groups]
            self._moved = self._moved & moved if as_grouped else moved
            # A photo shown under one version's suggestion must not be confirmed as another's.
            same = (by[at] == self._versions) | (self._versions == 0)
            hidden = (to_review[at] != self._ids) | ~same | self._moved
            self._versions = np.where(hidden, self._versions, by[at])
        current = int(self._there[self.current]) if len(self) else 0
        self._hidden = hidden
        self._chosen &= ~hidden
        self._arrange()
        self._stand_at(current)

    def _stand_at(self, item: int) -> None:
        """Focus a photo, or the next visible one."""
        place = int(np.searchsorted(self._there, item))
        self.current = self.anchor = max(0, min(place, len(self) - 1))

    # What is chosen.

    def is_chosen(self, place: int) -> bool:
        """Return True if a photo is chosen."""
        return bool(self._chosen[self._there[place]])

    def chosen(self) -> list[int]:
        """Return the places of chosen photos."""
        places: list[int] = np.flatnonzero(self._chosen[self._there]).tolist()
        return places

    def chosen_in(self, group: int) -> int:
        """Count the chosen photos of a visible group."""
        span = self.span(group)
        return int(self._chosen[self._there[span.start : span.stop]].sum())

    def choose(self, places: Sequence[int], *, add: bool = False) -> None:
        """Choose photos; without `add` no others."""
        if not add:
            self._chosen[:] = False
        self._chosen[self._there[np.asarray(places, np.int64)]] = True

    def toggle(self, place: int) -> None:
        """Choose a photo, or no longer."""
        self._chosen[self._there[place]] ^= True

    def choose_group(self) -> None:
        """Choose the group with the focus, and no other photo."""
        self.choose(self.span(self.current_group))
