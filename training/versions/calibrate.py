"""Calibration of a model's probabilities.

Temperature scaling and the expected calibration error are those of Guo, Pleiss, Sun, Weinberger,
"On Calibration of Modern Neural Models", ICML 2017 (arXiv 1706.04599).
"""

import math
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from training.versions.card import MAX_TEMPERATURE, MIN_TEMPERATURE

Probabilities = npt.NDArray[np.floating[Any]]
Floats = npt.NDArray[np.float64]

BINS: Final = 15
_MIN_PROBABILITY: Final = 1e-12  # bounds the log score of an outcome with probability 0


def log_scores(probabilities: Probabilities, labels: npt.NDArray[np.int64]) -> Floats:
    """Return the natural log of each label's probability: (N,), at least log(1e-12)."""
    given = probabilities[np.arange(len(labels)), labels].astype(np.float64)
    return np.log(np.maximum(given, _MIN_PROBABILITY))


def negative_log_likelihood(probabilities: Probabilities, labels: npt.NDArray[np.int64]) -> float:
    """Return the mean negative log score in nats; lower is better.

    Raises:
        ValueError: if there are no labels.
    """
    _check_any(labels)
    return float(-log_scores(probabilities, labels).mean())


def accuracy(probabilities: Probabilities, labels: npt.NDArray[np.int64]) -> float:
    """Return the share of rows whose largest probability is the label's.

    Raises:
        ValueError: if there are no labels.
    """
    _check_any(labels)
    return float((probabilities.argmax(axis=1) == labels).mean())


def _check_any(labels: npt.NDArray[np.int64]) -> None:
    if not len(labels):
        raise ValueError("there is no label to measure on")


def apply_temperature(probabilities: Probabilities, temperature: float) -> Floats:
    """Divide log probabilities by the temperature and normalise: (N, K), rows sum to one."""
    from scipy.special import softmax

    logs = np.log(np.maximum(probabilities.astype(np.float64), np.finfo(np.float32).tiny))
    return np.asarray(softmax(logs / temperature, axis=1))


def fit_temperature(probabilities: Probabilities, labels: npt.NDArray[np.int64]) -> float:
    """Return the temperature that makes the labels likeliest.

    Args:
        probabilities: (N, K) as the model gives them, uncalibrated.
        labels: (N,) what is right; photos that the model did not learn from.

    Returns:
        A number from 0.05 to 20; above one lowers the confidence.

    Raises:
        ValueError: if there are no labels.
    """
    _check_any(labels)
    from scipy.optimize import minimize_scalar

    found = minimize_scalar(
        lambda log_t: negative_log_likelihood(
            apply_temperature(probabilities, math.exp(log_t)), labels
        ),
        bounds=(math.log(MIN_TEMPERATURE), math.log(MAX_TEMPERATURE)),
        method="bounded",
        options={"xatol": 1e-4},
    )
    return math.exp(float(found.x))


def interval(right: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Return Wilson's 95 % interval of the share that is right; of at least one photo."""
    from scipy.stats import binomtest

    found = binomtest(int(right.sum()), len(right)).proportion_ci(0.95, method="wilson")
    return float(found.low), float(found.high)


def expected_calibration_error(
    probabilities: Probabilities, labels: npt.NDArray[np.int64]
) -> float:
    """Return the mean gap of confidence and accuracy in equal-width bins, weighted by photos.

    Probabilities are (N, K), calibrated or not; labels (N,).

    Returns:
        A share from 0 (well calibrated) to 1; 0 for no photos.
    """
    confidence = probabilities.max(axis=1).astype(np.float64)
    right = probabilities.argmax(axis=1) == labels
    gap = np.bincount(bin_of(confidence), weights=right - confidence, minlength=BINS)
    return float(np.abs(gap).sum() / max(1, len(labels)))


def bin_of(confidence: Floats) -> npt.NDArray[np.int64]:
    """Return the number of the equal-width bin, from 0, of each confidence; shape (N,) like those.

    Bins are open below and closed above, as in the paper.
    """
    index: npt.NDArray[np.int64] = np.ceil(confidence * BINS).astype(np.int64) - 1
    return index.clip(0, BINS - 1)
