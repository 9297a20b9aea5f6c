"""The Grid page: a thousand look-alikes decided through the window, and how soon it shows groups.

The real window, offscreen. Required: a thousand alike in under a minute; the first groups of all
that wait in 1,000 ms. Keys are counted as an operator presses them: one waits for the other.

Usage: python -m benchmarks.grid [WAITING] [ALIKE]
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from benchmarks.big import FOLDERS, make
from benchmarks.machine import table
from hitl_app.domain.vectors import compact
from hitl_app.store.engine.dialect import Durability
from hitl_app.store.models import versions
from hitl_app.store.photos import vectors as embeddings
from hitl_app.ui.grid.page import GridPage
from hitl_app.ui.shell.app import make_application
from hitl_app.ui.shell.window import DeskWindow
from hitl_app.workspace import Workspace

_PAGE = 2_000
_KINDS = 40
"""Of looks, in a catalogue of many; each category has a share of them."""


def until(ready: Callable[[], bool], patience_s: float = 600) -> None:
    """Let the window work until something is so."""
    started = time.perf_counter()
    while not ready():
        if time.perf_counter() - started > patience_s:
            sys.exit("That took too long.")
        # Asleep meanwhile, as a window is: a loop that asks on and on takes the interpreter.
        loop = QEventLoop()
        QTimer.singleShot(5, loop.quit)
        loop.exec()


def prepare(folder: Path, count: int, kinds: int, folders: int = FOLDERS) -> None:
    """Make waiting photos with vectors around as many middles as there are kinds."""
    make(folder, count, folders)
    workspace = Workspace.open(folder, Durability.NORMAL)
    rng = np.random.default_rng(2)
    middles = rng.normal(size=(kinds, 128))
    for start in range(1, count + 1, _PAGE):
        ids = range(start, min(count + 1, start + _PAGE))
        around = middles[rng.integers(0, kinds, len(ids))]
        vectors = compact((around + rng.normal(scale=0.2, size=around.shape)).astype("f4"))
        rows = [(i, vector.tobytes()) for i, vector in zip(ids, vectors, strict=True)]
        with workspace.database.write() as session:
            embeddings.put(session, versions.active_id(session) or 0, rows)
    workspace.database.dialect.checkpoint()
    workspace.close()


def opened(folder: Path) -> tuple[DeskWindow, GridPage, float]:
    """Open the page; return seconds from the key until the first groups are painted."""
    window = DeskWindow(with_jobs=False)
    window.resize(1280, 800)
    window.show()
    window.open_workspace(folder)
    until(window.is_settled)
    started = time.perf_counter()
    window.show_grid()
    page = window.pages["grid"]
    assert isinstance(page, GridPage)
    until(lambda: len(page.items) > 0 and page.pictures.is_filled())
    page.view.viewport().repaint()
    return window, page, time.perf_counter() - started


def work(window: DeskWindow, page: GridPage) -> int:
    """Confirm group after group until nothing waits; return how many keys that took."""
    keys = 0
    while len(page.items):
        for key, held in (
            (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier),
            (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        ):
            QTest.keyClick(window.windowHandle(), key, held)
            keys += 1
        until(page.is_settled)
    return keys


def close(window: DeskWindow) -> None:
    """End the window and its threads."""
    window.close()
    window.deleteLater()


def main() -> None:
    """Measure both and print them."""
    waiting = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    alike = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    application = make_application(dark=False)
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name) / "alike", alike, 1)
        window, page, _ = opened(Path(name) / "alike")
        until(page.is_settled)
        groups, started = len(page.items.starts), time.perf_counter()
        keys = work(window, page)
        took = time.perf_counter() - started
        close(window)
        prepare(Path(name) / "many", waiting, _KINDS)
        window, page, first = opened(Path(name) / "many")
        started = time.perf_counter()
        until(page.is_settled)
        rest = time.perf_counter() - started
        found = len(page.items.starts)
        close(window)
    rows = [
        (f"{alike:,} alike in {groups} groups, s", f"{took:.1f}", "60"),
        ("the same, keys", f"{keys}", ""),
        (f"first groups of {waiting:,}, s", f"{first:.2f}", "1"),
        (f"all {found:,} groups, s later", f"{rest:.1f}", ""),
    ]
    table("The grid", ("what", "page", "limit"), rows)
    del application
    sys.exit(0 if took <= 60 and first <= 1 else 1)


if __name__ == "__main__":
    main()
