"""A day of work by keys alone: 500 real photos, own categories, one retraining.

The real window, offscreen or on a screen, with its real workers. The ten labels of the Clothing
dataset are the workspace's categories; an operator who knows the labels presses Enter where the
suggestion is right and a digit where it is not. After half of the photos Ctrl+T retrains while the
operator decides fifty more and then waits for its end. Pictures of the pages and the workspace are
left in a folder. At the end every decision in the database is compared with the key that was
pressed.

Usage: python -m benchmarks.whole_loop LABELS.CSV PICTURES [PHOTOS]
"""

import csv
import shutil
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks.figures import Row, report
from benchmarks.window import close, until, wait
from hitl_app import resources
from hitl_app.services.categories import adding, categories
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.ui.review.page import ReviewPage
from hitl_app.ui.shell.app import make_application
from hitl_app.ui.shell.window import MainWindow
from hitl_app.workspace import Workspace

_DIGITS = "1234567890"


class Day:
    """The window and its simulated operator.

    Args:
        folder: Of the workspace.
        right: Of each photo's path, its label.
        pictures: Where pictures of the pages go.
    """

    def __init__(self, folder: Path, right: dict[str, str], pictures: Path) -> None:
        self.right, self.pictures = right, pictures
        self.window = MainWindow()
        self.window.resize(1280, 800)
        self.window.show()
        self.window.open_workspace(folder)
        self.pressed: dict[int, str] = {}
        self.confirmed: list[bool] = []
        self.took: list[float] = []
        self.retrained_at: int | None = None
        self._painted_at = 0.0

    @property
    def page(self) -> ReviewPage:
        """The Review page."""
        page = self.window.pages["review"]
        assert isinstance(page, ReviewPage)
        return page

    def quiet(self) -> bool:
        """Return True if no job is running or queued."""
        session = self.window.session
        return session is not None and session.is_open and not session.pool.jobs

    def listen(self) -> None:
        """Note when photos are painted."""
        self.page.view.painted.connect(self._on_painted)

    def _on_painted(self) -> None:
        self._painted_at = time.perf_counter()

    def picture(self, name: str) -> None:
        """Leave a picture of the window."""
        wait(400)
        self.window.grab().save(str(self.pictures / f"{name}.png"))

    def decide(self) -> None:
        """Decide the current photo correctly, and wait for the next one."""
        shown = self.page.flow.current
        assert shown is not None
        label = self.right[Path(shown.photo.path).name]
        names = [line.category.name for line in self.page.categories.rows]
        suggestion = self.page.commands.has_suggestion() and names[_at(self.page)] == label
        key = Qt.Key.Key_Return if suggestion else ord(_DIGITS[names.index(label)])
        until(lambda: not self.page.flow.is_busy, 20)
        started = time.perf_counter()
        QTest.keyClick(self.window, Qt.Key(key))
        until(lambda: self.page.flow.current is not shown and not self.page.flow.is_busy, 20)
        if self.page.flow.current is not None:
            until(lambda: self._painted_at > started, 20)
            self.took.append(1000 * (self._painted_at - started))
        self.confirmed.append(suggestion)
        self.pressed[shown.photo.id] = label


def _at(page: ReviewPage) -> int:
    shown = page.flow.current
    ids = [line.category.id for line in page.categories.rows]
    return ids.index(shown.photo.suggestion_id) if shown and shown.photo.suggestion_id else -1


def begin(folder: Path, labels: list[str]) -> None:
    """Make a workspace of these categories alone, from the features of photo-base.

    Not of photo, as the window would: that was trained on most of these photos.
    """
    resources.PHOTO_MODEL = "photo-base"
    workspace = Workspace.create(folder)
    names = folder / "names.txt"
    names.write_text("\n".join(labels), encoding="utf-8")
    adding.begin_with(workspace, names)
    workspace.close()


def main() -> list[Row]:
    """Run the day."""
    manifest, pictures = Path(sys.argv[1]), Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 500
    pictures.mkdir(parents=True, exist_ok=True)
    with manifest.open(encoding="utf-8", newline="") as file:
        rows = [(Path(row["photo"]).name, row["label"]) for row in csv.DictReader(file)][:count]
    make_application()
    folder = pictures / "workspace"
    shutil.rmtree(folder, ignore_errors=True)
    begin(folder, sorted({label for _, label in rows}))
    day = Day(folder, dict(rows), pictures)
    until(lambda: day.window.session is not None and day.window.session.is_open)
    session = day.window.session
    assert session is not None
    session.import_paths([manifest.parent / file for file, _ in rows])
    until(lambda: day.page.flow.current is not None)
    day.listen()
    until(day.quiet)
    day.picture("1-imported")
    half = count // 2
    for number in range(count):
        if number == half:
            day.picture("2-before-retraining")
            QTest.keyClick(day.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
            until(lambda: session.pool.find("retrain") is not None, 20)
            # The operator continues to decide during the training.
            day.window.show_page("review")
            until(day.window.is_settled)
        if number == half + 50:
            # Pause as an operator would: without it, no photos would be left for the better
            # version.
            until(lambda: session.pool.find("retrain") is None)
            until(day.quiet)
        if number == half + 10:
            day.window.show_page("models")
            teaching = session.pool.find("retrain")
            # Some passes are over, and the curve shows them.
            until(lambda job=teaching: job is None or job.is_over or len(job.curve_records) > 7)
            day.picture("3-training")
            day.window.show_page("review")
            until(day.window.is_settled)
        if day.page.flow.current is None:
            break
        day.decide()
        if day.retrained_at is None and number > half and not session.pool.find("retrain"):
            day.retrained_at = number + 1
            day.picture("4-retrained")
    until(day.quiet)
    for page in ("models", "insights", "catalogue", "grid", "imports", "categories"):
        day.window.show_page(page)
        until(day.window.is_settled)
        day.picture(f"5-{page}")
    close(day.window)
    wait(50)
    return rows_of(folder, day, half)


def rows_of(folder: Path, day: Day, half: int) -> list[Row]:
    """Compare the database with the keys."""
    workspace = Workspace.open(folder)
    names = {c.id: c.name for c in categories.list_categories(workspace)}
    wrong = sum(
        names.get(reviewing.show_photo(workspace, photo).photo.label_id or 0) != label
        for photo, label in day.pressed.items()
    )
    counts = reviewing.counts(workspace)
    version = versions.active_version(workspace)
    runs = versions.training_runs(workspace)
    workspace.close()
    at = day.retrained_at or len(day.confirmed)
    shares = Counter(day.confirmed[at:])
    p95 = statistics.quantiles(day.took, n=20)[18]
    return [
        Row("photos decided by keys", len(day.pressed), peer=counts.photos),
        Row("decisions wrong or lost", wrong),
        Row("key to the next photo, median", statistics.median(day.took), unit="ms",
            detail=f"95th percentile {p95:.1f}"),
        Row("suggestions right", case="first half", unit="%",
            value=100 * sum(day.confirmed[:half]) / half),
        Row("suggestions right", case="after the retraining", unit="%",
            value=100 * shares[True] / max(1, shares.total()), detail=f"of {shares.total()}"),
        Row("decisions during the retraining", at - half,
            detail=f"{version.name}; gate: {', '.join(run.verdict or run.state for run in runs)}"),
    ]  # fmt: skip


if __name__ == "__main__":
    report(main())
