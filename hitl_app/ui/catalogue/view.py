"""The list of the catalogue: a table that paints its visible part at once."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from hitl_app.domain.photos import PhotoState
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
from hitl_app.ui.gateway import catalogue_tasks
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.painting import (
    LEFT,
    RIGHT,
    mirrored,
    paint_fitted,
    paint_focus,
    smooth_painter,
)
from hitl_app.ui.kit.tables import set_up_table
from hitl_app.ui.wording import formats
from safeio.characters import is_printable

ROW = 52
_PICTURE = 40
_WIDTHS = {STATE: 116, CATEGORY: 132, CONFIDENCE: 92, BY: 104, WHEN: 146, PRODUCT: 104}
_LEAST_PHOTO = 180
_FIRST = (STATE, CATEGORY, CONFIDENCE, PRODUCT, WHEN, BY)
"""Columns by priority where there is no room for all; the panel shows the others."""
_Cursor = QAbstractItemView.CursorAction
_Command = QItemSelectionModel.SelectionFlag


class CatalogueView(QTableView):
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
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit())
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

    # Selection.

    def selected_ids(self) -> list[int]:
        """Return the row numbers of the selected photos, in order."""
        ids = self.items.ids
        parts = [ids[first : last + 1] for first, last in self._selected_places()]
        return [int(i) for part in parts for i in part]

    def selected_count(self) -> int:
        """Count the selected photos."""
        return sum(last - first + 1 for first, last in self._selected_places())

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

    def toggle(self) -> None:
        """Toggle the selection of the current photo."""
        self.selectionModel().select(self.currentIndex(), _Command.Toggle | _Command.Rows)

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
        self.items.set_order(order)
        self._select(np.flatnonzero(np.isin(order.ids, selected)) if selected else ())
        if (line := self._line_of(current)) is not None:
            self._set_current(line)
        if (line := self._line_of(top)) is not None:
            self.verticalScrollBar().setValue(line * ROW - offset)

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
        page = max(1, self.viewport().height() // ROW - 1)
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
        first = self.verticalScrollBar().value() // ROW
        shown = self.viewport().height() // ROW + 2
        self.items.want(range(max(0, first), min(self.items.rowCount(), first + shown)))

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
        lines = self.items.rowCount()
        offset = self.verticalScrollBar().value()
        first = max(0, (area.top() + offset) // ROW)
        last = min(lines - 1, (area.bottom() + offset) // ROW)
        for line in range(first, last + 1):
            self._paint_line(painter, line, QRect(0, line * ROW - offset, width, ROW))

    def _paint_line(self, painter: QPainter, line: int, area: QRect) -> None:
        t = theme.tokens()
        heading = self.items.heading(line)
        if heading is not None:
            painter.fillRect(area, theme.colour(t.ground))
            painter.setFont(theme.font(theme.BODY, bold=True))
            painter.setPen(theme.colour(t.text))
            words = area.adjusted(theme.S3, theme.S2, -theme.S3, 0)
            painter.drawText(words, LEFT, self.items.heading_words(heading))
            return
        chosen = self.selectionModel().isSelected(self.items.index(line, 0))
        painter.fillRect(area, theme.colour(t.accent_soft if chosen else t.surface))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.colour(t.line))
        if chosen:
            # Colour is never the only sign.
            edge = mirrored(self.viewport(), QRectF(0, area.top(), 3, ROW))
            painter.fillRect(edge, theme.colour(t.accent))
        found = self.items.row(line)
        if found is not None:
            self._paint_photo(painter, found, area)
        if line == self.currentIndex().row() and self.hasFocus():
            paint_focus(painter, QRectF(area), theme.RADIUS_SMALL)

    def _paint_photo(self, painter: QPainter, found: catalogue_tasks.Row, area: QRect) -> None:
        t = theme.tokens()
        box = QRectF(theme.S3, area.top() + (ROW - _PICTURE) / 2, _PICTURE, _PICTURE)
        paint_fitted(painter, mirrored(self.viewport(), box), found.picture)
        words = self.items.words(found.listed)
        font, small = theme.font(), theme.font(theme.TINY)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        folder, _, name = words[PHOTO].replace("\\", "/").rpartition("/")
        left = int(box.right()) + theme.S3
        room = self.columnWidth(PHOTO) - left - theme.S3
        middle = Qt.TextElideMode.ElideMiddle
        upper = mirrored(self.viewport(), QRectF(left, area.top() + 7, room, 20))
        painter.setPen(theme.colour(t.text))
        painter.drawText(upper, LEFT, formats.own(metrics.elidedText(name, middle, room)))
        painter.setPen(theme.colour(t.dim))
        painter.setFont(small)
        shown = QFontMetrics(small).elidedText(folder, middle, room)
        painter.drawText(upper.translated(0, 18), LEFT, formats.own(shown))
        painter.setFont(font)
        for column in range(STATE, PRODUCT + 1):
            if self.isColumnHidden(column):
                continue
            cell = QRect(
                self.columnViewportPosition(column), area.top(), self.columnWidth(column), ROW
            ).adjusted(theme.S2, 0, -theme.S2, 0)
            side = RIGHT if column == CONFIDENCE else LEFT
            painter.setPen(theme.colour(self._tone(found, column)))
            end = Qt.TextElideMode.ElideRight
            shown = metrics.elidedText(words[column], end, cell.width())
            painter.drawText(cell, side, formats.own(shown) if column == PRODUCT else shown)

    def _tone(self, found: catalogue_tasks.Row, column: int) -> str:
        t = theme.tokens()
        if column == CATEGORY:
            return t.text
        photo = found.listed.photo
        if column != STATE or photo.state is PhotoState.TO_REVIEW:
            return t.dim
        certain = photo.state is PhotoState.REVIEWED or photo.certified
        return t.good if certain else t.warning
