"""View of similar photos: tiles under headings, chosen by key or mouse."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from hitl_app.ui.gateway.photo_rows import PhotoRows
from hitl_app.ui.grid.items import GridItems
from hitl_app.ui.grid.layout import GridLayout
from hitl_app.ui.kit import steady, theme
from hitl_app.ui.kit.painting import (
    paint_box,
    paint_fitted,
    paint_ring,
    paint_words,
    smooth_painter,
)
from hitl_app.ui.kit.scrolling import keep_bar

SIDES = (64, 80, 96, 120, 152, 192, 240)
_ORDINARY = 3
_BADGE = 22
_Key, _Mod = Qt.Key, Qt.KeyboardModifier


class GridView(QAbstractScrollArea):
    """Tiles of photos, group by group, under the headings that `words` returns.

    Signals:
        changed: Focus or selection changed.
        opened: A photo was double-clicked.
        resized: The tiles have another size; carries its number in `SIDES`.
        seen: Other photos are in sight; carries their numbers, None for one that is not known.
    """

    changed = Signal()
    opened = Signal()
    resized = Signal(int)
    seen = Signal(object)

    def __init__(self, items: GridItems, rows: PhotoRows, words: Callable[[int], str]) -> None:
        super().__init__()
        self.items, self._rows, self._words = items, rows, words
        self.size_number = _ORDINARY
        self._pressed: QPoint | None = None
        self._band = QRect()
        self._seen: list[int | None] = []
        self.plan = GridLayout(items, 1, SIDES[_ORDINARY])
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keep_bar(self)
        self.setAccessibleName(self.tr("Similar photos"))
        self.verticalScrollBar().valueChanged.connect(lambda _: self._request_visible())
        rows.arrived.connect(self.viewport().update)

    # The items.

    def arrange(self) -> None:
        """Update after photos were added or removed."""
        width, side = self.viewport().width(), SIDES[self.size_number]
        self.plan = GridLayout(self.items, width, side, mirrored=self.isRightToLeft())
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self.plan.height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self.plan.step // 2)
        before = self._seen
        self._request_visible()
        if self._seen[: len(before)] != before:
            steady.changed(self)

    def set_items(self, items: GridItems) -> None:
        """Show other photos from their beginning."""
        self.items = items
        self.arrange()
        self.verticalScrollBar().setValue(0)

    def set_size(self, number: int) -> None:
        """Show tiles of another size; the photo with the focus stays in sight."""
        number = min(max(0, number), len(SIDES) - 1)
        if number != self.size_number:
            self.size_number = number
            self.arrange()
            self.show_current()
            self.resized.emit(number)

    def show_current(self) -> None:
        """Scroll as little as needed to have the photo with the focus in sight."""
        if not len(self.items):
            return
        items, tile = self.items, self.plan.tile(self.items.current)
        is_first = items.current - self.plan.columns < items.span(items.current_group).start
        heading = self.plan.heading(items.current_group)
        top = heading.top() if is_first else tile.top() - theme.S2
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value():
            bar.setValue(top)
        elif tile.bottom() + theme.S2 > bar.value() + height:
            bar.setValue(tile.bottom() + theme.S2 - height)

    def show_group(self) -> None:
        """Scroll the focused group to the top, if the focus is on its first photo."""
        items = self.items
        if len(items) and items.current == items.span(items.current_group).start:
            self.verticalScrollBar().setValue(self.plan.heading(items.current_group).top())

    def visible(self) -> list[int]:
        """Return the places whose tiles are in sight, at least half of each."""
        half = self.plan.side // 2
        seen = self.viewport().rect().translated(0, self.verticalScrollBar().value())
        return self.plan.within(seen.adjusted(0, half, 0, -half))

    def _request_visible(self) -> None:
        """Request the visible photos."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        self._seen = [self.items.photo_id(place) for place in self.plan.between(top, bottom)]
        self._rows.want(self._seen)
        self.seen.emit(self._seen)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the tiles out anew."""
        super().resizeEvent(event)
        self.arrange()

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between photos, choosing with Shift; pass other keys on to the page."""
        place = self._led_to(event)
        if place is None:
            event.ignore()
            return
        self._go(place, chosen=bool(event.modifiers() & _Mod.ShiftModifier))
        if event.modifiers() & _Mod.ControlModifier:
            self.show_group()

    def _led_to(self, event: QKeyEvent) -> int | None:
        held = event.modifiers() & ~(_Mod.ShiftModifier | _Mod.KeypadModifier)
        if not len(self.items):
            return None
        here, last = self.items.current, len(self.items) - 1
        key = _Key(event.key())
        if held == _Mod.ControlModifier and key in (_Key.Key_Up, _Key.Key_Down):
            return self._next_group(1 if key == _Key.Key_Down else -1)
        if held not in (_Mod.NoModifier, _Mod.ControlModifier):
            return None
        page = max(1, self.viewport().height() // self.plan.step - 1)
        if key in (_Key.Key_Left, _Key.Key_Right):
            turned = self.isRightToLeft() != (key == _Key.Key_Left)
            return min(max(0, here + (-1 if turned else 1)), last)
        rows = {
            _Key.Key_Up: -1, _Key.Key_Down: 1, _Key.Key_PageUp: -page, _Key.Key_PageDown: page,
        }  # fmt: skip
        if key in rows:
            return self.plan.beside(here, rows[key])
        return {_Key.Key_Home: 0, _Key.Key_End: last}.get(key)

    def _next_group(self, step: int) -> int:
        """Return the first photo of the next group, or of this one or the one before."""
        group, items = self.items.current_group, self.items
        if step < 0 and items.current > items.span(group).start:
            return items.span(group).start
        wanted = min(max(0, group + step), len(items.starts) - 1)
        return items.span(wanted).start

    def _go(self, place: int, *, chosen: bool) -> None:
        """Move the focus to a photo; `chosen` chooses all from the anchor to it."""
        self.items.current = place
        if chosen:
            first, last = sorted((self.items.anchor, place))
            self.items.choose(range(first, last + 1))
        else:
            self.items.anchor = place
        self.show_current()
        self._tell()

    def _tell(self) -> None:
        self.viewport().update()
        self.changed.emit()

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the photo under the pointer: alone, with Ctrl in addition, with Shift a range."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        at = self._inside(event)
        place = self.plan.at(at.x(), at.y())
        if place is None:
            self._pressed = at
            if not event.modifiers() & _Mod.ControlModifier:
                self.items.choose(())
                self._tell()
        elif event.modifiers() & _Mod.ShiftModifier:
            self._go(place, chosen=True)
        else:
            self._pressed = at
            if event.modifiers() & _Mod.ControlModifier:
                self.items.toggle(place)
            else:
                self.items.choose((place,))
            self._go(place, chosen=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw a band around photos to choose them."""
        at = self._inside(event)
        far = QApplication.startDragDistance()
        if self._pressed is None or (at - self._pressed).manhattanLength() < far:
            return
        self._band = QRect(self._pressed, at).normalized()
        held = bool(event.modifiers() & _Mod.ControlModifier)
        self.items.choose(self.plan.within(self._band), add=held)
        self._tell()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End a band."""
        self._pressed, self._band = None, QRect()
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the photo under the pointer."""
        at = self._inside(event)
        if self.plan.at(at.x(), at.y()) is not None:
            self.opened.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl makes the tiles larger or smaller."""
        turned = event.angleDelta().y()
        if not event.modifiers() & _Mod.ControlModifier:
            super().wheelEvent(event)
        elif turned:
            self.set_size(self.size_number + (1 if turned > 0 else -1))

    def _inside(self, event: QMouseEvent) -> QPoint:
        return event.position().toPoint() + QPoint(0, self.verticalScrollBar().value())

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the visible part."""
        painter = smooth_painter(self.viewport())
        painter.fillRect(event.rect(), theme.colour(theme.tokens().ground))
        offset = self.verticalScrollBar().value()
        painter.translate(0, -offset)
        top, bottom = event.rect().top() + offset, event.rect().bottom() + offset
        for group in self.plan.groups(top, bottom):
            self._paint_heading(painter, group)
            chosen, size = self.items.chosen_in(group), len(self.items.span(group))
            for place in self.plan.places(group, top, bottom):
                self._paint_tile(painter, place, left_out=size / 2 < chosen < size)
        if not self._band.isNull():
            pen = QPen(theme.colour(theme.tokens().accent), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._band)

    def _paint_heading(self, painter: QPainter, group: int) -> None:
        area = self.plan.heading(group)
        painter.setFont(theme.font(theme.LARGE, bold=True))
        painter.setPen(theme.colour(theme.tokens().text))
        paint_words(painter, QRectF(area), self._words(group))

    def _paint_tile(self, painter: QPainter, place: int, *, left_out: bool) -> None:
        t = theme.tokens()
        area = QRectF(self.plan.tile(place))
        chosen = self.items.is_chosen(place)
        paint_box(painter, area, theme.RADIUS, t.stage, t.line)
        found = self._rows.row(self.items.photo_id(place))
        if found is not None:
            painter.setOpacity(0.45 if left_out and not chosen else 1)
            paint_fitted(painter, area.adjusted(4, 4, -4, -4), found.picture)
            painter.setOpacity(1)
        if chosen:
            paint_ring(painter, area, theme.RADIUS, t.accent, 3)
            _paint_badge(painter, area)
        elif left_out:
            _paint_mark(painter, area, self.tr("left out"))
        if place == self.items.current and self.hasFocus():
            # Around the tile, outside the frame of chosen ones.
            paint_ring(painter, area.adjusted(-4, -4, 4, 4), theme.RADIUS + 2, t.text, 3)


def _paint_badge(painter: QPainter, area: QRectF) -> None:
    """Paint a tick: colour is never the only sign."""
    t = theme.tokens()
    badge = QRectF(area.right() - _BADGE - 6, area.top() + 6, _BADGE, _BADGE)
    painter.setPen(QPen(theme.colour(t.surface), 2))
    painter.setBrush(theme.colour(t.accent))
    painter.drawEllipse(badge)
    painter.setPen(theme.colour(t.on_accent))
    painter.setFont(theme.font(theme.BODY, bold=True))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, "✓")


def _paint_mark(painter: QPainter, area: QRectF, words: str) -> None:
    t = theme.tokens()
    painter.setFont(theme.font(theme.TINY))
    strip = area.adjusted(1, area.height() - painter.fontMetrics().height() - 6, -1, -1)
    paint_box(painter, strip, theme.RADIUS_SMALL, t.surface)
    painter.setPen(theme.colour(t.text))
    paint_words(painter, strip.adjusted(2, 0, -2, 0), words, Qt.AlignmentFlag.AlignCenter)
