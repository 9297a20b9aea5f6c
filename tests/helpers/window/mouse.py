"""A mouse that goes through the window, as a real one does: what lies on top gets the click."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def place_of(widget: QWidget) -> QPoint:
    """Return the middle of a widget, in its window."""
    return widget.mapTo(widget.window(), widget.rect().center())


def point(window: QWidget, at: QPoint) -> None:
    """Move the pointer to a place of a window, from beside it."""
    QTest.mouseMove(window.windowHandle(), at + QPoint(3, 3))
    QTest.mouseMove(window.windowHandle(), at)
    QApplication.processEvents()


def click(window: QWidget, at: QPoint) -> None:
    """Move the pointer to a place of a window and click."""
    point(window, at)
    button, modifier = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(window.windowHandle(), button, modifier, at)
