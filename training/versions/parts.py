"""The two parts of a model version: the backbone, which gives features, and the head on them.

Both are read without TensorFlow. Features that were stored for one version serve every other one
with the same backbone.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from safeio.foreign import foreign_bytes
from training.core.errors import require
from training.versions.card import WEIGHTS, Card
from training.versions.registry import verify
from training.versions.weights import Floats, read_weights, unreadable_weights

_DENSE: Final = re.compile(r"layers/dense(?:_(\d+))?/vars/[01]")


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The last layer of a model.

    Attributes:
        kernel: (F, K), for F features and K categories.
        bias: (K,).
        temperature: logits are divided by it before the softmax.
    """

    kernel: Floats
    bias: Floats
    temperature: float


Parts = tuple[Head, Mapping[str, Floats]]
"""The head of a version, and the other weights by path."""


def read_head(folder: Path) -> Head:
    """Read the head of a version.

    Raises:
        TrainingError: ``weights-unreadable``, and those of ``registry.verify``.
    """
    card = verify(folder)
    return split(card, folder)[0]


def backbone_key(folder: Path) -> str:
    """Return a SHA-256, in hexadecimal, of all that a photo's features depend on.

    These are preparation, architecture and all weights but the head's. The name of an architecture
    stands for its layers: it never gets others, since its stored versions would be lost.

    Raises:
        TrainingError: ``weights-unreadable``, and those of ``registry.verify``.
    """
    card = verify(folder)
    return key_of(card, split(card, folder)[1])


def key_of(card: Card, body: Mapping[str, Floats]) -> str:
    """Return the same for a card, and the weights without the head's, by path."""
    digest = hashlib.sha256(f"{card.preparation}\n{card.architecture}\n".encode())
    for path, values in sorted(body.items()):
        digest.update(f"{path} {values.shape}\n".encode())
        digest.update(values.astype("<f4").tobytes())
    return digest.hexdigest()


def split(card: Card, folder: Path) -> Parts:
    """Read the head of a version and the other weights, by path.

    Raises:
        TrainingError: ``weights-unreadable``.
    """
    path = folder / WEIGHTS
    weights = read_weights(card, path)
    with foreign_bytes(lambda error: unreadable_weights(card, path, error)):
        kernel, bias = (weights.pop(name) for name in _head_paths(weights))
        outputs = len(card.categories)
        require(
            kernel.ndim == 2 and kernel.shape[1:] == bias.shape == (outputs,),
            f"its last layer does not have {outputs} outputs",
        )
        return Head(kernel, bias, card.temperature), weights


def _head_paths(weights: Mapping[str, Floats]) -> tuple[str, str]:
    """Return where kernel and bias of the last dense layer are, which is the head in every model.

    Keras counts layers of a kind from the input to the output.
    """
    found = [match for match in map(_DENSE.fullmatch, weights) if match]
    require(found, "it has no dense layer")
    last = max(int(match.group(1) or 0) for match in found)
    layer = f"layers/dense_{last}" if last else "layers/dense"
    return f"{layer}/vars/0", f"{layer}/vars/1"
