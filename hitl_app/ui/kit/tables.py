"""Tables of frozen entities: columns as data, one item model for all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.painting import LEFT, RIGHT
from safeio.characters import is_printable

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT = 34
_LEAST_STRETCH = 110
_OWN_ROOM = 240
"""Room that stretching columns get alone, before the others share what is left."""
_MOST_SPREAD = 140


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column.

    Attributes:
        title: Its heading.
        text: Returns a row's text.
        right: Whether it is right-aligned, as figures are.
        stretch: Whether it takes the room that is left.
        tip: Returns the tool tip, else the text.
        tone: Returns the token that colours a row's text, else none.
        spare: Whether it may be hidden where there is no room for all, the last such first.
        picture: Returns the picture before a row's text, if it is there yet; see `show_pictures`.
    """

    title: str
    text: Callable[[T], str]
    right: bool = False
    stretch: bool = False
    tip: Callable[[T], str] | None = None
    tone: Callable[[T], str] | None = None
    spare: bool = False
    picture: Callable[[T], QImage | None] | None = None


class RowsModel(QAbstractTableModel, Generic[T]):
    """Rows of one kind under columns."""

    def __init__(self, columns: Sequence[Column[T]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[T, ...] = ()

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show other rows."""
        if tuple(rows) == self.rows:
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the data of a cell."""
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == Qt.ItemDataRole.DecorationRole and column.picture is not None:
            return column.picture(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.tip((column.tip or column.text)(row))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.right else LEFT
        if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None:
            tone = column.tone(row)
            return QColor(str(getattr(theme.tokens(), tone))) if tone else None
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the titles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[section].right else LEFT
        return None


def set_up_table(table: QTableView, name: str) -> None:
    """Set up a table with its headers: nothing is edited or sorted, and Tab leaves it."""
    table.setAccessibleName(name)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    for header in (table.horizontalHeader(), table.verticalHeader()):
        header.setHighlightSections(False)
        header.setSectionsClickable(False)


class RowsView(QTableView, Generic[T]):
    """A table with single row selection, which Tab leaves.

    Signals:
        picked: Another row was chosen; carries it, or None.
        opened: A row was double-clicked, or Enter pressed on it; carries it.
    """

    picked = Signal(object)
    opened = Signal(object)

    def __init__(
        self, columns: Sequence[Column[T]], name: str, items: RowsModel[T] | None = None
    ) -> None:
        super().__init__()
        self.items: RowsModel[T] = RowsModel(columns) if items is None else items
        self.items.setParent(self)
        self.setModel(self.items)
        set_up_table(self, name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self._row_height = _ROW_HEIGHT
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for i, column in enumerate(self.items.columns):
            mode = QHeaderView.ResizeMode
            chosen = mode.Stretch if column.stretch else mode.ResizeToContents
            header.setSectionResizeMode(i, chosen)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        # Not `activated`: some desktops send it with every click.
        self.doubleClicked.connect(self._on_opened)

    def show_pictures(self, side: int) -> None:
        """Make room for pictures of so many pixels a side."""
        self._row_height = side + theme.S2
        self.verticalHeader().setDefaultSectionSize(self._row_height)
        self.setIconSize(QSize(side, side))

    def set_rows(self, rows: Sequence[T], place: int | None = None) -> None:
        """Show other rows; select the one at a place, else at that of the selected one."""
        if tuple(rows) == self.items.rows:
            # Texts may depend on more than the row.
            self.viewport().update()
            return
        if place is None:
            place = max(0, self.currentIndex().row())
        self.items.set_rows(rows)
        self._fit_columns()
        if rows:
            self.selectRow(min(place, len(rows) - 1))
        else:
            self.picked.emit(None)

    def chosen(self) -> T | None:
        """Return the row that is chosen, if there is one."""
        place = self.currentIndex().row()
        return self.items.rows[place] if 0 <= place < len(self.items.rows) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns into the new width."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        if any(column.spare for column in self.items.columns):
            self._hide_spare()
        self._spread_columns()

    def _spread_columns(self) -> None:
        """Share the room of a wide window, so that no column lies far from its neighbour."""
        header, columns = self.horizontalHeader(), self.items.columns
        shown = [i for i in range(len(columns)) if not self.isColumnHidden(i)]
        needs = {i: max(self.sizeHintForColumn(i), header.sectionSizeHint(i)) for i in shown}
        left = self.viewport().width() - sum(needs.values()) - _OWN_ROOM
        each = min(_MOST_SPREAD, left // len(shown)) if shown else 0
        for i in shown:
            if columns[i].stretch:
                continue
            if each <= 0 or not any(one.stretch for one in columns):
                header.setSectionResizeMode(i, QHeaderView.ResizeMode.ResizeToContents)
            else:
                header.setSectionResizeMode(i, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(i, needs[i] + each)

    def _hide_spare(self) -> None:
        """Hide columns for which there is no room."""
        header, columns = self.horizontalHeader(), self.items.columns
        for i in range(len(columns)):
            # Hidden columns have no size.
            self.setColumnHidden(i, False)  # noqa: FBT003 - the call takes no keyword
        needs = {
            i: max(self.sizeHintForColumn(i), header.sectionSizeHint(i))
            for i, column in enumerate(columns)
            if not column.stretch
        }
        room = self.viewport().width() - _LEAST_STRETCH
        for i in reversed([i for i in needs if columns[i].spare]):
            if sum(needs.values()) > room:
                del needs[i]
                self.setColumnHidden(i, True)  # noqa: FBT003 - the call takes no keyword

    def fit_height(self, most: int) -> None:
        """Take the height of its rows, up to some number of them."""
        self.keep_room(min(max(1, len(self.items.rows)), most))

    def keep_room(self, rows: int) -> None:
        """Take the height of so many rows, so that nothing moves when they arrive."""
        frame = 2 * self.frameWidth()
        heading = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(heading + rows * self._row_height + frame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass keys on to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_opened()
            return
        # Qt's keyboard search would take keys that belong to the window.
        if event.text() and is_printable(event.text()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_opened(self) -> None:
        row = self.chosen()
        if row is not None:
            self.opened.emit(row)

    def _on_row_changed(self) -> None:
        self.picked.emit(self.chosen())
