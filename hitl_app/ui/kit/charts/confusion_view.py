"""Confusion matrices."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from hitl_app.domain.reports.confusion import Confusion
from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.painting import LEFT, RIGHT
from hitl_app.ui.kit.tables import Index, set_up_table
from hitl_app.ui.wording import formats

_CELL, _WIDEST = 34, 72
"""Side of a cell, and the width up to which it fills a wide window."""
_LONGEST = 110
_FAINTEST, _STRONGEST = 0.10, 0.50


class ConfusionModel(QAbstractTableModel):
    """One row per category, one column per prediction."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.confusion = Confusion((), {})

    def set_confusion(self, confusion: Confusion) -> None:
        """Show other counts."""
        self.beginResetModel()
        self.confusion = confusion
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of categories."""
        inside = parent is not None and parent.isValid()
        return 0 if inside else len(self.confusion.categories)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of categories."""
        return self.rowCount(parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the data of a cell."""
        count = self.confusion.counts.get((index.row(), index.column()), 0)
        if role == Qt.ItemDataRole.DisplayRole:
            return formats.number(count) if count else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.tip(self.words(index.row(), index.column()))
        return None

    def words(self, row: int, said: int) -> str:
        """Describe in a sentence what a cell counts."""
        names, n = self.confusion.categories, self.confusion.counts.get((row, said), 0)
        total = self.confusion.photos(row)
        if row == said:
            text = self.tr("{part} of {n} photos of {category} are classified correctly", "", total)
        else:
            text = self.tr("{part} of {n} photos of {category} are classified as {said}", "", total)
        part, all_ = formats.number(n), formats.number(total)
        return text.format(part=part, n=all_, category=names[row], said=names[said])

    def share(self, index: Index) -> float:
        """Return which share of a category's photos a cell counts."""
        photos = self.confusion.photos(index.row())
        count = self.confusion.counts.get((index.row(), index.column()), 0)
        return count / photos if photos else 0.0

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the names."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.confusion.categories[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.tip(self.confusion.categories[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Vertical:
            return RIGHT
        return None


class _Cells(QStyledItemDelegate):
    """Paints a cell: the number on a background whose strength shows its share."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = theme.tokens()
        model = index.model()
        assert isinstance(model, ConfusionModel)  # noqa: S101 - its view has no other
        area = QRectF(option.rect).adjusted(1, 1, -1, -1)
        share = model.share(index)
        right = index.row() == index.column()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(t.track)
        if share:
            ground = QColor(t.accent if right else t.warning)
            ground.setAlphaF(_FAINTEST + (_STRONGEST - _FAINTEST) * share)
        elif not right:
            ground.setAlphaF(0.35)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(theme.colour(t.accent) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(area, 3, 3)
        painter.setPen(theme.colour(t.text))
        painter.setFont(theme.font(theme.TINY, bold=right))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(index.data() or ""))
        painter.restore()


class _Upright(QHeaderView):
    """A header with vertical names, since columns are narrow."""

    def sizeHint(self) -> QSize:
        """Ask for room for the longest name."""
        metrics = QFontMetrics(theme.font(theme.TINY))
        model = self.model()
        names = [str(model.headerData(n, Qt.Orientation.Horizontal)) for n in range(self.count())]
        longest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        return QSize(super().sizeHint().width(), min(longest, _LONGEST) + 2 * theme.S2)

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:
        """Paint one name."""
        painter.save()
        painter.setFont(theme.font(theme.TINY))
        painter.setPen(theme.colour(theme.tokens().dim))
        painter.translate(rect.left(), rect.bottom() - theme.S1)
        painter.rotate(-90)
        room = rect.height() - theme.S2
        name = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        text = QFontMetrics(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(0, 0, room, rect.width()), LEFT, text)
        painter.restore()


class ConfusionView(QTableView):
    """One matrix; arrow keys move between cells.

    Signals:
        pointed: Another cell was chosen; carries its description.
    """

    pointed = Signal(str)

    def __init__(self, name: str, kind: type[ConfusionModel] = ConfusionModel) -> None:
        super().__init__()
        # A matrix is read as a plot is, from left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.cells = kind(self)
        self.setHorizontalHeader(_Upright(Qt.Orientation.Horizontal, self))
        self.setModel(self.cells)
        self.setItemDelegate(_Cells(self))
        set_up_table(self, name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(_CELL)
            header.setDefaultSectionSize(_CELL)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(self._on_pointed)

    def show_confusion(self, confusion: Confusion) -> None:
        """Show other counts, all of its rows at once."""
        self.cells.set_confusion(confusion)
        height = self.horizontalHeader().sizeHint().height() + _CELL * self.cells.rowCount()
        self.setFixedHeight(height + 2 * self.frameWidth() + 2)
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns into the new width."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Share the width among the columns."""
        share = self.viewport().width() // max(1, self.cells.columnCount())
        self.horizontalHeader().setDefaultSectionSize(max(_CELL, min(_WIDEST, share)))

    def _on_pointed(self, index: QModelIndex) -> None:
        if index.isValid():
            self.pointed.emit(self.cells.words(index.row(), index.column()))


def confused_most(
    before: Confusion, after: Confusion, limit: int
) -> Sequence[tuple[str, str, int, int]]:
    """Return the most frequent confusions: category, prediction, before and after."""
    keys = {key for one in (before, after) for key in one.counts if key[0] != key[1]}
    names = before.categories
    found = [
        (names[a], names[b], before.counts.get((a, b), 0), after.counts.get((a, b), 0))
        for a, b in keys
    ]
    found.sort(key=lambda line: (-max(line[2], line[3]), line[0], line[1]))
    return found[:limit]
