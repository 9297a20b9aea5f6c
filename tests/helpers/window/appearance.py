"""Checks of a window's appearance: texts that are cut off, and texts too faint to read.

As a program it opens the window on a workspace, shows each page, saves a screenshot of each
and prints its findings as JSON; the environment sets the scale.

Usage: python -m tests.helpers.window.appearance WORKSPACE PICTURES light|dark
"""

import contextlib
import json
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLayout,
    QLineEdit,
    QTabBar,
    QWidget,
)

from hitl_app.ui.kit.message_bar import MessageBar
from hitl_app.ui.kit.widgets import ElidedLabel, QuietScroll
from hitl_app.ui.shell.app import make_application
from hitl_app.ui.shell.window import MainWindow
from tests.helpers.window.driver import wait_for

PAGES = ("review", "grid", "catalogue", "imports", "models", "insights", "categories")
_LEAST_HEIGHT = 8
_QUICK = 90
"""Quality at which Qt compresses a PNG file least."""
LEAST = 4.5
"""Contrast of texts, WCAG 2.2, level AA."""


def cut_off(root: QWidget) -> list[str]:
    """Return the texts under a widget that have too little room, and widgets that overlap."""
    found = overlapping(root)
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedLabel):
            continue
        if isinstance(widget, QLabel) and widget.text():
            short = _short_of_room(widget)
        elif isinstance(widget, QAbstractButton) and widget.text():
            # Key hints may shorten long names; the tool tip has the whole name.
            needs = QFontMetrics(widget.font()).horizontalAdvance(widget.text())
            short = needs > widget.width() and not widget.toolTip()
        else:
            continue
        if short or _sticks_out(widget, root):
            found.append(f"{type(widget).__name__} {widget.text()!r} {widget.size().toTuple()}")
    return found


def overlapping(root: QWidget) -> list[str]:
    """Return pairs of widgets of one layout that overlap for want of room."""
    found = []
    for owner in (root, *root.findChildren(QWidget)):
        if owner.layout() is None or not owner.isVisible():
            continue
        shown = [one for one in _laid_out(owner.layout()) if one.isVisible()]
        for one, other in combinations(shown, 2):
            if one.geometry().intersects(other.geometry()):
                names = [f"{type(w).__name__} {w.accessibleName()!r}" for w in (one, other)]
                found.append(f"{' over '.join(names)} in {type(owner).__name__}")
    return found


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    """Yield the widgets of a layout and of the layouts in it."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item.widget() is not None:
            yield item.widget()
        elif item.layout() is not None:
            yield from _laid_out(item.layout())


def _short_of_room(text: QLabel) -> bool:
    if text.wordWrap():
        return text.heightForWidth(text.width()) > text.height() + 1
    hint = text.sizeHint()
    return hint.width() > text.width() + 1 or hint.height() > text.height() + 1


def _sticks_out(widget: QWidget, root: QWidget) -> bool:
    """Return true if a part is outside of the window; contents of a scroll area may be."""
    above = widget.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, QuietScroll | QAbstractItemView):
            return False
        above = above.parentWidget()
    corner = widget.mapTo(root, widget.rect().topLeft())
    return not root.rect().contains(widget.rect().translated(corner))


def luminance(red, green, blue):
    """Return the relative luminance (WCAG 2.2) of channels from 0 to 1, also of arrays."""
    channels = np.stack([np.asarray(c, float) for c in (red, green, blue)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return np.tensordot([0.2126, 0.7152, 0.0722], linear, 1)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (WCAG 2.2) of two colours by name."""
    return float(_ratio(*(luminance(*QColor(name).getRgbF()[:3]) for name in (one, other))))


def _ratio(one, other):
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


