"""Message bar under the header."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import IconLabel, button, column, label, row, set_kind
from hitl_app.ui.wording.messages import Message


class MessageBar(QFrame):
    """Shows the newest message; one that needs an answer returns after it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self.setAccessibleName(self.tr("Message"))
        self._waiting: list[Message] = []
        self.message: Message | None = None
        self._icon = IconLabel("info", "accent", 18)
        self.happened = label("", "strong", wrap=True)
        self.remedy = label("", wrap=True)
        for line in (self.happened, self.remedy):
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            line.setMinimumWidth(200)
        self._actions = row(spacing=theme.S2)
        self._copy = button(self.tr("Copy details"), clicked=self._on_copy)
        self._dismiss = button(self.tr("Dismiss"), "quiet", clicked=self.dismiss)
        words = column(self.happened, self.remedy, spacing=2)
        parts = (self._icon, words, self._actions, self._copy, self._dismiss)
        margins = (theme.S5, theme.S2, theme.S4, theme.S2)
        self.setLayout(row(*parts, spacing=theme.S3, margins=margins, grow=1))
        self._buttons: list[QWidget] = []
        # Success messages need no answer; they disappear automatically.
        self._fade = QTimer(self, singleShot=True, interval=10_000)
        self._fade.timeout.connect(self.dismiss)
        self.hide()

    def tell(self, message: Message) -> None:
        """Show a message at once."""
        if message.topic:
            self.forget(message.topic)
        if self.message is not None and self.message.waits:
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
            old.deleteLater()
        self._buttons = [self._action(words, call) for words, call in message.actions]
        self.setAccessibleDescription(f"{message.happened} {message.remedy}")
        if message.tone == "good" and not message.actions:
            self._fade.start()
        else:
            self._fade.stop()
        self.show()

    def _action(self, words: str, call: Callable[[], object]) -> QPushButton:
        result = button(words, clicked=lambda: self._act(call))
        self._actions.addWidget(result)
        return result

    def _act(self, call: Callable[[], object]) -> None:
        self.dismiss()
        call()

    def _on_copy(self) -> None:
        if self.message is not None:
            parts = (self.message.happened, self.message.remedy, self.message.detail)
            QGuiApplication.clipboard().setText("\n\n".join(part for part in parts if part))
