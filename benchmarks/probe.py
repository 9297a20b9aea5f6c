"""Linear probes: how much a model's features tell of real photos that it never learned from.

A logistic regression on the features of photo-base, those of each body of length 1, learns the ten
labels of the Clothing dataset from 100, 500, 1,000 and all photos that may be learned from, and is
asked for the one in five, selected by hash, that only reports. Small samples are drawn three times.
The peer is the same on those of the residual body alone.

Usage: python -m benchmarks.probe FOLDER [VERSION]
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.figures import Row, photo_folder, report
from benchmarks.registry import ROOT
from training.architectures import photo
from training.architectures.side_by_side import PROJECTED_BOTH
from training.data import clothing
from training.inputs.samples import Samples
from training.versions.serving import Classifier

COUNTS = (100, 500, 1000, None)
DRAWS = 3
STRENGTH = 20.0  # scikit-learn's C; selected on photos that may be learned from
_RESIDUAL = slice(PROJECTED_BOTH[0], PROJECTED_BOTH[0] + photo.WIDTH)
_BATCH = 64


def features_of(classifier: Classifier, samples: Samples) -> np.ndarray:
    """Return the features of samples, a few at a time."""
    parts = [
        classifier.with_features(samples.images[start : start + _BATCH])[1]
        for start in range(0, len(samples), _BATCH)
    ]
    return np.concatenate(parts)


def right(
    learned: np.ndarray, labels: np.ndarray, asked: np.ndarray, truth: np.ndarray, count: int | None
) -> list[float]:
    """Return the shares that probes on so many photos have right, one a draw."""
    shares = []
    for draw in range(1 if count is None else DRAWS):
        rows = np.random.default_rng(draw).permutation(len(labels))[:count]
        probe = LogisticRegression(C=STRENGTH, max_iter=500).fit(learned[rows], labels[rows])
        shares.append(float((probe.predict(asked) == truth).mean()))
    return shares


def main() -> Iterator[Row]:
    """Read the features once, and fit the probes."""
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "models" / "photo-base"
    classifier = Classifier(folder, features=True)
    found = clothing.load(photo_folder() / "labels.csv", classifier.card.preparation)
    parts = [features_of(classifier, p) for p in (found.learn, found.held_out, found.report)]
    learned = np.concatenate(parts[:2])
    labels = np.concatenate([found.learn.labels, found.held_out.labels])
    asked, truth = parts[2], found.report.labels
    for count in COUNTS:
        both = right(learned, labels, asked, truth, count)
        half = right(learned[:, _RESIDUAL], labels, asked[:, _RESIDUAL], truth, count)
        name = f"{len(labels) if count is None else count:,} photos"
        spread = f"{len(truth)} photos" + (
            f"; {100 * min(both):.1f} to {100 * max(both):.1f}" if count else ""
        )
        value = 100 * float(np.mean(both))
        peer = f"residual body alone {100 * float(np.mean(half)):.1f}"
        yield Row("right by a linear probe", value, "%", spread, name, peer)


if __name__ == "__main__":
    report(list(main()))
