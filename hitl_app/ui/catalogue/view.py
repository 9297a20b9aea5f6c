"""The list of the catalogue: a table that paints its visible part at once."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from hitl_app.ui.catalogue.item_model import (
    BY,
    CATEGORY,
    CONFIDENCE,
    PHOTO,
    PRODUCT,
    STATE,
    WHEN,
    CatalogueModel,
)
from hitl_app.ui.catalogue.lines import LinesView, paint_line
from hitl_app.ui.gateway import catalogue_tasks
from hitl_app.ui.kit import steady
from hitl_app.ui.kit.painting import smooth_painter
from hitl_app.ui.kit.tables import set_up_table
from safeio.characters import is_printable

ROW, _TALL = 52, 104
_WIDTHS = {STATE: 116, CATEGORY: 132, CONFIDENCE: 92, BY: 104, WHEN: 146, PRODUCT: 104}
_LEAST_PHOTO = 180
_WIDE_PHOTO = 520
"""Width from which the column of photos shares more room with the others."""
_FIRST = (STATE, CATEGORY, CONFIDENCE, PRODUCT, WHEN, BY)
"""Columns by priority where there is no room for all; the panel shows the others."""
_Cursor = QAbstractItemView.CursorAction
_Command = QItemSelectionModel.SelectionFlag


class CatalogueView(LinesView):
    """Lines of photos under headings.

    Signals:
        opened: A photo was double-clicked; carries its row number.
        chosen: Selection or current photo changed.
    """

    opened = Signal(int)
    chosen = Signal()

    def __init__(self, items: CatalogueModel) -> None:
        super().__init__()
        self.items = items
        self._has_products = False
        self._seen: list[int | None] = []
        self.has_groups = False
        self._stay: int | None = None
        self.setModel(items)
        set_up_table(self, self.tr("Photos"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = self.verticalHeader()
        side.hide()
        side.setMinimumSectionSize(ROW)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(PHOTO, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.selectionModel().currentRowChanged.connect(lambda *_: self._on_current())
        self.doubleClicked.connect(self._on_double_clicked)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._request_visible())
        items.modelReset.connect(self._request_visible)
        items.rowsInserted.connect(lambda *_: self._request_visible())

    def offer_products(self, offered: bool) -> None:  # noqa: FBT001
        """Show or hide the product column."""
        self._has_products = offered
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Show as many columns as leave room to read a path."""
        room = self.viewport().width() - _LEAST_PHOTO
        for column in _FIRST:
            wanted = column != PRODUCT or self._has_products
            fits = wanted and _WIDTHS[column] <= room
            self.setColumnHidden(column, not fits)
            if wanted:
                # A later column never replaces one that did not fit.
                room -= _WIDTHS[column]
        shown = [column for column in _FIRST if not self.isColumnHidden(column)]
        spare = room + _LEAST_PHOTO - _WIDE_PHOTO
        more = max(0, spare) // (len(shown) + 1)
        for column in shown:
            self.setColumnWidth(column, _WIDTHS[column] + more)

    # Selection.

    def selected_ids(self) -> list[int]:
        """Return the row numbers of the selected photos, in order."""
        ids = self.items.ids
        parts = [ids[first : last + 1] for first, last in self._selected_places()]
        return [int(i) for part in parts for i in part]

    def selected_count(self) -> int:
        """Count the selected photos."""
        return sum(last - first + 1 for first, last in self._selected_places())

    def selected_alone(self) -> catalogue_tasks.Row | None:
        """Return the selected photo, if it is the only one and was read."""
        return self.items.rows.row(self.selected_ids()[0]) if self.selected_count() == 1 else None

    def _selected_places(self) -> list[tuple[int, int]]:
        chosen = self.selectionModel().selection()
        spans = [(chosen.at(i).top(), chosen.at(i).bottom()) for i in range(chosen.count())]
        places = [(self.items.place(top), self.items.place(end + 1) - 1) for top, end in spans]
        return sorted((first, last) for first, last in places if last >= first)

    def current_id(self) -> int | None:
        """Return the row number of the photo that has the focus."""
        return self.items.photo_id(self.currentIndex().row())

    def current_row(self) -> catalogue_tasks.Row | None:
        """Return the photo that has the focus, if it was read."""
        return self.items.row(self.currentIndex().row())

    # Groups of near-duplicates.

    def show_groups(self, shown: bool) -> None:  # noqa: FBT001 - one thing that is so or not
        """Show near-duplicates: larger pictures, and the group of the current photo selected."""
        self.has_groups = shown
        self.verticalHeader().setDefaultSectionSize(_TALL if shown else ROW)
        self._fit_headings()

    def _fit_headings(self) -> None:
        if self.has_groups:
            for group in range(self.items.groups):
                line = self.items.line(self.items.places(group).start) - 1
                self.verticalHeader().resizeSection(line, ROW)
            self._request_visible()

    def group_ids(self) -> list[int]:
        """Return the row numbers of the current photo's near-duplicates, itself among them."""
        if not self.has_groups or self.current_id() is None:
            return []
        places = self.items.places(self.items.group(self.currentIndex().row()))
        return [int(self.items.ids[place]) for place in places]

    def stay(self) -> None:
        """Go to the group at the same place once the list has followed a change."""
        self._stay = self.items.group(self.currentIndex().row())

    def _on_current(self) -> None:
        if self.group_ids():
            self._select(self.items.places(self.items.group(self.currentIndex().row())))
        # The frame goes along whole lines; Qt repaints the cell of the current index alone.
        self.viewport().update()
        self.chosen.emit()

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Leave the selection to the group of the current photo."""
        return _Command.NoUpdate if self.has_groups else super().selectionCommand(index, event)

    def toggle(self) -> None:
        """Toggle the selection of the current photo."""
        self.selectionModel().select(self.currentIndex(), _Command.Toggle | _Command.Rows)

    def listed_count(self) -> int:
        """Count the listed photos."""
        return len(self.items.ids)

    def choose_group(self) -> None:
        """Select the photos under the current photo's heading; all without headings."""
        self._select(self.items.group_of(self.items.place(self.currentIndex().row())))

    def choose_visible(self) -> None:
        """Select the photos in sight, at least half of each line."""
        top = self.verticalScrollBar().value() + ROW // 2
        lines = range(top // ROW, (top + self.viewport().height()) // ROW)
        last = self.items.place(min(lines.stop, self.items.rowCount()))
        self._select(range(self.items.place(lines.start), last))

    def go_to(self, place: int) -> None:
        """Make a photo the current one and select it."""
        if len(self.items.ids):
            index = self.items.index(self.items.line(place), 0)
            # Not `setCurrentIndex`: its effect depends on the modifier keys held down.
            chosen = _Command.ClearAndSelect | _Command.Rows
            self.selectionModel().setCurrentIndex(index, chosen)
            self.scrollTo(index)

    # Replacing the order.

    def keep(self, order: Any) -> None:
        """Show another order; selection, current photo and place in the list stay."""
        selected, current = self.selected_ids(), self.current_id()
        top = self.items.photo_id(self.rowAt(0)) if self.rowAt(0) >= 0 else None
        offset = self.rowViewportPosition(self.rowAt(0)) if top is not None else 0
        seen = self._seen
        self.items.set_order(order)
        self._select(np.flatnonzero(np.isin(order.ids, selected)) if selected else ())
        if (line := self._line_of(current)) is not None:
            self._set_current(line)
        if self.has_groups:
            self._go_on()
        elif (line := self._line_of(top)) is not None:
            self.verticalScrollBar().setValue(line * ROW - offset)
        if self._seen != seen:
            steady.changed(self)

    def _go_on(self) -> None:
        """Show the group that took the place of the one that was decided, or that is current."""
        stay, self._stay = self._stay, None
        self._fit_headings()
        if stay is None and self.current_id() is not None:
            self.scrollTo(self.currentIndex())
        elif self.items.groups:
            start = self.items.places(min(stay or 0, self.items.groups - 1)).start
            self.go_to(start)
            # With its heading.
            self.scrollTo(self.items.index(self.items.line(start) - 1, 0))

    def _line_of(self, photo_id: int | None) -> int | None:
        found = np.flatnonzero(np.asarray(self.items.ids) == photo_id)
        return self.items.line(int(found[0])) if len(found) else None

    def _set_current(self, line: int) -> None:
        self.selectionModel().setCurrentIndex(self.items.index(line, 0), _Command.NoUpdate)

    def _select(self, places: Iterable[int]) -> None:
        chosen = QItemSelection()
        last = self.items.columnCount() - 1
        found = np.asarray(list(places), np.int64)
        if len(found):
            for run in np.split(found, np.flatnonzero(np.diff(found) > 1) + 1):
                top, end = self.items.line(int(run[0])), self.items.line(int(run[-1]))
                chosen.select(self.items.index(top, 0), self.items.index(end, last))
        self.selectionModel().select(chosen, _Command.ClearAndSelect | _Command.Rows)

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass letters, Space and Enter on to the page."""
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        is_text = bool(event.text()) and is_printable(event.text())
        is_text = is_text and not event.modifiers() & held
        if is_text or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Move between photos; Home and End lead to the first and the last."""
        last = len(self.items.ids) - 1
        if last < 0:
            return QModelIndex()
        here = self.items.place(max(0, self.currentIndex().row()))
        page = max(1, self.viewport().height() // self._photo_height() - 1)
        steps = {
            _Cursor.MoveUp: -1,
            _Cursor.MoveDown: 1,
            _Cursor.MovePageUp: -page,
            _Cursor.MovePageDown: page,
            _Cursor.MoveHome: -last,
            _Cursor.MoveEnd: last,
        }
        place = min(last, max(0, here + steps.get(action, 0)))
        return self.items.index(self.items.line(place), 0)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        photo_id = self.items.photo_id(index.row())
        if photo_id is not None:
            self.opened.emit(photo_id)

    # Painting.

    def _request_visible(self) -> None:
        """Request the visible lines, and those next to them."""
        first = self.rowAt(0) if self.has_groups else self.verticalScrollBar().value() // ROW
        shown = self.viewport().height() // ROW + 2
        lines = range(max(0, first), min(self.items.rowCount(), first + shown))
        self.items.want(lines)
        self._seen = [self.items.photo_id(line) for line in lines]

    def resizeEvent(self, event: Any) -> None:
        """Request lines that became visible."""
        super().resizeEvent(event)
        self._fit_columns()
        self._request_visible()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the visible lines at once; Qt would make a call per cell."""
        painter = smooth_painter(self.viewport())
        area = event.rect()
        width = self.viewport().width()
        if self.has_groups:
            for line in self._lines(area):
                top, high = self.rowViewportPosition(line), self.rowHeight(line)
                paint_line(self, painter, line, QRect(0, top, width, high))
            return
        lines = self.items.rowCount()
        offset = self.verticalScrollBar().value()
        first = max(0, (area.top() + offset) // ROW)
        last = min(lines - 1, (area.bottom() + offset) // ROW)
        for line in range(first, last + 1):
            paint_line(self, painter, line, QRect(0, line * ROW - offset, width, ROW))

    def _photo_height(self) -> int:
        return _TALL if self.has_groups else ROW

    def _lines(self, area: QRect) -> range:
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        return range(max(0, first), (self.items.rowCount() - 1 if last < 0 else last) + 1)
