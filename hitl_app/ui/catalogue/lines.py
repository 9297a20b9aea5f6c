"""Painting of the catalogue's lines."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QTableView

from hitl_app.domain.photos import PhotoState
from hitl_app.ui.catalogue.item_model import (
    CATEGORY,
    CONFIDENCE,
    PHOTO,
    PRODUCT,
    STATE,
    CatalogueModel,
)
from hitl_app.ui.gateway import catalogue_tasks
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.painting import LEFT, RIGHT, mirrored, paint_fitted, paint_focus
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.names import name_and_place

_BESIDE = 12
"""Height of a line that is not its picture's."""


class LinesView(QTableView):
    """The list, as far as its lines are concerned.

    Attributes:
        has_groups: Whether near-duplicates are shown.
    """

    items: CatalogueModel
    has_groups = False


def paint_line(view: LinesView, painter: QPainter, line: int, area: QRect) -> None:
    """Paint one line of the list: a photo, or a heading."""
    t = theme.tokens()
    heading = view.items.heading(line)
    if heading is not None:
        painter.fillRect(area, theme.colour(t.ground))
        painter.setFont(theme.font(theme.BODY, bold=True))
        painter.setPen(theme.colour(t.text))
        words = area.adjusted(theme.S3, theme.S2, -theme.S3, 0)
        painter.drawText(words, LEFT, view.items.heading_words(heading))
        return
    chosen = view.selectionModel().isSelected(view.items.index(line, 0))
    painter.fillRect(area, theme.colour(t.accent_soft if chosen else t.surface))
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.colour(t.line))
    if chosen:
        # Colour is never the only sign.
        edge = mirrored(view.viewport(), QRectF(0, area.top(), 3, area.height()))
        painter.fillRect(edge, theme.colour(t.accent))
    found = view.items.row(line)
    if found is not None:
        _paint_photo(view, painter, found, area)
    if line == view.currentIndex().row() and view.hasFocus():
        paint_focus(painter, QRectF(area), theme.RADIUS_SMALL)


def _paint_photo(
    view: LinesView, painter: QPainter, found: catalogue_tasks.Row, area: QRect
) -> None:
    t = theme.tokens()
    side = area.height() - _BESIDE
    box = QRectF(theme.S3, area.top() + _BESIDE / 2, side, side)
    paint_fitted(painter, mirrored(view.viewport(), box), found.picture)
    words = view.items.words(found.listed)
    font, small = theme.font(), theme.font(theme.TINY)
    painter.setFont(font)
    metrics = QFontMetrics(font)
    name, folder = name_and_place(found.listed.photo)
    left = int(box.right()) + theme.S3
    room = view.columnWidth(PHOTO) - left - theme.S3
    middle = Qt.TextElideMode.ElideMiddle
    # Names of files differ at their end, titles at their beginning.
    side_of_name = Qt.TextElideMode.ElideRight if found.listed.photo.title else middle
    upper = mirrored(view.viewport(), QRectF(left, area.center().y() - 19, room, 20))
    painter.setPen(theme.colour(t.text))
    painter.drawText(upper, LEFT, formats.own(metrics.elidedText(name, side_of_name, room)))
    painter.setPen(theme.colour(t.dim))
    painter.setFont(small)
    shown = QFontMetrics(small).elidedText(folder, middle, room)
    painter.drawText(upper.translated(0, 18), LEFT, formats.own(shown))
    if view.has_groups:
        # Which of them is to be kept may depend on it.
        photo = found.listed.photo
        painter.drawText(upper.translated(0, 36), LEFT, f"{photo.width}×{photo.height}")
    painter.setFont(font)
    for column in range(STATE, PRODUCT + 1):
        if view.isColumnHidden(column):
            continue
        cell = QRect(
            view.columnViewportPosition(column),
            area.top(),
            view.columnWidth(column),
            area.height(),
        ).adjusted(theme.S2, 0, -theme.S2, 0)
        side = RIGHT if column == CONFIDENCE else LEFT
        painter.setPen(theme.colour(_tone(found, column)))
        end = Qt.TextElideMode.ElideRight
        shown = metrics.elidedText(words[column], end, cell.width())
        painter.drawText(cell, side, formats.own(shown) if column == PRODUCT else shown)


def _tone(found: catalogue_tasks.Row, column: int) -> str:
    t = theme.tokens()
    if column == CATEGORY:
        return t.text
    photo = found.listed.photo
    if column != STATE or photo.state is PhotoState.TO_REVIEW:
        return t.dim
    certain = photo.state is PhotoState.REVIEWED or photo.certified
    return t.good if certain else t.warning
