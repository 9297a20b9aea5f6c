"""Which photos a new workspace begins with."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from hitl_app.resources import grey_catalogue, sample_catalogue
from hitl_app.ui.gateway.latest import Latest
from hitl_app.ui.gateway.services import previewing
from hitl_app.ui.kit import dialogs, plain, theme
from hitl_app.ui.kit.widgets import ElidedLabel, button, column, row
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.catalogue.previewing import Preview


class PhotosPart(QWidget):
    """Buttons to choose photos, and what was chosen.

    Attributes:
        paths: The chosen paths.
        found: What is known of them; None while they are counted, and without any.

    Signals:
        changed: Other photos were chosen, or counted.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.paths: tuple[Path, ...] = ()
        self.found: Preview | None = None
        self._latest = Latest(self)
        self.folder = button(self.tr("Folder…"), clicked=self._choose_folder)
        self.folder.setAccessibleName(self.tr("Choose a folder of photos"))
        self.files = button(self.tr("Files or ZIP…"), clicked=self._choose_files)
        self.files.setAccessibleName(self.tr("Choose photos or ZIP files"))
        self.sample = button(self.tr("Sample photos"))
        self._samples = QMenu(self)
        for text, folder in (
            (self.tr("120 product pictures in colour"), sample_catalogue()),
            (self.tr("300 grey pictures of 28×28 pixels"), grey_catalogue()),
        ):
            action = plain.add_action(self._samples, text)
            action.triggered.connect(partial(self._choose_sample, folder))
        self.sample.setMenu(self._samples)
        self.shown = ElidedLabel("dim")
        buttons = row(self.folder, self.files, self.sample, None)
        self.setLayout(column(buttons, self.shown, spacing=theme.S1))
        self._show()

    def choose(self, paths: Sequence[Path]) -> None:
        """Choose photos and count them."""
        self.paths, self.found = tuple(paths), None
        if paths:
            self._latest.run(
                lambda is_stopped: previewing.preview(self.paths, is_stopped),
                self._on_found,
                lambda _: self._show(),
            )
        self._show()
        self.changed.emit()

    def is_sample(self) -> bool:
        """Return True if photos that ship with the program are chosen."""
        return self.paths in ((sample_catalogue(),), (grey_catalogue(),))

    def is_counting(self) -> bool:
        """Return True while the photos are counted."""
        return self._latest.is_running

    def close_threads(self) -> None:
        """Cancel the counting."""
        self._latest.close()

    def _choose_folder(self) -> None:
        folder = dialogs.choose_folder(self, self.tr("Choose a folder of photos"))
        if folder is not None:
            self.choose([folder])

    def _choose_files(self) -> None:
        if files := dialogs.choose_photos(self):
            self.choose(files)

    def _choose_sample(self, folder: Path, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.choose([folder])

    def _on_found(self, found: "Preview") -> None:
        self.found = found
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        if not self.paths:
            text = self.tr("None yet. You can import photos later.")
        elif self.found is None and not self._latest.is_running:
            text = self.tr("{place}: the photos cannot be counted").format(place=self._place())
        elif self.found is None:
            text = self.tr("{place}: counting photos…").format(place=self._place())
        else:
            count = self.found.photos
            words = self.tr("{n} photos", "", count).format(n=formats.number(count))
            text = f"{self._place()}: {words}"
        self.shown.setText(text)

    def _place(self) -> str:
        if self.is_sample():
            return self.tr("Sample photos")
        if len(self.paths) == 1:
            return formats.own(str(self.paths[0]))
        return self.tr("{n} files", "", len(self.paths)).format(n=formats.number(len(self.paths)))
