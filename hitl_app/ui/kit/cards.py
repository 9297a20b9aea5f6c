"""Cards, page headers, and figures in a row."""

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import Item, column, label, row, set_kind

_NONE = "–"


def as_card(frame: QFrame, *parts: Item) -> QVBoxLayout:
    """Turn a frame into a card with a vertical layout."""
    frame.setObjectName("card")
    layout = column(*parts, spacing=theme.S3, margins=theme.S4)
    frame.setLayout(layout)
    return layout


def as_header(
    frame: QFrame, *items: Item, spacing: int = theme.S2, grow: int | None = None
) -> None:
    """Turn a frame into a page's header with a horizontal layout."""
    frame.setObjectName("header")
    line = row(*items, spacing=spacing, grow=grow)
    line.setContentsMargins(theme.S5, 0, theme.S5, 0)
    frame.setLayout(line)


def page_header(title: str, *items: Item) -> QFrame:
    """Make the header of a page: its title, then other parts."""
    result = QFrame()
    as_header(result, label(title, "heading"), *items)
    return result


class Tiles(QWidget):
    """A row of figures that keep their places.

    Args:
        words: What each counts, by its name.
    """

    def __init__(self, **words: str) -> None:
        super().__init__()
        self.figures: dict[str, QLabel] = {}
        layout = row(spacing=theme.S3)
        layout.setContentsMargins(0, theme.S2, 0, theme.S2)
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
