"""Photos and probabilities to measure."""

import numpy as np

from training.data.labelled import Labelled
from training.inputs.samples import Samples


def measured(labels: list[int], duplicated: list[bool] | None = None) -> Labelled:
    """Return photos without a picture, named p0, p1 and so on."""
    samples = Samples(np.zeros((len(labels), 1, 1, 1), np.uint8), np.array(labels))
    mask = None if duplicated is None else np.array(duplicated)
    return Labelled("data", samples, tuple(f"p{n}" for n in range(len(labels))), 0, mask)


def sure(predicted: list[int], confidence: list[float], width: int = 3) -> np.ndarray:
    """Return probabilities: a confidence for the prediction, the rest equally for the others."""
    others = (1 - np.array(confidence)) / (width - 1)
    rows = np.repeat(others[:, np.newaxis], width, axis=1)
    rows[np.arange(len(predicted)), predicted] = confidence
    return rows


def random_case(seed: int, count: int = 400) -> tuple[np.ndarray, list[int]]:
    """Return probabilities of a calibrated model, and labels."""
    rng = np.random.default_rng(seed)
    probabilities = rng.dirichlet((0.3, 0.3, 0.3), count)
    labels = [int(rng.choice(3, p=row)) for row in probabilities]
    return probabilities, labels
