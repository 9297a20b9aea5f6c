"""The initial weights of a training: random, another version's, or ImageNet's."""

from pathlib import Path
from typing import Any

from training.architectures import backbones, builders
from training.architectures.recipes import Recipe
from training.core.errors import TrainingError
from training.inputs.preparation import input_shape
from training.versions.registry import load_model, read_card


def first_model(how: Recipe, categories: tuple[str, ...], start: Path | None) -> Any:
    """Build a model with its initial weights.

    They are those of the version ``start`` of the same builder, if there is one; outputs of other
    names are new.

    Raises:
        TrainingError: ``start-mismatch`` for a version of another kind, ``no-connection`` if
            weights of ImageNet are asked for and cannot be fetched.
    """
    shape = input_shape(how.preparation)
    if start is not None:
        card = read_card(start)
        if card.architecture != how.builder:
            raise TrainingError(
                "start-mismatch",
                f"The version {card.name} is a model of another kind, {card.architecture!r}.",
                f"Start from a version of the kind {how.builder!r}.",
                {"name": card.name},
            )
        places = {name: place for place, name in enumerate(card.categories)}
        inherits = [places.get(name) for name in categories]
        return builders.with_outputs(load_model(start), how.builder, inherits, shape)
    model = builders.build(how.builder, len(categories), shape)
    if how.pretrained:
        backbones.fill(model, how.builder, shape)
    return model
