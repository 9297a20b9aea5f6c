"""Cards and page headers."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import Item, column, label, row


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
