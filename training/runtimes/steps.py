"""From the pixels of a photo to a model's input, as steps of a graph.

The steps are those of ``safeio.decoding`` and ``training.inputs.preparation``, which round to whole
numbers after each pass, and so do these. They are written with functions of ``keras.ops`` and
operators; ``training.runtimes.onnx_ops`` stands in for them to write an ONNX graph, so that all
runtimes compute the same.

Photos may have any size. Each is laid on a canvas of `SIDE` pixels a side, so that all further
shapes are fixed; what lies outside of the photo is masked. Resampling is a multiplication by
passes of weights, as in Pillow: along the rows, then along the columns. All tensors have
four sides: photos, channels, rows and columns, of which those that do not vary are 1.
"""

from typing import Any, Final

import numpy as np

from safeio.decoding.decode import THUMBNAIL_SIDE as SIDE
from training.inputs.preparation import input_shape
from training.runtimes.resampling import (
    COLUMNS,
    EDGE,
    ROWS,
    Line,
    Tensor,
    cubic,
    equal,
    make_pass,
    places_along,
    reduced,
    resampled,
    to_whole,
    triangle,
    truth,
    within,
)

_SQUEEZE: Final = 0.75  # a photo of 4:3 is made a square
_FUZZ: Final = 12.0
_LIGHT: Final = 256.0
_SMALL: Final = 8.0
# Pillow's weights of red, green and blue, in parts of 65,536.
_GREY: Final = np.array((19595, 38470, 7471), np.float32).reshape(1, 3, 1, 1)
# ImageMagick's "sharpen 1x1", as in ``training.inputs.preparation``.
_CENTRE, _NEAR, _FAR, _SCALE = 9.79528, 0.60653, 0.36788, 5.89764
_NEXT: Final = (np.eye(EDGE, k=1) + np.eye(EDGE, k=-1)).astype(np.float32)[None, None]
_CUT: Final = np.eye(EDGE, SIDE, dtype=np.float32)[None, None]


def add_preparation(ops: Any, photos: Tensor, preparation: str) -> Tensor:
    """Add the steps from photos to a model's input.

    Args:
        ops: ``keras.ops``, or what stands in for it.
        photos: (N, H, W, 3), 0 to 255: decoded RGB, all of one size.
        preparation: its name in ``training.inputs.preparation``.

    Returns:
        (N, height, width, channels) whole numbers from 0 to 255, as floats.

    Raises:
        TrainingError: ``unknown-preparation``.
    """
    edge, _, channels = input_shape(preparation)
    numbers = ops.transpose(ops.cast(photos, "float32"), (0, 3, 1, 2))
    prepared = _photo(ops, numbers, edge) if channels == 3 else _item(ops, numbers)
    return ops.transpose(prepared, (0, 2, 3, 1))


def _photo(ops: Any, numbers: Tensor, edge: int) -> Tensor:
    """Add the whole photo as a square, framed up to a ratio of 4:3 in the colour of its border."""
    tall, wide = _thumbnail_sizes(ops, numbers)
    frame = (
        ops.maximum(tall, ops.round(wide * _SQUEEZE)),
        ops.maximum(wide, ops.round(tall * _SQUEEZE)),
    )
    down = Line(tall, ops.floor((frame[0] - tall) * 0.5))
    across = Line(wide, ops.floor((frame[1] - wide) * 0.5))
    small = _thumbnail(ops, numbers, down, across)
    inside = within(ops, SIDE, down, ROWS) * within(ops, SIDE, across, COLUMNS)
    framed = small + _border(ops, small, down, across) * (1.0 - inside)
    zero = tall * 0.0
    sources = [Line(size, zero) for size in frame]
    target = Line(zero + float(edge), zero)
    passes = [
        make_pass(ops, SIDE, source, edge, target, axis, cubic)
        for source, axis in zip(sources, (ROWS, COLUMNS), strict=True)
    ]
    if edge >= SIDE:
        return resampled(ops, framed, *passes)
    return reduced(ops, framed, passes, sources, [target, target])


