"""The initial weights of a training: random, another version's, or ImageNet's."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy.typing as npt

from training.architectures import backbones, builders, lite0, side_by_side
from training.architectures.recipes import Recipe
from training.core.arrays import unpack_arrays
from training.core.errors import TrainingError, damaged
from training.inputs.preparation import input_shape
from training.versions.card import Card
from training.versions.registry import load_model, read_card

_CLOTHES: Final = "photo-clothes"
_SIDE_BY_SIDE: Final = ("photo-lite0", _CLOTHES)
_BODY: Final = "photo"
_LITE0: Final = "lite0"


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the first weights of a model are.

    Attributes:
        start: the folder of a version of the same builder, or of one of ``photo``, whose body is
            taken.
        pretrained: EfficientNet-Lite0's weights, as ``tools.lite0`` writes them.
        adapted: the folder of a version of ``lite0``, whose upper blocks ``photo-clothes`` takes.
    """

    start: Path | None = None
    pretrained: Path | None = None
    adapted: Path | None = None


def first_model(how: Recipe, categories: tuple[str, ...], sources: Sources) -> Any:
    """Build a model with its initial weights.

    They are those of the version ``start`` of the same builder, if there is one; outputs of other
    names are new. A model with bodies side by side may also begin with the weights of each.

    Raises:
        TrainingError: ``start-mismatch`` for a version of another kind, ``pretrained-needed``
            where only weights of all bodies are a beginning, ``pretrained-unreadable`` and
            ``pretrained-unfit`` for a file of other weights, ``no-connection`` if weights of
            ImageNet are asked for and cannot be fetched.
    """
    shape = input_shape(how.preparation)
    start = sources.start
    card = None if start is None else read_card(start)
    if how.builder in _SIDE_BY_SIDE and (card is None or card.architecture != how.builder):
        return _joined(how, categories, sources)
    if start is not None and card is not None:
        if card.architecture != how.builder:
            raise _mismatch(card, how.builder)
        places = {name: place for place, name in enumerate(card.categories)}
        inherits = [places.get(name) for name in categories]
        return builders.with_head(load_model(start), inherits)
    if how.builder == _LITE0:
        return _lite0(categories, shape, sources.pretrained)
    model = builders.build(how.builder, len(categories), shape)
    if how.pretrained:
        backbones.fill(model, how.builder, shape)
    return model


def _lite0(categories: tuple[str, ...], shape: builders.Shape, pretrained: Path | None) -> Any:
    if pretrained is None:
        raise TrainingError(
            "pretrained-needed",
            f"A model {_LITE0} cannot begin with random weights: its lower blocks do not learn.",
            "Give --pretrained with the weights that python -m tools.lite0 writes.",
        )
    weights = _read(pretrained)
    model = builders.build(_LITE0, len(categories), shape)
    try:
        lite0.fill(model, weights)
    except ValueError as error:
        raise side_by_side.unfit(str(error)) from error
    return model


def _joined(how: Recipe, categories: tuple[str, ...], sources: Sources) -> Any:
    pretrained, adapted = sources.pretrained, None
    if sources.start is None:
        raise _needed(how.builder)
    _check_kind(sources.start, _BODY, how.builder)
    if pretrained is None or (how.builder == _CLOTHES and sources.adapted is None):
        raise _needed(how.builder)
    weights = _read(pretrained)
    if how.builder == _CLOTHES and sources.adapted is not None:
        _check_kind(sources.adapted, _LITE0, how.builder)
        adapted = load_model(sources.adapted)
    start = load_model(sources.start)
    model = builders.build(how.builder, len(categories), input_shape(how.preparation))
    side_by_side.fill(model, weights, start, adapted)
    return model


def _check_kind(folder: Path, builder: str, wanted: str) -> None:
    card = read_card(folder)
    if card.architecture != builder:
        raise _mismatch(card, wanted)


def _read(pretrained: Path) -> dict[str, npt.NDArray[Any]]:
    try:
        return unpack_arrays(pretrained)
    except (OSError, ValueError) as error:
        problem = f"The pretrained weights {pretrained} cannot be read"
        remedy = "Write them with python -m tools.lite0."
        raise damaged("pretrained-unreadable", problem, remedy, pretrained)(error) from error


def _needed(builder: str) -> TrainingError:
    adapted = f", and --adapted with one of {_LITE0}" if builder == _CLOTHES else ""
    return TrainingError(
        "pretrained-needed",
        f"A model {builder} cannot begin with random weights: only its last layer learns.",
        f"Give --start with a version of {builder}, or --start with one of {_BODY}, --pretrained "
        f"with the weights that python -m tools.lite0 writes{adapted}.",
    )


def _mismatch(card: Card, builder: str) -> TrainingError:
    return TrainingError(
        "start-mismatch",
        f"The version {card.name} is a model of another kind, {card.architecture!r}.",
        f"Start from a version of the kind {builder!r}.",
        {"name": card.name},
    )
