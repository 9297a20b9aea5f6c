"""Resampling in a graph, rounded as Pillow rounds, and the masks that it needs.

Tensors have four sides, as in ``training.runtimes.steps``.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from safeio.decoding.decode import THUMBNAIL_SIDE as SIDE

Tensor = Any
"""Of Keras, or what stands in for one."""
Weigh = Callable[[Any, Tensor, Tensor, Tensor, Tensor], Tensor]
"""Weights of sources for targets, of the size of the photo and the size that it gets."""
ROWS: Final = 2
COLUMNS: Final = 3
_LEAST: Final = 1e-6
_FIXED: Final = 2**22  # parts in which Pillow counts weights
EDGE: Final = 28
_CODE: Final = 32  # more than `EDGE`; codes stay whole in floats


class Line(NamedTuple):
    """Where a photo lies along rows or columns: how many pixels, from which one on."""

    size: Tensor
    start: Tensor


class Pass(NamedTuple):
    """The resampling of one axis: a matrix of weights, and what each sum is multiplied by."""

    weights: Tensor
    share: Tensor


def make_pass(
    ops: Any,
    sources: Tensor | int,
    source: Line,
    targets: int,
    target: Line,
    axis: int,
    weigh: "Weigh | None" = None,
) -> Pass:
    """Return the resampling of one axis.

    Args:
        ops: as in `add_preparation`.
        sources: places along the axis as a tensor, or their number.
        source: where what is resampled lies among them.
        targets: number of places along the axis afterwards.
        target: where it lies among those.
        axis: `ROWS` for weights (1, 1, targets, sources), to multiply from the left; `COLUMNS` for
            (1, 1, sources, targets), to multiply from the right.
        weigh: the filter; a box if not given.
    """
    along = COLUMNS if axis == ROWS else ROWS
    here = places_along(sources, along) if isinstance(sources, int) else sources
    there = places_along(targets, axis)
    x, i = source.start * -1.0 + here, target.start * -1.0 + there
    if weigh is None:
        weights = _box(ops, x, i, source.size, target.size, axis=axis)
    else:
        weights = weigh(ops, x, i, source.size, target.size)
    weights = weights * between(ops, x, source.size) * between(ops, i, target.size)
    total = ops.sum(weights, axis=along, keepdims=True)
    if weigh is not None:
        return Pass(weights, 1.0 / ops.maximum(total, _LEAST))
    # Of whole numbers the sums are exact, and so is what Pillow rounds.
    counts = np.arange(SIDE + 1, dtype=np.float64)
    shares = np.round(_FIXED / np.maximum(counts, 1)) / _FIXED * (counts > 0)
    shape = [1, 1, 1, 1]
    shape[along] = SIDE + 1
    places = equal(ops, total, places_along(SIDE + 1, along))
    share = ops.sum(places * shares.astype(np.float32).reshape(shape), axis=along, keepdims=True)
    return Pass(weights, share)


def _distance(ops: Any, x: Tensor, i: Tensor, size: Tensor, out: Tensor) -> Tensor:
    """Return how far sources lie from the centres of targets, in units of the filter."""
    scale = size / out
    return ops.abs(x + 0.5 - (i + 0.5) * scale) / ops.maximum(scale, 1.0)


def triangle(ops: Any, x: Tensor, i: Tensor, size: Tensor, out: Tensor) -> Tensor:
    """Return weights that fall evenly with the distance."""
    return ops.maximum(1.0 - _distance(ops, x, i, size, out), 0.0)


def cubic(ops: Any, x: Tensor, i: Tensor, size: Tensor, out: Tensor) -> Tensor:
    """Return Keys's cubic with a = -0.5."""
    far = ops.minimum(_distance(ops, x, i, size, out), 2.0)
    inner = (far * 1.5 - 2.5) * far * far + 1.0
    outer = (((far - 5.0) * far + 8.0) * far - 4.0) * -0.5
    return outer + (inner - outer) * truth(ops, far < 1.0)


def _box(ops: Any, x: Tensor, i: Tensor, size: Tensor, out: Tensor, *, axis: int) -> Tensor:
    """Return 1 for sources whose centre lies in the target; the upper edge belongs to it.

    ``axis`` is that of the targets.
    """
    # Whole numbers, which floats hold exactly.
    apart = (x * 2.0 + 1.0) * out - (i * 2.0 + 1.0) * size
    reach = ops.maximum(size, out)
    lower, upper = (
        _listed(ops, (size * float(_CODE) + out) * float(_CODE) + i, codes, axis)
        for codes in _box_exceptions()
    )
    return truth(ops, apart + reach + lower > 0.5) * truth(ops, apart - reach + upper < 0.5)


