"""A million rows of a CSV file imported as labels onto a million photos.

The photos' rows are made by direct inserts, folder by folder, as an import of photos finds them: an
import of labels reads neither pictures nor features. The import runs through the command of the
terminal, in a process of its own; a second one gives some photos other labels while an operator
decides other ones.

Usage: python -m benchmarks.labels [PHOTOS] [WORKSPACE]; a WORKSPACE that is there is used.
"""

import hashlib
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks.figures import Row, report
from hitl_app.domain.decisions import Answer
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from hitl_app.store.engine.dialect import Durability
from hitl_app.workspace import Workspace

PHOTOS = 1_000_000
_IN_FOLDER = 1000
_EACH_S = 0.25
_AT = "2024-05-01 10:00:00.000000"


class Made(NamedTuple):
    """A photo's file: its hash, path and format."""

    sha256: str
    path: str
    format: str = "JPEG"


def _name(index: int) -> str:
    return f"{index // _IN_FOLDER:04d}/photo-{index:07d}.jpg"


def _made(photos: int) -> Iterator[Made]:
    """Name files that are not there."""
    for index in range(photos):
        path = f"/made/{_name(index)}"
        yield Made(hashlib.sha256(path.encode()).hexdigest(), path)


def make(folder: Path, photos: int, files: Sequence[Made] = ()) -> None:
    """Make a workspace with photos to review that have no thumbnails, of files that are given."""
    with closing(Workspace.create(folder, Durability.NORMAL)) as workspace:
        offered = [category.id for category in categories.list_categories(workspace)]
    with closing(sqlite3.connect(folder / "review.db")) as raw, raw:
        raw.execute("PRAGMA synchronous=OFF")
        raw.execute("PRAGMA cache_size=-262144")
        raw.execute(
            "INSERT INTO import_run (id, state, started_at, roots, found, new, known) "
            "VALUES (1, 'done', ?, '[]', ?, ?, 0)",
            (_AT, photos, photos),
        )
        raw.executemany(
            "INSERT INTO photo (id, sha256, width, height, bytes, format, split, state, hold, "
            "suggestion_id, confidence, version_id, place, first_path, import_id) "
            "VALUES (?, ?, 400, 533, 30000, ?, ?, 'to-review', 0, ?, ?, 1, ?, ?, 1)",
            _photos(files or _made(photos), offered),
        )
        raw.executemany(
            "INSERT INTO path (photo_id, raw, member, shown, size, mtime_ns) "
            "VALUES (?, ?, '', ?, 30000, 1)",
            (
                (i, os.fsencode(file.path), file.path)
                for i, file in enumerate(files or _made(photos), 1)
            ),
        )


def _photos(files: Iterable[Made], offered: list[int]) -> Iterator[tuple[object, ...]]:
    chance = random.Random(1)
    for index, (sha256, path, kind) in enumerate(files):
        share = chance.betavariate(4, 2)
        split = "validation" if chance.random() < 0.2 else "training"
        category = offered[index % len(offered)]
        yield index + 1, sha256, kind, split, category, share, share, path


def write_table(file: Path, photos: int, names: list[str], shift: int = 0) -> None:
    """Write a label for each photo: folder and name, label, score, operator and time."""
    with file.open("w", encoding="utf-8") as table:
        table.write("photo,label,score,annotator,annotated_at\n")
        for i in range(photos):
            label, second = names[(i * 7 + shift) % len(names)], i % 60
            table.write(f"{_name(i)},{label},0.{i % 1000:03d},ann,2024-05-01T10:00:{second:02d}Z\n")


def run(folder: Path, file: Path, become: str, *, deciding: bool = False) -> dict[str, float]:
    """Import a table, also while another operator decides; return time, memory and latencies."""
    command = [sys.executable, "-m", "hitl_app", "import-labels", str(file), "--as", become]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--workspace", str(folder), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    took: list[float] = []
    decider = threading.Thread(target=_decide, args=(folder, process, took))
    if deciding:
        decider.start()
    most, used = 0, 0.0
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            most = max(most, watched.memory_info().rss)
            used = sum(watched.cpu_times()[:2])
        except psutil.NoSuchProcess:
            break
        time.sleep(_EACH_S)
    printed = process.communicate()[0]
    seconds = time.perf_counter() - began
    if deciding:
        decider.join()
    took.sort()
    return {
        "seconds": seconds,
        "processor": used,
        "MB": most / 2**20,
        "recorded": json.loads(printed)["recorded"],
        "latency": 1000 * took[int(len(took) * 0.95)] if took else 0.0,
    }


def _decide(folder: Path, process: "subprocess.Popen[bytes]", took: list[float]) -> None:
    """Decide the last photos now and then, as an operator at a window does."""
    with closing(Workspace.open(folder)) as workspace:
        photo = reviewing.counts(workspace).photos
        while process.poll() is None:
            began = time.perf_counter()
            reviewing.decide(workspace, photo, Answer.NOT_A_PHOTO, "zoe")
            took.append(time.perf_counter() - began)
            photo -= 1
            time.sleep(_EACH_S)


def main(photos: int, folder: Path) -> None:
    """Measure, and report."""
    if not folder.exists():
        make(folder, photos)
    with closing(Workspace.open(folder)) as workspace:
        names = [category.name for category in categories.list_categories(workspace)]
    file = folder.parent / f"labels-{photos}.csv"
    write_table(file, photos, names)
    found = run(folder, file, "decisions")
    case = f"{photos:,} rows"
    rows = [
        Row("imported as decisions", round(found["seconds"], 1), "s", _detail(found), case),
        Row("memory of the import", round(found["MB"]), "MB", case=case),
    ]
    few = photos // 20
    write_table(file, few, names, shift=1)
    found = run(folder, file, "decisions", deciding=True)
    case = f"{few:,} rows, while an operator decides"
    rows += [
        Row("imported as decisions", round(found["seconds"], 1), "s", _detail(found), case),
        Row("a decision, 95th percentile", round(found["latency"], 1), "ms", case=case),
    ]
    report(rows)


def _detail(found: dict[str, float]) -> str:
    return f"{found['recorded']:,.0f} recorded, {found['processor']:.0f} s of one processor"


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PHOTOS
    with tempfile.TemporaryDirectory() as work:
        main(count, Path(sys.argv[2]) if len(sys.argv) > 2 else Path(work) / "workspace")
