"""Photos that show what a model gets right and wrong."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from training.data.labelled import Labelled
from training.inputs.samples import Images, balanced
from training.versions.calibrate import Probabilities

_SEED: Final = 1


@dataclass(frozen=True, slots=True)
class Example:
    """A prepared photo, uint8 (height, width, channels), and its prediction and confidence."""

    image: Images
    label: str
    prediction: str
    confidence: float


def choose(
    probabilities: Probabilities, photos: Labelled, names: tuple[str, ...], most: int
) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Choose up to ``most`` right and as many wrong predictions, always the same.

    Those it gets right show all categories alike. Those it gets wrong are drawn from all mistakes,
    so that frequent ones come up often. Probabilities are (N, K), labels of the N photos index the
    K names.
    """
    rng = np.random.default_rng(_SEED)
    labels, predicted = photos.samples.labels, probabilities.argmax(axis=1)
    right = np.flatnonzero(predicted == labels)
    each = -(-most // max(1, len(np.unique(labels[right]))))
    right = right[balanced(labels[right], each, rng)]
    wrong = np.flatnonzero(predicted != labels)

    def examples(members: npt.NDArray[np.intp]) -> tuple[Example, ...]:
        chosen = np.sort(rng.permutation(members)[:most])
        return tuple(
            Example(
                photos.samples.images[k],
                names[labels[k]],
                names[predicted[k]],
                float(probabilities[k, predicted[k]]),
            )
            for k in chosen
        )

    return examples(right), examples(wrong)
