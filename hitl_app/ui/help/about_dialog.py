"""About dialog: versions, licence and components."""

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPlainTextEdit, QWidget

from hitl_app import __version__
from hitl_app.notices import LICENCE, NOTICES, versions
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.widgets import IconLabel, button, column, label, row


class AboutDialog(QDialog):
    """Shows versions for bug reports."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Second Look"))
        dialogs.resize_within_screen(self, 560, 600)
        self._installed = versions()
        self.copy = button(self.tr("Copy diagnostics"), clicked=self.accept)
        close = button(self.tr("Close"), "primary", clicked=self.accept)
        layout = column(
            self._head(),
            self._versions(),
            label(self.tr("BUILT WITH"), "caption"),
            self._notices(),
            row(self.copy, None, close),
            spacing=theme.S4,
        )
        layout.setContentsMargins(theme.S6, theme.S5, theme.S6, theme.S5)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        close.setFocus()

    def _head(self) -> QHBoxLayout:
        icon = IconLabel("review", "accent", 48)
        purpose = label(
            self.tr(
                "A model labels your catalogue. You review the labels that it is unsure of, and "
                "it learns from your decisions."
            ),
            wrap=True,
        )
        licence = self.tr("{licence} licence, including the icons")
        lines = column(
            label(self.tr("Second Look {version}").format(version=__version__), "title"),
            purpose,
            label(licence.format(licence=LICENCE), "dim", wrap=True),
        )
        line = row(spacing=theme.S4)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(lines, 1)
        return line

    def _versions(self) -> QGridLayout:
        """Return versions of running software, without importing it."""
        of = self._installed
        tensorflow = of.get("tensorflow-cpu") or of.get("tensorflow") or "–"
        listed = (
            ("Python", platform.python_version()),
            ("Qt", qVersion()),
            ("PySide6", of.get("PySide6-Essentials", "–")),
            ("TensorFlow", tensorflow),
            ("Keras", of.get("keras", "–")),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.S6)
        grid.setVerticalSpacing(theme.S1)
        for place, (name, version) in enumerate(listed):
            grid.addWidget(label(name, "dim"), place, 0)
            value = label(version)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(value, place, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _notices(self) -> QPlainTextEdit:
        lines = []
        for notice in NOTICES:
            found = (self._installed.get(package) for package in notice.packages)
            version = next(filter(None, found), "")
            name = f"{notice.name} {version}".strip()
            lines.append(f"{name} · {notice.licence} · {notice.holder}")
        result = QPlainTextEdit("\n".join(lines))
        result.setReadOnly(True)
        # Tab moves on to the buttons.
        result.setTabChangesFocus(True)
        result.setAccessibleName(self.tr("Third-party software"))
        return result
