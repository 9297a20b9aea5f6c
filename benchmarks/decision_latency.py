"""Latency from a key to the next photo, at 100,000 photos to review, beside running jobs.

The real window, offscreen; a key every 150 ms, which is faster than anyone decides, alternating
confirm and a digit: with nothing beside it, beside an import, and beside an import and a retraining
on 1,000 decisions. After each run the decisions in the database are compared with the keys that
were pressed. Between two keys as many bytes as a decision writes are pushed to the disk from
another file: a lower bound for any window with durable decisions.

Usage: python -m benchmarks.decision_latency FOLDER [WAITING] [DECISIONS]
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from sqlalchemy import select

from benchmarks.big import make
from benchmarks.figures import Row, photo_folder, report
from benchmarks.window import close, opened, wait
from hitl_app.domain.decisions import Answer
from hitl_app.services.review import reviewing
from hitl_app.store.categories import all_categories
from hitl_app.store.engine.dialect import Durability
from hitl_app.store.schema import PhotoRow
from hitl_app.ui.jobs.job import Job
from hitl_app.ui.review.page import ReviewPage
from hitl_app.ui.shell.app import make_application
from hitl_app.ui.shell.window import MainWindow
from hitl_app.workspace import Workspace

GAP_MS = 150
TRAINING_PHOTOS = 1_000
_DECISION_BYTES = 80 * 1024
"""What one decision adds to the log: some twenty pages."""
Beside = tuple[str, dict[str, object], str]
"""A job, what it is given, and the stage in which it is under way."""


def many_photos(folder: Path, target: Path, copies: int) -> None:
    """Copy photos, each with its own bytes, so that an import lasts."""
    target.mkdir()
    for number in range(copies):
        for file in sorted(folder.glob("*.jpg")):
            data = file.read_bytes() + number.to_bytes(4, "big")
            (target / f"{number}-{file.name}").write_bytes(data)


def teach(folder: Path) -> None:
    """Decide as many photos as a retraining takes longer for than the keys are pressed."""
    workspace = Workspace.open(folder, Durability.NORMAL)
    with workspace.database.read() as session:
        offered = [category.id for category in all_categories(session)]
        ids = session.scalars(select(PhotoRow.id).limit(TRAINING_PHOTOS)).all()
    for number, photo_id in enumerate(ids):
        category_id = offered[number % len(offered)]
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", category_id)
    workspace.close()


def start(window: MainWindow, name: str, params: dict[str, object], stage: str) -> Job:
    """Start a job in the window, and wait until it is under way."""
    assert window.session is not None
    job = window.session.pool.start(name, params)
    while job.progress is None or job.progress.stage != stage:
        assert not job.is_over, f"the job {name} ended early: {job.outcome}"
        wait(20)
    return job


def push(file: Path) -> float:
    """Write as much as a decision does, and wait for the disk; return milliseconds."""
    with file.open("ab", buffering=0) as log:
        log.write(bytes(_DECISION_BYTES))
        started = time.perf_counter()
        os.fdatasync(log.fileno())
        return 1000 * (time.perf_counter() - started)


def press_keys(
    window: MainWindow, decisions: int, peer: Path, patience_s: int = 5
) -> tuple[list[float], list[int], list[float]]:
    """Decide photos by key.

    Returns milliseconds to the next painting, the photos decided, and milliseconds that the disk
    takes to write as much into another file.
    """
    page = window.pages["review"]
    assert isinstance(page, ReviewPage)
    took: list[float] = []
    decided: list[int] = []
    pushed: list[float] = []
    loop = QEventLoop()
    page.view.painted.connect(loop.quit)
    patience = QTimer(loop, singleShot=True, interval=1000 * patience_s)
    patience.timeout.connect(loop.quit)
    for number in range(decisions):
        current = page.flow.current
        assert current is not None
        patience.start()
        started = time.perf_counter()
        QTest.keyClick(window, Qt.Key.Key_Return if number % 2 else Qt.Key.Key_3)
        loop.exec()
        took.append(1000 * (time.perf_counter() - started))
        assert patience.isActive(), f"no photo was painted within {patience_s} s"
        assert page.flow.current is not None
        assert page.flow.current.photo.id != current.photo.id
        decided.append(current.photo.id)
        wait(GAP_MS // 2)
        pushed.append(push(peer))
        wait(GAP_MS // 2)
    patience.stop()
    page.view.painted.disconnect(loop.quit)
    return took, decided, pushed


def one_run(
    folder: Path, jobs: Sequence[Beside], decisions: int
) -> tuple[list[float], list[float], int, int]:
    """Return milliseconds, those of the disk, lost decisions, and photos that came in meanwhile."""
    # The prepared data must be on disk before the measurement.
    os.sync()
    window = opened(folder)
    running = [start(window, *job) for job in jobs]
    before = _count(folder)
    wait(500)
    took, decided, pushed = press_keys(window, decisions, folder / "peer")
    came = _count(folder) - before
    assert not any(job.is_over for job in running), "a job ended too early"
    # Otherwise it would ask whether a retraining is to be cancelled.
    window.close_workspace()
    close(window)
    workspace = Workspace.open(folder)
    lost = sum(reviewing.show_photo(workspace, i).photo.state != "reviewed" for i in decided)
    workspace.close()
    return took, pushed, lost, came


def _count(folder: Path) -> int:
    with closing(Workspace.open(folder)) as workspace:
        return reviewing.counts(workspace).photos


def main() -> list[Row]:
    source = photo_folder()
    to_review = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    decisions = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    make_application()
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder, photos = Path(name) / "workspace", Path(name) / "photos"
        make(folder, to_review)
        many_photos(source, photos, 14)
        teach(folder)
        brings: Beside = ("import", {"paths": [str(photos)]}, "read")
        learns: Beside = ("retrain", {}, "train")
        for label, beside in (
            ("nothing beside it", ()),
            ("an import", (brings,)),
            ("an import and a retraining", (brings, learns)),
        ):
            rows += _rows(label, *one_run(folder, beside, decisions))
        shutil.rmtree(photos)
    return rows


def _rows(
    case: str, took: list[float], pushed: list[float], lost: int, came: int
) -> tuple[Row, Row]:
    p95, disk = (statistics.quantiles(times, n=20)[18] for times in (took, pushed))
    detail = f"median {statistics.median(took):.1f}, slowest {max(took):.1f}"
    peer = f"the disk alone {disk:.1f}, median {statistics.median(pushed):.1f}"
    figure = "key to the next photo, 95th percentile"
    return (
        Row(figure, case=case, value=p95, unit="ms", detail=detail, peer=peer),
        Row("decisions lost", case=case, value=lost,
            detail=f"of {len(took)}; {came:,} photos imported meanwhile"),
    )  # fmt: skip


if __name__ == "__main__":
    report(main())
