"""Watched folders on the Imports page."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

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
from hitl_app.ui.session.watching import FolderWatch
from hitl_app.ui.wording import formats

_ROW_HEIGHT = 36


class WatchedPanel(QFrame):
    """Shown only while there are watched folders."""

    def __init__(self, watch: FolderWatch) -> None:
        super().__init__()
        self._watch = watch
        self.setObjectName("card")
        self.rows: list[FolderRow] = []
        self._shown: tuple[object, ...] = ()
        self._list = column(None, spacing=0)
        content = QWidget()
        content.setLayout(self._list)
        self._scroll = QuietScroll(content)
        note = label(self.tr("New photos in these folders are imported automatically."), "dim")
        heading = row(label(self.tr("Watched folders"), "strong"), note, None)
        layout = column(heading, self._scroll, spacing=theme.S1)
        layout.setContentsMargins(theme.S4, theme.S3, theme.S4, theme.S2)
        self.setLayout(layout)
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
        self.rows = [FolderRow(folder, self._watch) for folder in folders]
        for place, one in enumerate(self.rows):
            self._list.insertWidget(place, one)
        shown = min(len(self.rows), 4)
        self._scroll.setFixedHeight(shown * _ROW_HEIGHT)


class FolderRow(QWidget):
    """One watched folder."""

    def __init__(self, folder: WatchedFolder, watch: FolderWatch) -> None:
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
        self.on.clicked.connect(lambda checked: watch.switch(folder.id, checked))
        name = self.tr("Remove {path} from the watched folders").format(path=path)
        self.remove = button(
            self.tr("Remove"), "quiet", name=name, clicked=lambda: watch.remove(folder.id)
        )
        self.remove.setToolTip(self.tr("Photos already imported from it are kept."))
        parts = (self.path, self.state, self.on, self.remove)
        self.setLayout(row(*parts, spacing=theme.S3, grow=0))

    def show_folder(self, folder: WatchedFolder, state: tuple[str, str]) -> None:
        """Show its state."""
        words, tone = state
        self.state.setText(words)
        set_kind(self.state, "kind", tone)
        self.on.setChecked(folder.active)
