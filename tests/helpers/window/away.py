"""Open a window on a workspace on a server, decide while the server is away, and wait to be killed.

Usage: python -m tests.helpers.window.away WORKSPACE DECISIONS

It prints "open" once it shows a photo, stops the server's answers when a line comes on standard
input, decides, and prints "kept" when all decisions are on the disk of this computer.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app.ui.review.pending import PendingState
from hitl_app.ui.shell.app import make_application
from hitl_app.ui.shell.window import MainWindow
from tests.helpers.window.driver import wait_for


def main() -> None:
    folder, decisions = Path(sys.argv[1]), int(sys.argv[2])
    make_application(dark=False)
    window = MainWindow(with_jobs=False)
    window.show()
    window.open_workspace(folder)
    wait_for("the window", window.is_settled)
    _report("open")
    sys.stdin.readline()
    flow = window.pages["review"].flow
    wait_for("the notice", lambda: window.session.server.is_away)
    for _ in range(decisions):
        wait_for("a photo", lambda: flow.current is not None and not flow.is_busy)
        QTest.keyClick(window, Qt.Key.Key_2)
    pending = flow.pending
    wait_for(
        "the disk",
        lambda: [one.state for one in pending.shown] == [PendingState.KEPT] * decisions,
    )
    _report("kept")
    sys.stdin.readline()


def _report(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
