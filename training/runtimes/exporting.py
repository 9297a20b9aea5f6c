"""Export of a version for another runtime: written, computed again, and put in its place whole."""

import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from safeio.files import whole_file, whole_folder
from safeio.unfinished import place_beside, temporary_folder
from training.core.errors import TrainingError
from training.inputs.preparation import prepare
from training.runtimes.example import CARD, CATEGORIES, EXAMPLE, README, make_files
from training.runtimes.formats import RUNTIMES, Runtime
from training.runtimes.outputs import Shares
from training.runtimes.writers import WRITERS, Ask
from training.versions.parts import read_head
from training.versions.registry import read_card, read_samples
from training.versions.serving import Classifier

ZIP: Final = ".zip"
_SAMPLES: Final = 6
_FARTHEST: Final = 0.05
"""Of two probabilities; where rounding goes another way they differ by a thousandth."""
_CLOSE: Final = 0.01
"""Between two categories either of which may be the likeliest."""
_NAMES: Final = frozenset(
    {CARD, CATEGORIES, EXAMPLE, README, *(file for one in RUNTIMES for file in one.files)}
)
Report = Callable[[str], None]
"""Called with `convert`, `check` and `write` as each begins; may raise to cancel."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an exported model did beside the version.

    Attributes:
        photos: that both classified.
        equal: of how many the likeliest category is the same.
        largest: difference of two probabilities.
        missed: by how much another category was likelier than the exported model's likeliest one.
    """

    photos: int
    equal: int
    largest: float
    missed: float


def export_runtime(
    folder: Path,
    runtime: Runtime,
    shares: Shares,
    target: Path,
    report: Report = lambda _stage: None,
    *,
    replace: bool = False,
) -> Comparison:
    """Write a version for another runtime, whole or not at all.

    The written model classifies some pictures again before it gets its place.

    Args:
        folder: the version's.
        runtime: for which it is written.
        shares: how its outputs become categories.
        target: a ZIP file if its name ends so, else a folder.
        report: called before each stage.
        replace: whether an earlier export in that place may be replaced.

    Raises:
        FileExistsError: Something is at ``target`` that may not be replaced.
        OSError: The disk is full or fails.
        TrainingError: ``runtime-missing``, ``runtime-differs``, and those of reading a version and
            of the runtime.
    """
    check_target(target, replace=replace)
    if not runtime.is_available:
        raise TrainingError(
            "runtime-missing",
            f"A library for {runtime.title} is not installed.",
            f"Install it with: pip install 'hitl-app[{runtime.name}]', or choose another format.",
            {"title": runtime.title, "extra": runtime.name},
        )
    card = read_card(folder)
    with temporary_folder(beside=target) as place:
        report("convert")
        WRITERS[runtime.name].write(folder, shares, place)
        report("check")
        found = compare(folder, shares, WRITERS[runtime.name].load(place))
        if found.missed > _CLOSE or found.largest > _FARTHEST:
            raise TrainingError(
                "runtime-differs",
                f"The model for {runtime.title} gives other results than {card.name}.",
                "Choose another format, and report this as a bug.",
                {"title": runtime.title, "largest": found.largest, "missed": found.missed},
            )
        for name, text in make_files(card, shares, runtime).items():
            (place / name).write_text(text, encoding="utf-8")
        report("write")
        _put(place, target, replace=replace)
    return found


def check_target(target: Path, *, replace: bool) -> None:
    """Check that an export may be written to a place.

    Raises:
        FileExistsError: Something is there, and `replace` is false or it is no earlier export.
    """
    if not os.path.lexists(target):
        return
    if replace and (_is_file(target) if target.suffix.lower() == ZIP else _is_export(target)):
        return
    raise FileExistsError(f"{target} exists")


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _is_export(folder: Path) -> bool:
    """Return True for a folder with the files of an export, and no other."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    names = {path.name for path in folder.iterdir()}
    return {CARD, CATEGORIES, EXAMPLE} <= names <= _NAMES


def _put(place: Path, target: Path, *, replace: bool) -> None:
    """Move what is in a folder to the target, as a ZIP file if that is its name."""
    if target.suffix.lower() == ZIP:
        with (
            whole_file(target) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            for path in sorted(place.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(place).as_posix())
        return
    with _without(target, replace=replace), whole_folder(target, many=True) as folder:
        for path in list(place.iterdir()):
            path.rename(folder / path.name)


@contextmanager
def _without(target: Path, *, replace: bool) -> Iterator[None]:
    """Lay an earlier export aside, and put it back if the new one cannot take its place."""
    if not (replace and os.path.lexists(target)):
        yield
        return
    aside = place_beside(target)
    target.rename(aside)
    try:
        yield
    except BaseException:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def compare(folder: Path, shares: Shares, ask: Ask) -> Comparison:
    """Compare an exported model with its version, on pictures of several shapes.

    The pictures are made of samples that the version never learned from, and of random clouds,
    since a version of other categories may have no samples.
    """
    from scipy.special import softmax

    card = read_card(folder)
    classifier = Classifier(folder, features=True)
    head = read_head(folder)
    photos = list(_pictures(read_samples(folder, "holdout", most=_SAMPLES).images))
    inputs = np.stack([prepare(photo, card.preparation) for photo in photos])
    features = classifier.with_features(inputs)[1]
    if shares.rounding is not None:
        features = shares.rounding.rounded(features)
    logits = (features @ head.kernel + head.bias) / np.float32(head.temperature)
    expected = softmax(logits, axis=1) @ shares.matrix
    found = np.concatenate([ask(photo[np.newaxis]) for photo in photos])
    best = found.argmax(axis=1)
    equal = (best == expected.argmax(axis=1)).sum()
    missed = expected.max(axis=1) - expected[np.arange(len(photos)), best]
    largest = np.abs(found - expected).max()
    return Comparison(len(photos), int(equal), float(largest), float(missed.max()))


def _pictures(held_out: npt.NDArray[np.uint8]) -> Iterator[npt.NDArray[np.uint8]]:
    """Yield samples as they are, and stretched to other shapes."""
    rng = np.random.default_rng(_SAMPLES)
    clouds = rng.integers(0, 256, (_SAMPLES - len(held_out), 9, 7, 3), dtype=np.uint8)
    for number, sample in enumerate([*held_out, *clouds]):
        grey = sample.shape[-1] == 1
        image = Image.fromarray(sample[:, :, 0] if grey else sample).convert("RGB")
        yield np.asarray(image)
        sides = (190 - 17 * number, 100 + 16 * number)
        yield np.asarray(image.resize(sides, Image.Resampling.BILINEAR))
