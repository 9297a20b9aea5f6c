"""Near-duplicates: what is found of altered copies, what else, and how long it takes.

Copies of 200 real photos, each altered in one way, and once in several: how many are candidates by
the features of `photo`, and how many of them are found. Then all pairs of the real photos: how many
are found, and how many of them have two labels. At last the time for 100,000 photos: the sketches
of the real ones with noise, so that about as many pairs are candidates as among the real ones.

Usage: python -m benchmarks.duplicates FOLDER
"""

import io
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, ImageOps

from benchmarks.figures import Row, photo_folder, report
from benchmarks.registry import ROOT
from hitl_app.domain.duplicates import LEAST, near_duplicates
from hitl_app.domain.vectors import as_unit, compact, pack, sketches
from hitl_app.imaging.same_picture import Print, is_same, print_of
from safeio.decoding.decode import decode_thumbnail, thumbnail
from training.inputs.photos import load_manifest
from training.inputs.preparation import prepare
from training.versions.serving import Classifier

COPIES, MANY = 200, 100_000
_BATCH, _TIMES = 64, 100
Picture = Image.Image


def _cropped(image: Picture, share: float, rng: random.Random) -> Picture:
    """Return a picture without a share of each side, from anywhere."""
    (width, height), left, top = image.size, rng.random(), rng.random()
    box = (
        width * share * left,
        height * share * top,
        width * (1 - share * (1 - left)),
        height * (1 - share * (1 - top)),
    )
    return image.crop(tuple(map(round, box)))


def _brighter(image: Picture, rng: random.Random) -> Picture:
    return ImageEnhance.Brightness(image).enhance(rng.choice((0.9, 1.1)))


def _half(image: Picture) -> Picture:
    return image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)


def _everything(image: Picture, rng: random.Random) -> Picture:
    return _half(_brighter(_cropped(image, rng.uniform(0.03, 0.05), rng), rng))


WAYS: dict[str, Callable[[Picture, random.Random], tuple[Picture, int]]] = {
    "half as large": lambda image, _rng: (_half(image), 90),
    "JPEG quality 30": lambda image, _rng: (image, 30),
    "JPEG quality 60": lambda image, _rng: (image, 60),
    "brightness ±10 %": lambda image, rng: (_brighter(image, rng), 90),
    "cropped by 3 %": lambda image, rng: (_cropped(image, 0.03, rng), 90),
    "cropped by 5 %": lambda image, rng: (_cropped(image, 0.05, rng), 90),
    "all of these": lambda image, rng: (_everything(image, rng), rng.randint(30, 90)),
    "mirrored": lambda image, _rng: (ImageOps.mirror(image), 90),
}


def _encoded(image: Picture, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _sketches(classifier: Classifier, thumbnails: list[bytes]) -> np.ndarray:
    name, parts = classifier.card.preparation, []
    for start in range(0, len(thumbnails), _BATCH):
        some = thumbnails[start : start + _BATCH]
        images = [np.asarray(prepare(decode_thumbnail(one), name)) for one in some]
        parts.append(classifier.with_features(np.stack(images))[1])
    return sketches(pack(np.concatenate(parts)))


def copies(classifier: Classifier, files: list[Path], originals: np.ndarray) -> Iterator[Row]:
    """Measure what is found of altered copies."""
    rng = random.Random(3)
    chosen = sorted(rng.sample(range(len(files)), COPIES))
    images = [Image.open(files[i]).convert("RGB") for i in chosen]
    prints = [print_of(thumbnail(files[i].read_bytes()).encoded) for i in chosen]
    for name, way in WAYS.items():
        altered = [thumbnail(_encoded(*way(image, rng))).encoded for image in images]
        found = as_unit(_sketches(classifier, altered))
        cosines = (found * as_unit(originals[chosen])).sum(axis=1)
        near = cosines >= LEAST
        same = [is_same(one, print_of(other)) for one, other in zip(prints, altered, strict=True)]
        yield Row(
            "copies found", 100 * float((near & same).mean()), "%",
            f"candidates {100 * near.mean():.1f}", name,
        )  # fmt: skip


def others(files: list[Path], originals: np.ndarray, labels: np.ndarray) -> Iterator[Row]:
    """Count pairs of real photos that are found, none of which was altered by us."""
    units = as_unit(originals)
    rows, columns = np.nonzero(np.triu(units @ units.T >= LEAST, 1))
    print_at = {i: print_of(thumbnail(files[i].read_bytes()).encoded) for i in {*rows, *columns}}
    pairs = list(zip(rows, columns, strict=True))
    found = [(i, j) for i, j in pairs if is_same(print_at[i], print_at[j])]
    across = sum(labels[i] != labels[j] for i, j in found)
    total = len(labels) * (len(labels) - 1) // 2
    names = "; ".join(f"{files[i].name[:8]} and {files[j].name[:8]}" for i, j in found)
    yield Row(
        "pairs of different files found", len(found), "",
        f"of {total:,}, {len(pairs):,} candidates; {across} of two labels: {names}",
    )  # fmt: skip


def speed(originals: np.ndarray) -> Iterator[Row]:
    """Measure the search without pictures for many photos."""
    rng = np.random.default_rng(1)
    units = as_unit(originals)[rng.integers(0, len(originals), MANY)]
    noise = rng.standard_normal(units.shape, np.float32) / np.sqrt(units.shape[1])
    many = compact(units + 0.3 * noise)
    looks = []

    def look(one: int, other: int) -> bool:
        looks.append((one, other))
        return False

    took = _busy(lambda: near_duplicates(many, look))
    name = f"processor time of a search among {MANY:,} photos, without pictures"
    yield Row(name, took, "s", f"{len(looks):,} looks at pictures")
    image = Image.effect_noise((400, 533), 50).convert("RGB")
    encoded = thumbnail(_encoded(image, 90)).encoded
    prints = [_print(encoded) for _ in range(_TIMES)]
    reduced = _busy(lambda: [_print(encoded).edges for _ in range(_TIMES)])
    compared = _busy(lambda: [is_same(one, prints[0]) for one in prints])
    yield Row("processor time of reducing a picture", 1000 * reduced / _TIMES, "ms")
    yield Row("processor time of comparing two", 1000 * compared / _TIMES, "ms")


def _print(encoded: bytes) -> Print:
    found = print_of(encoded)
    assert found is not None
    return found


def _busy(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> list[Row]:
    """Measure everything."""
    classifier = Classifier(ROOT / "models" / "photo", features=True)
    found = load_manifest(photo_folder() / "labels.csv", classifier.card.preparation)
    files, labels = list(found.files), found.samples.labels
    originals = _sketches(classifier, [thumbnail(f.read_bytes()).encoded for f in files])
    rows = [*copies(classifier, files, originals), *others(files, originals, labels)]
    return [*rows, *speed(originals)]


if __name__ == "__main__":
    report(main())
