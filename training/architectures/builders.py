"""Builders of models by name; a card names one of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from training.architectures import backbones, lite0, side_by_side
from training.architectures.layers import centred, residual, scaled, unit
from training.architectures.photo import add_photo_blocks
from training.core.backend import load_keras, put_weights
from training.core.errors import unknown_model

HEAD: Final = "categories"
"""The name of the last layer of every model: the one that fine-tuning grows and trains first."""
FEATURES: Final = "features"
"""The name of the layer before the head in models that average over places."""
Shape = tuple[int, int, int]
Builder = Callable[[int, Shape], Any]
Dropouts = Mapping[str, float]


def _plain(name: str, pairs: Sequence[tuple[int, Dropouts]], last: Dropouts) -> Builder:
    """Return a builder of pairs of convolution and pooling, and two dense layers.

    Scaling to [0, 1] is a layer, so that every caller passes prepared bytes as they are.

    Args:
        name: of the model.
        pairs: filters, and names and rates of the dropout behind them.
        last: dropout before the head.
    """

    def build_plain(outputs: int, input_shape: Shape) -> Any:
        layers = load_keras().layers
        image, x = scaled(input_shape, 1 / 255, 0)
        for number, (filters, dropouts) in enumerate(pairs, 1):
            x = _plain_pair(x, filters, number)
            x = _dropped(x, dropouts)
        x = layers.Flatten(data_format="channels_last", name="flatten")(x)
        x = layers.Dense(128, activation="relu", name="dense")(x)
        return _headed(image, _dropped(x, last), outputs, name)

    return build_plain


def _dropped(x: Any, dropouts: Dropouts) -> Any:
    for name, rate in dropouts.items():
        x = load_keras().layers.Dropout(rate, name=name)(x)
    return x


def _plain_pair(x: Any, filters: int, number: int) -> Any:
    layers = load_keras().layers
    last = "channels_last"
    x = layers.Conv2D(filters, 3, activation="relu", data_format=last, name=f"conv_{number}")(x)
    return layers.MaxPooling2D(data_format=last, name=f"pool_{number}")(x)


def _headed(image: Any, x: Any, outputs: int, name: str) -> Any:
    keras = load_keras()
    return keras.Model(
        image, keras.layers.Dense(outputs, activation="softmax", name=HEAD)(x), name=name
    )


def _resnet20(outputs: int, input_shape: Shape) -> Any:
    """Build the ResNet-20 of its paper for small images: three stages of 16, 32, 64 filters."""
    image, x = centred(input_shape)
    x = unit(x, 16, 3, 1, "stem")
    for stage, filters in enumerate((16, 32, 64), 1):
        for number in (1, 2, 3):
            strides = 2 if stage > 1 and number == 1 else 1
            x = residual(x, filters, strides, f"block_{stage}{number}")
    return add_head(image, x, outputs, "resnet20")


def _fashion_mnist(outputs: int, input_shape: Shape) -> Any:
    """Build a residual model of 1.4 million weights for 28x28, most of it at 14x14 and 7x7.

    In the same time on a processor, wide layers of low resolution compute twice as much as the
    narrow layers of a ResNet-20, which are bound by memory.
    """
    layers = load_keras().layers
    image, x = centred(input_shape)
    x = unit(x, 32, 3, 1, "stem_1")
    x = unit(x, 64, 3, 1, "stem_2")
    x = layers.MaxPooling2D(data_format="channels_last", name="stem_pool")(x)
    for number, (filters, strides) in enumerate(((64, 1), (144, 2), (144, 1), (192, 2)), 1):
        x = residual(x, filters, strides, f"block_{number}")
    return add_head(image, x, outputs, "fashion_mnist")


def add_head(image: Any, x: Any, outputs: int, name: str) -> Any:
    """Add a global average and the outputs of the categories."""
    keras = load_keras()
    x = keras.layers.GlobalAveragePooling2D(data_format="channels_last", name=FEATURES)(x)
    return _headed(image, x, outputs, name)


def _photo(outputs: int, input_shape: Shape) -> Any:
    """Build a residual model of 1.5 million weights for 64x64 colour."""
    image = load_keras().Input(input_shape, name="image")
    return add_head(image, add_photo_blocks(image), outputs, "photo")


def _photo_lite0(outputs: int, input_shape: Shape) -> Any:
    """Build EfficientNet-Lite0 and the body of ``photo`` side by side: 6.2 million weights."""
    image = load_keras().Input(input_shape, name="image")
    x = side_by_side.add_features(image, FEATURES)
    return _headed(image, x, outputs, "photo_lite0")


def _photo_clothes(outputs: int, input_shape: Shape) -> Any:
    """Build EfficientNet-Lite0, its adapted upper blocks and the body of ``photo`` side by side."""
    image = load_keras().Input(input_shape, name="image")
    x = side_by_side.add_features_of_three(image, FEATURES)
    return _headed(image, x, outputs, "photo_clothes")


def _lite0(outputs: int, input_shape: Shape) -> Any:
    """Build EfficientNet-Lite0 alone, its average over places as features."""
    image = load_keras().Input(input_shape, name="image")
    x = lite0.add_features(lite0.add_blocks(lite0.add_stem(image)))
    return _headed(image, _dropped(x, {FEATURES: 0.2}), outputs, "lite0")


BUILDERS: Final[dict[str, Builder]] = {
    **{name: backbones.builder(name) for name in backbones.NAMES},
    "seed-cnn": _plain("seed_cnn", [(32, {}), (64, {})], {}),
    "seed-cnn-dropout": _plain("seed_cnn_dropout", [(32, {"dropout": 0.2})], {}),
    "seed-cnn-64": _plain(
        "seed_cnn_64",
        [(32, {"dropout_1": 0.25}), (64, {"dropout_2": 0.25})],
        {"dropout_3": 0.5},
    ),
    "resnet20": _resnet20,
    "fashion-mnist": _fashion_mnist,
    "photo": _photo,
    "photo-lite0": _photo_lite0,
    "photo-clothes": _photo_clothes,
    "lite0": _lite0,
}


def build(name: str, outputs: int, input_shape: Shape) -> Any:
    """Build an untrained model.

    Args:
        name: a key of ``BUILDERS``.
        outputs: how many categories, at least two.
        input_shape: height, width and channels of a prepared photo.

    Returns:
        A ``keras.Model`` from (N, height, width, channels), values 0 to 255, to (N, outputs)
        probabilities; its weights come from Keras's global seed.

    Raises:
        TrainingError: ``unknown-architecture`` for a name that has no builder.
    """
    builder = BUILDERS.get(name)
    if builder is None:
        raise unknown_model(name, BUILDERS)
    return builder(outputs, input_shape)


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer: its name, kind, output's shape without the batch, and number of weights."""

    name: str
    kind: str
    shape: tuple[int, ...]
    weights: int