def _listed(ops: Any, codes: Tensor, listed: npt.NDArray[np.float32], axis: int) -> Tensor:
    """Return 1 for the codes, along an axis, that are listed."""
    along = COLUMNS if axis == ROWS else ROWS
    shape = [1, 1, 1, 1]
    shape[along] = len(listed)
    return ops.max(equal(ops, codes, listed.reshape(shape)), axis=along, keepdims=True)


@cache
def _box_exceptions() -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Return where Pillow's box filter differs at an edge that is the centre of a source.

    Its numbers are rounded there, and one in a hundred edges comes to lie on the other side.

    Returns:
        Codes of sources, targets and the number of the target: where the lower edge belongs to it,
        and where the upper one does not.
    """
    lower: list[int] = []
    upper: list[int] = []
    size = np.arange(1, SIDE + 1, dtype=np.float64)[:, None, None]
    x = np.arange(SIDE, dtype=np.float64)
    for out in range(1, EDGE + 1):
        i = np.arange(out, dtype=np.float64)[:, None]
        scale = size / out
        centre, wide = (i + 0.5) * scale, np.maximum(scale, 1.0)
        first = np.maximum(np.floor(centre - 0.5 * wide + 0.5), 0)
        last = np.minimum(np.floor(centre + 0.5 * wide + 0.5), size)
        at = (x - centre + 0.5) * (1.0 / wide)
        pillow = (x >= first) & (x < last) & (at > -0.5) & (at <= 0.5)
        apart, reach = (2 * x + 1) * out - (2 * i + 1) * size, np.maximum(size, out)
        exact = (apart > -reach) & (apart <= reach) & (x < size)
        lower += _codes(pillow & ~exact, out)
        upper += _codes(exact & ~pillow, out)
    return np.array(lower, np.float32), np.array(upper, np.float32)


def _codes(wrong: npt.NDArray[np.bool_], out: int) -> list[int]:
    """Return codes of (sizes, targets, sources) that differ."""
    rows, targets, _ = np.nonzero(wrong)
    found: list[int] = (((rows + 1) * _CODE + out) * _CODE + targets).tolist()
    return found


def resampled(ops: Any, image: Tensor, down: Pass, across: Pass) -> Tensor:
    """Return the image resampled along the rows, then along the columns."""
    return _down(ops, _across(ops, image, across), down)


def _down(ops: Any, image: Tensor, down: Pass) -> Tensor:
    return to_whole(ops, ops.matmul(down.weights, image) * down.share)


def _across(ops: Any, image: Tensor, across: Pass) -> Tensor:
    return to_whole(ops, ops.matmul(image, across.weights) * across.share)


def reduced(
    ops: Any,
    image: Tensor,
    passes: Sequence[Pass],
    sources: Sequence[Line],
    targets: Sequence[Line],
) -> Tensor:
    """Return the image resampled along the columns first where that saves Pillow much work.

    The order decides what is rounded in between. ``passes``, ``sources`` and ``targets`` are those
    of the rows and of the columns.
    """
    down, across = passes
    saved, other = (
        source.size - target.size for source, target in zip(sources, targets, strict=True)
    )
    first = truth(ops, saved > 0.5) * truth(ops, saved - other * 2.0 > 0.25)
    along_rows = resampled(ops, image, down, across)
    along_columns = _across(ops, _down(ops, image, down), across)
    return along_rows + (along_columns - along_rows) * first


def to_whole(ops: Any, numbers: Tensor) -> Tensor:
    """Round to whole numbers from 0 to 255."""
    return ops.minimum(ops.maximum(ops.floor(numbers + 0.5), 0.0), 255.0)


def places_along(count: int, axis: int) -> npt.NDArray[np.float32]:
    """Return the numbers from 0 up to ``count`` along an axis."""
    shape = [1, 1, 1, 1]
    shape[axis] = count
    return np.arange(count, dtype=np.float32).reshape(shape)


def truth(ops: Any, condition: Tensor) -> Tensor:
    """Return 1 where a condition holds, else 0."""
    return ops.cast(condition, "float32")


def between(ops: Any, x: Tensor, size: Tensor) -> Tensor:
    """Return 1 for whole numbers from 0 up to, but without, ``size``."""
    return truth(ops, x > -0.5) * truth(ops, x - size < -0.5)


def equal(ops: Any, x: Tensor, y: Tensor | float) -> Tensor:
    """Return 1 for equal whole numbers."""
    return truth(ops, ops.abs(x - y) < 0.5)


def within(ops: Any, count: int, line: Line, axis: int) -> Tensor:
    """Return 1 for the places of an axis that a line covers."""
    return between(ops, line.start * -1.0 + places_along(count, axis), line.size)
