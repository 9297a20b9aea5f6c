"""A running mean of a network's weights, which generalises better than the last step's.

Polyak, Juditsky, "Acceleration of stochastic approximation by averaging", 1992; here with
exponential forgetting. Statistics of batch normalisation are averaged like any weights.
"""

from typing import Any, Final

import numpy as np

from training.fitting.checkpoint import Weights

_EVERY: Final = 8  # steps: weights hardly move in fewer, and copying them takes time


class Average:
    """The mean, updated while the network trains.

    Args:
        weights: the mean so far; empty to begin with.
        reach: how many steps back it remembers, about.
    """

    def __init__(self, weights: Weights, reach: int = 800) -> None:
        self.weights = weights
        self._every = max(1, min(_EVERY, reach // 4))
        self._new = min(1.0, self._every / max(1, reach))
        self._steps = 0

    def step(self, network: Any) -> None:
        """One more step was made; to be called after every one."""
        self._steps += 1
        if self._steps % self._every:
            return
        now = network.get_weights()
        if not self.weights:
            self.weights = [np.array(value) for value in now]
            return
        self.weights = [
            mean + np.float32(self._new) * (value - mean)
            for mean, value in zip(self.weights, now, strict=True)
        ]

    def restart(self) -> None:
        """Count steps from here: a pass after a resumed run must count as it would have."""
        self._steps = 0
