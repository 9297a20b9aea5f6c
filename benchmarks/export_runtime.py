"""Exported models beside the program, on 500 real photos.

Each shipped model is exported for each runtime, loaded there, and asked for the photos' thumbnails.
Examples are run on the files themselves, by a new virtual environment with the packages that the
export names and nothing else. The program answers as in a workspace: features of half precision,
then the head.

Usage: python -m benchmarks.export_runtime FOLDER WORK [MODEL ...]
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageOps

from benchmarks.figures import Row, photo_folder, report
from benchmarks.registry import ROOT
from hitl_app.domain.vectors import pack, rounding, unpack
from hitl_app.jobs.folder_scoring import turned_head
from training.inputs.photos import decoded
from training.inputs.preparation import prepare
from training.runtimes.exporting import export_runtime
from training.runtimes.formats import BY_NAME, RUNTIMES
from training.runtimes.outputs import Rounding, Shares
from training.runtimes.writers import WRITERS, Ask
from training.versions.parts import read_head
from training.versions.registry import read_card
from training.versions.serving import Classifier

COUNT, BATCH = 500, 20
MODELS = ("fashion-mnist", "photo", "photo-base")
ALONE = ("onnx", "litert", "openvino")
"""Runtimes whose examples are run: the packages of the others take a gigabyte."""


class Case(NamedTuple):
    """Photos with the same label, and the largest difference of a probability."""

    equal: int
    largest: float


def answers(folder: Path, thumbnails: list[Image.Image]) -> np.ndarray:
    """Return the probabilities that the program stores for photos."""
    classifier = Classifier(folder, features=True, fast=True)
    preparation = classifier.card.preparation
    head = turned_head(read_head(folder))
    stored = []
    for start in range(0, len(thumbnails), 100):
        batch = np.stack([prepare(one, preparation) for one in thumbnails[start : start + 100]])
        packed = pack(classifier.with_features(batch)[1])
        stored.append(head.probabilities(unpack(packed)).astype("<f2").astype(np.float32))
    return np.concatenate(stored)


def compared(found: np.ndarray, expected: np.ndarray) -> Case:
    equal = int((found.argmax(axis=1) == expected.argmax(axis=1)).sum())
    return Case(equal, float(np.abs(found - expected).max()))


def new_environment(folder: Path, packages: Sequence[str]) -> Path:
    """Make a virtual environment with some packages; return its interpreter."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "numpy", "pillow", *packages]
        subprocess.run(install, check=True, stdout=sys.stderr)
    return python


def from_files(python: Path, folder: Path, files: list[Path], expected: np.ndarray) -> Case:
    """Run the example of an export on files; it prints the likeliest category alone."""
    seek = [str(python), "-c", "import hitl_app"]
    lost = subprocess.run(seek, check=False, capture_output=True, cwd=folder)
    assert lost.returncode, "Second Look is here"
    command = [str(python), str(folder / "example.py"), *map(str, files)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder)
    lines = [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
    assert [line[0] for line in lines] == [str(file) for file in files]
    best = expected.argmax(axis=1)
    categories = read_card(folder).categories
    equal = [line[1] == categories[place] for line, place in zip(lines, best, strict=True)]
    apart = np.abs(np.array([float(line[2]) for line in lines]) - expected.max(axis=1))
    return Case(sum(equal), float(apart.max()))


def asked(ask: Ask, photos: list[np.ndarray]) -> np.ndarray:
    """Return the probabilities of photos, those of one size a few at a time."""
    found: dict[int, np.ndarray] = {}
    for shape in {photo.shape for photo in photos}:
        places = [place for place, photo in enumerate(photos) if photo.shape == shape]
        for start in range(0, len(places), BATCH):
            some = places[start : start + BATCH]
            answered = ask(np.concatenate([photos[place] for place in some]))
            found.update(zip(some, answered, strict=True))
    return np.stack([found[place] for place in range(len(photos))])


def whole(file: Path) -> np.ndarray:
    """Decode a file without the steps of a thumbnail."""
    return np.asarray(ImageOps.exif_transpose(Image.open(file)).convert("RGB"))[np.newaxis]


def cases(model: str, files: list[Path], work: Path) -> Iterator[tuple[str, Case]]:
    folder = ROOT / "models" / model
    thumbnails = [decoded(file) for file in files]
    expected = answers(folder, thumbnails)
    photos = [np.asarray(one.convert("RGB"))[np.newaxis] for one in thumbnails]
    for runtime in RUNTIMES:
        target = work / f"{model}-{runtime.name}"
        width = len(read_head(folder).kernel)
        shares = Shares.of(read_card(folder).categories, Rounding(*rounding(width)))
        export_runtime(folder, BY_NAME[runtime.name], shares, target, replace=True)
        ask = WRITERS[runtime.name].load(target)
        yield runtime.title, compared(asked(ask, photos), expected)
        if runtime.name in ALONE:
            python = new_environment(work / f"alone-{runtime.name}", runtime.packages)
            case = from_files(python, target, files, expected)
            yield f"{runtime.title}, by its example in a new environment", case
        if runtime.name == "onnx":
            found = np.concatenate([ask(whole(file)) for file in files])
            yield "ONNX, pixels of whole files", compared(found, expected)


def main() -> list[Row]:
    every = sorted(photo_folder().glob("*.jpg"))
    files = every[:: max(1, len(every) // COUNT)][:COUNT]
    work = Path(sys.argv[2]) / "runtimes"
    work.mkdir(parents=True, exist_ok=True)
    rows, least, most = [], 1.0, 0.0
    models = sys.argv[3:] or MODELS
    for model in models:
        for name, case in cases(model, files, work):
            share = case.equal / len(files)
            detail = f"probabilities within {case.largest:.4f}"
            rows.append(Row("equal labels", 100 * share, "%", detail, f"{model}, {name}"))
            if "whole" not in name:
                least, most = min(least, share), max(most, case.largest)
            sys.stderr.write(f"{rows[-1]}\n")
    detail = f"{len(files)} photos, {len(models)} models; probabilities within {most:.4f}"
    figure = "labels equal to the program's, all runtimes"
    return [Row(figure, 100 * least, "%", detail), *rows]


if __name__ == "__main__":
    report(main())
