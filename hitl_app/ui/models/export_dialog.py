"""Dialog for the export of a model: version, format and target."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from hitl_app.domain.models import ModelVersion
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.fields import Choice, PathField, titled
from hitl_app.ui.kit.widgets import CheckBox, button, column, keep_room, label, row
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import translated
from training.runtimes.formats import BY_NAME, RUNTIMES, Runtime

_ZIP = ".zip"
_FIRST = "onnx"


class ModelExportDialog(QDialog):
    """A small form; nothing is written before its button is pressed.

    Args:
        parent: The window.
        versions: Those that can be exported.
        chosen: Name of the one to begin with; the active one if it is not among them.
        taught: How many training photos live learning has added to the active one; 0 if none.
        folder: Where to save by default.

    Signals:
        wanted: Carries the parameters of the job `runtime-export`.
    """

    wanted = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        versions: Sequence[ModelVersion],
        chosen: str,
        taught: int,
        folder: Path,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export model"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._active = next((one.name for one in versions if one.active), "")
        self._taught = taught
        self.versions = Choice(self.tr("Model version"))
        self.versions.addItems([one.name for one in versions])
        self.versions.setCurrentIndex(self._place(chosen))
        text = self.tr("With live learning from {n} training photos", "", taught)
        self.draft = CheckBox(text.format(n=formats.number(taught)))
        self.draft.setChecked(taught > 0)
        if taught:
            keep_room(self.draft)
        self.formats = Choice(self.tr("Format"))
        for one in RUNTIMES:
            self.formats.addItem(translated(one.title), one.name)
        self.formats.setCurrentIndex(self.formats.findData(_FIRST))
        self.about = label("", "dim", wrap=True)
        self.zip = CheckBox(self.tr("As one ZIP file"))
        self.target = PathField(self.tr("Save to"))
        self._folder, self._proposed = folder, ""
        self.choose = button(self.tr("Choose…"), clicked=self._on_choose)
        self.cancel = button(self.tr("Cancel"), clicked=self.reject)
        self.export = button(self.tr("Export"), "primary", clicked=self._on_export)
        self.export.setDefault(True)
        self._lay_out()
        self.versions.currentIndexChanged.connect(self._on_changed)
        self.formats.currentIndexChanged.connect(self._on_changed)
        self.zip.toggled.connect(self._on_zip)
        self.target.textChanged.connect(self._check_input)
        self._on_changed()

    def _place(self, chosen: str) -> int:
        found = self.versions.findText(chosen)
        return found if found >= 0 else max(0, self.versions.findText(self._active))

    def _lay_out(self) -> None:
        lines = (
            (self.tr("Version"), row(self.versions, None)),
            *([("", row(self.draft, None))] if self._taught else []),
            (self.tr("Format"), row(self.formats, None)),
            ("", row(self.about)),
            (self.tr("Save to"), row(self.target, self.choose)),
            ("", row(self.zip, None)),
        )
        # Two lines for every sentence, so that nothing moves.
        self.about.setMinimumHeight(2 * self.about.fontMetrics().lineSpacing())
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        what = label(
            self.tr(
                "For use in other programs: the model with the preparation of photos, its "
                "categories and an example."
            ),
            "dim",
            wrap=True,
        )
        layout = column(
            label(self.tr("Export model"), "heading"),
            what,
            titled(lines),
            row(None, self.cancel, self.export),
            spacing=theme.S4,
            margins=theme.S5,
        )
        self.setLayout(layout)
        self.setFixedWidth(520)

    @property
    def runtime(self) -> Runtime:
        """Return the chosen format."""
        return BY_NAME[self.formats.currentData()]

    def _on_changed(self) -> None:
        runtime = self.runtime
        about = translated(runtime.about)
        if not runtime.is_available:
            text = self.tr("It needs a library: pip install 'hitl-app[{extra}]'.")
            about = f"{about} {text.format(extra=runtime.name)}"
        self.about.setText(about)
        self.draft.setVisible(self._taught > 0 and self.versions.currentText() == self._active)
        # A target that was typed stays.
        if self.target.text() == self._proposed:
            self._propose(self._folder / f"{self.versions.currentText()}-{runtime.name}")
        self._check_input()

    def _propose(self, target: Path) -> None:
        suffix = _ZIP if self.zip.isChecked() else ""
        self._proposed = f"{target}{suffix}"
        self.target.setText(self._proposed)

    def _on_zip(self) -> None:
        text = self.target.text().strip().removesuffix(_ZIP)
        was_proposed = self.target.text() == self._proposed
        self.target.setText(f"{text}{_ZIP}" if self.zip.isChecked() else text)
        if was_proposed:
            self._proposed = self.target.text()

    def _check_input(self) -> None:
        there = self.versions.count() > 0 and self.runtime.is_available
        self.export.setEnabled(there and self.target.path().is_absolute())

    def _on_choose(self) -> None:
        now = self.target.path()
        folder = dialogs.choose_folder(self, self.tr("Location of the export"), now.parent)
        if folder is not None:
            self.target.setText(str(folder / now.name))

    def _on_export(self) -> None:
        target = self.target.path()
        replace = os.path.lexists(target)
        if replace:
            text = self.tr(
                "There is already something named {file}. An earlier export is replaced."
            )
            title, yes = self.tr("Replace the export?"), self.tr("Replace")
            if not dialogs.confirm(self, title, text.format(file=target.name), yes):
                return
        self.wanted.emit(
            {
                "version": self.versions.currentText(),
                "target": os.fsdecode(target),
                "runtime": self.runtime.name,
                # Hidden for other versions than the active one.
                "draft": not self.draft.isHidden() and self.draft.isChecked(),
                "replace": replace,
            }
        )
        self.accept()