def _item(ops: Any, numbers: Tensor) -> Tensor:
    """Add Fashion-MNIST's own steps: trim, scale to 28 pixels, sharpen, centre, negate, grey."""
    tall, wide = _thumbnail_sizes(ops, numbers)
    zero = tall * 0.0
    down, across = Line(tall, zero), Line(wide, zero)
    small = _thumbnail(ops, numbers, down, across)
    grey = ops.sum(small * _GREY, axis=1, keepdims=True)
    grey = ops.floor((grey + 32768.0) * (1 / 65536))
    light = _is_light(ops, grey, down, across)
    down, across = _trimmed(ops, small, down, across)
    longest = ops.maximum(down.size, across.size)
    lines: list[Line] = []
    passes = []
    for part, axis in ((down, ROWS), (across, COLUMNS)):
        size = ops.maximum(ops.round(part.size * float(EDGE) / longest), 1.0)
        line = Line(size, ops.floor((float(EDGE) - size) * 0.5))
        lines.append(line)
        passes.append(make_pass(ops, SIDE, part, EDGE, line, axis))
    item = _sharpened(ops, reduced(ops, grey, passes, (down, across), lines), *lines)
    inside = within(ops, EDGE, lines[0], ROWS) * within(ops, EDGE, lines[1], COLUMNS)
    shown = (item + light * (255.0 - 2.0 * item)) * inside
    # One of Fashion-MNIST's own images passes untouched.
    theirs = equal(ops, tall, float(EDGE)) * equal(ops, wide, float(EDGE)) * (1.0 - light)
    untouched = ops.matmul(ops.matmul(_CUT, grey), _CUT.transpose(0, 1, 3, 2))
    return shown + (untouched - shown) * theirs


# Thumbnails.


def _sizes(ops: Any, numbers: Tensor) -> tuple[Tensor, Tensor]:
    """Return height and width of photos, each as (1, 1, 1, 1)."""
    return tuple(
        ops.sum(_ones(ops, numbers, axis), axis=axis, keepdims=True) for axis in (ROWS, COLUMNS)
    )


def _ones(ops: Any, numbers: Tensor, axis: int) -> Tensor:
    """Return a one for each row or column."""
    others = tuple(other for other in range(4) if other != axis)
    return ops.ones_like(ops.max(numbers, axis=others, keepdims=True))


def _thumbnail_sizes(ops: Any, numbers: Tensor) -> tuple[Tensor, Tensor]:
    """Return height and width of the thumbnail: at most `SIDE`, never larger than the photo."""
    height, width = _sizes(ops, numbers)
    longest = ops.maximum(ops.maximum(height, width), float(SIDE))
    tall, wide = (
        ops.maximum(ops.round(size * float(SIDE) / longest), 1.0) for size in (height, width)
    )
    return tall, wide


def _thumbnail(ops: Any, numbers: Tensor, down: Line, across: Line) -> Tensor:
    """Return the photos' thumbnails on the canvas: (N, 3, `SIDE`, `SIDE`)."""
    passes = []
    for size, line, axis in zip(_sizes(ops, numbers), (down, across), (ROWS, COLUMNS), strict=True):
        places = ops.cumsum(_ones(ops, numbers, axis), axis=axis) - 1.0
        # Sources lie across the targets.
        places = ops.transpose(places, (0, 1, 3, 2))
        source = Line(size, size * 0.0)
        passes.append(make_pass(ops, places, source, SIDE, line, axis, triangle))
    return resampled(ops, numbers, *passes)


# Parts of the preparations.


