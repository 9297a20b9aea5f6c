"""Clickable key caps with text."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from hitl_app.ui.commands.keymap import CHANGES, keys_of
from hitl_app.ui.commands.table import Command, command, key_words
from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.painting import LEFT, PaintedButton, mirrored, paint_cap
from hitl_app.ui.kit.widgets import column, row

DIGITS = "1234567890"
"""Keys of the first ten categories."""
_HEIGHT = 26
_CAP = 22


def digit_key(position: int) -> str:
    """Return the digit of the category at a place in the list; "" after the tenth."""
    return DIGITS[position] if position < len(DIGITS) else ""


class CapButton(PaintedButton):
    """A key cap and a few words."""

    def __init__(self, key: str, words: str) -> None:
        super().__init__(0, _HEIGHT, QSizePolicy.Policy.Maximum)
        self._key = key
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Set another text, such as what would be undone."""
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(plain.tip(words))
        self.updateGeometry()

    def setText(self, text: str) -> None:
        """Show a text; it has no key in it."""
        super().setText(plain.words(text))

    def text(self) -> str:
        """Return the text as it was set."""
        return super().text().replace("&&", "&")

    def _cap_width(self) -> int:
        metrics = QFontMetrics(theme.font(theme.TINY, bold=True))
        return max(_CAP + 2, metrics.horizontalAdvance(self._key) + 14)

    def sizeHint(self) -> QSize:
        """Return the size of its text."""
        words = QFontMetrics(theme.font()).horizontalAdvance(self.text())
        return QSize(self._cap_width() + theme.S1 + 2 + words + theme.S1 + 2, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest usable size."""
        return QSize(min(self._cap_width() + 60, self.sizeHint().width()), _HEIGHT)

    def _paint(self, painter: QPainter, area: QRectF) -> None:
        t = theme.tokens()
        if not self.isEnabled():
            painter.setOpacity(0.55)
        cap = QRectF(1, (_HEIGHT - _CAP) / 2, self._cap_width(), _CAP)
        paint_cap(painter, mirrored(self, cap), self._key)
        hovered = self.underMouse() and self.isEnabled()
        painter.setPen(theme.colour(t.text if hovered else t.dim))
        painter.setFont(theme.font())
        left = self._cap_width() + theme.S1 + 3
        words = area.adjusted(left, 0, 0, 0)
        end = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self.text(), end, int(words.width()) + 1)
        painter.drawText(mirrored(self, words), LEFT, shown)


class HintButton(CapButton):
    """A command as its key cap and a few words.

    Signals:
        asked: It was clicked; carries its command's id.
    """

    asked = Signal(str)

    def __init__(self, of: Command) -> None:
        super().__init__("", of.hint_words or of.words.rstrip("…"))
        self._of = of
        self.setAccessibleName(of.words)
        self._take_key()
        CHANGES.changed.connect(self._take_key)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.asked.emit(self._of.id)

    def _take_key(self) -> None:
        keys = [key_words(key) for key in keys_of(self._of)]
        self._key = keys[0] if keys else ""
        told = f" ({', '.join(keys)})" if keys else ""
        self.setToolTip(f"{self._of.words}{told}")
        self.updateGeometry()
        self.update()


def hint_buttons(*names: str) -> dict[str, HintButton]:
    """Make a button for each command."""
    return {name: HintButton(command(name)) for name in names}


class Hints(QWidget):
    """Several of them, two in a line.

    Signals:
        asked: One was clicked; carries its command's id.
    """

    asked = Signal(str)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.buttons = hint_buttons(*names)
        listed = list(self.buttons.values())
        for hint in listed:
            hint.asked.connect(self.asked)
        pairs = [listed[i : i + 2] for i in range(0, len(listed), 2)]
        lines = [row(*pair, None, spacing=theme.S3) for pair in pairs]
        self.setLayout(column(*lines, spacing=theme.S1))


def hints(*names: str) -> Hints:
    """Make hints for commands by their ids."""
    return Hints(names)
