"""The real window, offscreen unless `QT_QPA_PLATFORM` names another platform."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from hitl_app.ui.shell.window import MainWindow


def wait(milliseconds: int) -> None:
    """Process events for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(ready: Callable[[], bool], patience_s: float = 600) -> float:
    """Process events until a condition holds; return milliseconds."""
    started = time.perf_counter()
    while not ready():
        if time.perf_counter() - started > patience_s:
            sys.exit("That took too long.")
        # Sleep meanwhile, as a window does: a busy loop would hold the interpreter.
        wait(5)
    return 1000 * (time.perf_counter() - started)


def opened(folder: Path, width: int = 0, height: int = 0) -> MainWindow:
    """Open a workspace in a window without jobs, of this size if one is given."""
    window = MainWindow(with_jobs=False)
    if width:
        window.resize(width, height)
    window.show()
    window.open_workspace(folder)
    until(window.is_settled)
    return window


def close(window: MainWindow) -> None:
    """End the window and its threads."""
    window.close()
    window.deleteLater()
