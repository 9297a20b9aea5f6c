"""Import of real photos against loops that only decode scaled RGB, with equally many threads.

Two loops: one decodes to RGB of the same 192 pixels that the import keeps (Pillow's `thumbnail`);
the harder one stops at what JPEG's own scaling gives, 200 x 267 pixels of a 400 x 533 photo, and
never reaches the thumbnail's size. All run in turn in one process, several times. Photos are to
review as soon as they are stored; their features follow, and are measured beside it.

Usage: python -m benchmarks.import_speed FOLDER
"""

import io
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

from benchmarks.figures import Row, photo_folder, report
from hitl_app.domain.settings import IMPORT_THREADS
from hitl_app.jobs.imports import importing
from hitl_app.jobs.job import Job
from hitl_app.services.settings import set_setting
from hitl_app.store.engine.dialect import Durability
from hitl_app.workspace import Workspace

THREADS = 2
ROUNDS = 5


def to_thumbnail(file: Path) -> tuple[int, int]:
    """Decode to RGB of at most 192 pixels a side."""
    with Image.open(io.BytesIO(file.read_bytes())) as image:
        image.thumbnail((192, 192))
        return image.convert("RGB").size


def to_draft(file: Path) -> tuple[int, int]:
    """Decode to RGB by JPEG's own scaling alone, of at least 192 pixels a side."""
    with Image.open(io.BytesIO(file.read_bytes())) as image:
        image.draft("RGB", (192, 192))
        return image.convert("RGB").size


def decode_only(files: list[Path], decode: Callable[[Path], tuple[int, int]]) -> float:
    """Photos a second of reading and scaled decoding alone."""
    started = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        sizes = list(pool.map(decode, files))
    assert len(sizes) == len(files)
    return len(files) / (time.perf_counter() - started)


def whole_import(files: list[Path]) -> tuple[float, float]:
    """Photos a second until all are to review, and until all have features and suggestions."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder), Durability.NORMAL)
        set_setting(workspace, IMPORT_THREADS, str(THREADS))
        started = time.perf_counter()
        result = importing.run(workspace, Job(lambda _event: None), paths=[str(f) for f in files])
        took = time.perf_counter() - started
        workspace.close()
    assert result["new"] + result["known"] == len(files)
    return len(files) / result["seconds"], len(files) / took


def main() -> list[Row]:
    files = sorted(photo_folder().glob("*.jpg"))[:3000]
    whole_import(files[:200])
    rounds = [
        (decode_only(files, to_thumbnail), decode_only(files, to_draft), *whole_import(files))
        for _ in range(ROUNDS)
    ]
    small, draft, ours, whole = (statistics.median(rates) for rates in zip(*rounds, strict=True))
    of_small = statistics.median(r[2] / r[0] for r in rounds)
    of_draft = statistics.median(r[2] / r[1] for r in rounds)
    figure = "share of a decoding loop's rate"
    return [
        Row("photos to review", ours, unit="photos/s",
            detail=f"{len(files):,} photos, {THREADS} threads, median of {ROUNDS} rounds"),
        Row("photos with features and suggestions", whole, unit="photos/s",
            peer=f"photos to review {ours:,.0f}"),
        Row(figure, case="that decodes to 192 pixels (thumbnail)", value=of_small,
            peer=f"{small:,.0f} photos/s"),
        Row(figure, case="that stops at JPEG's own scaling (draft)", value=of_draft,
            peer=f"{draft:,.0f} photos/s"),
    ]  # fmt: skip


if __name__ == "__main__":
    report(main())
