"""Time the Grid page: how soon it shows groups, and a thousand similar photos decided.

The real window, offscreen. Keys are counted as an operator presses them: one waits for the other.

Usage: python -m benchmarks.grid [WAITING] [ALIKE]
"""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks.big import FOLDERS, make
from benchmarks.figures import Row, report
from benchmarks.window import close, opened, until
from hitl_app.domain.vectors import pack
from hitl_app.store.engine.dialect import Durability
from hitl_app.store.models import versions
from hitl_app.store.photos import vectors as embeddings
from hitl_app.ui.grid.page import GridPage
from hitl_app.ui.shell.app import make_application
from hitl_app.ui.shell.window import MainWindow
from hitl_app.workspace import Workspace

_PAGE = 2_000
_KINDS = 40
"""Number of clusters in a catalogue; each category has a share of them."""


def prepare(folder: Path, count: int, kinds: int, folders: int = FOLDERS) -> None:
    """Make photos to review with vectors around cluster centres."""
    make(folder, count, folders)
    workspace = Workspace.open(folder, Durability.NORMAL)
    rng = np.random.default_rng(2)
    middles = rng.normal(size=(kinds, 128))
    for start in range(1, count + 1, _PAGE):
        ids = range(start, min(count + 1, start + _PAGE))
        around = middles[rng.integers(0, kinds, len(ids))]
        vectors = pack((around + rng.normal(scale=0.2, size=around.shape)).astype("f4"))
        rows = [(i, vector.tobytes()) for i, vector in zip(ids, vectors, strict=True)]
        with workspace.database.write() as session:
            embeddings.put(session, versions.active_backbone(session) or 0, rows)
    workspace.database.dialect.checkpoint()
    workspace.close()


def grid_opened(folder: Path) -> tuple[MainWindow, GridPage, float]:
    """Open the page; return seconds from the key until the first groups are painted."""
    window = opened(folder, 1280, 800)
    started = time.perf_counter()
    window.commands.show_grid()
    page = window.pages["grid"]
    assert isinstance(page, GridPage)
    until(lambda: len(page.items) > 0 and page.rows.is_filled())
    page.view.viewport().repaint()
    return window, page, time.perf_counter() - started


def work(window: MainWindow, page: GridPage) -> int:
    """Confirm all groups; return the number of keys."""
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


def main() -> list[Row]:
    """Measure both."""
    to_review = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    alike = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    application = make_application(dark=False)
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name) / "alike", alike, 1)
        window, page, _ = grid_opened(Path(name) / "alike")
        until(page.is_settled)
        groups, started = len(page.items.starts), time.perf_counter()
        keys = work(window, page)
        took = time.perf_counter() - started
        close(window)
        prepare(Path(name) / "many", to_review, _KINDS)
        window, page, first = grid_opened(Path(name) / "many")
        started = time.perf_counter()
        until(page.is_settled)
        rest = time.perf_counter() - started
        found = len(page.items.starts)
        close(window)
    del application
    to_review = f"of {to_review:,} to review"
    decided = f"{alike:,} in {groups} groups"
    return [
        Row("similar photos decided", took, unit="s", detail=decided),
        Row("keys for these", keys, unit="keys"),
        Row("first groups", first, unit="s", detail=to_review),
        Row("all groups", rest, unit="s later", detail=f"{found:,}"),
    ]


if __name__ == "__main__":
    report(main())
