"""Parts of the main window, and drops of files on it."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

Key, Mod = Qt.Key, Qt.KeyboardModifier


def drop(window, *paths):
    """Drop files on the window; return true if it accepted them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    given = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Mod.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), *given)
    QApplication.sendEvent(window, enter)
    over = window._drop_zone.isVisible()
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), *given))
    assert not window._drop_zone.isVisible()
    return over


def jobs_of(window):
    started = []
    start = window.session.pool.start

    def remember(name, params=None):
        started.append((name, dict(params or {})))
        return start(name, params)

    window.session.pool.start = remember
    return started


def actions(window):
    """Return the entries of all menus by text, without the keys."""
    found = {}
    for top in window.menuBar().actions():
        top.menu().aboutToShow.emit()
        for action in top.menu().actions():
            found[action.text().partition("\t")[0]] = action
    return found


def button(page, text):
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)
