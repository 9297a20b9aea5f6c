"""Question line below the photo: a colleague's question, or a field to ask one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from hitl_app.domain.decisions import Decision
from hitl_app.domain.names import MAX_NOTE
from hitl_app.ui.kit.widgets import IconLabel, label, row


class NoteLine(QWidget):
    """Line of a question; hidden while empty.

    Signals:
        written: A note was typed; carries it.
        left: The field was left empty.
    """

    written = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("info", "accent", 18)
        self.said = label("", wrap=True)
        self.field = QLineEdit()
        self.field.setMaxLength(MAX_NOTE)
        words = self.tr("Note for your colleague, then Enter")
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)
        self.field.returnPressed.connect(lambda: self.written.emit(self.field.text()))
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.field)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self.left)
        layout = row(self._icon, self.said, self.field)
        layout.setStretch(1, 1)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.field.hide()
        self.hide()

    def show_question(self, question: Decision | None) -> None:
        """Show a colleague's question, if any."""
        note = "" if question is None else question.note
        self.field.hide()
        for part in (self._icon, self.said):
            part.setVisible(bool(note))
        if question is not None and note:
            text = self.tr("{who} asks: {note}").format(who=question.operator, note=note)
            self.said.setText(text)
            self.said.setAccessibleName(text)
        self.setVisible(bool(note))

    def ask(self) -> None:
        """Open the field."""
        self._icon.hide()
        self.said.hide()
        self.field.clear()
        self.field.show()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
