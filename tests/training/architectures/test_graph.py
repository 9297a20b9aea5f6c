import subprocess
import sys
from pathlib import Path

import h5py
import pytest

from tests.helpers.models.bodies import two_bodies
from training.architectures import backbones
from training.architectures.builders import BUILDERS, build
from training.architectures.graph import record
from training.architectures.recipes import RECIPES
from training.architectures.stand_ins import LAYERS, UnknownLayerError
from training.core.backend import load_keras
from training.inputs.preparation import input_shape

__all__ = ["two_bodies"]
OURS = sorted(BUILDERS.keys() - set(backbones.NAMES))


def compare(name: str, shape: tuple[int, int, int], tmp_path: Path) -> None:
    """Checks what is recorded of an architecture against Keras's model and its file."""
    found = record(name, 5, shape)
    model = build(name, 5, shape)
    assert [tensor.layer.name for tensor in found.tensors] == [layer.name for layer in model.layers]
    for tensor, layer in zip(found.tensors, model.layers, strict=True):
        assert tensor.shape == tuple(layer.output.shape), layer.name
        if tensor.layer.kind:
            shapes = tensor.layer.weights_of(tensor.sources[0].shape)
            assert list(shapes) == [tuple(weight.shape) for weight in layer.weights]
    model.save_weights(tmp_path / "model.weights.h5")
    with h5py.File(tmp_path / "model.weights.h5") as file:
        for tensor, path in found.paths.items():
            assert file[f"{path}/vars"].attrs["name"] == tensor.layer.name


@pytest.mark.parametrize("name", OURS)
def test_record_notes_what_keras_builds(name: str, tmp_path: Path) -> None:
    compare(name, input_shape(RECIPES[name].preparation), tmp_path)


def test_record_notes_two_branches_in_the_order_of_keras(two_bodies: str, tmp_path: Path) -> None:
    compare(two_bodies, (96, 96, 3), tmp_path)
    used = {type(tensor.layer).__name__ for tensor in record(two_bodies, 5, (96, 96, 3)).tensors}
    assert used == LAYERS.keys() | {"Image"}


@pytest.mark.parametrize("name", backbones.NAMES)
def test_record_raises_when_keras_itself_makes_the_layers(name: str) -> None:
    with pytest.raises(UnknownLayerError):
        record(name, 5, (128, 128, 3))
    assert load_keras().__name__ == "keras"


@pytest.mark.parametrize(
    "make",
    [
        lambda layers, x: layers.LayerNormalization()(x),
        lambda layers, x: layers.Conv2D(3, 3, dilation_rate=2)(x),
        lambda layers, x: layers.Flatten(data_format="channels_first")(x),
    ],
)
def test_record_raises_when_a_layer_has_no_stand_in(make, monkeypatch) -> None:
    def build_other(outputs: int, input_shape: tuple[int, int, int]):
        keras = load_keras()
        image = keras.Input(input_shape, name="image")
        return keras.Model(image, make(keras.layers, image), name="other")

    monkeypatch.setitem(BUILDERS, "other", build_other)
    with pytest.raises(UnknownLayerError):
        record("other", 5, (8, 8, 1))


def test_record_imports_no_tensorflow() -> None:
    code = (
        "import sys; from training.architectures.graph import record\n"
        "print(len(record('photo', 5, (64, 64, 3)).paths))\n"
        "assert not {'tensorflow', 'keras'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split() == ["25"]
