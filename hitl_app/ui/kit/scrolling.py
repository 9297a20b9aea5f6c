"""Scroll bars that keep their room, so that nothing moves when there is more to show."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from hitl_app.ui.kit.widgets import set_kind

BAR = 10
"""Width of a scroll bar, as in the style sheet."""


def keep_bar(area: QAbstractScrollArea) -> None:
    """Reserve the room of the vertical scroll bar; it is invisible with nothing to scroll."""
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = area.verticalScrollBar()
    bar.rangeChanged.connect(partial(_show_handle, bar))
    _show_handle(bar, bar.minimum(), bar.maximum())


def _show_handle(bar: QScrollBar, least: int, most: int) -> None:
    set_kind(bar, "idle", "" if most > least else "true")
