"""Stand-ins for ``keras.ops`` that write the nodes of an ONNX graph."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

_TYPES: Final = {"float32": 1, "uint8": 2}
Axes = int | Sequence[int]


class Tensor:
    """The output of a node, with the operators that tensors of Keras have.

    Args:
        ops: of the graph.
        name: in the graph.
    """

    def __init__(self, ops: "OnnxOps", name: str) -> None:
        self._ops = ops
        self.name = name

    def __add__(self, other: object) -> "Tensor":
        return self._ops.node("Add", self, other)

    def __sub__(self, other: object) -> "Tensor":
        return self._ops.node("Sub", self, other)

    def __rsub__(self, other: object) -> "Tensor":
        return self._ops.node("Sub", other, self)

    def __mul__(self, other: object) -> "Tensor":
        return self._ops.node("Mul", self, other)

    def __truediv__(self, other: object) -> "Tensor":
        return self._ops.node("Div", self, other)

    def __rtruediv__(self, other: object) -> "Tensor":
        return self._ops.node("Div", other, self)

    def __lt__(self, other: object) -> "Tensor":
        return self._ops.node("Less", self, other)

    def __le__(self, other: object) -> "Tensor":
        return self._ops.node("LessOrEqual", self, other)

    def __gt__(self, other: object) -> "Tensor":
        return self._ops.node("Greater", self, other)

    __radd__, __rmul__ = __add__, __mul__


class OnnxOps:
    """Writes a graph; functions have the names and arguments of ``keras.ops``.

    Attributes:
        nodes: in the order in which they can be computed.
        constants: that the nodes name.
    """

    def __init__(self) -> None:
        from onnx import helper, numpy_helper

        self._helper, self._numpy_helper = helper, numpy_helper
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self._known: dict[tuple[Any, ...], str] = {}

    def node(self, kind: str, *inputs: object, output: str = "", **attributes: Any) -> Tensor:
        """Add a node; numbers and arrays among its inputs become constants."""
        output = output or f"step{len(self.nodes)}"
        names = [self._name(one) for one in inputs]
        self.nodes.append(self._helper.make_node(kind, names, [output], **attributes))
        return Tensor(self, output)

    def _name(self, value: object) -> str:
        if isinstance(value, Tensor):
            return value.name
        return self.constant(np.asarray(value, np.float32))

    def constant(self, array: npt.NDArray[Any]) -> str:
        """Add a constant, once for the same numbers, and return its name."""
        key = (array.dtype.str, array.shape, array.tobytes())
        if key not in self._known:
            name = self._known[key] = f"constant{len(self._known)}"
            self.constants.append(self._numpy_helper.from_array(np.ascontiguousarray(array), name))
        return self._known[key]

    def _axes(self, axis: Axes) -> list[int]:
        return [axis] if isinstance(axis, int) else list(axis)

    def cast(self, x: Tensor, dtype: str) -> Tensor:
        """Convert to another type."""
        return self.node("Cast", x, to=_TYPES[dtype])

    def transpose(self, x: Tensor, axes: Sequence[int]) -> Tensor:
        """Order the axes anew."""
        return self.node("Transpose", x, perm=list(axes))

    def matmul(self, x1: object, x2: object) -> Tensor:
        """Multiply matrices."""
        return self.node("MatMul", x1, x2)

    def sum(self, x: Tensor, axis: Axes, *, keepdims: bool) -> Tensor:
        """Add up along axes."""
        axes = Tensor(self, self.constant(np.array(self._axes(axis), np.int64)))
        return self.node("ReduceSum", x, axes, keepdims=int(keepdims))

    def max(self, x: Tensor, axis: Axes, *, keepdims: bool) -> Tensor:
        """Return the largest along axes."""
        return self.node("ReduceMax", x, axes=self._axes(axis), keepdims=int(keepdims))

    def min(self, x: Tensor, axis: Axes, *, keepdims: bool) -> Tensor:
        """Return the smallest along axes."""
        return self.node("ReduceMin", x, axes=self._axes(axis), keepdims=int(keepdims))

    def cumsum(self, x: Tensor, axis: int) -> Tensor:
        """Return the running sum along an axis."""
        return self.node("CumSum", x, Tensor(self, self.constant(np.array(axis, np.int64))))

    def ones_like(self, x: Tensor) -> Tensor:
        """Return as many ones."""
        return x * 0.0 + 1.0

    def maximum(self, x1: Tensor, x2: object) -> Tensor:
        """Return the larger of two."""
        return self.node("Max", x1, x2)

    def minimum(self, x1: Tensor, x2: object) -> Tensor:
        """Return the smaller of two."""
        return self.node("Min", x1, x2)

    def floor(self, x: Tensor) -> Tensor:
        """Round down."""
        return self.node("Floor", x)

    def round(self, x: Tensor) -> Tensor:
        """Round to the nearest whole number, halves to an even one."""
        return self.node("Round", x)

    def abs(self, x: Tensor) -> Tensor:
        """Return the absolute value."""
        return self.node("Abs", x)
