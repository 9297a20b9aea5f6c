"""Small widgets that every page uses."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, SignalInstance
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hitl_app.ui.kit import icons, plain, theme
from hitl_app.ui.kit.painting import (
    LEFT,
    mirrored,
    paint_box,
    paint_focus,
    smooth_painter,
)
from hitl_app.ui.wording import formats

Item = QWidget | QLayout | int | None
Margins = int | tuple[int, int, int, int]


def label(text: str = "", kind: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label.

    Args:
        text: Plain text.
        kind: A kind of the style sheet: dim, strong, heading, title, caption, tiny.
        wrap: Whether it breaks into lines.
    """
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setProperty("kind", kind)
    result.setWordWrap(wrap)
    begin(result)
    return result


def begin(text: QLabel) -> None:
    """Align a text with the layout direction: Qt would go by its letters."""
    if text.isRightToLeft():
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        text.setAlignment(right | Qt.AlignmentFlag.AlignVCenter)


def set_kind(widget: QWidget, name: str, value: str) -> None:
    """Change a property that the style sheet uses."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def keep_room(widget: QWidget) -> None:
    """Let a widget keep its room while it is hidden."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


def button(
    text: str,
    kind: str = "",
    *,
    name: str = "",
    clicked: Callable[[], object] | SignalInstance | None = None,
) -> QPushButton:
    """Make a button that is reached by Tab, and does not take the focus when it is clicked.

    Args:
        text: Its text.
        kind: primary or quiet, else ordinary.
        name: Accessible name, when the text alone is not enough.
        clicked: Called, or emitted, when it is clicked.
    """
    result = plain.PlainButton()
    result.setText(text)
    result.setProperty("kind", kind)
    result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    result.setAccessibleName(name or text)
    if clicked is not None:
        result.clicked.connect(clicked)
    return result


class KeyCap(QLabel):
    """A key cap, as on a keyboard."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName("cap")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedHeight(22)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of its text."""
        return super().sizeHint().expandedTo(QSize(24, 22))


cap = KeyCap


def chip(text: str, tone: str = "") -> QLabel:
    """Make a small mark; the tone is good, warning, accent or none."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setObjectName("chip")
    result.setProperty("tone", tone)
    result.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return result


def row(
    *items: Item, spacing: int = theme.S2, margins: Margins = 0, grow: int | None = None
) -> QHBoxLayout:
    """Lay parts out in a row; None stretches, a number is a gap.

    Args:
        items: The parts.
        spacing: Between two of them.
        margins: Around all: on every side, or left, top, right and bottom.
        grow: Place of the part that takes the room that is left.
    """
    layout = QHBoxLayout()
    _fill(layout, items, spacing, margins, grow)
    return layout


def column(
    *items: Item, spacing: int = theme.S2, margins: Margins = 0, grow: int | None = None
) -> QVBoxLayout:
    """Lay parts out in a column, as `row` does in a row."""
    layout = QVBoxLayout()
    _fill(layout, items, spacing, margins, grow)
    return layout


def _fill(
    layout: QBoxLayout,
    items: tuple[Item, ...],
    spacing: int,
    margins: Margins,
    grow: int | None,
) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*((margins,) * 4 if isinstance(margins, int) else margins))
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
    if grow is not None:
        layout.setStretch(grow, 1)


def as_widget(layout: QLayout) -> QWidget:
    """Make a widget of a layout."""
    result = QWidget()
    result.setLayout(layout)
    return result


class ElidedLabel(QLabel):
    """A line of text that is elided in the middle when there is no room."""

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._full = ""
        begin(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show a text, all of it in the tool tip."""
        self._full = text
        self.setToolTip(plain.tip(text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def full_text(self) -> str:
        """Return the text as it was set."""
        return self._full

    def let_select(self) -> None:
        """Allow selection with the mouse, without focus."""
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def chosen_text(self) -> str:
        """Return the selected text; all of it if the selection spans the ellipsis."""
        chosen = formats.not_own(self.selectedText())
        whole = formats.not_own(self.text()) == self._full
        return self._full if "…" in chosen and not whole else chosen

    def sizeHint(self) -> QSize:
        """Return the size of its text."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._full) + 4, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest usable size."""
        metrics = QFontMetrics(self.font())
        return QSize(min(self.sizeHint().width(), 48), metrics.height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit its content to the new size."""
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        """Adapt to a changed font or colour scheme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self.font())
        middle = Qt.TextElideMode.ElideMiddle
        shown = metrics.elidedText(self._full, middle, max(0, self.width() - 2))
        super().setText(formats.own(shown))


class CheckBox(QCheckBox):
    """A check box for both colour schemes, with a visible tick."""

    _SIDE = 18

    def sizeHint(self) -> QSize:
        """Return the size of its text."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(self._SIDE + 3 * theme.S2 + words, self._SIDE + theme.S3)

    def hitButton(self, at: QPoint) -> bool:
        """Accept clicks on its text too."""
        return self.rect().contains(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the current colours."""
        t = theme.tokens()
        painter = smooth_painter(self)
        top = (self.height() - self._SIDE) / 2
        box = mirrored(self, QRectF(theme.S1, top, self._SIDE, self._SIDE))
        if self.isChecked():
            paint_box(painter, box, 4, t.accent, t.accent)
            painter.setPen(QPen(theme.colour(t.on_accent), 2))
            tick = ((4.5, 9.5), (8.0, 13.0), (14.5, 6.0))
            painter.drawPolyline([box.topLeft() + QPointF(x, y) for x, y in tick])
        else:
            paint_box(painter, box, 4, t.surface, t.edge)
        painter.setPen(theme.colour(t.text))
        painter.setFont(self.font())
        words = QRectF(self.rect()).adjusted(theme.S1 + self._SIDE + theme.S2, 0, 0, 0)
        painter.drawText(mirrored(self, words), LEFT, self.text())
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme.RADIUS_SMALL)


class QuietScroll(QScrollArea):
    """A scroll area without a frame that passes every key on to the page."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.content = content
        content.setObjectName("scrolled")
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass keys on to the page."""
        event.ignore()


class IconLabel(QLabel):
    """An icon in the current colours.

    Args:
        name: As in `icons`.
        tone: Name of the token that colours it.
        size: Side in pixels.
    """

    def __init__(self, name: str, tone: str = "dim", size: int = 20) -> None:
        super().__init__()
        self._name, self._tone, self._size = name, tone, size
        self.setFixedSize(size, size)
        self._draw()

    def set_icon(self, name: str, tone: str) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Adapt to a changed font or colour scheme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        tone, ratio = str(getattr(theme.tokens(), self._tone)), self.devicePixelRatioF()
        self.setPixmap(icons.pixmap(self._name, tone, self._size, ratio))
