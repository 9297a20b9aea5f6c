"""Labels that are probably wrong, by confident learning."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

TIMES_LIKELIER: Final = 4.0
"""How many times likelier the other class must be.

Where a model confuses two, both are likely, and half of the rarer one's labels would be suspect.
"""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A label that is probably wrong."""

    index: int
    likelier: int
    probability: float
    own: float


def suspicions(held_out: NDArray[np.float64], labels: NDArray[np.int64]) -> list[Suspicion]:
    """Return labels that held-out predictions contradict, most confident first.

    A prediction is confident of a class if its probability is at least the mean that photos with
    this label have for it. A label is suspect if, of the classes that the prediction is confident
    of, the likeliest is another one: the off-diagonal of the confident joint of Northcutt, Jiang,
    Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels", JAIR 70, 2021, and it is
    `TIMES_LIKELIER` than the label. They are ordered by how much likelier the other class is.

    Args:
        held_out: (N, K) probabilities by a model that did not see the label of the photo.
        labels: (N,) class numbers; every class has some.
    """
    classes = held_out.shape[1]
    thresholds = np.array([held_out[labels == j, j].mean() for j in range(classes)])
    confident = np.where(held_out >= thresholds, held_out, -1.0)
    best = confident.argmax(axis=1)
    places = np.arange(len(labels))
    own, other = held_out[places, labels], held_out[places, best]
    elsewhere = (confident.max(axis=1) >= 0) & (best != labels)
    suspect = np.flatnonzero(elsewhere & (other >= TIMES_LIKELIER * own))
    found = [Suspicion(int(i), int(best[i]), float(other[i]), float(own[i])) for i in suspect]
    return sorted(found, key=lambda s: s.own - s.probability)
