"""Plots of an analysis as PNG bytes."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from PIL import Image

from training.analysis.figures import LEVELS, Analysis, CategoryImages
from training.core.wording import shortened
from training.evaluation.plots import BLUE, SKY, VERMILION, canvas
from training.inputs.samples import Images

_MOST_CATEGORIES: Final = 40
_MOST_LETTERS: Final = 20
_CELL: Final = 64
_COLUMNS: Final = 10


def distribution(found: Analysis) -> bytes:
    """Plot the numbers of training and test images of each category."""
    shown = found.categories[:_MOST_CATEGORIES]
    places = np.arange(len(shown))
    with canvas(8.0, 1.6 + 0.3 * len(shown)) as (figure, png):
        axes = figure.subplots()
        train = [one.train for one in shown]
        axes.barh(places, train, color=BLUE, label="to learn from")
        axes.barh(places, [one.test for one in shown], left=train, color=SKY, label="to test on")
        _named(axes, shown)
        axes.grid(visible=False, axis="y")
        axes.set_xlabel("Images")
        axes.set_title(_title("Images by category", found))
        figure.legend(loc="outside lower right", ncols=2)
    return png.getvalue()


def intensities(found: Analysis) -> bytes:
    """Plot the grey levels, and mean and spread of each category."""
    shown = [one for one in found.categories if one.mean is not None][:_MOST_CATEGORIES]
    with canvas(11.0, max(4.0, 1.6 + 0.3 * len(shown))) as (figure, png):
        left, right = figure.subplots(1, 2)
        left.bar(np.arange(LEVELS), found.levels, width=1.0, color=BLUE)
        left.set_yscale("log")
        left.yaxis.set_major_formatter(lambda count, _place: f"{count:,.0f}")
        left.set_xlabel("Grey level")
        left.set_ylabel("Pixels")
        left.set_title(f"All images: mean {found.mean:.1f}, spread {found.spread:.1f}")
        right.errorbar(
            [one.mean or 0.0 for one in shown],
            np.arange(len(shown)),
            xerr=[one.spread or 0.0 for one in shown],
            fmt="o",
            color=BLUE,
            ecolor=SKY,
            capsize=3,
        )
        right.axvline(found.mean, color=VERMILION, linestyle="--")
        _named(right, shown)
        right.set_xlabel("Grey level: mean, and one standard deviation to each side")
        right.set_title(_title("By category; dashed: of all", found))
    return png.getvalue()


def first_images(images: Sequence[Images], categories: Sequence[str]) -> bytes:
    """Return a row a category with up to ten images, (n, height, width, channels) of each."""
    shown = list(zip(images, categories, strict=True))[:_MOST_CATEGORIES]
    sheet = np.full((len(shown) * _CELL, _COLUMNS * _CELL, 3), 255, np.uint8)
    for row, (some, _) in enumerate(shown):
        for column, image in enumerate(some[:_COLUMNS]):
            top, left = row * _CELL, column * _CELL
            sheet[top : top + _CELL, left : left + _CELL] = _cell(image)
    with canvas(9.0, 0.6 + 0.72 * len(shown)) as (figure, png):
        axes = figure.subplots()
        axes.imshow(sheet)
        axes.grid(visible=False)
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)
        axes.set_xticks([])
        middles = [_CELL * (row + 0.5) for row in range(len(shown))]
        axes.set_yticks(middles, [shortened(name, _MOST_LETTERS) for _, name in shown])
        more = len(categories) - len(shown)
        few = f"; the first {len(shown)} categories" if more else ""
        axes.set_title(f"The first ten images of each category{few}")
    return png.getvalue()


def _cell(image: Images) -> Images:
    whole = Image.fromarray(image[:, :, 0] if image.shape[2] == 1 else image).convert("RGB")
    return np.asarray(whole.resize((_CELL, _CELL), Image.Resampling.NEAREST))


def _named(axes: Any, shown: Sequence[CategoryImages]) -> None:
    names = [shortened(one.category, _MOST_LETTERS) for one in shown]
    axes.set_yticks(np.arange(len(shown)), names)
    axes.invert_yaxis()


def _title(title: str, found: Analysis) -> str:
    count = len(found.categories)
    return f"{title}: the first {_MOST_CATEGORIES}" if count > _MOST_CATEGORIES else title
