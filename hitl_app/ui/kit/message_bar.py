"""Message that floats over the page, so that nothing moves when it comes or leaves."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from hitl_app.ui.kit import steady, theme
from hitl_app.ui.kit.widgets import IconLabel, as_widget, button, column, label, row, set_kind
from hitl_app.ui.wording.messages import Message

_WIDTH = 600
_BESIDE = 352
"""Room left at the end of the line: the panel in which categories are clicked lies there."""
_BELOW = 52
"""Room left below, for the footer of a page."""


class MessageBar(QFrame):
    """Shows the newest message; one that needs an answer returns after it.

    Args:
        area: It floats over the lower corner of this one, where lines begin.
    """

    def __init__(self, area: QWidget) -> None:
        super().__init__(area.parentWidget())
        self._area = area
        self.setObjectName("message")
        self.setAccessibleName(self.tr("Message"))
        self._waiting: list[Message] = []
        self.message: Message | None = None
        self._icon = IconLabel("info", "accent", 18)
        self.happened = label("", "strong", wrap=True)
        self.remedy = label("", wrap=True)
        for line in (self.happened, self.remedy):
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = button(self.tr("Copy details"), clicked=self._on_copy)
        self._dismiss = button(self.tr("Dismiss"), "quiet", clicked=self.dismiss)
        self._actions = row(self._copy, None, spacing=theme.S2)
        self._answers = as_widget(self._actions)
        words = column(self.happened, self.remedy, self._answers, spacing=theme.S1 + 2)
        margins = (theme.S4, theme.S3, theme.S3, theme.S3)
        parts = (self._icon, words, self._dismiss)
        self._layout = row(*parts, spacing=theme.S3, margins=margins, grow=1)
        for part in (self._icon, self._dismiss):
            self._layout.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._layout)
        self._buttons: list[QWidget] = []
        # Results and hints need no answer; they disappear automatically.
        self._fade = QTimer(self, singleShot=True, interval=10_000)
        self._fade.timeout.connect(self.dismiss)
        area.installEventFilter(self)
        self.hide()

    def tell(self, message: Message) -> None:
        """Show a message at once; a hint after those that are shown."""
        if message.waits and message == self.message:
            return
        if message.topic:
            self.forget(message.topic)
        if self.message is not None and message.tone == "hint":
            self._waiting.append(message)
            return
        if self.message is not None and (self.message.waits or self.message.tone == "hint"):
            self._waiting.insert(0, self.message)
        self._show(message)

    def forget(self, topic: str) -> None:
        """Remove messages on a topic that no longer apply."""
        self._waiting = [message for message in self._waiting if message.topic != topic]
        if self.message is not None and self.message.topic == topic:
            self.dismiss()

    def dismiss(self) -> None:
        """Close the message, and show the next one, if any."""
        self.message = None
        self._fade.stop()
        if self._waiting:
            self._show(self._waiting.pop(0))
        else:
            steady.changed(self)
            self.hide()

    def _show(self, message: Message) -> None:
        self.message = message
        set_kind(self, "tone", message.tone)
        names = {"warning": ("warning", "warning"), "good": ("done", "good")}
        self._icon.set_icon(*names.get(message.tone, ("info", "accent")))
        self.happened.setText(message.happened)
        self.remedy.setText(message.remedy)
        self.remedy.setVisible(bool(message.remedy))
        self._copy.setVisible(bool(message.detail))
        for old in self._buttons:
            self._actions.removeWidget(old)
            old.deleteLater()
        self._buttons = [
            self._action(place, *action) for place, action in enumerate(message.actions)
        ]
        self._answers.setVisible(bool(message.actions or message.detail))
        self.setAccessibleDescription(f"{message.happened} {message.remedy}")
        self._fade.stop()
        self._let_fade()
        # Also of the last message, which may have been larger.
        steady.changed(self)
        self._place()
        self.raise_()
        self.show()
        steady.changed(self)

    def _action(self, place: int, words: str, call: Callable[[], object]) -> QPushButton:
        result = button(words, clicked=lambda: self._act(call))
        self._actions.insertWidget(place, result)
        return result

    def _act(self, call: Callable[[], object]) -> None:
        self.dismiss()
        call()

    def _let_fade(self) -> None:
        """Begin to count the time of a message that needs no answer."""
        message = self.message
        if message is None or message.tone not in ("good", "hint"):
            return
        if message.is_brief or not message.actions:
            self._fade.start()

    def _place(self) -> None:
        """Take the lower corner of the area, as high as the text needs."""
        room = self._area.geometry()
        width = min(_WIDTH, room.width() - _BESIDE)
        self._layout.activate()
        height = self._layout.totalHeightForWidth(width)
        left = room.left() + theme.S3
        if self.isRightToLeft():
            left = room.right() - theme.S3 - width
        self.setGeometry(left, room.bottom() - _BELOW - height, width, height)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay in the corner of the area."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while it is pointed at, so that it does not leave under a click."""
        super().enterEvent(event)
        self._fade.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Count the time again."""
        super().leaveEvent(event)
        self._let_fade()

    def _on_copy(self) -> None:
        if self.message is not None:
            parts = (self.message.happened, self.message.remedy, self.message.detail)
            QGuiApplication.clipboard().setText("\n\n".join(part for part in parts if part))
