"""Dialog "Where the photos are": folders of workspaces that are elsewhere on this computer."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QLineEdit, QWidget
from shiboken6 import isValid

from hitl_app.ui.gateway.services import places
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.fields import Choice
from hitl_app.ui.kit.widgets import ElidedLabel, QuietScroll, button, column, label, row, set_kind
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import of_error

if TYPE_CHECKING:
    from hitl_app.services.places import FoundPlace

_WIDTH = 620
_ROW_HEIGHT, _ROWS = 36, 4


class PlacesDialog(QDialog):
    """A list of folders, and a form to add one.

    Files are looked for on a thread: a disk may not answer.

    Signals:
        changed: Photos are elsewhere from now on.
    """

    changed = Signal()

    def __init__(self, parent: QWidget, store: Store) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Where the photos are"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._store = store
        self.rows: list[PlaceRow] = []
        self._list = column(None, spacing=0)
        content = QWidget()
        content.setLayout(self._list)
        scroll = QuietScroll(content)
        scroll.setFixedHeight(_ROWS * _ROW_HEIGHT)
        self.stored = Choice(self.tr("In the workspace"))
        self.stored.setEditable(True)
        self.stored.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.here = QLineEdit()
        self.here.setAccessibleName(self.tr("On this computer"))
        self.choose = button(self.tr("Choose…"), clicked=self._on_choose)
        self.add = button(self.tr("Add"), "primary", clicked=self._on_add)
        self.problem = label("", "dim", wrap=True)
        # Two lines for every message, so that nothing moves.
        self.problem.setMinimumHeight(2 * self.problem.fontMetrics().lineSpacing())
        self._lay_out(scroll)
        self.stored.editTextChanged.connect(self._check)
        self.here.textChanged.connect(self._check)
        self._check()
        self._ask(lambda _workspace: places.list_places(), self._show)
        self._ask(places.folders_elsewhere, self._offer)

    def _lay_out(self, scroll: QWidget) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(theme.S4)
        form.setVerticalSpacing(theme.S3)
        form.setColumnStretch(1, 1)
        form.addWidget(label(self.tr("In the workspace"), "dim"), 0, 0)
        form.addWidget(self.stored, 0, 1)
        form.addWidget(label(self.tr("On this computer"), "dim"), 1, 0)
        form.addLayout(row(self.here, self.choose, self.add, grow=0), 1, 1)
        about = self.tr(
            "A workspace names photos as the computer did that imported them. Where a folder has"
            " another path on this computer, add it here. Photos that are not found show as their"
            " stored thumbnails."
        )
        layout = column(
            label(self.tr("Where the photos are"), "heading"),
            label(about, "dim", wrap=True),
            scroll,
            form,
            self.problem,
            row(None, button(self.tr("Close"), clicked=self.accept)),
            spacing=theme.S3,
            margins=theme.S5,
        )
        self.setLayout(layout)
        self.setFixedWidth(_WIDTH)

    def _check(self) -> None:
        texts = (self.stored.currentText(), self.here.text())
        self.add.setEnabled(all(text.strip() for text in texts))

    def _on_choose(self) -> None:
        folder = dialogs.choose_folder(self, self.tr("The folder on this computer"))
        if folder is not None:
            self.here.setText(str(folder))

    def _on_add(self) -> None:
        stored, here = self.stored.currentText(), Path(self.here.text().strip())
        self._ask(lambda _workspace: places.set_place(stored, here), self._on_added)

    def _on_added(self, _found: "FoundPlace") -> None:
        self.stored.clearEditText()
        self.here.clear()
        self._on_changed()

    def _remove(self, stored: str) -> None:
        self._ask(lambda _workspace: places.remove_place(stored), lambda _: self._on_changed())

    def _on_changed(self) -> None:
        self.problem.setText("")
        self.changed.emit()
        self._ask(lambda _workspace: places.list_places(), self._show)
        self._ask(places.folders_elsewhere, self._offer)

    def _ask(self, work: Callable[..., Any], done: Callable[[Any], None]) -> None:
        """Do something on the thread of slow disks, unless this dialog is closed meanwhile."""

        def guarded(call: Callable[[Any], None], value: object) -> None:
            if isValid(self):
                call(value)

        answer = partial(guarded, done)
        self._store.submit(Lane.FOLDERS, work, answer, partial(guarded, self._on_failed))

    def _on_failed(self, error: Exception) -> None:
        message = of_error(error)
        self.problem.setText(" ".join(part for part in (message.happened, message.remedy) if part))

    def _show(self, found: "Sequence[FoundPlace]") -> None:
        for old in self.rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [PlaceRow(one, partial(self._remove, one.place.stored)) for one in found]
        for place, one in enumerate(self.rows):
            self._list.insertWidget(place, one)

    def _offer(self, folders: Sequence[str]) -> None:
        """Offer folders that are not found; what was typed stays."""
        typed = self.stored.currentText()
        self.stored.clear()
        self.stored.addItems(list(folders))
        self.stored.setCurrentText(typed or (folders[0] if folders else ""))


class PlaceRow(QWidget):
    """One folder."""

    def __init__(self, found: "FoundPlace", remove: Callable[[], None]) -> None:
        super().__init__()
        self.setFixedHeight(_ROW_HEIGHT)
        stored, here = formats.own(found.place.stored), formats.own(found.place.here)
        self.path = ElidedLabel()
        self.path.setText(self.tr("{stored} is {here}").format(stored=stored, here=here))
        self.state = label("" if found.there else self.tr("▲ not found"))
        set_kind(self.state, "kind", "warning")
        name = self.tr("Remove {folder}").format(folder=stored)
        self.remove = button(self.tr("Remove"), "quiet", name=name, clicked=remove)
        self.setLayout(row(self.path, self.state, self.remove, spacing=theme.S3, grow=0))
