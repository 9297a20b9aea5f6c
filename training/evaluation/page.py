"""An evaluation as one self-contained page of HTML without scripts."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from safeio.characters import printable
from safeio.pages import render_page
from training.architectures.builders import Layer
from training.core.wording import percent
from training.evaluation.figures import Evaluation
from training.evaluation.observations import key_figures, observations
from training.versions.card import Card

# What each picture shows, and how to read it.
_PICTURES: Final = {
    "confusion.png": (
        "Confusion matrix",
        "Rows are labels, columns what the model says. Colour is the share of the label's "
        "photos, so a blue cell off the diagonal is a mistake that it makes often.",
    ),
    "risk_coverage.png": (
        "Risk and coverage",
        "If the model labels only the photos that it is surest of: how many of those are wrong. "
        "Marks: where so many of all labels are right once the other photos are reviewed.",
    ),
    "reliability.png": (
        "Reliability diagram",
        "Upper half: of the photos that it is so sure of, the share that it gets right. Where a "
        "bar ends below the dashed line, it is surer than it is right. Lower half: how many photos "
        "that concerns.",
    ),
    "samples.png": (
        "Some photos that it gets right and some that it gets wrong",
        "As the model sees them, drawn at random; those it gets right from all categories alike, "
        "those it gets wrong from all mistakes.",
    ),
}


def as_page(
    found: Evaluation, card: Card, layers: Sequence[Layer], pictures: Mapping[str, bytes]
) -> str:
    """Return the whole page as HTML in which every name is escaped.

    ``pictures`` holds PNG bytes of ``confusion.png``, ``risk_coverage.png``, ``reliability.png``
    and ``samples.png``.
    """
    counted = f"{found.count:,} photos measured"
    if found.unreadable:
        counted += f", {found.unreadable:,} could not be read"
    return render_page(
        "training.evaluation",
        "evaluation.html",
        title=f"How well {printable(found.model)} does on {found.data}",
        counted=counted,
        key_figures=key_figures(found),
        observations=observations(found),
        reviews=_reviews(found),
        categories=_categories(found),
        model=(
            f"{printable(card.name)} is of the kind {card.architecture}, reads photos "
            f"prepared as {card.preparation}, and has "
            f"{sum(layer.weights for layer in layers):,} weights."
        ),
        layers=_layers(layers),
        **{name.removesuffix(".png"): _picture(name, pictures[name]) for name in _PICTURES},
    )


def _picture(name: str, png: bytes) -> dict[str, object]:
    title, caption = _PICTURES[name]
    return {
        "title": title,
        "caption": caption,
        "packed": base64.b64encode(png).decode("ascii"),
        "width": int.from_bytes(png[16:20]) * 5 // 8,  # of the PNG; sharp on dense screens
    }


def _reviews(found: Evaluation) -> Iterator[tuple[str, ...]]:
    for row in found.review:
        yield f"{100 * row.right:g} %", percent(row.share), f"{row.count:,}"


def _categories(found: Evaluation) -> Iterator[tuple[str, ...]]:
    for row in found.categories:
        shares = (percent(share) for share in (row.precision, row.recall, row.f1))
        yield printable(row.category), *shares, f"{row.count:,}"


def _layers(layers: Sequence[Layer]) -> Iterator[tuple[str, ...]]:
    for layer in layers:
        shape = " × ".join(map(str, layer.shape))
        yield layer.name, layer.kind, shape, f"{layer.weights:,}"
