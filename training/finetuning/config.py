"""Settings of a fine-tuning."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from training.architectures.recipes import Tuning, recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class FinetuneConfig(Tuning):
    """All that a fine-tuning depends on beside parent, training photos and validation photos.

    Attributes:
        seed: of everything random.
        epochs: passes in which all layers learn; None for `max_epochs`, or fewer where there are
            many training photos.
        head_rate: Adam's rate for the first stage.
        batch_training_photos: training photos a batch.
        mistake_weight: how many times as often as others the training photos come that the active
            version predicts wrongly.
        replay: whether samples of the parent's training are replayed; without, it forgets.
        categories: names of the child's outputs, if they are not the parent's.
        inherits: for each of them, the parent's output that initialises it, or None for a new one.
            None for all: the parent's outputs come first, in their order.
        data: where the training photos came from, in words, for the card.
        command: what was typed or pressed, for the card.
    """

    seed: int = 1
    epochs: int | None = None
    head_rate: float = 1e-3
    batch_training_photos: int = 32
    mistake_weight: int = 2
    replay: bool = True
    categories: tuple[str, ...] | None = None
    inherits: tuple[int | None, ...] | None = None
    data: str = ""
    command: str = ""

    @classmethod
    def of(cls, model: str, **settings: Any) -> "FinetuneConfig":
        """Return the settings of a model's recipe, except those that are given.

        Raises:
            TrainingError: ``unknown-model``.
        """
        return cls(**{**dataclasses.asdict(recipe(model).tuning), **settings})
