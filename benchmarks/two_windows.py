"""Two real windows on two displays review one workspace on a database server to its end, by keys.

One of them begins on the Grid page. The server is killed and started again in between. Needs Xvfb.

Usage: python -m benchmarks.two_windows PHOTOS WORK [COUNT]
"""

import itertools
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from benchmarks.figures import Row, report
from benchmarks.registry import ROOT
from benchmarks.window import wait
from hitl_app.cli import run
from hitl_app.domain.photos import PhotoState
from hitl_app.store.schema import DecisionRow, LeaseRow, PhotoRow
from hitl_app.ui.session import recent
from hitl_app.ui.shell.window import MainWindow
from hitl_app.workspace import Workspace
from tests.helpers.workspace.servers import SYNCED, Server, make_server

_AT_WINDOW = "at-window"
_OPERATORS = ("ann", "ben")
_AWAY_S = 4.0
_PATIENCE_S = 180.0
_PICTURE_AFTER_S = 2.0
_TIMES, _CHOSEN = 3, 8
"""How often the second operator confirms photos on the Grid page first, and how many at once."""


class Keyboard:
    """One window with an operator who presses keys, and prints what happens as lines of JSON.

    Args:
        window: The window.
        name: Of the operator.
        pictures: Folder for pictures of the whole display.
    """

    def __init__(self, window: MainWindow, name: str, pictures: Path) -> None:
        self.window, self.name, self._pictures = window, name, pictures
        self.page = cast("Any", window.pages["review"])
        self.flow = self.page.flow
        self._decided = 0

    def note(self, **what: object) -> None:
        """Print a line."""
        sys.stdout.write(json.dumps({"who": self.name, **what}) + "\n")
        sys.stdout.flush()

    def picture(self, name: str) -> None:
        """Save what is on the display."""
        screen = QGuiApplication.primaryScreen()
        screen.grabWindow(0).save(str(self._pictures / f"{self.name}-{name}.png"))

    def until(self, what: str, ready: Callable[[], object]) -> None:
        """Let the window work until a condition holds; take a picture of a long wait."""
        began, is_pictured = time.monotonic(), False
        while not ready():
            waited = time.monotonic() - began
            if waited > _PATIENCE_S:
                self.picture("stuck")
                sys.exit(f"{self.name} waited in vain for {what}")
            if waited > _PICTURE_AFTER_S and not is_pictured:
                is_pictured = True
                self.picture(f"waits-{what}")
            wait(2)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        """Press a key in the window."""
        modifiers = Qt.KeyboardModifier.NoModifier if held is None else held
        QTest.keyClick(self.window.windowHandle(), key, modifiers)

    def work_on_grid(self) -> None:
        """Confirm some photos at once, then go back."""
        self._on_shown(None)
        self.press(Qt.Key.Key_G)
        page: Any = self.window.pages["grid"]
        for number in range(_TIMES):
            self.until("grid", page.is_settled)
            if not len(page.items):
                break
            for _ in range(_CHOSEN - 1):
                self.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
            places = page.items.chosen()
            ids = [page.items.photo_id(place) for place in places]
            if number == 0:
                self.picture("grid")
            self.press(Qt.Key.Key_Return)
            self.until("group", lambda: not page.flow.work.is_running)
            self.note(grid=ids)
        self.window.show_page("review")
        self._on_shown(self.flow.current)

    def work(self) -> None:
        """Decide photos until none is left."""
        self.flow.shown.connect(self._on_shown)
        self._on_shown(self.flow.current)
        if self.name == _OPERATORS[1]:
            self.work_on_grid()
        keys = itertools.cycle(range(Qt.Key.Key_1, Qt.Key.Key_9))
        while True:
            self.until("photo", lambda: self._is_ready() or self.page.stage.place == "done")
            if self.flow.current is None:
                break
            self._decide(Qt.Key(next(keys)))
        self.until("counts", self.window.is_settled)
        self.picture("end")
        self.window.may_stop_jobs = lambda: True
        self.window.close()

    def _is_ready(self) -> bool:
        return self.flow.current is not None and not self.flow.is_busy

    def _decide(self, key: Qt.Key) -> None:
        shown = self.flow.current
        has_suggestion = shown.photo.suggestion_id is not None and self._decided % 10
        began = time.perf_counter()
        self.press(Qt.Key.Key_Return if has_suggestion else key)
        self.until("decision", lambda: self.flow.current is not shown or not self.flow.is_busy)
        took = time.perf_counter() - began
        if self.flow.current is shown:
            # Not recorded: the message says why. The operator waits, then tries again.
            self.picture("refused")
            self.note(again=shown.photo.id, message=str(self.window.messages.message))
            wait(500)
            return
        self._decided += 1
        self.note(decided=shown.photo.id, took=took)
        if self._decided == 20:
            self.until("picture", self.window.is_settled)
            self.picture("at-work")

    def _on_shown(self, shown: Any) -> None:
        photo_id = None if shown is None else shown.photo.id
        self.note(shown=photo_id, at=time.monotonic())


def at_window(folder: Path, name: str, pictures: Path) -> None:
    """Run the program with its window, and work in it."""

    def start() -> None:
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        if not windows or windows[0].session is None or not windows[0].is_settled():
            QTimer.singleShot(50, start)
            return
        Keyboard(windows[0], name, pictures).work()

    QApplication.setApplicationName("second-look")
    application = QApplication(sys.argv[:1])
    recent.keep(operator=name)
    QTimer.singleShot(0, start)
    status = run(["--workspace", str(folder)])
    del application
    sys.exit(status)


