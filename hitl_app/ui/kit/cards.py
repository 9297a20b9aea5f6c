"""Parts of pages: cards, headers, empty states, figures in a row."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.bars import Bar
from hitl_app.ui.kit.widgets import (
    IconLabel,
    Item,
    as_widget,
    button,
    column,
    label,
    row,
    set_kind,
)

WIDE = 1400
"""Width from which cards stand beside each other: over the whole of it lines are hard to read."""
_NONE = "–"
_TOLD_WIDTH = 440


def as_card(frame: QFrame, *parts: Item) -> QVBoxLayout:
    """Turn a frame into a card with a vertical layout."""
    frame.setObjectName("card")
    layout = column(*parts, spacing=theme.S3, margins=theme.S4)
    frame.setLayout(layout)
    return layout


def card(layout: QLayout, margin: int = theme.S4) -> QFrame:
    """Make a card around a layout."""
    result = QFrame()
    result.setObjectName("card")
    layout.setContentsMargins(margin, margin, margin, margin)
    result.setLayout(layout)
    return result


def as_header(
    frame: QFrame, *items: Item, spacing: int = theme.S2, grow: int | None = None
) -> QHBoxLayout:
    """Turn a frame into a page's header with a horizontal layout."""
    frame.setObjectName("header")
    line = row(*items, spacing=spacing, margins=(theme.S5, 0, theme.S5, 0), grow=grow)
    frame.setLayout(line)
    return line


def page_header(title: str, *items: Item) -> QFrame:
    """Make the header of a page: its title, then other parts."""
    result = QFrame()
    as_header(result, label(title, "heading"), *items)
    return result


def empty_state(icon: str, title: str, text: str, *buttons: QPushButton) -> QWidget:
    """Make the empty state of a page."""
    head, body = label(title, "title", wrap=True), label(text, "dim", wrap=True)
    for line in (head, body):
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    # A label of a fixed width knows its height; one that is centred does not.
    body.setFixedWidth(_TOLD_WIDTH)
    body.setMinimumHeight(body.heightForWidth(_TOLD_WIDTH))
    layout = column(None, spacing=theme.S3, margins=theme.S6)
    layout.addWidget(IconLabel(icon, size=48), 0, Qt.AlignmentFlag.AlignHCenter)
    layout.addWidget(head)
    layout.addWidget(body, 0, Qt.AlignmentFlag.AlignHCenter)
    if buttons:
        layout.addSpacing(theme.S2)
        layout.addLayout(row(None, *buttons, None))
    layout.addStretch(1)
    return as_widget(layout)


def waiting_state(text: str) -> QWidget:
    """Make what shows until a page is there: one line in its middle."""
    line = label(text, "dim")
    line.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return as_widget(column(line, grow=0))


class WorkProgress(QWidget):
    """Progress of long work, with a button to cancel it; hidden while nothing is being done."""

    def __init__(self, told: QLabel, lay_out: Callable[..., QLayout], kind: str = "") -> None:
        super().__init__()
        self.told, self.bar = told, Bar(6, self.tr("Progress"))
        self.cancel = button(self.tr("Cancel"), kind, name=self.tr("Cancel the change"))
        self.setLayout(lay_out(self.told, self.bar, self.cancel))
        self.hide()

    def show_work(self, words: str, done: int = 0, total: int = 0) -> None:
        """Show how far it is; no words when nothing is being done."""
        self.setVisible(bool(words))
        self.told.setText(words)
        self.bar.set_share(done / total if total else None)


class Tiles(QWidget):
    """A row of figures that keep their places.

    Args:
        words: What each counts, by its name.
    """

    def __init__(self, **words: str) -> None:
        super().__init__()
        self.figures: dict[str, QLabel] = {}
        layout = row(spacing=theme.S3, margins=(0, theme.S2, 0, theme.S2))
        self.setLayout(layout)
        for name, text in words.items():
            self.figures[name] = figure = label(_NONE, "figure")
            figure.setAccessibleName(text)
            below = label(text, "tiny", wrap=True)
            layout.addLayout(column(figure, below, None, spacing=2), 1)

    def show_figures(self, figures: Mapping[str, str]) -> None:
        """Show figures by name; those that are not named have none."""
        for name, place in self.figures.items():
            place.setText(figures.get(name, _NONE))
            place.setAccessibleDescription(place.text())

    def set_stale(self, *, stale: bool) -> None:
        """Dim the figures while they are being updated."""
        for place in self.figures.values():
            set_kind(place, "kind", "figure-stale" if stale else "figure")