def list_layers(model: Any) -> tuple[Layer, ...]:
    """Return a model's layers; Keras cuts its own summary off at the width of the terminal."""
    return tuple(
        Layer(
            layer.name,
            type(layer).__name__,
            tuple(int(side) for side in layer.output.shape[1:]),
            int(layer.count_params()),
        )
        for layer in model.layers
    )


def without_head(model: Any) -> Any:
    """Return a model whose output is the input of this one's last layer, with its weights."""
    return load_keras().Model(model.input, model.get_layer(HEAD).input)


def with_outputs(model: Any, name: str, inherits: Sequence[int | None], input_shape: Shape) -> Any:
    """Return a copy of a model of ``build(name, ...)`` with other outputs.

    ``inherits`` names for each output of the copy the one that initialises it; new ones, None
    there, are random, with the lowest bias.
    """
    copy = build(name, len(inherits), input_shape)
    for layer, own in zip(model.layers, copy.layers, strict=True):
        if layer.name != HEAD:
            put_weights(own, layer.get_weights())
    _inherit_outputs(model.get_layer(HEAD), copy.get_layer(HEAD), inherits)
    return copy


def with_head(model: Any, inherits: Sequence[int | None]) -> Any:
    """Return a model as `with_outputs` does, but made of this one's layers, except the head.

    It takes a tenth of the time; what either of them learns below the head, both do.
    """
    keras = load_keras()
    features = model.get_layer(HEAD).input
    outputs = keras.layers.Dense(len(inherits), activation="softmax", name=HEAD)(features)
    other = keras.Model(model.input, outputs, name=model.name)
    _inherit_outputs(model.get_layer(HEAD), other.get_layer(HEAD), inherits)
    return other


def _inherit_outputs(from_head: Any, head: Any, inherits: Sequence[int | None]) -> None:
    kernel, bias = from_head.get_weights()
    own_kernel, own_bias = head.get_weights()
    own_bias[:] = bias.min() if any(place is not None for place in inherits) else 0
    for place, source in enumerate(inherits):
        if source is not None:
            own_kernel[:, place] = kernel[:, source]
            own_bias[place] = bias[source]
    head.set_weights([own_kernel, own_bias])
