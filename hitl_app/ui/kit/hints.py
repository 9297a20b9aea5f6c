"""Clickable key caps with text."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hitl_app.ui.commands.command import Command
from hitl_app.ui.commands.keymap import CHANGES, keys_of
from hitl_app.ui.commands.keys import key_words
from hitl_app.ui.commands.table import command
from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.flow_layout import FlowLayout
from hitl_app.ui.kit.painting import LEFT, PaintedButton, mirrored, paint_cap
from hitl_app.ui.kit.widgets import column, row

_HEIGHT = 26
_CAP = 22


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


class FoldedHints(QWidget):
    """One line of them, as many as fit; the others are folded away until they are wanted.

    Signals:
        asked: One was clicked; carries its command's id.
        folded: They were folded away, or out again.
    """

    asked = Signal(str)
    folded = Signal()

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.buttons = hint_buttons(*names)
        for hint in self.buttons.values():
            hint.asked.connect(self.asked)
        self.more = CapButton("⋯", "")
        self.is_out = False
        self.more.clicked.connect(self._on_more)
        self._withheld: frozenset[str] = frozenset()
        self._flow = FlowLayout(*self.buttons.values(), self.more)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._flow)
        CHANGES.changed.connect(self._fold)
        self._fold()

    def withhold(self, *names: str) -> None:
        """Offer all but some."""
        if self._withheld != frozenset(names):
            self._withheld = frozenset(names)
            self._fold()

    def fold_out(self, *, out: bool) -> None:
        """Show all of them, or one line."""
        if out != self.is_out:
            self.is_out = out
            self._fold()
            self.folded.emit()

    def _on_more(self) -> None:
        self.fold_out(out=not self.is_out)

    def _fold(self) -> None:
        self.more.set_words(self.tr("fewer") if self.is_out else self.tr("more"))
        gap = self._flow.spacing()
        room = self.width() - self.more.sizeHint().width() - gap
        for name, hint in self.buttons.items():
            if name in self._withheld:
                hint.hide()
                continue
            room -= hint.sizeHint().width() + gap
            hint.setVisible(self.is_out or room >= -gap)
            if room < -gap:
                # None of the next ones either: they keep their order.
                room = -self.width() - gap

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit."""
        super().resizeEvent(event)
        self._fold()
