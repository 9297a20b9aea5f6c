"""The layers of a model.

Keras's own ``summary`` cuts its tables off at the width of the terminal, also in files.
"""

from dataclasses import dataclass

from training.architectures import builders
from training.inputs.preparation import input_shape
from training.versions.card import Card


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer: its name, kind, output's shape without the batch, and number of weights."""

    name: str
    kind: str
    shape: tuple[int, ...]
    weights: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A version's name, its architecture and preparation, and its layers in order."""

    name: str
    architecture: str
    preparation: str
    layers: tuple[Layer, ...]

    @property
    def weights(self) -> int:
        """The number of weights of all layers."""
        return sum(layer.weights for layer in self.layers)


def summarise(card: Card) -> Summary:
    """Build the card's model, without its weights, and list its layers.

    Raises:
        TrainingError: ``unknown-architecture``, ``unknown-preparation``.
    """
    model = builders.build(card.architecture, len(card.categories), input_shape(card.preparation))
    layers = tuple(
        Layer(
            layer.name,
            type(layer).__name__,
            tuple(int(side) for side in layer.output.shape[1:]),
            int(layer.count_params()),
        )
        for layer in model.layers
    )
    return Summary(card.name, card.architecture, card.preparation, layers)
