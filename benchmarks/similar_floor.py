"""Measure how often similar labelled photos have the label of the photo beside them.

Real photos by features of `photo` and `photo-base`, and Fashion-MNIST's test items by those of
`fashion-mnist`. A few are drawn as reviewed; the floor is chosen on them, as in the window, and all
others are asked for the six nearest reviewed ones. Ten draws. The peers are no floor, and the
smallest constant at which nine of ten have the same label for `photo`.

Usage: python -m benchmarks.similar_floor FOLDER
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from benchmarks.figures import Row, photo_folder, report
from benchmarks.probe import features_of
from benchmarks.registry import ROOT
from hitl_app.domain.similarity import floor_of
from hitl_app.domain.vectors import as_unit, pack, sketches
from training.data import fashion_mnist
from training.inputs.photos import load_manifest
from training.inputs.samples import Samples
from training.versions.serving import Classifier

REVIEWED = (50, 300, 1000)
DRAWS, SHOWN, ASKED, ITEMS = 10, 6, 300, 3000
CONSTANT = 0.79
PAGE = 300
"""Reviewed photos with peers, for the page."""
_BANDS = ((-1.0, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))
_Floats = NDArray[np.float32]


def samples(classifier: Classifier, name: str) -> Samples:
    """Return what a model is measured on."""
    if name == "fashion-mnist":
        return fashion_mnist.load().test.take(np.arange(ITEMS))
    return load_manifest(photo_folder() / "labels.csv", classifier.card.preparation).samples


def nearest(
    cosines: _Floats, rows: NDArray[np.int64], reviewed: NDArray[np.int64]
) -> tuple[_Floats, NDArray[np.int64]]:
    """Return the cosines of photos with the reviewed ones nearest to them, and which these are."""
    found = cosines[np.ix_(rows, reviewed)]
    found[rows[:, None] == reviewed[None, :]] = -2
    order = np.argsort(-found, axis=1, kind="stable")[:, :SHOWN]
    return np.take_along_axis(found, order, axis=1), reviewed[order]


def measure(name: str) -> Iterator[Row]:
    """Measure one model."""
    classifier = Classifier(ROOT / "models" / name, features=True)
    asked = samples(classifier, name)
    units = as_unit(sketches(pack(features_of(classifier, asked))))
    labels, cosines = asked.labels, units @ units.T
    for count in REVIEWED:
        shares, constant, plain, seen, floors = [], [], [], [], []
        near, right = [], []
        for draw in range(DRAWS):
            rows = np.random.default_rng(draw).permutation(len(labels))
            reviewed, others = rows[:count], rows[count:]
            some = reviewed[:ASKED]
            close, which = nearest(cosines, some, reviewed)
            same = labels[which] == labels[some][:, None]
            pairs = cosines[np.ix_(some, some)][np.triu_indices(len(some), 1)]
            floor = floor_of(close.ravel(), same.ravel(), pairs)
            close, which = nearest(cosines, others, reviewed)
            same = labels[which] == labels[others][:, None]
            shown = close >= floor
            floors.append(floor)
            shares.append(same[shown].mean())
            seen.append(shown.any(axis=1).mean())
            constant.append(same[close >= CONSTANT].mean())
            plain.append(same.mean())
            near.append(close.ravel())
            right.append(same.ravel())
        case = f"{name}, {count:,} reviewed"
        peers = (
            f"no floor {100 * np.mean(plain):.0f}, {CONSTANT} for all {100 * np.mean(constant):.0f}"
        )
        yield Row(
            "same label among similar photos shown", 100 * float(np.mean(shares)), "%",
            f"{100 * min(shares):.0f} to {100 * max(shares):.0f}; floor {np.mean(floors):.2f}",
            case, peers if count == PAGE else "",
        )  # fmt: skip
        yield Row("photos with any", 100 * float(np.mean(seen)), "%", case=case)
        if count == PAGE:
            yield from _bands(name, np.concatenate(near), np.concatenate(right))


def _bands(name: str, near: _Floats, right: NDArray[np.bool_]) -> Iterator[Row]:
    for low, high in _BANDS:
        inside = (near >= low) & (near < high)
        if inside.sum() >= 100:
            text = f"below {high}" if low < 0 else f"from {low}"
            yield Row(
                "same label by cosine", 100 * float(right[inside].mean()), "%",
                f"{inside.sum() / DRAWS:,.0f} pairs a draw", f"{name}, {text}",
            )  # fmt: skip


if __name__ == "__main__":
    report([row for name in ("photo", "photo-base", "fashion-mnist") for row in measure(name)])