@contextmanager
def display() -> Iterator[str]:
    """Yield the name of a new display."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1280x800x24",
        "-nolisten",
        "tcp",
    ]
    process = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        process.terminate()
        process.wait()


class Shift:
    """Two windows at work, and the lines that they have printed."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []
        self.processes: list[subprocess.Popen[str]] = []
        self._threads: list[threading.Thread] = []

    def start(self, screen: str, folder: Path, name: str, pictures: Path) -> None:
        """Start a window on a display."""
        home = folder.with_name(f"home-{name}")
        home.mkdir()
        # Its own settings, as on a computer of its own.
        places = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home)}
        command = [sys.executable, "-m", "benchmarks.two_windows", _AT_WINDOW, str(folder), name]
        process = subprocess.Popen(
            [*command, str(pictures)],
            cwd=ROOT,
            env={**os.environ, **places, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.processes.append(process)
        thread = threading.Thread(target=self._read, args=(process,))
        thread.start()
        self._threads.append(thread)

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.lines.append(json.loads(line))

    def decided(self) -> list[dict[str, Any]]:
        """Return the decisions on single photos."""
        return [one for one in list(self.lines) if "decided" in one]

    def are_both_at_work(self) -> bool:
        """Return True if each operator has decided a photo."""
        return {one["who"] for one in self.decided()} == set(_OPERATORS)

    def wait(self) -> None:
        """Wait for the end of both."""
        for process, thread in zip(self.processes, self._threads, strict=True):
            assert process.wait() == 0
            thread.join()


def prepared(server: Server, photos: Path, count: int, work: Path) -> list[Path]:
    """Make a workspace on the server with some photos; return the folders of two computers."""
    address, some = server.address("photos"), work / "photos"
    some.mkdir(parents=True)
    for path in sorted(photos.glob("*.jpg"))[:count]:
        shutil.copy(path, some)
    folders = [work / name for name in _OPERATORS]
    assert run(["init", "--database", address, str(folders[0])]) == 0
    assert run(["--workspace", str(folders[0]), "import", str(some)]) == 0
    assert run(["connect", address, str(folders[1])]) == 0
    return folders


def on_both(lines: list[dict[str, Any]]) -> int:
    """Count the photos that were on both screens at the same moment."""
    spans: dict[int, list[tuple[str, float, float]]] = {}
    for name in _OPERATORS:
        shown = [one for one in lines if "shown" in one and one["who"] == name]
        for one, following in itertools.pairwise([*shown, {"at": float("inf")}]):
            if one["shown"] is not None:
                spans.setdefault(one["shown"], []).append((name, one["at"], following["at"]))
    return sum(
        any(
            a != b and begin < other_end and other_begin < end
            for (a, begin, end), (b, other_begin, other_end) in itertools.combinations(some, 2)
        )
        for some in spans.values()
    )


def outcome(folder: Path, shift: Shift) -> list[Row]:
    """Compare the lines of the windows with the database."""
    workspace = Workspace.open(folder)
    with workspace.database.read() as session:
        by_photo = Counter(session.scalars(select(DecisionRow.photo_id)))
        photos = session.scalar(select(func.count(PhotoRow.id))) or 0
        left = select(func.count(PhotoRow.id)).where(PhotoRow.state == PhotoState.TO_REVIEW)
        to_review = session.scalar(left) or 0
        claims = select(func.count()).where(LeaseRow.name.startswith("photo-"))
        claimed = session.scalar(claims) or 0
    workspace.close()
    done = {one["decided"] for one in shift.decided()}
    times = [1000 * one["took"] for one in shift.decided()]
    cuts = quantiles(times, n=20)
    grid = sum(len(one["grid"]) for one in shift.lines if "grid" in one)
    again = sum("again" in one for one in shift.lines)
    detail = f"of {photos}; {len(done)} one by one, {grid} in groups, {again} keys pressed again"
    return [
        Row("photos left undecided", to_review, detail=detail),
        Row("photos decided twice", sum(n > 1 for n in by_photo.values())),
        Row("photos on both screens at once", on_both(shift.lines)),
        Row("decisions shown and lost", len(done - by_photo.keys())),
        Row("claims left behind", claimed),
        Row("key to the next photo", cuts[18], "ms", f"95th; median {cuts[9]:.0f} ms"),
        Row("longest wait, while the server was restarted", max(times) / 1000, "s"),
    ]


def main(photos: Path, work: Path, count: int = 600) -> list[Row]:
    """Let two windows work, and restart the server in between."""
    server = make_server(SYNCED)
    work = work / "two-windows"
    shutil.rmtree(work, ignore_errors=True)
    pictures = work / "pictures"
    folders = prepared(server, photos, count, work)
    pictures.mkdir()
    shift = Shift()
    with display() as one, display() as other:
        for screen, folder, name in zip((one, other), folders, _OPERATORS, strict=True):
            shift.start(screen, folder, name, pictures)
        # A window that is just being opened would find no server.
        while len(shift.decided()) < count // 4 or not shift.are_both_at_work():
            assert all(process.poll() is None for process in shift.processes)
            time.sleep(0.05)
        server.stop()
        time.sleep(_AWAY_S)
        server.start()
        shift.wait()
    return outcome(folders[0], shift)


if __name__ == "__main__":
    if sys.argv[1:2] == [_AT_WINDOW]:
        at_window(Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
    else:
        report(main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:])))
