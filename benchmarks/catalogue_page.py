"""The Catalogue page on a million photos, beside QListView on a QStandardItemModel.

The real window, offscreen, each in a process of its own. A frame is the time from moving the scroll
bar until everything that follows from it is painted, photos that come in on the way included. Three
operators have decided 20,000 photos each; a manual threshold has accepted the most confident.

Usage: python -m benchmarks.catalogue_page [PHOTOS] [WORKSPACE]; a WORKSPACE that is there is used.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QListView

from benchmarks.big import make
from benchmarks.figures import Row, report
from benchmarks.kills import worker
from benchmarks.window import close, opened, until, wait
from hitl_app.domain.listing import Grouping, Sort
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.settings import THRESHOLD
from hitl_app.services import settings
from hitl_app.services.review import changing, reviewing
from hitl_app.ui.catalogue.page import CataloguePage
from hitl_app.ui.shell.app import make_application
from hitl_app.workspace import Workspace

FRAMES = 400
STEP = 173
JUMPS = 60


def work_in(folder: Path) -> None:
    """Decide some photos, and let a threshold accept others."""
    workspace = Workspace.open(folder)
    last = reviewing.counts(workspace).photos
    step = max(1, last // 60_000)
    for place, operator in enumerate(("ann", "ben", "cleo")):
        ids = range(1 + place, last + 1, 3 * step)
        changing.recategorise(workspace, ids, 1 + place, operator)
    settings.set_setting(workspace, THRESHOLD, "0.9")
    workspace.close()
    worker(folder, "flag").wait()


def frames(view: QAbstractScrollArea) -> dict[str, float]:
    """Scroll line by line, then to places all over; return figures of the frames, in ms."""
    bar = view.verticalScrollBar()
    took, worked = [], []
    places = [i * STEP for i in range(FRAMES)]
    places += [bar.maximum() * i // JUMPS for i in range(JUMPS)]
    for place in places:
        started, before = time.perf_counter(), time.thread_time()
        bar.setValue(place)
        QApplication.processEvents()
        took.append(1000 * (time.perf_counter() - started))
        worked.append(1000 * (time.thread_time() - before))
        wait(8)
    return {
        "median": statistics.median(took),
        "p99": statistics.quantiles(took, n=100)[98],
        "worked": statistics.quantiles(worked, n=100)[98],
        "memory": psutil.Process().memory_info().rss / 1e6,
    }


def peer(count: int) -> dict[str, float]:
    """QListView on a QStandardItemModel, with text alone and items of one size."""
    started = time.perf_counter()
    items = QStandardItemModel()
    for i in range(count):
        items.appendRow(QStandardItem(f"/made/{i % 997}/photo-{i}.jpg"))
    view = QListView()
    view.setUniformItemSizes(True)
    view.setModel(items)
    view.resize(1280, 800)
    view.show()
    QApplication.processEvents()
    view.viewport().repaint()
    opened = 1000 * (time.perf_counter() - started)
    return {"open": opened, **frames(view)}


def page(folder: Path) -> dict[str, float]:
    """Return the page: how fast it opens, scrolls, filters and sorts."""
    window = opened(folder)
    started = time.perf_counter()
    window.show_page("catalogue")
    shown = window.pages["catalogue"]
    assert isinstance(shown, CataloguePage)
    until(lambda: shown.items.rowCount() > 0 and shown.items.rows.is_filled())
    shown.view.viewport().repaint()
    result = {"open": 1000 * (time.perf_counter() - started)}
    result["whole"] = until(shown.is_settled)
    result |= frames(shown.view)
    bar = shown.filters
    changes: dict[str, Callable[[], None]] = {
        "sort: least sure first": lambda: bar.sort.choose((Sort.CONFIDENCE, False)),
        "sort: last decided first": lambda: bar.sort.choose((Sort.REVIEWED, False)),
        "sort: category": lambda: bar.sort.choose((Sort.CATEGORY, False)),
        "sort: newest": lambda: bar.sort.choose((Sort.NEWEST, False)),
        "sort: path": lambda: bar.sort.choose((Sort.PATH, False)),
        "headings by state": lambda: bar.grouping.choose(Grouping.STATE),
        "headings by category": lambda: bar.grouping.choose(Grouping.CATEGORY),
        "to_review": lambda: bar.state.choose(PhotoState.TO_REVIEW),
        "one category": lambda: bar.category.choose(3),
        "confidence 50 to 60 %": lambda: (bar.least.setValue(50), bar.most.setValue(60))[0],
        "one import": lambda: bar.imported.choose(1),
        "decided by": lambda: bar.by.setCurrentIndex(1),
        "decided in 30 days": lambda: bar.when.choose(29),
        "text that one photo has": lambda: bar.text.setText("photo-123456."),
    }
    for name, change in changes.items():
        if "sort" not in name:
            bar.reset()
            bar.grouping.choose(Grouping.NONE)
            until(shown.is_settled)
        before = shown.search.begun
        change()
        bar.apply()
        took = until(
            lambda before=before: shown.search.begun > before and shown.items.rows.is_filled()
        )
        result[name] = took
        result[f"{name}, whole"] = took + until(shown.is_settled)
    result["memory"] = psutil.Process().memory_info().rss / 1e6
    close(window)
    return result


def pages(folder: Path) -> dict[str, float]:
    """Return for each page the ms until it is shown, and until it is settled."""
    window = opened(folder)
    result = {}
    for name in ("imports", "review", "grid", "catalogue", "models", "insights", "categories"):
        started = time.perf_counter()
        window.show_page(name)
        QApplication.processEvents()
        window.pages[name].repaint()
        result[name] = 1000 * (time.perf_counter() - started)
        result[f"{name}, whole"] = result[name] + until(window.is_settled)
    result["memory"] = psutil.Process().memory_info().rss / 1e6
    close(window)
    return result


def apart(*arguments: str) -> dict[str, float]:
    """Run one of the two in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.catalogue_page", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> list[Row]:
    """Measure the page, the other pages and the peer, each in a process of its own."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(name) / "workspace"
        if not folder.exists():
            make(folder, count)
            work_in(folder)
        found, every = apart("--page", str(folder)), apart("--pages", str(folder))
        other = apart("--peer", str(count))
    beside = {name: f"QListView {other[name]:,.1f}" for name in other}
    rows = [
        Row("Catalogue page opened", found["open"], unit="ms", peer=beside["open"]),
        Row("all photos known", found["whole"], unit="ms later"),
        Row("frame, median", found["median"], unit="ms"),
        Row("frame, 99th percentile", found["p99"], unit="ms", peer=beside["p99"],
            detail=f"{found['worked']:.1f} ms of CPU, QListView {other['worked']:.1f}"),
        Row("memory", case="Catalogue page", value=found["memory"], unit="MB",
            peer=beside["memory"]),
        Row("memory", case="all pages in one window", value=every["memory"], unit="MB"),
    ]  # fmt: skip
    rows += [
        Row(figure, case=name, value=figures[name], unit="ms",
            detail=f"all of it {figures[f'{name}, whole']:,.0f} ms")
        for figure, figures in (("first screen", found), ("page opened", every))
        for name in figures
        if f"{name}, whole" in figures
    ]  # fmt: skip
    slowest = max((row for row in rows if row.figure == "page opened"), key=lambda row: row.value)
    return [*rows, replace(slowest, figure="slowest page opened", case="", detail=slowest.case)]


def part(what: str, given: str) -> dict[str, float]:
    """Measure one of the three in this process."""
    make_application()
    return (
        {"--page": page, "--pages": pages}[what](Path(given))
        if what != "--peer"
        else peer(int(given))
    )


if __name__ == "__main__":
    if sys.argv[1:2] in (["--page"], ["--pages"], ["--peer"]):
        print(json.dumps(part(*sys.argv[1:3])))
    else:
        report(main())