def faint(root: QWidget) -> list[str]:
    """Return the texts under a widget whose strongest pixel has too little contrast.

    Disabled widgets are left out, as in WCAG, and so is what a message covers.
    """
    pixels = _pixels(root.grab().toImage())
    scale = pixels.shape[1] / root.width()
    found = []
    for widget, text, place in _texts(root):
        left, top, right, bottom = (
            round(scale * edge)
            for edge in (place.left(), place.top(), place.right() + 1, place.bottom() + 1)
        )
        part = pixels[top:bottom, left:right]
        if place.height() < _LEAST_HEIGHT or _is_covered(root, widget, place):
            continue  # a sliver at the edge of a scroll area, or below a message
        colours, counts = np.unique(part, return_counts=True)
        light = luminance(*((colours >> shift & 0xFF) / 255 for shift in (16, 8, 0)))
        strongest = _ratio(light, light[counts.argmax()]).max()
        if strongest < LEAST:
            found.append(f"{text!r} {strongest:.2f} at {place.getRect()}")
    return found


def _pixels(picture: QImage) -> np.ndarray:
    """Return the colour of each pixel as one number, 0xffRRGGBB."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), -1)


def _is_covered(root: QWidget, widget: QWidget, place: QRect) -> bool:
    """Return true if a message lies over a place of a widget."""
    message = root.findChild(MessageBar)
    if message is None or not message.isVisible() or message.isAncestorOf(widget):
        return False
    corner = message.mapTo(root, message.rect().topLeft())
    return message.rect().translated(corner).intersects(place)


def _texts(root: QWidget) -> Iterator[tuple[QWidget, str, QRect]]:
    """Yield the readable texts, each with its widget and its place in the root."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled():
            continue
        seen = widget.visibleRegion().boundingRect()
        corner = widget.mapTo(root, widget.rect().topLeft())
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit) and widget.text():
            yield widget, widget.text(), seen.translated(corner)
        elif isinstance(widget, QLineEdit) and widget.placeholderText():
            yield widget, widget.placeholderText(), seen.translated(corner)
        elif isinstance(widget, QComboBox):
            yield widget, widget.currentText(), seen.translated(corner)
        elif isinstance(widget, QTabBar):
            for tab in range(widget.count()):
                yield widget, widget.tabText(tab), widget.tabRect(tab).translated(corner)
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from ((widget, *cell) for cell in _cells(widget, root))


def _cells(view: QAbstractItemView, root: QWidget) -> Iterator[tuple[str, QRect]]:
    ground = view.viewport()
    corner = ground.mapTo(root, ground.rect().topLeft())
    items = view.model()
    for row in range(min(items.rowCount(), 60)):
        for column in range(items.columnCount()):
            index = items.index(row, column)
            place = view.visualRect(index).intersected(ground.visibleRegion().boundingRect())
            if isinstance(index.data(), str) and index.data() and not place.isEmpty():
                yield index.data(), place.translated(corner)


def look_at(window: MainWindow, pictures: Path) -> dict[str, dict[str, list[str]]]:
    """Check all pages, and all sections of those that have some."""
    found = {}
    for name in PAGES:
        window.show_page(name)
        wait_for(name, window.is_settled)
        page = window.pages[name]
        for tab, called in _sections(page, name):
            if tab is not None:
                page.findChild(QTabBar).setCurrentIndex(tab)
            # Layouts follow texts late: only what stays cut off counts.
            with contextlib.suppress(SystemExit):
                wait_for(called, lambda: window.is_settled() and not cut_off(window), 2)
            window.grab().save(str(pictures / f"{called}.png"), "PNG", _QUICK)
            found[called] = {"cut off": cut_off(window), "faint": faint(window)}
    return found


def _sections(page: QWidget, name: str) -> list[tuple[int | None, str]]:
    tabs = page.findChild(QTabBar)
    if tabs is None:
        return [(None, name)]
    return [(tab, f"{name}-{tab + 1}") for tab in range(tabs.count())]


def main() -> None:
    folder, pictures, scheme = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    application = make_application(dark=scheme == "dark")
    window = MainWindow(with_jobs=False)
    window.resize(1280, 800)
    window.show()
    window.open_workspace(folder)
    wait_for("the workspace", window.is_settled)
    found = look_at(window, pictures)
    report = {"scale": window.devicePixelRatio(), "pages": found}
    window.close()
    window.deleteLater()
    sys.stdout.write(json.dumps(report) + "\n")
    del application


if __name__ == "__main__":
    main()
