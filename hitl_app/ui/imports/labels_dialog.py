"""Dialog for labels to import: file, format, columns, preview, unknown categories."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from hitl_app.domain.labels import LabelKind
from hitl_app.services.labels.formats import BY_NAME, LABEL_FORMATS, Source
from hitl_app.services.labels.rows import Columns, LabelRow
from hitl_app.ui.gateway.services import label_previews
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.imports.column_choice import ColumnChoice
from hitl_app.ui.imports.unknown_labels import UnknownLabels
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.fields import ValueChoice, titled
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.kit.widgets import (
    CheckBox,
    ElidedLabel,
    as_widget,
    button,
    column,
    label,
    row,
    set_kind,
)
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.messages import translated

if TYPE_CHECKING:
    from hitl_app.services.labels.previewing import Preview

_ROWS = 3
_FIELDS = ("photo", "label", "score", "annotator", "at")
_COCO = "coco"
_WIDTH = 740


class LabelsDialog(QDialog):
    """A form with a preview; nothing is imported before its button is pressed.

    Signals:
        wanted: Carries the parameters of the job `import-labels`.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget, store: Store, operator: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import labels"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._store, self._operator = store, operator
        self._path: Path | None = None
        self._asked = 0
        self.source = ElidedLabel()
        self.file = button(self.tr("File…"), clicked=self._on_file)
        self.folder = button(self.tr("Folder…"), clicked=self._on_folder)
        self.formats = ValueChoice(self.tr("Format"))
        self.formats.setMaximumWidth(260)
        titles = (
            self.tr("Photo"),
            self.tr("Label"),
            self.tr("Score"),
            self.tr("Operator"),
            self.tr("Time"),
        )
        self.columns = {
            name: ColumnChoice(self.tr("Column: {name}").format(name=title))
            for name, title in zip(_FIELDS, titles, strict=True)
        }
        self._titles = dict(zip(_FIELDS, titles, strict=True))
        self.encoding = ValueChoice(self.tr("Encoding"))
        self.encoding.offer(
            [
                (self.tr("Detect"), ""),
                ("UTF-8", "utf-8"),
                ("UTF-16", "utf-16"),
                (self.tr("Windows (cp1252)"), "cp1252"),
            ]
        )
        self.several = ValueChoice(self.tr("Photos with several annotations"))
        self.several.offer(
            [(self.tr("Take the largest"), False), (self.tr("Leave the photo out"), True)]
        )
        self.become = ValueChoice(self.tr("Import as"))
        self.become.offer(
            [
                (self.tr("Decisions of people"), LabelKind.DECISIONS.value),
                (self.tr("Suggestions of a model"), LabelKind.SUGGESTIONS.value),
            ]
        )
        self.annotator = QLineEdit(operator)
        self.annotator.setAccessibleName(self.tr("Operator if none is named"))
        self.state = label("", "dim", wrap=True)
        self.rows: RowsView[LabelRow] = RowsView(self._table_columns(), self.tr("First rows"))
        self.unknown = UnknownLabels()
        self.photos = CheckBox(self.tr("Import photos that are not in the workspace"))
        self.photos.setChecked(True)
        self.cancel = button(self.tr("Cancel"), clicked=self.reject)
        self.start = button(self.tr("Import"), "primary", clicked=self._on_import)
        self.start.setEnabled(False)
        self._lay_out()
        for chosen in (self.formats, self.encoding, self.several):
            chosen.currentIndexChanged.connect(self._ask)
        self.become.currentIndexChanged.connect(self._on_become)
        for choice in self.columns.values():
            choice.currentIndexChanged.connect(self._ask)
        self._offer_formats()
        self._show_columns(())
        self._tell(self.tr("Choose a file or a folder with labels."))

    def _table_columns(self) -> list[Column[LabelRow]]:
        return [
            Column(self.tr("Photo"), lambda one: one.photo or one.file, stretch=True),
            Column(self.tr("Label"), lambda one: one.label),
            Column(
                self.tr("Score"),
                lambda one: "" if one.score is None else formats.percent(one.score),
                right=True,
                spare=True,
            ),
            Column(self.tr("Operator"), lambda one: one.annotator, spare=True),
            Column(
                self.tr("Time"), lambda one: formats.moment(one.at) if one.at else "", spare=True
            ),
        ]

    def _lay_out(self) -> None:
        fields = [
            column(label(title, "tiny"), choice, spacing=0)
            for title, choice in zip(self._titles.values(), self.columns.values(), strict=True)
        ]
        self._nameless = label(self.tr("Operator if none is named"), "dim")
        encoding = label(self.tr("Encoding"), "dim")
        self._encoding = as_widget(row(encoding, self.encoding, spacing=theme.S3))
        several = label(self.tr("Several annotations"), "dim")
        self._several = as_widget(row(several, self.several, spacing=theme.S3))
        self._several.hide()
        lines = (
            (self.tr("From"), row(self.source, None, self.file, self.folder)),
            (
                self.tr("Format"),
                row(self.formats, None, self._encoding, self._several, spacing=theme.S3),
            ),
            (
                self.tr("Import as"),
                row(self.become, None, self._nameless, self.annotator, spacing=theme.S3),
            ),
            (self.tr("Columns"), row(*fields, spacing=theme.S2)),
        )
        self.annotator.setFixedWidth(150)
        self.become.setMinimumWidth(230)
        layout = column(
            label(self.tr("Import labels"), "heading"),
            titled(lines, theme.S2),
            self.state,
            self.rows,
            self.unknown,
            self.photos,
            row(None, self.cancel, self.start),
            spacing=theme.S3,
            margins=theme.S5,
        )
        self.setLayout(layout)
        self.setFixedWidth(_WIDTH)
        self.rows.keep_room(_ROWS)

    def choose(self, path: Path) -> None:
        """Show a file or a folder."""
        self._path = path
        self.source.setText(str(path))
        with QSignalBlocker(self.encoding):
            self.encoding.choose("")
        self._offer_formats()
        self._show_columns(())
        self._ask()

    def _on_file(self) -> None:
        path = dialogs.choose_labels(self)
        if path is not None:
            self.choose(path)

    def _on_folder(self) -> None:
        path = dialogs.choose_folder(self, self.tr("A folder with labelled photos"), self._path)
        if path is not None:
            self.choose(path)

    def _offer_formats(self) -> None:
        is_folder = self._path is not None and self._path.is_dir()
        offered = [one for one in LABEL_FORMATS if one.folder == is_folder]
        entries = [(translated(one.title), one.name) for one in offered]
        with QSignalBlocker(self.formats):
            self.formats.offer([(self.tr("Detect"), ""), *entries])

    # The preview.

    def _source(self) -> Source:
        chosen = {name: choice.name() for name, choice in self.columns.items()}
        return Source(
            self._path or Path(),
            str(self.formats.value()),
            Columns(**chosen),
            refuse_several=bool(self.several.value()),
            predictions=self.become.value() == LabelKind.SUGGESTIONS,
            encoding=str(self.encoding.value()),
        )

    def _on_become(self) -> None:
        decisions = self.become.value() == LabelKind.DECISIONS
        for one in (self._nameless, self.annotator):
            one.setVisible(decisions)
        self._ask()

    def _ask(self) -> None:
        if self._path is None:
            return
        self._asked += 1
        self._tell(self.tr("Reading…"))
        self.start.setEnabled(False)
        work = partial(label_previews.preview, source=self._source())
        self._store.submit(
            Lane.FILES,
            work,
            self._if_newest(self._show_preview),
            self._if_newest(self._show_error),
        )

    def _if_newest(self, show: Callable[..., None]) -> Callable[..., None]:
        number = self._asked

        def arrived(found: object) -> None:
            if number == self._asked and self.isVisible():
                show(found)

        return arrived

    def _show_error(self, error: Exception) -> None:
        problem = messages.of_error(error)
        self.rows.set_rows(())
        self.unknown.show_unknown((), (), whole=True)
        self._tell(f"{problem.happened} {problem.remedy}", "warning")

    def _show_preview(self, found: "Preview") -> None:
        with QSignalBlocker(self.formats):
            self.formats.choose(found.kind)
        self._encoding.setVisible(BY_NAME[found.kind].text)
        self._several.setVisible(found.kind == _COCO)
        if found.encoding:
            with QSignalBlocker(self.encoding):
                self.encoding.choose(found.encoding)
        self._show_columns(found.names, found.columns)
        if found.error is not None:
            self._show_error(found.error)
            return
        self.rows.set_rows(found.rows)
        self.unknown.show_unknown(found.unknown, found.categories, whole=found.whole)
        title, n = translated(BY_NAME[found.kind].title), found.counted
        text = self.tr("{format}, {n} rows.", "", n)
        if not found.whole:
            text = self.tr("{format}, more than {n} rows.", "", n)
        text = text.format(format=title, n=formats.number(n))
        if found.encoding:
            guess = self.tr("It is not UTF-8, but perhaps Windows (cp1252): check the letters.")
            self._tell(f"{text} {guess}", "warning")
        else:
            self._tell(text)
        self.start.setEnabled(bool(found.rows))
        self.start.setDefault(True)

    def _show_columns(self, names: tuple[str, ...], found: Columns | None = None) -> None:
        for name, choice in self.columns.items():
            choice.offer(self.tr("None"), names, "" if found is None else getattr(found, name))

    def _tell(self, text: str, kind: str = "dim") -> None:
        set_kind(self.state, "kind", kind)
        self.state.setText(text)

    def _on_import(self) -> None:
        source = self._source()
        self.wanted.emit(
            {
                "source": os.fsdecode(source.path),
                "kind": source.kind,
                "become": self.become.value(),
                "encoding": source.encoding,
                "refuse_several": source.refuse_several,
                "columns": {name: getattr(source.columns, name) for name in _FIELDS},
                "new": "create" if self.unknown.creates_others() else "skip",
                "renamed": self.unknown.renamed(),
                "operator": self._operator,
                "annotator": self.annotator.text().strip(),
                "photos": self.photos.isChecked(),
            }
        )
        self.accept()