def _border(ops: Any, small: Tensor, down: Line, across: Line) -> Tensor:
    """Return the median colour of the outermost pixels: (N, 3, 1, 1)."""
    levels = places_along(256, COLUMNS)
    count = None
    for line, other, axis in ((down, across, ROWS), (across, down, COLUMNS)):
        along = COLUMNS if axis == ROWS else ROWS
        inside = within(ops, SIDE, other, ROWS)
        for place in (line.start, line.start + line.size - 1.0):
            at = equal(ops, place * -1.0 + places_along(SIDE, axis), 0.0)
            pixels = ops.sum(small * at, axis=axis, keepdims=True)
            if along == COLUMNS:
                pixels = ops.transpose(pixels, (0, 1, 3, 2))
            below = truth(ops, pixels - levels < 0.5) * inside
            found = ops.sum(below, axis=ROWS, keepdims=True)
            count = found if count is None else count + found
    half = down.size + across.size
    middle = [
        ops.sum(truth(ops, count - half < least), axis=COLUMNS, keepdims=True)
        for least in (-0.5, 0.5)
    ]
    return ops.floor((middle[0] + middle[1]) * 0.5)


def _is_light(ops: Any, grey: Tensor, down: Line, across: Line) -> Tensor:
    """Return 1 if the background is light, by the median of four corners."""
    passes = []
    for line, axis in ((down, ROWS), (across, COLUMNS)):
        target = Line(line.size * 0.0 + _SMALL, line.size * 0.0)
        passes.append(make_pass(ops, SIDE, line, int(_SMALL), target, axis))
    ends = np.zeros((1, 1, 2, int(_SMALL)), np.float32)
    ends[..., 0, 0] = ends[..., 1, -1] = 1
    small = resampled(ops, grey, *passes)
    corners = ops.matmul(ops.matmul(ends, small), ends.transpose(0, 1, 3, 2))
    places = {"axis": (ROWS, COLUMNS), "keepdims": True}
    middle = ops.sum(corners, **places) - ops.max(corners, **places) - ops.min(corners, **places)
    return truth(ops, middle > _LIGHT - 0.5)


def _trimmed(ops: Any, small: Tensor, down: Line, across: Line) -> tuple[Line, Line]:
    """Return what lies within the borders of the first pixel's colour; all if nothing does."""
    first = (places_along(SIDE, ROWS) == 0) * (places_along(SIDE, COLUMNS) == 0)
    corner = ops.sum(small * first.astype(np.float32), axis=(ROWS, COLUMNS), keepdims=True)
    differs = ops.max(truth(ops, ops.abs(small - corner) > _FUZZ + 0.5), axis=1, keepdims=True)
    lines = []
    differs = differs * within(ops, SIDE, down, ROWS) * within(ops, SIDE, across, COLUMNS)
    for line, axis, other in ((down, ROWS, COLUMNS), (across, COLUMNS, ROWS)):
        seen = ops.max(differs, axis=other, keepdims=True)
        places = places_along(SIDE, axis)
        start = ops.min(seen * (places - SIDE) + SIDE, axis=axis, keepdims=True)
        end = ops.max(seen * (places + 1.0), axis=axis, keepdims=True)
        some = truth(ops, end > 0.5)
        start = start * some
        end = end * some + line.size * (1.0 - some)
        lines.append(Line(end - start, start))
    return lines[0], lines[1]


def _sharpened(ops: Any, item: Tensor, down: Line, across: Line) -> Tensor:
    """Return the item sharpened, but for its outermost pixels and items narrower than 3."""
    beside = ops.matmul(_NEXT, item)
    near = beside + ops.matmul(item, _NEXT)
    far = ops.matmul(beside, _NEXT)
    sharp = to_whole(ops, (item * _CENTRE - near * _NEAR - far * _FAR) * (1 / _SCALE))
    inner = [Line(line.size - 2.0, line.start + 1.0) for line in (down, across)]
    inside = within(ops, EDGE, inner[0], ROWS) * within(ops, EDGE, inner[1], COLUMNS)
    return item + (sharp - item) * inside
