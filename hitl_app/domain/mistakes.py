"""Labels that are probably wrong, by confident learning."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A label that is probably wrong.

    Attributes:
        index: Which of the labels.
        likelier: Number of the class that it probably is.
        probability: Held-out probability of that class.
        own: Held-out probability of the label that it bears.
    """

    index: int
    likelier: int
    probability: float
    own: float


def suspicions(held_out: NDArray[np.float64], labels: NDArray[np.int64]) -> list[Suspicion]:
    """Finds the labels that held-out predictions are confidently against, the surest first.

    A prediction is confident of a class if its probability is at least the mean that photos which
    bear this label have for it. A label is suspect if, of the classes that the prediction is
    confident of, the likeliest is another one: the off-diagonal of the confident joint of
    Northcutt, Jiang, Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels", JAIR
    70, 2021. They are ordered by how much likelier the other class is.

    Args:
        held_out: (N, K) probabilities by a model that did not see the label of the photo.
        labels: (N,) class numbers; every class has some.
    """
    classes = held_out.shape[1]
    thresholds = np.array([held_out[labels == j, j].mean() for j in range(classes)])
    confident = np.where(held_out >= thresholds, held_out, -1.0)
    best = confident.argmax(axis=1)
    suspect = np.flatnonzero((confident.max(axis=1) >= 0) & (best != labels))
    own = held_out[np.arange(len(labels)), labels]
    found = [
        Suspicion(int(i), int(best[i]), float(held_out[i, best[i]]), float(own[i])) for i in suspect
    ]
    return sorted(found, key=lambda s: s.own - s.probability)
