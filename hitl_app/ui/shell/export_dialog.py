"""Export dialog: photos, format and target."""

import os
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from hitl_app.domain.photos import Counts, PhotoState
from hitl_app.services.exports.formats import BY_NAME, EXPORT_FORMATS, ExportFormat
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.fields import Choice, PathField, titled
from hitl_app.ui.kit.widgets import CheckBox, button, column, keep_room, label, row
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import translated

_WIDTH = 580


class ExportDialog(QDialog):
    """A small form; nothing is written before its button is pressed.

    Signals:
        wanted: Carries the parameters of the job `export`.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget, name: str, folder: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._name = name
        self._suffix = EXPORT_FORMATS[0].suffix
        self.formats = Choice(self.tr("Format"))
        for one in EXPORT_FORMATS:
            self.formats.addItem(translated(one.title), one.name)
        self.about = label("", "dim", wrap=True)
        self.states = {state: CheckBox(words) for state, words in self._state_names().items()}
        self._counts: dict[PhotoState, int] = {}
        self.links = CheckBox(self.tr("Link to the originals instead of copying them"))
        keep_room(self.links)
        self.note = label("", "dim", wrap=True)
        self.target = PathField(self.tr("Save to"), folder / f"{name}-labels.csv")
        self.choose = button(self.tr("Choose…"), clicked=self._on_choose)
        self.cancel = button(self.tr("Cancel"), clicked=self.reject)
        self.export = button(self.tr("Export"), "primary", clicked=self._on_export)
        self.export.setDefault(True)
        self._lay_out()
        self._connect()
        self._on_format()

    def _lay_out(self) -> None:
        lines = (
            (self.tr("Format"), row(self.formats, None)),
            ("", row(self.about)),
            (self.tr("Photos"), row(*self.states.values(), None, spacing=theme.S3)),
            ("", row(self.note)),
            (self.tr("Save to"), row(self.target, self.choose)),
        )
        # Two lines for every sentence, so that nothing moves.
        for sentence in (self.about, self.note):
            sentence.setMinimumHeight(2 * sentence.fontMetrics().lineSpacing())
            sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = column(
            label(self.tr("Export labels"), "heading"),
            titled(lines),
            row(self.links, None, self.cancel, self.export),
            spacing=theme.S4,
            margins=theme.S5,
        )
        self.setLayout(layout)
        self.setFixedWidth(_WIDTH)

    def _state_names(self) -> dict[PhotoState, str]:
        return {
            PhotoState.REVIEWED: self.tr("Reviewed"),
            PhotoState.AUTO_ACCEPTED: self.tr("Auto-accepted"),
            PhotoState.TO_REVIEW: self.tr("To review"),
        }

    def show_counts(self, counts: Counts) -> None:
        """Show how many photos are in each state."""
        self._counts = {
            PhotoState.REVIEWED: counts.reviewed,
            PhotoState.AUTO_ACCEPTED: counts.auto_accepted,
            PhotoState.TO_REVIEW: counts.to_review,
        }
        for state, words in self._state_names().items():
            self.states[state].setText(f"{words} ({formats.number(self._counts[state])})")
            self.states[state].updateGeometry()
        self._check_input()

    def _connect(self) -> None:
        self.formats.currentIndexChanged.connect(self._on_format)
        for box in self.states.values():
            box.setChecked(True)
            box.toggled.connect(self._check_input)
        self.links.toggled.connect(self._check_input)
        self.target.textChanged.connect(self._check_input)

    @property
    def format(self) -> ExportFormat:
        """Return the chosen format."""
        return BY_NAME[self.formats.currentData()]

    def wants_links(self) -> bool:
        """Return True if folders should hold links."""
        return not self.format.suffix and self.links.isChecked()

    def _on_format(self) -> None:
        self.about.setText(translated(self.format.about))
        self.links.setVisible(not self.format.suffix)
        before, self._suffix = self._suffix, self.format.suffix
        text = self.target.text()
        # A name that was typed with another ending stays as it is.
        if text.endswith(before):
            self.target.setText(text.removesuffix(before) + self._suffix)
        self._check_input()

    def _check_input(self) -> None:
        chosen = [state for state, box in self.states.items() if box.isChecked()]
        count = sum(self._counts.get(state, 0) for state in chosen)
        some = bool(chosen) and (count > 0 or not self._counts)
        self.export.setEnabled(some and self.target.path().is_absolute())
        self.note.setText(" ".join(filter(None, (self._total(count), self._caution()))))

    def _total(self, count: int) -> str:
        if not self._counts:
            return ""
        text = self.tr("{n} photos will be exported.", "", count)
        return text.format(n=formats.number(count)) if count else self.tr("No photos to export.")

    def _caution(self) -> str:
        text = self.tr(
            "Saving over a link can change the original: copy a photo before you edit it."
        )
        return text if self.wants_links() else ""

    def _on_choose(self) -> None:
        now = self.target.path()
        if suffix := self.format.suffix:
            kinds = f"{self.formats.currentText()} (*{suffix})"
            # Checked when the button is pressed, also for typed names.
            option = QFileDialog.Option.DontConfirmOverwrite
            file, _ = QFileDialog.getSaveFileName(
                self, self.tr("Export"), str(now), kinds, options=option
            )
            chosen = Path(file).with_suffix(Path(file).suffix or suffix) if file else None
        else:
            folder = dialogs.choose_folder(self, self.tr("Location of the new folder"), now.parent)
            chosen = None if folder is None else folder / (now.name or self._name)
        if chosen is not None:
            self.target.setText(str(chosen))

    def _on_export(self) -> None:
        target = self.target.path()
        if self.format.suffix and target.exists():
            text = self.tr("There is already a file named {file}.").format(file=target.name)
            title, yes = self.tr("Replace the file?"), self.tr("Replace")
            if not dialogs.confirm(self, title, text, yes):
                return
        self.wanted.emit(
            {
                "target": os.fsdecode(target),
                "kind": self.format.name,
                "states": [state.value for state, box in self.states.items() if box.isChecked()],
                "links": self.wants_links(),
            }
        )
        self.accept()
