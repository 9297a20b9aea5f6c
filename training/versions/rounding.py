"""Convolutions of bytes instead of floating-point numbers, which some processors compute faster.

Each map of a model is rounded to 256 equal steps between the least and the largest number that
samples bring about, each output channel of a kernel to 255 steps around 0 (Jacob et al.,
"Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference",
arXiv 1712.05877). Sums are exact. Everything behind the last average over places is left as it is.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from training.architectures import stand_ins
from training.architectures.graph import Graph
from training.architectures.stand_ins import Tensor

Ranges = Mapping[Tensor, tuple[float, float]]
"""The least and the largest number of tensors that are rounded."""
_MAP_SIDES: Final = 4
_ROUNDED: Final = (
    stand_ins.Add,
    stand_ins.AveragePooling2D,
    stand_ins.BatchNormalization,
    stand_ins.Conv2D,
    stand_ins.DepthwiseConv2D,
    stand_ins.MaxPooling2D,
    stand_ins.ReLU,
    stand_ins.Rescaling,
)
_MERGED: Final = (stand_ins.BatchNormalization, stand_ins.ReLU)
_LEAST_RANGE: Final = 1e-6
_FLAGS: Final = {"avx512_vnni", "avx_vnni"}
_CPU_INFO: Final = Path("/proc/cpuinfo")


class Whole(NamedTuple):
    """Numbers as whole ones, each times the scale of its output channel, which is the first side.

    Attributes:
        values: int8 or int32.
        scales: (M,).
    """

    values: npt.NDArray[Any]
    scales: npt.NDArray[Any]


def rounded_tensors(recorded: Graph) -> tuple[Tensor, ...]:
    """Return the tensors that are rounded: maps, after their ReLU.

    ONNX Runtime then computes convolution or sum, ReLU and rounding in one go.
    """
    readers = readers_of(recorded)
    return tuple(
        tensor
        for tensor in recorded.tensors
        if len(tensor.shape) == _MAP_SIDES
        and isinstance(tensor.layer, _ROUNDED)
        and not any(isinstance(reader.layer, _MERGED) for reader in readers[tensor])
    )


def readers_of(recorded: Graph) -> Mapping[Tensor, list[Tensor]]:
    """Return, for each tensor that is read, the tensors that are made of it."""
    found: defaultdict[Tensor, list[Tensor]] = defaultdict(list)
    for tensor in recorded.tensors:
        for source in tensor.sources:
            found[source].append(tensor)
    return found


def byte_step(low: float, high: float) -> tuple[float, int]:
    """Return the distance of two neighbouring bytes, and the byte that is 0, which is exact."""
    low, high = min(low, 0.0), max(high, 0.0)
    step = max(high - low, _LEAST_RANGE) / 255
    return step, round(-low / step)


def whole_numbers(
    kernel: npt.NDArray[Any], bias: npt.NDArray[Any], step: float
) -> tuple[Whole, Whole]:
    """Round a kernel to int8 and its bias to int32.

    Args:
        kernel: the output channels are its first side.
        bias: one a channel.
        step: of the bytes that the kernel is multiplied with.
    """
    most = np.abs(kernel).max(axis=(1, 2, 3))
    scales = np.maximum(most, _LEAST_RANGE) / 127
    whole = np.round(kernel / scales[:, None, None, None]).astype(np.int8)
    limits = np.iinfo(np.int32)
    sums = np.round(bias / (scales * step)).clip(limits.min, limits.max)
    return Whole(whole, scales), Whole(sums.astype(np.int32), scales * step)


@cache
def multiplies_bytes() -> bool:
    """Return True if the processor multiplies and adds bytes at once, False if that is unknown.

    Without such instructions bytes are slower than floating-point numbers, and sums overflow.
    """
    try:
        lines = _CPU_INFO.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    flags = next((line for line in lines if line.startswith("flags")), "")
    return bool(_FLAGS & set(flags.split()))
