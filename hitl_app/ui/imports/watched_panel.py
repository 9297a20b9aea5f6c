"""Watched folders on the Imports page."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from hitl_app.domain.imports import WatchedFolder
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import (
    CheckBox,
    ElidedLabel,
    QuietScroll,
    button,
    column,
    label,
    row,
    set_kind,
)
from hitl_app.ui.wording import formats

_ROW_HEIGHT = 36
_MOST_ROWS = 4


class WatchedPanel(QFrame):
    """Shown only while there are watched folders.

    Signals:
        switched: A folder was switched on or off; carries its number and state.
        removed: A folder should be removed; carries its number.
    """

    switched = Signal(int, bool)
    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.rows: list[FolderRow] = []
        self._shown: tuple[object, ...] = ()
        self._list = column(spacing=0)
        self._list.addStretch(1)
        content = QWidget()
        content.setLayout(self._list)
        self._scroll = QuietScroll(content)
        note = label(self.tr("New photos in these folders are imported automatically."), "dim")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S4, theme.S3, theme.S4, theme.S2)
        layout.setSpacing(theme.S1)
        layout.addLayout(row(label(self.tr("Watched folders"), "strong"), note, None))
        layout.addWidget(self._scroll)
        self.hide()

    def show_folders(
        self, folders: Sequence[WatchedFolder], gone: Sequence[str], *, elsewhere: bool
    ) -> None:
        """Show folders and their states."""
        if (*folders, *gone, elsewhere) == self._shown:
            return
        self._shown = (*folders, *gone, elsewhere)
        ids = [folder.id for folder in folders]
        if ids != [one.folder.id for one in self.rows]:
            self._make_rows(folders)
        for one, folder in zip(self.rows, folders, strict=True):
            one.show_folder(folder, self._state(folder, gone, elsewhere=elsewhere))
        self.setVisible(bool(folders))

    def _state(
        self, folder: WatchedFolder, gone: Sequence[str], *, elsewhere: bool
    ) -> tuple[str, str]:
        """Return the state text of a folder, and its tone."""
        if not folder.active:
            return self.tr("■ off"), "dim"
        if folder.path in gone:
            return self.tr("▲ not found"), "warning"
        if elsewhere:
            return self.tr("● watched by another window"), "dim"
        return self.tr("● watched"), "good"

    def _make_rows(self, folders: Sequence[WatchedFolder]) -> None:
        for old in self.rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [FolderRow(folder) for folder in folders]
        for place, one in enumerate(self.rows):
            one.switched.connect(self.switched)
            one.removed.connect(self.removed)
            self._list.insertWidget(place, one)
        shown = min(len(self.rows), _MOST_ROWS)
        self._scroll.setFixedHeight(shown * _ROW_HEIGHT)


class FolderRow(QWidget):
    """One watched folder.

    Signals:
        switched: It was switched on or off; carries its number and state.
        removed: It should be removed; carries its number.
    """

    switched = Signal(int, bool)
    removed = Signal(int)

    def __init__(self, folder: WatchedFolder) -> None:
        super().__init__()
        self.folder = folder
        self.setFixedHeight(_ROW_HEIGHT)
        self.path = ElidedLabel()
        self.path.setText(folder.path)
        self.state = label("")
        self.on = CheckBox(self.tr("Watch"))
        path = formats.own(folder.path)
        self.on.setAccessibleName(self.tr("Watch {path}").format(path=path))
        self.on.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.on.clicked.connect(lambda checked: self.switched.emit(folder.id, checked))
        name = self.tr("Remove {path} from the watched folders").format(path=path)
        self.remove = button(self.tr("Remove"), "quiet", name=name)
        self.remove.setToolTip(self.tr("Photos already imported from it are kept."))
        self.remove.clicked.connect(lambda: self.removed.emit(folder.id))
        line = row(self.path, self.state, self.on, self.remove, spacing=theme.S3)
        line.setStretch(0, 1)
        self.setLayout(line)

    def show_folder(self, folder: WatchedFolder, state: tuple[str, str]) -> None:
        """Show its state."""
        words, tone = state
        self.state.setText(words)
        set_kind(self.state, "kind", tone)
        self.on.setChecked(folder.active)
