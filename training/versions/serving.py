"""Classification by a model version.

ONNX Runtime computes architectures that can be recorded (``training.architectures.graph``); then
neither TensorFlow nor Keras is imported. All others are computed by TensorFlow, and so are all
where ONNX Runtime cannot be loaded. Both give the same probabilities to four digits.

Bulk work may be faster on processors that multiply bytes (``training.versions.rounding``): a photo
is then computed with bytes, and exactly only if its two likeliest categories are close.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from safeio.foreign import foreign_bytes
from training.architectures.builders import HEAD, Shape
from training.architectures.graph import record
from training.architectures.stand_ins import UnknownLayerError
from training.core.backend import load_keras, load_tensorflow
from training.core.errors import TrainingError
from training.inputs.preparation import input_shape
from training.versions.card import WEIGHTS, Card
from training.versions.onnx_graph import EXTREMES, FEATURES, PHOTOS, PROBABILITIES, onnx_bytes
from training.versions.onnx_session import OnnxSession
from training.versions.parts import Parts, split
from training.versions.registry import load_model, read_samples, verify
from training.versions.rounding import multiplies_bytes, rounded_tensors
from training.versions.weights import Floats, unreadable_weights

_BATCH: Final = 32
"""Photos that are computed at once: what layers pass on then fits the processor's caches."""
_CLOSE: Final = 0.1
"""Between the two likeliest categories: where rounding changed a label they were 0.06 apart."""
_SAMPLES: Final = 32
_EXACT: Final = {"lite0", "photo-lite0", "photo-clothes"}
"""Rounding moves EfficientNet-Lite0's features by an eighth, and one label in 200."""
Predict = Callable[[npt.NDArray[np.uint8]], list[Floats]]


class Classifier:
    """One model version, ready to classify; it may be made in one thread and called from others.

    Args:
        folder: the version's.
        features: whether features are returned too; they come out of the same pass.
        fast: whether photos that are no close call may be computed with bytes, where that is
            faster and the architecture bears it: labels are the same, probabilities and features
            differ by a hundredth, seldom by a tenth.
        parts: of the version, if they were read already.
        threads: that ONNX Runtime computes with; 0 for one a processor.

    Raises:
        TrainingError: those of ``registry.load_model``.

    Attributes:
        card: of the version.
        width: how many features a photo has, 0 without ``features``.
    """

    def __init__(
        self,
        folder: Path,
        *,
        features: bool = False,
        fast: bool = False,
        parts: Parts | None = None,
        threads: int = 0,
    ) -> None:
        self.card = verify(folder)
        self._shape = input_shape(self.card.preparation)
        self._predict = _predictor(
            self.card, folder, parts, features=features, fast=fast, threads=threads
        )
        first = self._answers(np.zeros((1, *self._shape), np.uint8))
        self.width = first[-1].shape[1] if features else 0

    def probabilities(self, batch: npt.NDArray[np.uint8]) -> Floats:
        """Return calibrated probabilities, (N, K), in the order of the card's categories.

        Args:
            batch: (N, height, width, channels) uint8, as the card's preparation makes them; any N.

        Raises:
            ValueError: for another shape or type.
        """
        return self._answers(batch)[0]

    def with_features(self, batch: npt.NDArray[np.uint8]) -> tuple[Floats, Floats]:
        """Return the probabilities of a batch, and (N, F) features: what goes into the last layer.

        Raises:
            ValueError: for another shape or type, or if it was made without ``features``.
        """
        probabilities, features = self._answers(batch)
        return probabilities, features

    def _answers(self, batch: npt.NDArray[np.uint8]) -> list[Floats]:
        if batch.dtype != np.uint8 or batch.shape[1:] != self._shape:
            raise ValueError(f"expected uint8 (N, *{self._shape}), got {batch.dtype} {batch.shape}")
        if not len(batch):
            return [answer[:0] for answer in self._predict(np.zeros((1, *self._shape), np.uint8))]
        parts = [
            self._predict(batch[start : start + _BATCH]) for start in range(0, len(batch), _BATCH)
        ]
        return [np.concatenate(answers) for answers in zip(*parts, strict=True)]


def _predictor(
    card: Card,
    folder: Path,
    parts: Parts | None,
    *,
    features: bool,
    fast: bool,
    threads: int,
) -> Predict:
    """Return a function from bytes to calibrated probabilities and, if asked for, features."""
    shape = input_shape(card.preparation)
    outputs = [PROBABILITIES, FEATURES] if features else [PROBABILITIES]
    path = folder / WEIGHTS
    try:
        recorded = record(card.architecture, len(card.categories), shape)
        write = partial(onnx_bytes, recorded, *(parts or split(card, folder)))
        with foreign_bytes(lambda error: unreadable_weights(card, path, error), UnknownLayerError):
            content = write()
        exact = OnnxSession(content, threads)
    except (ImportError, UnknownLayerError):
        return _keras_predictor(load_model(folder), card.temperature, shape, features=features)
    rounds = fast and multiplies_bytes() and card.architecture not in _EXACT
    samples = _calibration_samples(folder) if rounds else None
    if samples is None:
        return lambda batch: exact.run(outputs, **{PHOTOS: batch})
    (extremes,) = OnnxSession(write(observe=True)).run([EXTREMES], **{PHOTOS: samples})
    pairs = ((float(low), float(high)) for low, high in extremes)
    ranges = dict(zip(rounded_tensors(recorded), pairs, strict=True))
    rough = OnnxSession(write(ranges=ranges), threads)

    def ask(batch: npt.NDArray[np.uint8]) -> list[Floats]:
        answers = rough.run(outputs, **{PHOTOS: batch})
        best = np.sort(answers[0], axis=1)[:, -2:]
        close = np.flatnonzero(best[:, -1] - best[:, 0] < _CLOSE)
        if len(close):
            better = exact.run(outputs, **{PHOTOS: batch[close]})
            for answer, values in zip(answers, better, strict=True):
                answer[close] = values
        return answers

    return ask


def _calibration_samples(folder: Path) -> npt.NDArray[np.uint8] | None:
    """Return samples that the version learned from; None if there are none or they are damaged."""
    try:
        images = read_samples(folder, "replay", most=_SAMPLES).images
    except TrainingError:
        return None
    return images if len(images) else None


def _keras_predictor(model: Any, temperature: float, shape: Shape, *, features: bool) -> Predict:
    """Return the same function, compiled by TensorFlow, for batches of any size."""
    tensorflow = load_tensorflow()
    signature = tensorflow.TensorSpec((None, *shape), tensorflow.uint8)
    head = model.get_layer(HEAD)
    both = load_keras().Model(model.inputs, [head.output, head.input]) if features else None

    def ask(batch: Any) -> Any:
        numbers = tensorflow.cast(batch, tensorflow.float32)
        if both is None:
            raw, seen = model(numbers, training=False), []
        else:
            raw, *seen = both(numbers, training=False)
        least = np.finfo(np.float32).tiny
        logs = tensorflow.math.log(tensorflow.maximum(raw, least))
        return [tensorflow.nn.softmax(logs / temperature), *seen]

    concrete = tensorflow.function(
        ask, input_signature=[signature], autograph=False
    ).get_concrete_function()
    return lambda batch: [answer.numpy() for answer in concrete(tensorflow.constant(batch))]
