"""Analysis of labelled images before a training."""

import dataclasses
import json
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from safeio.files import write_whole
from training.analysis.figures import LEVELS, Analysis, CategoryImages, Duplicates, Pair
from training.data.duplicates import MOST_PAIRS, NEAR, Pairs, as_grey, correlations, near_duplicates
from training.data.pictures import Pictures, load_pictures
from training.inputs.samples import Images

_EXAMPLES: Final = 20
_FIRST: Final = 10
_BLOCK: Final = 10_000
Counts = npt.NDArray[np.int64]


def analyse(data: str, out: Path) -> Analysis:
    """Measure images and write what it found.

    Args:
        data: ``fashion-mnist``, a folder with a subfolder a category, a CSV list, or a table.
        out: the folder for ``analysis.json``, ``analysis.txt`` and three pictures; made if missing.

    Returns:
        What it found. Fashion-MNIST takes a minute or two, for its near duplicates.

    Raises:
        TrainingError: those of reading the data.
    """
    pictures = load_pictures(data)
    out.mkdir(parents=True, exist_ok=True)  # fail before the work if nothing can be written there
    found = figures(pictures)
    _write(out, found, pictures)
    return found


def figures(pictures: Pictures, threshold: float = NEAR) -> Analysis:
    """Return the figures of at least one image; near duplicates correlate by the threshold."""
    from training.analysis.report import findings

    grey = as_grey(pictures.images)
    learned, tested = np.flatnonzero(~pictures.is_test), np.flatnonzero(pictures.is_test)
    levels = [_levels(grey, learned, pictures, k) for k in range(len(pictures.categories))]
    whole = np.sum(levels, axis=0)
    mean, spread = _moments(whole)
    found = Analysis(
        data=pictures.source,
        train=len(learned),
        test=len(tested),
        test_given=pictures.given,
        mean=mean or 0.0,
        spread=spread or 0.0,
        levels=tuple(int(count) for count in whole),
        one_level=int((np.ptp(grey, axis=(1, 2)) == 0).sum()),
        categories=_categories(pictures, levels),
        threshold=threshold,
        within_train=_duplicates(pictures, grey, learned, None, threshold),
        across=_duplicates(pictures, grey, learned, tested, threshold),
        unreadable=pictures.unreadable,
    )
    return dataclasses.replace(found, findings=findings(found))


def _levels(grey: Images, learned: Pairs, pictures: Pictures, category: int) -> Counts:
    """Return how many pixels of a category's images have each grey level, (256,)."""
    members = learned[pictures.labels[learned] == category]
    return np.bincount(grey[members].ravel(), minlength=LEVELS)


def _moments(levels: Counts) -> tuple[float | None, float | None]:
    """Return mean and standard deviation of pixels that are counted by their level."""
    if not levels.sum():
        return None, None
    values = np.arange(LEVELS)
    mean = np.average(values, weights=levels)
    return float(mean), float(np.sqrt(np.average((values - mean) ** 2, weights=levels)))


def _categories(pictures: Pictures, levels: list[Counts]) -> tuple[CategoryImages, ...]:
    count = len(pictures.categories)
    train, test = (
        np.bincount(pictures.labels[pictures.is_test == tested], minlength=count)
        for tested in (False, True)
    )
    return tuple(
        CategoryImages(name, int(train[k]), int(test[k]), *_moments(levels[k]))
        for k, name in enumerate(pictures.categories)
    )


def _duplicates(
    pictures: Pictures, grey: Images, first: Pairs, second: Pairs | None, threshold: float
) -> Duplicates:
    """Return near duplicates among the first, or of the first among the second."""
    others = first if second is None else second
    compared = None if second is None else grey[second]
    found = near_duplicates(grey[first], compared, threshold, MOST_PAIRS)
    pairs = np.stack([first[found[:, 0]], others[found[:, 1]]], axis=1)
    alike, exact = _alike(pictures.images, grey, pairs)
    labels = pictures.labels[pairs]
    different = labels[:, 0] != labels[:, 1]
    chosen = np.lexsort((-alike, ~exact, ~different))[:_EXAMPLES]
    return Duplicates(
        pairs=len(pairs),
        exact=int(exact.sum()),
        different_labels=int(different.sum()),
        images=len(np.unique(pairs if second is None else pairs[:, 1])),
        more=len(pairs) >= MOST_PAIRS,
        examples=tuple(
            _pair(pictures, pairs[k], float(alike[k]), exact=bool(exact[k])) for k in chosen
        ),
    )


def _alike(
    images: Images, grey: Images, pairs: Pairs
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
    """Return of each pair its correlation, and whether all pixels are the same."""
    alike, exact = np.zeros(len(pairs), np.float32), np.zeros(len(pairs), np.bool_)
    for start in range(0, len(pairs), _BLOCK):  # a million pairs at once would need gigabytes
        part = slice(start, start + _BLOCK)
        first, second = pairs[part].T
        alike[part] = correlations(grey[first], grey[second])
        exact[part] = (images[first] == images[second]).all(axis=(1, 2, 3))
    return alike, exact


def _pair(pictures: Pictures, pair: Pairs, correlation: float, *, exact: bool) -> Pair:
    first, second = (int(index) for index in pair)
    labels = (
        pictures.categories[pictures.labels[first]],
        pictures.categories[pictures.labels[second]],
    )
    names = pictures.names[first], pictures.names[second]
    return Pair(*names, labels, round(min(1.0, correlation), 5), exact)


def _write(out: Path, found: Analysis, pictures: Pictures) -> None:
    from training.analysis import plots
    from training.analysis.report import as_text

    first = [
        pictures.images[np.flatnonzero(pictures.labels == k)[:_FIRST]]
        for k in range(len(pictures.categories))
    ]
    content = json.dumps(found.as_dict(), indent=2, ensure_ascii=False) + "\n"
    for name, written in (
        ("analysis.json", content.encode()),
        ("analysis.txt", as_text(found).encode()),
        ("class_distribution.png", plots.distribution(found)),
        ("first_images.png", plots.first_images(first, pictures.categories)),
        ("intensities.png", plots.intensities(found)),
    ):
        write_whole(out / name, written)
