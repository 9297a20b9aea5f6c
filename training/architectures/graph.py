"""The layers of an architecture, recorded without Keras.

A builder is a function that calls Keras's layers. `record` calls it with stand-ins of the same
names and arguments, which only note what would be built. The same function therefore describes a
model to Keras and to other runtimes; there is no second description that could differ from it, and
none is read from a version's file.

A builder that uses something without a stand-in, as those of Keras Applications do, cannot be
recorded.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from training.architectures.builders import build
from training.architectures.stand_ins import LAYERS, Image, Layer, Tensor, UnknownLayerError
from training.core.backend import replace_keras


@dataclass(frozen=True, slots=True)
class Graph:
    """A recorded model.

    Attributes:
        tensors: in the order in which Keras lists the layers that make them, which is one in which
            they can be computed: first the input, last the output.
        paths: where Keras stores the weights of those that have any, such as ``layers/conv2d_2``.
    """

    tensors: tuple[Tensor, ...]
    paths: dict[Tensor, str]


class _Layers:
    def __getattr__(self, name: str) -> Callable[..., Layer]:
        kind = LAYERS.get(name)
        if kind is None:
            raise UnknownLayerError(name)
        return kind


class _Initializers:
    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_arguments, **_named: None


class _Keras:
    layers = _Layers()
    initializers = _Initializers()

    def __getattr__(self, name: str) -> Any:
        raise UnknownLayerError(name)

    @staticmethod
    def Input(shape: tuple[int, int, int], name: str) -> Tensor:
        return Tensor(Image(name=name), (), (None, *shape))

    @staticmethod
    def Model(image: Tensor, output: Tensor, name: str) -> Tensor:  # noqa: ARG004
        return output


def record(name: str, outputs: int, input_shape: tuple[int, int, int]) -> Graph:
    """Record what the builder of an architecture builds; the arguments are those of `build`.

    Raises:
        UnknownLayerError: it uses a layer, or an argument of one, that has no stand-in.
        TrainingError: ``unknown-architecture``.
    """
    with replace_keras(_Keras()):
        try:
            output = build(name, outputs, input_shape)
        except TypeError as error:
            raise UnknownLayerError(str(error)) from error
    tensors = _in_order(output)
    paths: dict[Tensor, str] = {}
    counts: Counter[str] = Counter()
    for tensor in tensors:
        kind = tensor.layer.kind
        if kind:
            paths[tensor] = f"layers/{kind}_{counts[kind]}" if counts[kind] else f"layers/{kind}"
            counts[kind] += 1
    return Graph(tensors, paths)


def _in_order(output: Tensor) -> tuple[Tensor, ...]:
    """Return all tensors as Keras orders the layers of a functional model.

    Those farthest from the output come first; of those equally far the one that a depth-first
    search from the output meets first.
    """
    met: dict[Tensor, int] = {}
    finished: list[Tensor] = []
    pending: list[tuple[Tensor, bool]] = [(output, False)]
    while pending:
        tensor, is_left = pending.pop()
        if is_left:
            finished.append(tensor)
        elif tensor not in met:
            met[tensor] = len(met)
            pending.append((tensor, True))
            pending += [(source, False) for source in reversed(tensor.sources)]
    depths: defaultdict[Tensor, int] = defaultdict(int)
    for tensor in reversed(finished):
        for source in tensor.sources:
            depths[source] = max(depths[source], depths[tensor] + 1)
    return tuple(sorted(met, key=lambda tensor: (-depths[tensor], met[tensor])))
