"""Plots as PNG bytes, drawn with Matplotlib in one style.

Colours are those of Okabe and Ito, "Color Universal Design" (2008), for any kind of colour vision;
lines differ in their dashes and marks as well.
"""

import contextlib
import io
import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from training.core.wording import percent, shortened
from training.evaluation.examples import Example
from training.evaluation.figures import Evaluation

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE: Final = "#0072B2"
VERMILION: Final = "#D55E00"
_INK: Final = "#262626"
SKY: Final = "#8CC3E8"
_GREY: Final = "#6e6e6e"
_DPI: Final = 160
_MOST_CATEGORIES: Final = 16
_MOST_LETTERS: Final = 16
# The grid of examples, in inches: two or three lines of caption below each picture.
_COLUMNS: Final = 7
_COLUMN: Final = 1.4
_PICTURE: Final = 1.2
_ROWS: Final = {"Right": 1.64, "Wrong": 1.82}
_HEADING: Final = 0.38
EXAMPLES: Final = 2 * _COLUMNS
"""The most examples of each kind in ``samples``."""
# Matplotlib brings the first; the others have the scripts that it lacks, where they are installed.
_FONTS: Final = ("DejaVu Sans", "Noto Sans", "Noto Sans CJK JP", "WenQuanYi Micro Hei", "Meiryo")
_STYLE: Final[dict[Any, Any]] = {
    "font.size": 10,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "axes.edgecolor": _GREY,
    "axes.labelcolor": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e4e4e4",
    "text.color": _INK,
    "text.parse_math": False,  # a name such as "$5 or $10" is no formula
    "xtick.color": _INK,
    "ytick.color": _INK,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
    "savefig.dpi": _DPI,
}


@contextlib.contextmanager
def canvas(width: float, height: float) -> Iterator[tuple["Figure", io.BytesIO]]:
    """Return an empty figure in the style of all plots here, of so many inches of 160 pixels.

    Yields:
        The figure, and where its PNG is after the body.
    """
    # The first run on a computer lists its fonts and logs that.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import fontManager

    installed = set(fontManager.get_font_names())
    fonts = [name for name in _FONTS if name in installed]
    png = io.BytesIO()
    with mpl.rc_context({**_STYLE, "font.family": fonts}), warnings.catch_warnings():
        # Letters of a category's name that no font has are drawn as boxes.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure = Figure(figsize=(width, height))
        FigureCanvasAgg(figure)
        yield figure, png
        figure.savefig(png, format="png")


def _in_percent(*axes: Any) -> None:
    for axis in axes:
        axis.set_major_formatter(lambda share, _place: f"{100 * share:g} %")


def confusion(found: Evaluation) -> bytes:
    """Return the confusion matrix in photos, coloured by the share of each label.

    Of more than 16 categories, those with the most mistakes.
    """
    from matplotlib.colors import PowerNorm

    every = np.array(found.confusion)
    chosen = _most_mistaken(found, every)
    counts = every[np.ix_(chosen, chosen)]
    shares = counts / np.maximum(1, every[chosen].sum(axis=1))[:, np.newaxis]
    side = max(4.5, 0.62 * len(chosen) + 1.6)
    with canvas(side + 0.4, side) as (figure, png):
        axes = figure.subplots()
        axes.grid(visible=False)
        # A square root, so that a confusion of a few percent is seen beside a diagonal of ninety.
        axes.imshow(shares, cmap="Blues", norm=PowerNorm(0.5, 0, 1), aspect="equal")
        names = [shortened(found.names[k], _MOST_LETTERS) for k in chosen]
        slant: dict[str, Any] = {"rotation": 40, "ha": "right", "rotation_mode": "anchor"}
        long = max(map(len, names)) > 6
        axes.set_xticks(range(len(names)), names, **(slant if long else {}))
        axes.set_yticks(range(len(names)), names)
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        for (row, column), count in np.ndenumerate(counts):
            axes.text(
                column,
                row,
                str(count) if count else "·",
                ha="center",
                va="center",
                fontsize=9,
                color="white" if shares[row, column] > 0.3 else _INK if count else _GREY,
            )
        axes.set_xlabel("Prediction")
        axes.set_ylabel("Label")
        some = len(chosen) < len(found.categories)
        axes.set_title(
            f"The {len(chosen)} categories with the most mistakes, in photos"
            if some
            else "Labels and predictions, in photos"
        )
    return png.getvalue()


def _most_mistaken(found: Evaluation, counts: Any) -> list[int]:
    """Return the categories to show: all that occur, if they fit."""
    seen = [found.names.index(row.category) for row in found.categories]
    mistakes = counts.sum(axis=0) + counts.sum(axis=1) - 2 * counts.diagonal()
    return sorted(sorted(seen, key=lambda k: -mistakes[k])[:_MOST_CATEGORIES])


