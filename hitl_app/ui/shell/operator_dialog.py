"""Dialog for the operator's name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import button, column, label, row

_WIDTH = 380
_MOST = 60


class OperatorDialog(QDialog):
    """One field: a name that was used before, or another one.

    Signals:
        named: Carries the name as it was typed.
    """

    named = Signal(str)

    def __init__(self, parent: QWidget, now: str, known: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Who is labelling?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QComboBox()
        self.field.setEditable(True)
        self.field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.field.setAccessibleName(self.tr("Name"))
        self.field.addItems(list(dict.fromkeys((now, *known))))
        edit = self.field.lineEdit()
        if edit is not None:
            edit.setMaxLength(_MOST)
            edit.selectAll()
        about = self.tr(
            "Decisions are saved under this name. Undo affects only your decisions. Questions go"
            " to other people."
        )
        self.accept_button = button(self.tr("Continue"), "primary")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._on_accept)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        layout = column(
            label(self.tr("Who is labelling?"), "heading"),
            self.field,
            label(about, "dim", wrap=True),
            spacing=theme.S3,
            margins=theme.S5,
        )
        layout.addLayout(row(None, cancel, self.accept_button))
        self.setLayout(layout)
        self.setFixedWidth(_WIDTH)
        self.field.editTextChanged.connect(self._check_name)
        self._check_name()

    def _check_name(self) -> None:
        self.accept_button.setEnabled(bool(self.field.currentText().strip()))

    def _on_accept(self) -> None:
        self.named.emit(self.field.currentText())
        self.accept()
