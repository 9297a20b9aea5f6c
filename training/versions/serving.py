"""Classification by a model version, on some processors in half precision (bfloat16) where it can.

A bfloat16 has a float's range and eight bits of its precision. Sums are kept in single precision,
and so is the head, which turns features into probabilities: probabilities of one photo in a hundred
change by a few thousandths.
"""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from training.architectures.builders import FEATURES, HEAD
from training.core.backend import load_keras, load_tensorflow
from training.inputs.preparation import input_shape
from training.versions.registry import load_model, verify

_BATCH: Final = 512
_CLOSE: Final = 0.1
"""Between the two likeliest categories: half precision has moved a probability by 0.045 at most."""
_FLAGS: Final = {"avx512_bf16", "amx_bf16"}
_CPU_INFO: Final = Path("/proc/cpuinfo")
Floats = npt.NDArray[np.float32]
Predict = Callable[[npt.NDArray[np.uint8]], list[Floats]]


class Classifier:
    """One model version as one compiled function.

    The function is traced once, when the object is made, for batches of any size, so that no later
    call pays for a trace. An object may be made in one thread and called from others.

    Args:
        folder: the version's.
        features: whether features are returned too; they come out of the same pass.
        fast: whether photos that are no close call may be answered in half precision, on a
            processor that multiplies so (`is_native`): labels are the same,
            probabilities differ by a thousandth, seldom by a few hundredths.

    Raises:
        TrainingError: those of ``registry.load_model``.

    Attributes:
        card: of the version.
        width: how many features a photo has, 0 without ``features``.
    """

    def __init__(self, folder: Path, *, features: bool = False, fast: bool = False) -> None:
        self.card = verify(folder)
        self._shape = input_shape(self.card.preparation)
        model, temperature = load_model(folder), self.card.temperature
        self._predict = _compiled(model, self._shape, temperature, features)
        if fast and is_native():
            rough = _compiled(_to_bfloat16(model), self._shape, temperature, features)
            self._predict = partial(_refined, rough, self._predict)
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


def _refined(rough: Predict, exact: Predict, batch: npt.NDArray[np.uint8]) -> list[Floats]:
    """Return fast probabilities, exact ones where that may change the label."""
    answers = rough(batch)
    best = np.sort(answers[0], axis=1)[:, -2:]
    close = np.flatnonzero(best[:, -1] - best[:, 0] < _CLOSE)
    if len(close):
        for answer, better in zip(answers, exact(batch[close]), strict=True):
            answer[close] = better
    return answers


@cache
def is_native() -> bool:
    """Return True if the processor multiplies bfloat16, False if that is unknown."""
    try:
        lines = _CPU_INFO.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    flags = next((line for line in lines if line.startswith("flags")), "")
    return bool(_FLAGS & set(flags.split()))


def _to_bfloat16(model: Any) -> Any:
    """Return the model in bfloat16, but for input scaling, last average and head."""
    keras = load_keras()

    def copy(layer: Any) -> Any:
        config = layer.get_config()
        exact = isinstance(layer, keras.layers.InputLayer | keras.layers.Rescaling)
        if not exact and layer.name not in (HEAD, FEATURES):
            config["dtype"] = "mixed_bfloat16"
        return type(layer).from_config(config)

    twin = keras.models.clone_model(model, clone_function=copy)
    twin.set_weights(model.get_weights())
    return twin


def _compiled(
    model: Any,
    shape: tuple[int, int, int],
    temperature: float,
    features: bool,  # noqa: FBT001
) -> Predict:
    """Return a compiled function from bytes to calibrated probabilities and features."""
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
