"""Stand-ins for the layers of Keras: same names and arguments, but they only note what is asked.

There is one for each layer of this program's architectures, with the arguments that they use.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any, ClassVar, Final

Shape = tuple[int | None, ...]
"""Of a tensor; the first side is the batch, None."""


class UnknownLayerError(Exception):
    """A builder uses something that has no stand-in."""


@dataclass(frozen=True, slots=True, eq=False)
class Tensor:
    """The output of a layer.

    Attributes:
        layer: that makes it, a `Layer`.
        sources: that the layer reads.
        shape: (None, height, width, channels) or (None, features).
    """

    layer: Any
    sources: tuple["Tensor", ...]
    shape: Shape


@dataclass(eq=False, kw_only=True)
class Layer:
    """A stand-in for a layer of Keras; each is called once.

    Attributes:
        kind: as Keras names layers of its class in a file of weights; empty without weights.
        name: of the layer.
        data_format: always ``channels_last``.
    """

    kind: ClassVar[str] = ""
    name: str = ""
    data_format: str = "channels_last"

    def __call__(self, inputs: Tensor | Sequence[Tensor]) -> Tensor:
        """Note that the layer reads these tensors."""
        sources = (inputs,) if isinstance(inputs, Tensor) else tuple(inputs)
        if self.data_format != "channels_last":
            raise UnknownLayerError(self.data_format)
        return Tensor(self, sources, self.shape_of(*(source.shape for source in sources)))

    def shape_of(self, *shapes: Shape) -> Shape:
        """Return the output's shape for inputs of these shapes."""
        return shapes[0]

    def weights_of(self, shape: Shape) -> tuple[Shape, ...]:  # noqa: ARG002
        """Return the shapes of the layer's weights for an input of this shape, in Keras's order."""
        return ()


@dataclass(eq=False)
class Image(Layer):
    """The input of a model: bytes."""


@dataclass(eq=False)
class Rescaling(Layer):
    """Times ``scale``, plus ``offset``."""

    scale: float
    offset: float = 0.0


