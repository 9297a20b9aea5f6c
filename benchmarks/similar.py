"""How fast and how good the nearest of many photos are, and how much memory they take.

A million synthetic vectors as the desk keeps them, against one product of NumPy with the same
vectors as float32, question by question in turns. Required: the desk's process below 400 MB, and an
answer well under 100 ms. Then the real photos, as `photo-base` sees them: the share of the six
nearest that have the right label, whole features beside the vectors that are stored.

Usage: python -m benchmarks.similar FOLDER
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray

from benchmarks.machine import photo_folder, table
from hitl_app.domain.vectors import SIZE, Looks, as_unit, compact
from training.inputs.photos import load_manifest
from training.inputs.preparation import PHOTOS
from training.versions.serving import Classifier

ROOT = Path(__file__).parents[1]
COUNT, QUESTIONS, SHOWN = 1_000_000, 21, 6
_PAGE = 50_000


def megabytes() -> float:
    """Return what the process holds now."""
    return psutil.Process().memory_info().rss / 1e6


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def speed() -> None:
    """Print time and memory."""
    rng = np.random.default_rng(1)
    looks = Looks()
    before = megabytes()
    for first in range(0, COUNT, _PAGE):
        page = compact(rng.standard_normal((_PAGE, SIZE), np.float32))
        looks.put(np.arange(first + 1, first + _PAGE + 1), page)
    questions = compact(rng.standard_normal((QUESTIONS, SIZE), np.float32))
    looks.nearest(questions[0], SHOWN)
    ours_alone = [seconds(lambda q=q: looks.nearest(q, SHOWN)) for q in questions]
    held = megabytes()
    rng = np.random.default_rng(1)
    plain = np.empty((COUNT, SIZE), np.float32)
    for first in range(0, COUNT, _PAGE):
        page = compact(rng.standard_normal((_PAGE, SIZE), np.float32))
        plain[first : first + _PAGE] = as_unit(page)

    def peer(question: NDArray[np.int8]) -> list[int]:
        products = plain @ as_unit(question)
        best = np.argpartition(products, -SHOWN)[-SHOWN:]
        return sorted((best + 1).tolist(), key=lambda i: -products[i - 1])

    took: dict[str, list[float]] = {"ours": [], "plain": []}
    same = 0
    for question in questions:
        took["ours"].append(seconds(lambda q=question: looks.nearest(q, SHOWN)))
        took["plain"].append(seconds(lambda q=question: peer(q)))
        same += [i for i, _ in looks.nearest(question, SHOWN)] == peer(question)
    row = [
        f"{1000 * statistics.median(ours_alone):.0f} ms",
        f"{1000 * min(took['ours']):.0f} ms",
        f"{1000 * statistics.median(took['ours']):.0f} ms",
        f"{1000 * min(took['plain']):.0f} ms",
        f"{1000 * statistics.median(took['plain']):.0f} ms",
        f"{held - before:.0f} MB",
        f"{held:.0f} MB",
        f"{plain.nbytes / 1e6:.0f} MB",
        f"{same} of {QUESTIONS}",
    ]
    columns = (
        *("alone, median", "in turns, least", "median", "NumPy float32, least", "median"),
        *("vectors", "whole process", "NumPy's vectors", "same six"),
    )
    table(f"The six nearest of {COUNT:,} photos, {SIZE} numbers each", columns, [row])


def quality() -> None:
    """Print how many of the six nearest are right on real photos."""
    photos = load_manifest(photo_folder() / "labels.csv", PHOTOS)
    labels = photos.samples.labels
    classifier = Classifier(ROOT / "models" / "photo-base", features=True)
    _, features = classifier.with_features(photos.samples.images)
    whole = features / np.linalg.norm(features, axis=1, keepdims=True)
    ways = {"whole features": whole, "as they are stored": as_unit(compact(features))}
    shares = np.bincount(labels) / len(labels)
    nearest = {name: _nearest(vectors) for name, vectors in ways.items()}
    rows: list[tuple[str, str, str]] = [("by chance", f"{100 * (shares**2).sum():.1f} %", "")]
    for name, found in nearest.items():
        right = (labels[found] == labels[:, None]).mean()
        pairs = zip(found, nearest["whole features"], strict=True)
        kept = np.mean([len({*one} & {*other}) / SHOWN for one, other in pairs])
        rows.append((name, f"{100 * right:.1f} %", f"{100 * kept:.0f} %"))
    columns = ("vectors", "same label", "same photos as with whole features")
    table(f"The six nearest of each of {len(labels):,} photos, photo-base", columns, rows)


def _nearest(vectors: NDArray[np.float32]) -> NDArray[np.int64]:
    products = vectors @ vectors.T
    np.fill_diagonal(products, -np.inf)
    return np.argsort(-products, axis=1, kind="stable")[:, :SHOWN]


def main() -> None:
    """Print both tables."""
    speed()
    quality()


if __name__ == "__main__":
    main()
