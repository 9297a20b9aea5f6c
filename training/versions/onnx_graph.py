"""A model version as a graph for ONNX Runtime, made of its weights and its architecture.

The graph computes what the Keras model computes, in an order of arithmetic that is faster:
normalisation is part of the convolution before it, the temperature part of the head. On request it
computes with bytes (``training.versions.rounding``). Pictures are
channels-last outside, as their preparation makes them, and channels-first inside, as ONNX requires.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from training.architectures import stand_ins
from training.architectures.graph import Graph
from training.architectures.stand_ins import Tensor, UnknownLayerError
from training.core.errors import require
from training.versions.parts import Head
from training.versions.rounding import (
    Ranges,
    Whole,
    byte_step,
    readers_of,
    rounded_tensors,
    whole_numbers,
)
from training.versions.weights import Floats

PHOTOS: Final = "photos"
"""The input: (N, height, width, channels) uint8."""
PROBABILITIES: Final = "probabilities"
"""An output: (N, K) float32, calibrated."""
FEATURES: Final = "features"
"""An output: (N, F) float32, the head's input."""
EXTREMES: Final = "extremes"
"""An output of a graph that is observed: (T, 2) float32."""
_OPSET: Final = 17
_IR_VERSION: Final = 8
_LEAST_LENGTH: Final = 1e-12  # of Keras's UnitNormalization


def onnx_bytes(
    recorded: Graph,
    head: Head,
    weights: Mapping[str, Floats],
    *,
    observe: bool = False,
    ranges: Ranges | None = None,
) -> bytes:
    """Return a version as the bytes of an ONNX file.

    Args:
        recorded: of the version's architecture, preparation and categories.
        head: its last layer.
        weights: all others, by their path in the version's file.
        observe: whether the graph has as further outputs, `EXTREMES`, the least and the largest
            number of each of `rounded_tensors`.
        ranges: these numbers, for a graph that computes with bytes between them.

    Raises:
        ValueError: a weight is missing, or of another shape.
        UnknownLayerError: an activation has no counterpart here.
    """
    writer = _Writer(recorded, weights, ranges or {})
    return writer.write(head, rounded_tensors(recorded) if observe else ())


