"""Run the program with its real window, work in it by keyboard, and print a report as JSON.

Usage: python -m tests.helpers.window.driver WORKSPACE PHOTOS DECISIONS
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hitl_app.cli import run
from hitl_app.ui.shell.window import MainWindow

_PATIENCE_S = 150


def wait_for(what: str, ready: Callable[[], bool], patience_s: float = _PATIENCE_S) -> None:
    """Run the event loop until a condition is true."""
    end = time.monotonic() + patience_s
    while not ready():
        if time.monotonic() > end:
            sys.exit(f"waited in vain for {what}")
        loop = QEventLoop()
        timer = QTimer(loop, singleShot=True, interval=20)
        timer.timeout.connect(loop.quit)
        timer.start()
        loop.exec()


def choose(window: MainWindow, text: str) -> None:
    """Choose an entry of a menu; shortcuts need a window manager."""
    menus = [action.menu() for action in window.menuBar().actions()]
    for menu in menus:
        menu.aboutToShow.emit()
        for action in menu.actions():
            if action.text() == text and action.isEnabled():
                action.trigger()
                return
    sys.exit(f"no menu offers {text}")


def work(photos: Path, decisions: int, report: dict[str, object]) -> None:
    """Import, decide, retrain and close."""
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    window = windows[0]
    wait_for("the workspace", lambda: window.session is not None and window.session.is_open)
    window.commands.import_paths([photos])
    flow = window.pages["review"].flow
    wait_for("the first photo", lambda: flow.current is not None and not flow.is_busy)
    wait_for("the import", lambda: window.session.pool.find("import") is None)
    report["platform"] = QApplication.platformName()
    decided = []
    for number in range(decisions):
        wait_for("the next photo", lambda: flow.current is not None and not flow.is_busy)
        decided.append([flow.current.photo.sha256, number % 10])
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + (number + 1) % 10))
        before = flow.current
        wait_for("the decision", lambda before=before: flow.current is not before)
    report["decided"] = decided
    wait_for("the last decision", lambda: not flow.is_busy)
    QTest.keyClick(window, Qt.Key.Key_Backspace)
    wait_for("the undo", lambda: flow.current.photo.sha256 == decided[-1][0])
    wait_for("the undone photo", lambda: not flow.is_busy)
    choose(window, "Retrain…")
    page = window.pages["models"]
    wait_for("the button that retrains", page.retrain.isEnabled)
    page.retrain.click()
    wait_for("the retraining to begin", lambda: window.session.pool.find("retrain") is not None)
    wait_for("the retraining", lambda: window.session.pool.find("retrain") is None)
    window.grab().save(str(photos.parent / "window.png"))
    window.close()


def main() -> None:
    folder, photos, decisions = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    report: dict[str, object] = {}

    def start() -> None:
        if any(isinstance(w, MainWindow) for w in QApplication.topLevelWidgets()):
            work(photos, decisions, report)
        else:
            QTimer.singleShot(50, start)

    # The program makes its own application; the first timer is started just before.
    QApplication.setApplicationName("second-look")
    application = QApplication(sys.argv[:1])
    QTimer.singleShot(0, start)
    status = run(["--workspace", str(folder)])
    sys.stdout.write(json.dumps({**report, "status": status}) + "\n")
    del application


if __name__ == "__main__":
    main()
