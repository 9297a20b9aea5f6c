"""The configuration of a training."""

import dataclasses
from dataclasses import dataclass

from training.architectures.recipes import Recipe, recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainConfig:
    """All that a run depends on; the same config and data give the same model.

    Attributes:
        architecture: a name of ``training.architectures.recipes``.
        data: ``fashion-mnist``, a folder with a subfolder a category, a CSV list, Kaggle's CSV or a
            folder of IDX files.
        name: of the version to write.
        seed: of the weights, the order of samples, and the split of a folder or list.
        epochs: passes over the training samples, if not the recipe's; the best by the held-out
            ones is kept.
        batch_size: samples a step, if not the recipe's.
        photos: the list of the Clothing dataset, to learn its photos as well.
        start: folder of a version of the same architecture whose weights are the first; for
            ``photo-lite0`` and ``photo-clothes`` also one of ``photo``, whose body is taken.
        pretrained: EfficientNet-Lite0's weights, as ``tools.lite0`` writes them, for ``lite0``,
            ``photo-lite0`` and ``photo-clothes``.
        adapted: folder of a version of ``lite0``, whose upper blocks ``photo-clothes`` takes.
        teachers: folders of versions to learn from beside the labels, for items of Fashion-MNIST's
            shape.
        report: the list of the Clothing dataset, to measure the photos that only report.
        patience: ends the run after so many passes without a better one.
        command: what was typed, for the card.
        known_failures: in words, for the card; what it most often confuses is added.
    """

    architecture: str = "seed-cnn"
    data: str = "fashion-mnist"
    name: str = "seed-cnn"
    seed: int = 1
    epochs: int | None = None
    batch_size: int | None = None
    photos: str | None = None
    start: str | None = None
    pretrained: str | None = None
    adapted: str | None = None
    teachers: tuple[str, ...] = ()
    report: str | None = None
    patience: int | None = None
    command: str = ""
    known_failures: str = ""

    @property
    def recipe(self) -> Recipe:
        """The recipe with this run's own settings.

        Raises:
            TrainingError: ``unknown-architecture``.
        """
        usual = recipe(self.architecture)
        return dataclasses.replace(
            usual,
            epochs=self.epochs or usual.epochs,
            batch_size=self.batch_size or usual.batch_size,
        )
