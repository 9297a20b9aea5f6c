"""A fine-tuning in which the last layer alone learns, by logistic regression on features.

Features of every sample, and of a few augmentations of the training photos, are computed once. The
fit then takes seconds.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from training.core.observer import Observer, Progress, Record
from training.finetuning.batches import Material
from training.finetuning.config import FinetuneConfig
from training.finetuning.passes import ENOUGH_VALIDATION, validation_figures
from training.fitting.features import FeatureReader, count_batches, head_model
from training.fitting.head import PASSES, LinearHead, fit_head
from training.inputs.augment import augment_images
from training.inputs.samples import Features, Samples
from training.versions import calibrate

_PART: Final = 256
_TRIED: Final = (0.25, 1.0, 4.0, 16.0)
"""Where enough validation photos choose, the penalty is tried so many times as large."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Features instead of photos, and the model of the last layer alone that reads them.

    Attributes:
        head: a Keras model from features to probabilities.
        training_photos: as they are.
        augmented: (views, N, F) features of the training photos, augmented.
        replay: as they are.
        validation: as they are.
        holdout: the parent's, as they are.
        progress: of the run; the passes of the fit are left.
    """

    head: Any
    training_photos: Samples
    augmented: Features
    replay: Samples
    validation: Samples
    holdout: Samples
    progress: Progress


def read_all(
    model: Any,
    parts: tuple[Samples, Samples, Samples, Samples],
    preparation: str,
    config: FinetuneConfig,
    observer: Observer,
) -> Seen:
    """Compute the features of all samples of a run.

    Args:
        model: the parent.
        parts: training photos, replayed samples, validation photos and the parent's holdout.
        preparation: of all of them.
        config: says how often each training photo is augmented.
        observer: receives progress; may raise to stop.
    """
    photos = parts[0]
    views = config.views - 1
    total = sum(count_batches(len(part)) for part in parts)
    total += views * count_batches(len(photos))
    total += len(_factors(parts[2])) * PASSES
    progress = Progress(observer, total)
    reader = FeatureReader(model, progress.step)
    plain, replay, validation, holdout = (reader.read(part) for part in parts)
    augmented = np.zeros((views, *plain.images.shape), np.float32)
    for view in range(views):
        for start in range(0, len(photos), _PART):
            rng = np.random.default_rng([config.seed, view, start])
            shown = augment_images(photos.images[start : start + _PART], preparation, rng)
            augmented[view, start : start + _PART] = reader.features(shown)
    return Seen(head_model(model), plain, augmented, replay, validation, holdout, progress)


def count_fits(validation: int) -> int:
    """Return how many penalties are tried with so many validation photos."""
    return len(_TRIED) if validation >= ENOUGH_VALIDATION else 1


def _factors(validation: Samples) -> tuple[float, ...]:
    """Return by how much the penalty is multiplied in the fits of a run."""
    return _TRIED if count_fits(len(validation)) > 1 else (1.0,)


class LastLayer:
    """The fit of one child's last layer, which begins with the weights that it has."""

    def __init__(
        self,
        model: Any,
        material: Material,
        augmented: Features,
        config: FinetuneConfig,
        progress: Progress,
    ) -> None:
        self._model = model
        self._material = material
        self._config = config
        self._progress = progress
        self._curve: list[Record] = []
        photos, replay = material.training_photos, material.replay
        views = [photos.images, *augmented]
        self._features = np.concatenate([*views, replay.images])
        self._labels = np.concatenate([*[photos.labels] * len(views), replay.labels])
        often = np.bincount(material.rows, minlength=len(photos)) / len(views)
        weights = [np.tile(often, len(views)), self._replay_weights(often.sum() * len(views))]
        self._weights = np.concatenate(weights).astype(np.float32)

    def run(self) -> list[Record]:
        """Fit, set the best head in the model, and return a record for each penalty that is tried.

        With enough validation photos, the penalty is the one that does best on them.
        """
        base = LinearHead.of(self._model)
        best, lowest = base, np.inf
        for factor in _factors(self._material.validation):
            head = self._fit(base, factor * self._config.penalty)
            head.put_into(self._model)
            record = self._record(head)
            loss = float(record.get("validation_loss", 0.0))
            if loss < lowest:
                best, lowest = head, loss
        best.put_into(self._model)
        return self._curve

    def _fit(self, base: LinearHead, penalty: float) -> LinearHead:
        passes = 0

        def count(_head: LinearHead, _loss: float) -> None:
            nonlocal passes
            passes += 1
            self._progress.step()

        head = fit_head(
            *(self._features, self._labels, base, penalty), weights=self._weights, on_pass=count
        )
        self._progress.step(PASSES - passes)
        return head

    def _replay_weights(self, photos: float) -> npt.NDArray[np.float64]:
        """Return weights of replayed samples, equal in sum for each of their categories.

        All of them weigh as much as the training photos, times the configured ratio and weight, but
        none of them more than one photo.
        """
        labels = self._material.replay.labels
        if not len(labels):
            return np.zeros(0)
        each = 1 / np.bincount(labels)[labels]
        wanted = photos * self._config.replay_ratio * self._config.replay_weight
        return np.asarray(np.minimum(each * wanted / each.sum(), 1.0))

    def _record(self, head: LinearHead) -> Record:
        predicted = head.probabilities(self._features)
        rows = np.flatnonzero(self._weights)
        record: Record = {
            "epoch": len(self._curve) + 1,
            "stage": "head",
            "loss": calibrate.negative_log_likelihood(predicted[rows], self._labels[rows]),
            "accuracy": calibrate.accuracy(predicted[rows], self._labels[rows]),
            **validation_figures(self._model, self._material.validation),
        }
        self._curve.append(record)
        self._progress.epoch(record)
        return record
