"""The figures of an analysis of labelled images."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Final

LEVELS: Final = 256
"""Grey levels, from 0, black, to 255."""


@dataclass(frozen=True, slots=True)
class CategoryImages:
    """The images of a category, to learn from and to test on.

    Mean and standard deviation are of the grey levels, 0 to 255, of those to learn from; None
    without any.
    """

    category: str
    train: int
    test: int
    mean: float | None
    spread: float | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two images that nearly duplicate each other; exact if every pixel is the same."""

    first: str
    second: str
    labels: tuple[str, str]
    correlation: float
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicates:
    """Pairs of images that nearly duplicate each other.

    Attributes:
        pairs: how many.
        exact: how many of them are the same in every pixel.
        different_labels: how many of them have different labels.
        images: how many images they are made of; of train and test, how many test images.
        more: whether counting stopped at so many pairs.
        examples: a few, those with different labels first, then those most alike.
    """

    pairs: int
    exact: int
    different_labels: int
    images: int
    more: bool
    examples: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Figures of labelled images.

    Attributes:
        data: its name.
        train: images to learn from.
        test: images to test on.
        test_given: whether the data come with test images; else ``train`` splits them.
        mean: grey level of the pixels of those to learn from, 0 to 255.
        spread: its standard deviation.
        levels: how many of these pixels have each grey level from 0 to 255.
        one_level: images whose pixels all have the same grey level.
        categories: in the order of the labels.
        threshold: correlation from which images count as near duplicates.
        within_train: near duplicates among those to learn from.
        across: near duplicates of which one is to learn from, the other to test on.
        unreadable: name and reason of each file that could not be read.
        findings: all this in words, most important first.
    """

    data: str
    train: int
    test: int
    test_given: bool
    mean: float
    spread: float
    levels: tuple[int, ...]
    one_level: int
    categories: tuple[CategoryImages, ...]
    threshold: float
    within_train: Duplicates
    across: Duplicates
    unreadable: tuple[tuple[str, str], ...]
    findings: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the analysis as plain JSON values."""
        return dict(json.loads(json.dumps(asdict(self))))
