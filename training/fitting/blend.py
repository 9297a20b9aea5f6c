"""The mean of the weights of several versions of one model.

Versions fine-tuned from one another lie in one basin of the loss, and their mean is better than
each of them (Wortsman et al., "Model soups", arXiv 2203.05482). The statistics of normalisation are
measured again (Izmailov et al., "Averaging weights leads to wider optima", arXiv 1803.05407).
"""

import contextlib
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from safeio.files import probe_folder
from training.core.backend import load_keras
from training.core.errors import TrainingError
from training.data.data import load_dataset
from training.data.feeds import feed_of
from training.fitting.config import TrainConfig
from training.fitting.train import write_trained
from training.inputs.samples import Images
from training.versions.registry import check_new_name, load_model, read_card

_BATCHES: Final = 100
"""Enough for statistics: 12,800 samples, changed as in training."""


def blend(folders: Sequence[Path], config: TrainConfig, out: Path) -> Path:
    """Write the mean of versions of one model, for the same categories, as a version.

    The config names recipe, data and version; its epochs have no effect.

    Raises:
        TrainingError: ``blend-mismatch``, and those of data, names and versions.
    """
    check_new_name(out, config.name)
    probe_folder(out)
    how = config.recipe
    dataset = load_dataset(config.data, how.preparation, config.seed)
    known = how.builder, how.preparation, dataset.categories
    for card in map(read_card, folders):
        if (card.architecture, card.preparation, card.categories) != known:
            raise TrainingError(
                "blend-mismatch",
                f"The version {card.name} has another architecture than {config.architecture}, or "
                "knows other "
                "categories than the data.",
                "Blend versions of the same model that were trained on the same data.",
                {"name": card.name},
            )
    models = [load_model(folder) for folder in folders]
    weights = zip(*(model.get_weights() for model in models), strict=True)
    models[0].set_weights([np.mean(values, axis=0) for values in weights])
    feed = feed_of(dataset, how.preparation, how.augment, config.seed, how.batch_size)
    with contextlib.closing(feed):
        _measure_norms(models[0], _batches((p.images for p in feed.make_epoch(1)), how.batch_size))
    return write_trained(models[0], dataset, config, [], None, out)


def _batches(parts: Iterator[Images], size: int) -> Iterator[Images]:
    found = (part[start : start + size] for part in parts for start in range(0, len(part), size))
    return itertools.islice(found, _BATCHES)


def _measure_norms(model: Any, batches: Iterator[Images]) -> None:
    """Set the statistics of normalisation to their means over these batches."""
    norm = load_keras().layers.BatchNormalization
    norms = [layer for layer in model.layers if isinstance(layer, norm)]
    usual = [layer.momentum for layer in norms]
    for number, images in enumerate(batches, 1):
        for layer in norms:
            layer.momentum = 1 - 1 / number
        model(images.astype(np.float32), training=True)
    for layer, momentum in zip(norms, usual, strict=True):
        layer.momentum = momentum