class _Writer:
    def __init__(self, recorded: Graph, weights: Mapping[str, Floats], ranges: Ranges) -> None:
        from onnx import helper, numpy_helper

        self._helper, self._numpy_helper = helper, numpy_helper
        self._tensors = recorded.tensors
        self._weights = {
            tensor: self._read(tensor, path, weights)
            for tensor, path in recorded.paths.items()
            if tensor is not recorded.tensors[-1]
        }
        self._readers = readers_of(recorded)
        self._ranges = ranges
        self._nodes: list[Any] = []
        self._constants: list[Any] = []
        self._names: dict[Tensor, str] = {}

    def write(self, head: Head, observed: Sequence[Tensor]) -> bytes:
        *body, last = self._tensors
        folded = {tensor.sources[0] for tensor in body if self._is_folded(tensor)}
        for tensor in body:
            if tensor not in folded:
                name = self._write_tensor(tensor)
                self._names[tensor] = (
                    self._rounded(tensor, name) if tensor in self._ranges else name
                )
        (source,) = last.sources
        require(head.kernel.shape[0] == source.shape[-1], "the last layer has another input")
        self._node("Identity", self._names[source], output=FEATURES)
        logits = self._node(
            "Gemm",
            FEATURES,
            self._constant(head.kernel / np.float32(head.temperature)),
            self._constant(head.bias / np.float32(head.temperature)),
        )
        self._node("Softmax", logits, output=PROBABILITIES, axis=-1)
        image = self._tensors[0].shape
        value = self._helper.make_tensor_value_info
        numbers: dict[str, list[str | int]] = {
            PROBABILITIES: ["N", len(head.bias)],
            FEATURES: ["N", len(head.kernel)],
        }
        if observed:
            self._write_extremes([self._names[tensor] for tensor in observed])
            numbers[EXTREMES] = [len(observed), 2]
        made = self._helper.make_graph(
            self._nodes,
            "version",
            [value(PHOTOS, _ONNX_UINT8, ["N", *image[1:]])],
            [value(name, _ONNX_FLOAT, shape) for name, shape in numbers.items()],
            self._constants,
        )
        opset = self._helper.make_opsetid("", _OPSET)
        model = self._helper.make_model(made, opset_imports=[opset], ir_version=_IR_VERSION)
        return bytes(model.SerializeToString())

    def _write_extremes(self, names: Sequence[str]) -> None:
        pairs = [
            self._node(kind, name, keepdims=0)
            for name in names
            for kind in ("ReduceMin", "ReduceMax")
        ]
        sides = self._constant([1], np.int64)
        numbers = [self._node("Reshape", name, sides) for name in pairs]
        both = self._node("Concat", *numbers, axis=0)
        self._node("Reshape", both, self._constant([-1, 2], np.int64), output=EXTREMES)

    def _rounded(self, tensor: Tensor, name: str) -> str:
        """Round a tensor to bytes, and write that its readers have numbers again."""
        step, zero = byte_step(*self._ranges[tensor])
        steps = self._constant(step), self._constant(zero, np.uint8)
        return self._node("DequantizeLinear", self._node("QuantizeLinear", name, *steps), *steps)

    def _read(self, tensor: Tensor, path: str, weights: Mapping[str, Floats]) -> list[Floats]:
        shapes = tensor.layer.weights_of(tensor.sources[0].shape)
        found = [weights.get(f"{path}/vars/{number}") for number in range(len(shapes))]
        for values, shape in zip(found, shapes, strict=True):
            require(values is not None and values.shape == shape, f"{path} is not {shapes}")
        return [values for values in found if values is not None]

    def _is_folded(self, tensor: Tensor) -> bool:
        """Return True if a normalisation can be part of the convolution before it."""
        return isinstance(tensor.layer, stand_ins.BatchNormalization) and (
            isinstance(before := tensor.sources[0].layer, stand_ins.Convolution)
            and before.activation is None
            and len(self._readers[tensor.sources[0]]) == 1
        )

    def _write_tensor(self, tensor: Tensor) -> str:
        write = _WRITERS[type(tensor.layer)]
        return write(self, tensor, *(self._names.get(source, "") for source in tensor.sources))

    def _node(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        output = output or f"t{len(self._nodes)}"
        self._nodes.append(self._helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def _constant(self, values: npt.ArrayLike, dtype: npt.DTypeLike = np.float32) -> str:
        name = f"c{len(self._constants)}"
        array: npt.NDArray[Any] = np.asarray(values, dtype, order="C")
        self._constants.append(self._numpy_helper.from_array(array, name))
        return name

    def _activated(self, name: str, activation: str | None) -> str:
        if activation not in (None, "relu"):
            raise UnknownLayerError(activation)
        return self._node("Relu", name) if activation else name

    def _image(self, _tensor: Tensor) -> str:
        first = self._node("Transpose", PHOTOS, perm=[0, 3, 1, 2])
        return self._node("Cast", first, to=_ONNX_FLOAT)

    def _rescaling(self, tensor: Tensor, source: str) -> str:
        scaled = self._node("Mul", source, self._constant(tensor.layer.scale))
        return self._node("Add", scaled, self._constant(tensor.layer.offset))

    def _convolution(self, tensor: Tensor, source: str) -> str:
        kernel, *biases = self._weights[tensor]
        channels = tensor.shape[-1] or 0
        bias = biases[0] if biases else np.zeros(channels, np.float32)
        name = self._convolve(tensor, source, kernel, bias)
        return self._activated(name, tensor.layer.activation)

    def _normalised(self, tensor: Tensor, source: str) -> str:
        gamma, beta, mean, variance = (w.astype(np.float64) for w in self._weights[tensor])
        scale = gamma / np.sqrt(variance + tensor.layer.epsilon)
        before = tensor.sources[0]
        if not self._is_folded(tensor):
            sides = [1] * (len(tensor.shape) - 2)
            scaled = self._node("Mul", source, self._constant(scale.reshape(-1, *sides)))
            return self._node(
                "Add", scaled, self._constant((beta - mean * scale).reshape(-1, *sides))
            )
        kernel, *biases = self._weights[before]
        by_channel = (
            scale[:, None] if isinstance(before.layer, stand_ins.DepthwiseConv2D) else scale
        )
        bias = beta + ((biases[0] if biases else 0) - mean) * scale
        return self._convolve(before, self._names[before.sources[0]], kernel * by_channel, bias)

    def _convolve(
        self, tensor: Tensor, source: str, kernel: npt.NDArray[Any], bias: npt.NDArray[Any]
    ) -> str:
        depthwise = isinstance(tensor.layer, stand_ins.DepthwiseConv2D)
        kernel = kernel.transpose((2, 3, 0, 1) if depthwise else (3, 2, 0, 1))
        before = tensor.sources[0]
        parts = [self._constant(kernel), self._constant(bias)]
        if before in self._ranges:
            step, _ = byte_step(*self._ranges[before])
            parts = [self._whole_numbers(part) for part in whole_numbers(kernel, bias, step)]
        return self._node(
            "Conv",
            source,
            *parts,
            group=len(kernel) if depthwise else 1,
            **_window(tensor),
        )

    def _whole_numbers(self, part: Whole) -> str:
        zero = np.zeros(len(part.scales))
        inputs = (
            self._constant(part.values, part.values.dtype),
            self._constant(part.scales),
            self._constant(zero, part.values.dtype),
        )
        return self._node("DequantizeLinear", *inputs, axis=0)

    def _average(self, tensor: Tensor, source: str) -> str:
        return self._node("AveragePool", source, count_include_pad=0, **_window(tensor))

    def _largest(self, tensor: Tensor, source: str) -> str:
        return self._node("MaxPool", source, **_window(tensor))

    def _relu(self, tensor: Tensor, source: str) -> str:
        most = tensor.layer.max_value
        if most is None:
            return self._node("Relu", source)
        return self._node("Clip", source, self._constant(0), self._constant(most))

    def _same(self, _tensor: Tensor, source: str) -> str:
        return source

    def _sum(self, _tensor: Tensor, *sources: str) -> str:
        first, *others = sources
        for other in others:
            first = self._node("Add", first, other)
        return first

    def _concatenated(self, _tensor: Tensor, *sources: str) -> str:
        return self._node("Concat", *sources, axis=1)

    def _mean(self, _tensor: Tensor, source: str) -> str:
        return self._node("Flatten", self._node("GlobalAveragePool", source), axis=1)

    def _flat(self, _tensor: Tensor, source: str) -> str:
        return self._node("Flatten", self._node("Transpose", source, perm=[0, 2, 3, 1]), axis=1)

    def _unit(self, _tensor: Tensor, source: str) -> str:
        length = self._node("ReduceL2", source, axes=[1], keepdims=1)
        least = self._node("Max", length, self._constant(_LEAST_LENGTH))
        return self._node("Div", source, least)

    def _dense(self, tensor: Tensor, source: str) -> str:
        inputs = [self._constant(values) for values in self._weights[tensor]]
        return self._activated(self._node("Gemm", source, *inputs), tensor.layer.activation)


def _window(tensor: Tensor) -> dict[str, Any]:
    """Return the attributes of a layer that looks at windows, padded as TensorFlow pads."""
    size, strides, _ = tensor.layer.window()
    sides = [tensor.layer.padding_of(side or 0) for side in tensor.sources[0].shape[1:3]]
    return {
        "kernel_shape": [size, size],
        "strides": [strides, strides],
        "pads": [before for before, _ in sides] + [after for _, after in sides],
    }


_ONNX_FLOAT: Final = 1
_ONNX_UINT8: Final = 2
_WRITERS: Final[dict[type[stand_ins.Layer], Callable[..., str]]] = {
    stand_ins.Add: _Writer._sum,
    stand_ins.AveragePooling2D: _Writer._average,
    stand_ins.BatchNormalization: _Writer._normalised,
    stand_ins.Concatenate: _Writer._concatenated,
    stand_ins.Conv2D: _Writer._convolution,
    stand_ins.Dense: _Writer._dense,
    stand_ins.DepthwiseConv2D: _Writer._convolution,
    stand_ins.Dropout: _Writer._same,
    stand_ins.Flatten: _Writer._flat,
    stand_ins.GlobalAveragePooling2D: _Writer._mean,
    stand_ins.Image: _Writer._image,
    stand_ins.MaxPooling2D: _Writer._largest,
    stand_ins.ReLU: _Writer._relu,
    stand_ins.Rescaling: _Writer._rescaling,
    stand_ins.UnitNormalization: _Writer._unit,
}
