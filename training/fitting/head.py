"""Linear heads on features, and their fit: multinomial logistic regression.

Features are computed once; the fit then takes seconds. It starts from a head that is in force, and
the penalty is on the difference: few photos change little.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from training.architectures.builders import HEAD

Floats = npt.NDArray[np.float32]
PASSES: Final = 60
_TOLERANCE: Final = 1e-4
BIAS_PENALTY: Final = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class LinearHead:
    """A linear layer behind features.

    Attributes:
        kernel: (F, K), for F features and K categories.
        bias: (K,).
    """

    kernel: Floats
    bias: Floats

    @classmethod
    def of(cls, model: Any) -> "LinearHead":
        """Return the head of a model."""
        return cls(*model.get_layer(HEAD).get_weights())

    @classmethod
    def zero(cls, features: int, outputs: int) -> "LinearHead":
        """Return a head for which all categories are equally likely."""
        return cls(np.zeros((features, outputs), np.float32), np.zeros(outputs, np.float32))

    def put_into(self, model: Any) -> None:
        """Give a model this head."""
        model.get_layer(HEAD).set_weights([self.kernel, self.bias])

    def logits(self, features: Floats) -> Floats:
        """Return (N, K) for features of shape (N, F)."""
        return features @ self.kernel + self.bias

    def probabilities(self, features: Floats) -> Floats:
        """Return (N, K), rows adding up to 1, for features of shape (N, F)."""
        return _softmax(self.logits(features))


def fit_head(
    features: Floats,
    labels: npt.NDArray[np.int64],
    base: LinearHead,
    penalty: float | Floats,
    *,
    bias_penalty: float = BIAS_PENALTY,
    weights: Floats | None = None,
    passes: int = PASSES,
    on_pass: Callable[[LinearHead, float], None] | None = None,
) -> LinearHead:
    """Fit a head by L-BFGS to labelled photos, regularised towards another head.

    The same arguments give the same head.

    Args:
        features: (N, F), N at least one.
        labels: (N,), places of the photos' categories among the outputs.
        base: of the same outputs.
        penalty: of half the squared difference of the kernels, on features that are scaled to a
            root mean square length of 1; relative to the loss of one photo. One for all outputs, or
            (K,).
        bias_penalty: the same of the biases. A large one is right where how often categories came
            up says little about other photos.
        weights: (N,) of each photo in the loss; 1 by default.
        passes: over the photos, at most.
        on_pass: receives head and loss after each pass; an exception that it raises ends the fit.
    """
    from scipy.optimize import minimize

    width, outputs = base.kernel.shape
    rows = np.arange(len(labels))
    shares = np.ones(len(labels), np.float32) if weights is None else weights
    count = float(shares.sum())
    shares = (shares / np.float32(count))[:, np.newaxis]
    scale = np.float32(np.sqrt(np.mean(np.square(features).sum(axis=1))) or 1.0)
    scaled: Floats = features / scale
    offset = base.logits(features)

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        change = flat.astype(np.float32).reshape(width + 1, outputs)
        kernel, bias = change[:width], change[width]
        error = _softmax(np.asarray(scaled @ kernel + bias + offset, np.float32))
        likely = np.log(np.maximum(error[rows, labels], 1e-30)) @ shares[:, 0]
        error[rows, labels] -= 1
        error *= shares
        slope = np.empty_like(change)
        slope[:width] = scaled.T @ error + np.asarray(penalty / count, np.float32) * kernel
        slope[width] = error.sum(axis=0) + np.float32(bias_penalty / count) * bias
        squares = (penalty * np.square(kernel)).sum() + bias_penalty * np.square(bias).sum()
        return float(squares) / (2 * count) - float(likely), slope.ravel().astype(np.float64)

    def head(flat: npt.NDArray[np.float64]) -> LinearHead:
        change = flat.astype(np.float32).reshape(width + 1, outputs)
        return LinearHead(base.kernel + change[:width] / scale, base.bias + change[width])

    def report(intermediate_result: Any) -> None:
        if on_pass is not None:
            on_pass(head(intermediate_result.x), float(intermediate_result.fun))

    # Threads of a matrix product wait for each other: beside other work, several take ten times as
    # long as one.
    with threadpool_limits(1):
        found = minimize(
            loss,
            np.zeros((width + 1) * outputs),
            jac=True,
            method="L-BFGS-B",
            callback=report,
            options={"maxiter": passes, "gtol": _TOLERANCE},
        )
    return head(found.x)


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)
