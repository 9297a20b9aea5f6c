"""Layout of a grid of tiles with headings."""

import numpy as np
from PySide6.QtCore import QRect

from hitl_app.ui.grid.items import GridItems
from hitl_app.ui.kit import theme

HEADING = 40
GAP = theme.S2
MARGIN = theme.S5


class GridLayout:
    """Rows of square tiles under headings, as wide as the view.

    Args:
        items: The items.
        width: Of the view.
        side: Least side of a tile.
        mirrored: Whether lines begin at the right.
    """

    def __init__(self, items: GridItems, width: int, side: int, *, mirrored: bool = False) -> None:
        self._items = items
        self._mirror = width if mirrored else 0
        room = max(side, width - 2 * MARGIN)
        self.columns = max(1, (room + GAP) // (side + GAP))
        self.side = (room + GAP) // self.columns - GAP
        ends = np.append(items.starts[1:], len(items)) if len(items) else items.starts
        self._rows = -(-(ends - items.starts) // self.columns)
        heights = HEADING + self._rows * self.step + theme.S2
        bottoms = np.cumsum(heights)
        self.tops = bottoms - heights
        self.height = int(bottoms[-1]) + theme.S2 if len(bottoms) else 0

    @property
    def step(self) -> int:
        """Return the pixels from one tile to the next."""
        return self.side + GAP

    def heading(self, group: int) -> QRect:
        """Return the area of a group's heading."""
        width = self.columns * self.step - GAP
        return self._placed(QRect(MARGIN, int(self.tops[group]), width, HEADING))

    def tile(self, place: int) -> QRect:
        """Return the area of a tile."""
        group = self._items.group(place)
        row, column = divmod(place - int(self._items.starts[group]), self.columns)
        top = int(self.tops[group]) + HEADING + row * self.step
        return self._placed(QRect(MARGIN + column * self.step, top, self.side, self.side))

    def _placed(self, area: QRect) -> QRect:
        if self._mirror:
            area.moveLeft(self._mirror - area.left() - area.width())
        return area

    def groups(self, top: int, bottom: int) -> range:
        """Return the groups that have a part between two heights."""
        first = max(0, int(np.searchsorted(self.tops, top, side="right")) - 1)
        return range(first, int(np.searchsorted(self.tops, bottom, side="right")))

    def places(self, group: int, top: int, bottom: int) -> range:
        """Return the places of a group whose tiles have a part between two heights."""
        span = self._items.span(group)
        begin = int(self.tops[group]) + HEADING
        first = max(0, (top - begin) // self.step)
        last = max(0, (bottom - begin) // self.step + 1)
        start = span.start + first * self.columns
        return range(min(start, span.stop), min(span.stop, span.start + last * self.columns))

    def between(self, top: int, bottom: int) -> list[int]:
        """Return the places whose tiles have a part between two heights."""
        groups = self.groups(top, bottom)
        return [place for group in groups for place in self.places(group, top, bottom)]

    def at(self, x: int, y: int) -> int | None:
        """Return the place at a point, if there is one."""
        return next((one for one in self.between(y, y) if self.tile(one).contains(x, y)), None)

    def within(self, area: QRect) -> list[int]:
        """Return the places that an area touches."""
        places = self.between(area.top(), area.bottom())
        return [place for place in places if self.tile(place).intersects(area)]

    def beside(self, place: int, rows: int) -> int:
        """Return the place some rows below, or above with fewer than none, in the same column."""
        items = self._items
        group = items.group(place)
        row, column = divmod(place - int(items.starts[group]), self.columns)
        row += rows
        while row < 0 and group > 0:
            group -= 1
            row += int(self._rows[group])
        while row >= self._rows[group] and group + 1 < len(self._rows):
            row -= int(self._rows[group])
            group += 1
        row = min(max(0, row), int(self._rows[group]) - 1)
        span = items.span(group)
        return min(span.start + row * self.columns + column, span.stop - 1)