def reliability(found: Evaluation) -> bytes:
    """Plot confidence against accuracy in 15 bins, and the photos in each bin."""
    bins = found.reliability
    middles = [(b.low + b.high) / 2 for b in bins]
    width = 0.9 * (bins[0].high - bins[0].low)
    with canvas(6.4, 6.2) as (figure, png):
        upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
        bars = upper.bar(middles, [b.accuracy for b in bins], width, color=SKY, label="share right")
        (diagonal,) = upper.plot([0, 1], [0, 1], "--", color=_GREY, label="as right as it is sure")
        (marks,) = upper.plot(
            [b.confidence for b in bins],
            [b.accuracy for b in bins],
            "o",
            color=VERMILION,
            markeredgecolor="white",
            clip_on=False,
            zorder=3,
            label="the same at the mean confidence",
        )
        upper.set_ylim(0, 1.02)
        upper.set_ylabel("Share right")
        upper.set_title(f"Calibration error {percent(found.ece)}")
        upper.legend(handles=[bars, marks, diagonal], loc="upper left")
        lower.bar(middles, [b.count / found.count for b in bins], width, color=_GREY)
        lower.set_ylabel("Share of photos")
        lower.set_xlabel("Confidence")
        lower.set_xlim(0, 1)
        _in_percent(upper.xaxis, upper.yaxis, lower.yaxis)
    return png.getvalue()


def risk_coverage(found: Evaluation) -> bytes:
    """Plot the error rate among the photos that are auto-accepted, by their share."""
    alone = [point.labelled_alone for point in found.risk_coverage]
    rates = [point.error_rate for point in found.risk_coverage]
    with canvas(8.6, 4.6) as (figure, png):
        axes = figure.subplots()
        axes.plot(alone, rates, color=BLUE, linewidth=2)
        marks = [
            axes.plot(
                [1 - review.share],
                [np.interp(1 - review.share, alone, rates)],
                mark,
                color=VERMILION,
                markeredgecolor="white",
                markersize=9,
                clip_on=False,
                zorder=3,
                label=f"{100 * review.right:g} %: {percent(review.share)}",
            )[0]
            for review, mark in zip(found.review, "osD^", strict=True)
        ]
        axes.set_xlim(0, 1)
        axes.set_ylim(0, max(1.1 * max(rates), 0.01))
        axes.set_xlabel("Share of photos labelled alone, the surest first")
        axes.set_ylabel("Share wrong among them")
        axes.set_title(f"Area under the curve {found.risk_coverage_area:.4f}")
        figure.legend(
            handles=marks,
            loc="outside right upper",
            title="Labels right in the end:\nto review for that",
            alignment="left",
        )
        _in_percent(axes.xaxis, axes.yaxis)
    return png.getvalue()


def samples(right: Sequence[Example], wrong: Sequence[Example]) -> bytes:
    """Plot up to ``EXAMPLES`` right and wrong photos, prepared, with label and prediction."""
    kinds = [(title, some) for title, some in (("Right", right), ("Wrong", wrong)) if some]
    width = _COLUMN * _COLUMNS
    height = sum(_HEADING + _ROWS[title] * -(-len(some) // _COLUMNS) for title, some in kinds)
    with canvas(width, height) as (figure, png):
        figure.set_layout_engine("none")
        top = height
        for title, some in kinds:
            figure.text(0.01, (top - 0.25) / height, title, fontsize=12)
            top -= _HEADING
            for number, example in enumerate(some):
                row, column = divmod(number, _COLUMNS)
                left, bottom = _COLUMN * (column + 0.07), top - _ROWS[title] * row - _PICTURE
                place = (left / width, bottom / height, _PICTURE / width, _PICTURE / height)
                _show(figure.add_axes(place), example)
            top -= _ROWS[title] * -(-len(some) // _COLUMNS)
    return png.getvalue()


def _show(axes: "Axes", example: Example) -> None:
    image = example.image
    axes.set_axis_off()
    grey = image.shape[2] == 1
    axes.imshow(image[:, :, 0] if grey else image, cmap="gray", vmin=0, vmax=255)
    sure = f"{percent(example.confidence, 0)} sure"
    if example.label == example.prediction:
        caption = f"{shortened(example.label, _MOST_LETTERS)}\n{sure}"
    else:
        label, guess = (
            shortened(n, _MOST_LETTERS - 2) for n in (example.label, example.prediction)
        )
        caption = f"is {label}\nsaid {guess}\n{sure}"
    axes.text(0.5, -0.05, caption, transform=axes.transAxes, ha="center", va="top", fontsize=9)


def curves(records: Sequence[Mapping[str, Any]]) -> bytes:
    """Plot accuracy and loss by pass, on training and held-out samples.

    Args:
        records: of each pass ``epoch``, ``accuracy``, ``loss``, ``held_out_accuracy`` and
            ``held_out_loss``, as a card's metrics have them; at least one.
    """
    from matplotlib.ticker import MaxNLocator

    passes = [record["epoch"] for record in records]
    with canvas(9.6, 4.0) as (figure, png):
        for axes, key, title in zip(
            figure.subplots(1, 2), ("accuracy", "loss"), ("Accuracy", "Loss in nats"), strict=True
        ):
            for name, dashes, mark, colour, label in (
                (key, "--", "s", VERMILION, "while it learned"),
                (f"held_out_{key}", "-", "o", BLUE, "held out"),
            ):
                values = [record[name] for record in records]
                axes.plot(
                    passes, values, dashes, marker=mark, markersize=4, color=colour, label=label
                )
            axes.set_title(title)
            axes.set_xlabel("Pass")
            axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
            axes.legend()
            if key == "accuracy":
                _in_percent(axes.yaxis)
    return png.getvalue()
