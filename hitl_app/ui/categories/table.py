"""The table of categories: names are edited in place, rows are moved by dragging."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from hitl_app.domain.names import MAX_NAME
from hitl_app.ui.commands.category_keys import category_keys
from hitl_app.ui.kit.tables import Column, RowsModel, RowsView
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.categories.categories import CategoryLine

Index = QModelIndex | QPersistentModelIndex
_KEY, _NAME = 0, 1
_PAGE_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Escape)


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("categories", text, None, n)


class CategoryModel(RowsModel["CategoryLine"]):
    """Item model of the categories; edits are emitted and shown once they are stored.

    Signals:
        renamed: A name was typed; carries the old and the new one.
    """

    renamed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(_columns(self._key, self._state))
        self._keys: dict[int, str] = {}

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let active categories be renamed and dragged; rows are dropped between rows."""
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        if self.rows[index.row()].category.retired:
            return flags
        flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == _NAME else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the data of a cell."""
        if role == Qt.ItemDataRole.EditRole and index.column() == _NAME:
            return self.rows[index.row()].category.name
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Emit a new name."""
        name = self.rows[index.row()].category.name
        if role == Qt.ItemDataRole.EditRole and index.column() == _NAME and str(value) != name:
            self.renamed.emit(name, str(value))
        return False

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that rows are moved."""
        return Qt.DropAction.MoveAction

    def offered(self) -> int:
        """Count the active categories, which come first."""
        return sum(not line.category.retired for line in self.rows)

    def read_keys(self) -> None:
        """Show the current keys."""
        offered = [line.category for line in self.rows if not line.category.retired]
        pairs = zip(offered, category_keys(offered), strict=True)
        self._keys = {category.id: key for category, key in pairs}
        if self.rows:
            first, last = self.index(0, _KEY), self.index(len(self.rows) - 1, _KEY)
            self.dataChanged.emit(first, last)

    def _key(self, line: "CategoryLine") -> str:
        return self._keys.get(line.category.id, "")

    def _state(self, line: "CategoryLine") -> str:
        if line.category.merged_into is not None:
            names = {other.category.id: other.category.name for other in self.rows}
            into = names.get(line.category.merged_into, "?")
            return _tr("merged into {name}").format(name=into)
        if line.category.retired:
            return _tr("retired")
        if line.known:
            return _tr("trained")
        return _tr("learning") if line.learning else _tr("not trained yet")


def _columns(
    key: Callable[["CategoryLine"], str], state: Callable[["CategoryLine"], str]
) -> list[Column["CategoryLine"]]:
    return [
        Column(_tr("KEY"), key),
        Column(_tr("CATEGORY"), lambda line: line.category.name, stretch=True, tone=_dim),
        Column(
            _tr("REVIEWED"),
            lambda line: formats.number(line.labelled.reviewed),
            right=True,
            tone=_dim,
        ),
        Column(
            _tr("AUTO-ACCEPTED"),
            lambda line: formats.number(line.labelled.auto_accepted),
            right=True,
            tip=_grounds,
            tone=_dim,
        ),
        Column(_tr("MODEL"), state, tone=_state_tone),
    ]


def _dim(line: "CategoryLine") -> str:
    return "dim" if line.category.retired else ""


def _state_tone(line: "CategoryLine") -> str:
    return "dim" if line.category.retired or line.known or line.learning else "warning"


def _grounds(line: "CategoryLine") -> str:
    parts = [
        _tr("{n} under certificate {number}", n).format(n=formats.number(n), number=number)
        for number, n in line.labelled.certificates
    ]
    if line.labelled.uncertified:
        n = line.labelled.uncertified
        parts.append(_tr("{n} not certified", n).format(n=formats.number(n)))
    return ", ".join(parts) or _tr("none")


class _NameField(QStyledItemDelegate):
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the field for a name."""
        del option, index
        field = QLineEdit(parent)
        field.setMaxLength(MAX_NAME)
        field.setAccessibleName(_tr("Name of the category"))
        return field


class CategoryTable(RowsView["CategoryLine"]):
    """The table.

    Signals:
        moved: A row was dropped elsewhere; carries its category's name and the place, from 0.
    """

    moved = Signal(str, int)

    def __init__(self) -> None:
        super().__init__((), _tr("Categories"), items=CategoryModel())
        self.setItemDelegateForColumn(_NAME, _NameField(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)

    @property
    def model_of_categories(self) -> CategoryModel:
        """Return its item model."""
        assert isinstance(self.items, CategoryModel)  # noqa: S101 - the constructor says so
        return self.items

    def show_lines(self, lines: Sequence["CategoryLine"], choose: int | None = None) -> None:
        """Show categories; the same one stays chosen.

        Args:
            lines: In their order, active ones first.
            choose: The category to choose instead.
        """
        before = self.chosen()
        wanted = choose if choose is not None else before.category.id if before else None
        self.set_rows(lines)
        self.model_of_categories.read_keys()
        for place, line in enumerate(lines):
            if line.category.id == wanted:
                self.selectRow(place)

    def start_renaming(self) -> None:
        """Open the field for the chosen category's name."""
        index = self.items.index(self.currentIndex().row(), _NAME)
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass keys on to the page."""
        if event.key() in _PAGE_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Emit a new place; the rows move once it is stored."""
        line = self.chosen()
        row = self.rowAt(int(event.position().y()))
        if line is None or event.source() is not self:
            event.ignore()
            return
        last = self.model_of_categories.offered() - 1
        place = last if row < 0 else min(row, last)
        # Keep Qt from removing the row.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.moved.emit(line.category.name, place)
