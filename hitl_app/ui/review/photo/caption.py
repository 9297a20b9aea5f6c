"""Lines below the photo: its caption, and a question."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from hitl_app.domain.decisions import Decision
from hitl_app.domain.names import MAX_NOTE
from hitl_app.domain.photos import Hold, PhotoState
from hitl_app.domain.review import ReviewPhoto
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import ElidedLabel, IconLabel, chip, label, row
from hitl_app.ui.wording.answers import answer_words
from hitl_app.ui.wording.names import name_and_place


class PhotoCaption(QWidget):
    """Name, folder, size and marks of the photo on the stage."""

    def __init__(self) -> None:
        super().__init__()
        self.name = ElidedLabel("strong")
        self.folder = ElidedLabel("dim")
        self.name.let_select()
        self.folder.let_select()
        self.size_text = label("", "dim")
        self._marks = row()
        self._chips: list[QLabel] = []
        parts = (self.name, self.folder, self._marks, self.size_text)
        self.setLayout(row(*parts, spacing=theme.S3, grow=1))
        self.setFixedHeight(28)

    def show_photo(self, shown: ReviewPhoto | None, names: Mapping[int, str]) -> None:
        """Show the caption of a photo; None leaves the line empty."""
        for old in self._chips:
            self._marks.removeWidget(old)
            old.deleteLater()
        self._chips = []
        if shown is None:
            for line in (self.name, self.folder, self.size_text):
                line.setText("")
            return
        name, place = name_and_place(shown.photo)
        self.name.setText(name)
        self.folder.setText(place)
        self.size_text.setText(f"{shown.photo.width} × {shown.photo.height}")
        self._chips = [chip(*mark) for mark in self.marks(shown, names)]
        for mark in self._chips:
            self._marks.addWidget(mark)

    def marks(self, shown: ReviewPhoto, names: Mapping[int, str]) -> list[tuple[str, str]]:
        """Return text and tone of each mark of a photo."""
        photo, result = shown.photo, []
        if photo.state is PhotoState.AUTO_ACCEPTED:
            label_name = names.get(photo.label_id or 0, "?")
            result.append((self.tr("auto-accepted: {name}").format(name=label_name), "accent"))
            if not photo.certified:
                result.append((self.tr("not certified"), "warning"))
        elif photo.state is PhotoState.REVIEWED and shown.decision is not None:
            said = answer_words(shown.decision, names)
            by = self.tr("reviewed: {said}, by {who}")
            result.append((by.format(said=said, who=shown.decision.operator), "good"))
        elif photo.asked_by:
            result.append((self.tr("{who} asks").format(who=photo.asked_by), "accent"))
        elif photo.hold is Hold.SKIPPED:
            result.append((self.tr("skipped"), ""))
        elif photo.hold is Hold.ASKED:
            result.append((self.tr("asked a colleague"), ""))
        return result


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
