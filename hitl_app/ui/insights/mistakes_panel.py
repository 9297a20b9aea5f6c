"""Probable mistakes, to review again."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.kit.widgets import button, column, label, row
from hitl_app.ui.wording import formats

_MOST_ROWS = 8
_LEAST = 50


Mistake = Mapping[str, Any]
"""An entry of the job's result: `id`, `path`, `label`, `likelier` and its `probability`."""


class MistakesPart(QWidget):
    """The list of probable mistakes.

    Signals:
        open_wanted: A photo should be reviewed again; carries its number.
    """

    open_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.start = button(self.tr("Find mistakes"))
        self.again = button(self.tr("Open"), clicked=lambda: self._on_opened(self.table.chosen()))
        self.told = label("", "dim", wrap=True)
        self.table: RowsView[Mistake] = RowsView(_columns(), self.tr("Likely mistakes"))
        self.table.opened.connect(self._on_opened)
        head = row(label(self.tr("Likely mistakes"), "strong"), None, self.again, self.start)
        self.setLayout(column(head, self.told, self.table, None, spacing=theme.S3))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_result(None)

    def show_result(self, result: Mapping[str, Any] | None) -> None:
        """Show the result of the job `mistakes`, or an explanation without one."""
        rows: list[Mistake] = [] if result is None else list(result.get("mistakes", ()))
        self.table.set_rows(rows)
        self.table.fit_height(_MOST_ROWS)
        self.table.setVisible(bool(rows))
        self.again.setVisible(bool(rows))
        if result is None:
            text = self.tr("Lists labels that the model disagrees with.")
        else:
            text = self.words(result)
        self.told.setText(text)

    def words(self, result: Mapping[str, Any]) -> str:
        """Describe the number of probable mistakes, or why it is unknown."""
        compared, found = int(result.get("compared", 0)), int(result.get("found", 0))
        if not compared and int(result.get("left_out", 0)) < _LEAST:
            return self.tr("At least 50 reviewed photos are needed.")
        if not compared:
            return self.tr(
                "At least 50 reviewed photos of several categories, scored by the same model "
                "version, are needed."
            )
        values = {"found": formats.number(found), "n": formats.number(compared)}
        if not found:
            return self.tr("No likely mistakes in {n} decisions.", "", compared).format(**values)
        text = self.tr("{n} of {all} decisions are likely mistakes.", "", found)
        text = text.format(n=values["found"], all=values["n"])
        shown = len(result.get("mistakes", ()))
        if shown < found:
            most = self.tr(" The {n} most likely are listed.", "", shown)
            text += most.format(n=formats.number(shown))
        return text

    def _on_opened(self, mistake: Mistake | None) -> None:
        if mistake is not None:
            self.open_wanted.emit(int(mistake["id"]))


def _tr(text: str) -> str:
    return QCoreApplication.translate("mistakes", text)


def _columns() -> list[Column[Mistake]]:
    return [
        Column(
            _tr("PHOTO"),
            lambda one: PurePath(one["path"]).name,
            stretch=True,
            tip=lambda one: str(one["path"]),
        ),
        Column(_tr("LABEL"), lambda one: str(one["label"]), stretch=True),
        Column(_tr("SUGGESTED"), lambda one: str(one["likelier"]), stretch=True),
        Column(_tr("CONFIDENCE"), lambda one: formats.percent(one["probability"]), right=True),
    ]
