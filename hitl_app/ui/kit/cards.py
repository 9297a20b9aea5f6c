"""Cards, page headers, and figures in a row."""

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import Item, column, label, row, set_kind

_NONE = "–"


def as_card(frame: QFrame, *parts: Item) -> QVBoxLayout:
    """Turn a frame into a card with a vertical layout."""
    frame.setObjectName("card")
    layout = column(*parts, spacing=theme.S3, margins=theme.S4)
    frame.setLayout(layout)
    return layout


def page_header(title: str, *items: Item) -> QFrame:
    """Make the header of a page: its title, then other parts."""
    result = QFrame()
    result.setObjectName("header")
    line = row(label(title, "heading"), *items)
    line.setContentsMargins(theme.S5, 0, theme.S5, 0)
    result.setLayout(line)
    return result


class Tiles(QWidget):
    """A row of figures that keep their places.

    Args:
        words: What each counts, by its name.
    """

    def __init__(self, **words: str) -> None:
        super().__init__()
        self.figures: dict[str, QLabel] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, theme.S2, 0, theme.S2)
        layout.setSpacing(theme.S3)
        for name, text in words.items():
            figure, below = label(_NONE, "figure"), label(text, "tiny", wrap=True)
            figure.setAccessibleName(text)
            place = QVBoxLayout()
            place.setSpacing(2)
            place.addWidget(figure)
            place.addWidget(below)
            place.addStretch(1)
            layout.addLayout(place, 1)
            self.figures[name] = figure

    def show_figures(self, figures: Mapping[str, str]) -> None:
        """Show figures by name; those that are not named have none."""
        for name, place in self.figures.items():
            place.setText(figures.get(name, _NONE))
            place.setAccessibleDescription(place.text())

    def set_stale(self, *, stale: bool) -> None:
        """Dim the figures while they are being updated."""
        for place in self.figures.values():
            set_kind(place, "kind", "figure-stale" if stale else "figure")
