"""Accuracy and cost of Fashion-MNIST's own preparation on real photos.

The folder holds photos and a labels.csv (photo,label) of clothes; seven of its labels have a
category of Fashion-MNIST. The peer is what tutorials do: grey, then resize to 28x28, without or
with turning it to light on dark. "Right of 10" lets the model answer with any of its categories,
as the window does; "right of 7" only with those that occur.

Usage: python -m benchmarks.preparation FOLDER
"""

import csv
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.figures import Row, photo_folder, report
from benchmarks.registry import ROOT
from training.inputs.photos import decoded
from training.inputs.preparation import prepare
from training.versions.serving import Classifier

MAPPING = {
    "t-shirt": "T-shirt/top",
    "pants": "Trouser",
    "longsleeve": "Pullover",
    "dress": "Dress",
    "outwear": "Coat",
    "shirt": "Shirt",
    "shoes": "Sneaker",
}
Way = Callable[[Image.Image], np.ndarray]


def plain(image: Image.Image) -> np.ndarray:
    small = image.convert("L").resize((28, 28), Image.Resampling.BILINEAR)
    return np.asarray(small)[:, :, np.newaxis]


def negated(image: Image.Image) -> np.ndarray:
    return 255 - plain(image)


def ours(image: Image.Image) -> np.ndarray:
    return prepare(image, "fashion-mnist-28")


def read(folder: Path) -> tuple[list[Image.Image], list[str]]:
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["label"] in MAPPING]
    return [decoded(folder / row["photo"]) for row in rows], [row["label"] for row in rows]


def microseconds(way: Way, photos: list[Image.Image], threads: int) -> float:
    """Return the best of three, a photo: other work on the machine only ever adds."""

    def some(first: int) -> None:
        for photo in photos[first::threads]:
            way(photo)

    best = float("inf")
    for _ in range(3):
        with ThreadPoolExecutor(threads) as pool:
            started = time.perf_counter()
            list(pool.map(some, range(threads)))
            best = min(best, time.perf_counter() - started)
    return best / len(photos) * 1e6


def main() -> list[Row]:
    photos, names = read(photo_folder())
    model = Classifier(ROOT / "models" / "seed-cnn")
    labels = np.array([model.card.categories.index(MAPPING[name]) for name in names])
    mapped = np.unique(labels)
    threads = os.cpu_count() or 1
    ways: dict[str, Way] = {"grey, resize": plain, "the same, negated": negated, "ours": ours}
    found: dict[str, tuple[float, float, float]] = {}
    for name, way in ways.items():
        said = model.probabilities(np.stack([way(photo) for photo in photos]))
        among = mapped[said[:, mapped].argmax(axis=1)]
        of_all, of_mapped = (100 * (x == labels).mean() for x in (said.argmax(axis=1), among))
        found[name] = of_all, of_mapped, microseconds(way, photos, 1)
    peers = [pair for pair in found.items() if pair[0] != "ours"]
    many = f"{microseconds(ours, photos, threads):.0f} with {threads} threads"
    chance = (", chance 10.0", f", chance {100 / len(mapped):.1f}", "")
    figures = (
        ("right of all 10 outputs", "%"),
        ("right of the 7 that occur", "%"),
        ("time a photo", "us"),
    )
    return [
        Row(figure, found["ours"][at], unit=unit, detail=many if unit == "us" else "",
            peer=", ".join(f"{n} {v[at]:.1f}" for n, v in peers) + chance[at])
        for at, (figure, unit) in enumerate(figures)
    ]  # fmt: skip


if __name__ == "__main__":
    report(main())