@dataclass(eq=False)
class _Window(Layer):
    """A layer that reads squares of ``size`` pixels, every ``strides`` pixels."""

    def window(self) -> tuple[int, int, str]:
        """Return size, strides and padding."""
        raise NotImplementedError

    def shape_of(self, *shapes: Shape) -> Shape:
        """Return the output's shape."""
        ((batch, height, width, channels),) = shapes
        return batch, self._side(height), self._side(width), channels

    def _side(self, side: int | None) -> int:
        size, strides, padding = self.window()
        return -(-((side or 0) - (0 if padding == "same" else size - 1)) // strides)

    def padding_of(self, side: int) -> tuple[int, int]:
        """Return the pixels that TensorFlow adds before and after a side of the input."""
        size, strides, padding = self.window()
        if padding != "same":
            return 0, 0
        total = max(0, (-(-side // strides) - 1) * strides + size - side)
        return total // 2, total - total // 2


@dataclass(eq=False)
class Convolution(_Window):
    """Attributes that both kinds of convolution share."""

    activation: str | None = field(default=None, kw_only=True)
    use_bias: bool = field(default=True, kw_only=True)
    kernel_initializer: object = field(default=None, kw_only=True)
    padding: str = field(default="valid", kw_only=True)
    strides: int = field(default=1, kw_only=True)


@dataclass(eq=False)
class Conv2D(Convolution):
    """A convolution."""

    kind: ClassVar[str] = "conv2d"
    filters: int
    kernel_size: int

    def window(self) -> tuple[int, int, str]:
        """Return size, strides and padding."""
        return self.kernel_size, self.strides, self.padding

    def shape_of(self, *shapes: Shape) -> Shape:
        """Return the output's shape."""
        return *super().shape_of(*shapes)[:-1], self.filters

    def weights_of(self, shape: Shape) -> tuple[Shape, ...]:
        """Return the shapes of kernel and bias."""
        kernel = (self.kernel_size, self.kernel_size, shape[-1], self.filters)
        return (kernel, (self.filters,)) if self.use_bias else (kernel,)


@dataclass(eq=False)
class DepthwiseConv2D(Convolution):
    """A convolution of each channel alone."""

    kind: ClassVar[str] = "depthwise_conv2d"
    kernel_size: int

    def window(self) -> tuple[int, int, str]:
        """Return size, strides and padding."""
        return self.kernel_size, self.strides, self.padding

    def weights_of(self, shape: Shape) -> tuple[Shape, ...]:
        """Return the shapes of kernel and bias."""
        kernel = (self.kernel_size, self.kernel_size, shape[-1], 1)
        return (kernel, (shape[-1],)) if self.use_bias else (kernel,)


@dataclass(eq=False)
class _Pooling(_Window):
    pool_size: int = 2
    strides: int | None = None
    padding: str = "valid"

    def window(self) -> tuple[int, int, str]:
        """Return size, strides and padding."""
        return self.pool_size, self.strides or self.pool_size, self.padding


@dataclass(eq=False)
class AveragePooling2D(_Pooling):
    """The mean of each window, of the pixels within the picture."""


@dataclass(eq=False)
class MaxPooling2D(_Pooling):
    """The largest of each window."""


@dataclass(eq=False)
class BatchNormalization(Layer):
    """Normalisation of channels by mean and variance that were learned."""

    kind: ClassVar[str] = "batch_normalization"
    epsilon: float = field(default=1e-3, kw_only=True)

    def weights_of(self, shape: Shape) -> tuple[Shape, ...]:
        """Return the shapes of scale, offset, mean and variance."""
        return ((shape[-1],),) * 4


@dataclass(eq=False)
class ReLU(Layer):
    """No less than 0, and no more than ``max_value`` if given."""

    max_value: float | None = None


@dataclass(eq=False)
class Dropout(Layer):
    """Nothing, outside of training."""

    rate: float


@dataclass(eq=False)
class Add(Layer):
    """The sum of tensors of one shape."""


@dataclass(eq=False)
class Concatenate(Layer):
    """Channels or features of several tensors, one after another."""

    def shape_of(self, *shapes: Shape) -> Shape:
        """Return the output's shape."""
        return *shapes[0][:-1], sum(shape[-1] or 0 for shape in shapes)


@dataclass(eq=False)
class GlobalAveragePooling2D(Layer):
    """The mean over all places."""

    def shape_of(self, *shapes: Shape) -> Shape:
        """Return the output's shape."""
        return shapes[0][0], shapes[0][-1]


@dataclass(eq=False)
class Flatten(Layer):
    """All numbers of a photo in one row: by height, width, channel."""

    def shape_of(self, *shapes: Shape) -> Shape:
        """Return the output's shape."""
        batch, *sides = shapes[0]
        return batch, prod(side or 0 for side in sides)


@dataclass(eq=False)
class UnitNormalization(Layer):
    """Features scaled to length 1."""


@dataclass(eq=False)
class Dense(Layer):
    """A layer in which each output depends on all inputs."""

    kind: ClassVar[str] = "dense"
    units: int
    activation: str | None = None
    use_bias: bool = True
    kernel_initializer: object = None

    def shape_of(self, *shapes: Shape) -> Shape:
        """Return the output's shape."""
        return *shapes[0][:-1], self.units

    def weights_of(self, shape: Shape) -> tuple[Shape, ...]:
        """Return the shapes of kernel and bias."""
        kernel = (shape[-1], self.units)
        return (kernel, (self.units,)) if self.use_bias else (kernel,)


LAYERS: Final[dict[str, type[Layer]]] = {
    kind.__name__: kind
    for kind in (
        Add,
        AveragePooling2D,
        BatchNormalization,
        Concatenate,
        Conv2D,
        Dense,
        DepthwiseConv2D,
        Dropout,
        Flatten,
        GlobalAveragePooling2D,
        MaxPooling2D,
        ReLU,
        Rescaling,
        UnitNormalization,
    )
}
