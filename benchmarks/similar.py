"""Speed, quality and memory of the search for similar photos.

A million synthetic vectors as the window keeps them, against one product of NumPy with the same
vectors as float32, question by question in turns. Then the real photos, by features of
`photo-base`: the share of the six nearest that have the right label, whole features beside the
vectors that are stored.

Usage: python -m benchmarks.similar FOLDER
"""

import statistics

import numpy as np
import psutil
from numpy.typing import NDArray

from benchmarks.figures import Row, photo_folder, report, seconds
from benchmarks.probe import features_of
from benchmarks.registry import ROOT
from hitl_app.domain.vectors import SIZE, VectorIndex, as_unit, compact, pack, sketches
from training.inputs.photos import load_manifest
from training.versions.serving import Classifier

COUNT, QUESTIONS, SHOWN = 1_000_000, 21, 6
_PAGE = 50_000


def megabytes() -> float:
    """Return what the process holds now."""
    return psutil.Process().memory_info().rss / 1e6


def speed() -> list[Row]:
    """Measure time and memory."""
    rng = np.random.default_rng(1)
    index = VectorIndex()
    before = megabytes()
    for first in range(0, COUNT, _PAGE):
        page = compact(rng.standard_normal((_PAGE, SIZE), np.float32))
        index.put(np.arange(first + 1, first + _PAGE + 1), page)
    questions = compact(rng.standard_normal((QUESTIONS, SIZE), np.float32))
    index.nearest(questions[0], SHOWN)
    ours_alone = [seconds(lambda q=q: index.nearest(q, SHOWN)) for q in questions]
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
        took["ours"].append(seconds(lambda q=question: index.nearest(q, SHOWN)))
        took["plain"].append(seconds(lambda q=question: peer(q)))
        same += [i for i, _ in index.nearest(question, SHOWN)] == peer(question)
    ours, numpy = (1000 * statistics.median(times) for times in took.values())
    least, numpys = (1000 * min(times) for times in took.values())
    alone = f"least {least:.0f}, alone {1000 * statistics.median(ours_alone):.0f}"
    vectors = f"{held - before:.0f} MB vectors"
    return [
        Row("answer", ours, unit="ms", detail=alone,
            peer=f"NumPy float32 {numpy:.0f}, least {numpys:.0f}"),
        Row("memory of the process", held, unit="MB", detail=vectors,
            peer=f"NumPy's vectors {plain.nbytes / 1e6:.0f}"),
        Row("same six as NumPy", same, detail=f"of {QUESTIONS} questions"),
    ]  # fmt: skip


def quality() -> list[Row]:
    """Measure how many of the six nearest are right on real photos."""
    classifier = Classifier(ROOT / "models" / "photo-base", features=True)
    photos = load_manifest(photo_folder() / "labels.csv", classifier.card.preparation)
    labels = photos.samples.labels
    features = features_of(classifier, photos.samples)
    whole = features / np.linalg.norm(features, axis=1, keepdims=True)
    ways = {"whole features": whole, "as they are stored": as_unit(sketches(pack(features)))}
    shares = np.bincount(labels) / len(labels)
    nearest = {name: _nearest(vectors) for name, vectors in ways.items()}
    whole, stored = nearest.values()
    of_whole, of_stored = (
        100 * (labels[found] == labels[:, None]).mean() for found in (whole, stored)
    )
    kept = np.mean([len({*a} & {*b}) / SHOWN for a, b in zip(stored, whole, strict=True)])
    return [
        Row("same label among the six nearest real photos", of_stored, unit="%",
            peer=f"whole features {of_whole:.1f}, by chance {100 * (shares**2).sum():.1f}"),
        Row("same photos as with whole features", 100 * float(kept), unit="%"),
    ]  # fmt: skip


def _nearest(vectors: NDArray[np.float32]) -> NDArray[np.int64]:
    products = vectors @ vectors.T
    np.fill_diagonal(products, -np.inf)
    return np.argsort(-products, axis=1, kind="stable")[:, :SHOWN]


if __name__ == "__main__":
    report([*speed(), *quality()])
