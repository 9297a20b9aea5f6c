import dataclasses
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.helpers.models.errors import refused
from tests.helpers.models.versions import changed_weights
from training.architectures.builders import BUILDERS, HEAD, with_outputs
from training.architectures.recipes import RECIPES
from training.inputs.preparation import input_shape
from training.inputs.samples import Samples
from training.versions.parts import backbone_key, read_head, split
from training.versions.registry import build_model, load_model, read_card, write_version
from training.versions.shipped import shipped_models


@pytest.fixture
def copy(version: Path, tmp_path: Path) -> Path:
    """A version that a test may damage."""
    return Path(shutil.copytree(version, tmp_path / "versions" / "tiny"))


def save(root: Path, like: Path, name: str, model: object, **changes: object) -> Path:
    """Writes a version of another name with the card of one that is there."""
    card = dataclasses.replace(read_card(like), name=name, **changes)
    shape = input_shape(card.preparation)
    none = Samples(np.zeros((0, *shape), np.uint8), np.zeros(0, np.int64))
    return write_version(root, card, model, none, none)


@pytest.mark.parametrize("name", ["seed-cnn", "fashion-mnist", "photo", "photo-base"])
def test_read_head_returns_the_last_layer(name: str) -> None:
    folder = shipped_models() / name
    found = read_head(folder)
    kernel, bias = load_model(folder).get_layer(HEAD).get_weights()
    np.testing.assert_array_equal(found.kernel, kernel)
    np.testing.assert_array_equal(found.bias, bias)
    assert found.kernel.dtype == found.bias.dtype == np.float32
    assert found.temperature == read_card(folder).temperature


def test_backbone_key_ignores_head_name_and_categories(version: Path, tmp_path: Path) -> None:
    model = load_model(version)
    more = with_outputs(model, "seed-cnn", [2, None, 0, 1], (28, 28, 1))
    names = ("a", "b", "c", "d")
    grown = save(tmp_path, version, "grown", more, categories=names, temperature=3.0)
    assert read_head(grown).kernel.shape == (128, 4)
    assert backbone_key(grown) == backbone_key(version)


def test_backbone_key_differs_when_a_weight_below_the_head_does(copy: Path, version: Path) -> None:
    with changed_weights(copy) as weights:
        weights["layers/conv2d_1/vars/1"][0] += 1e-6
    assert backbone_key(copy) != backbone_key(version)


def test_backbone_key_differs_when_the_preparation_does(version: Path, tmp_path: Path) -> None:
    twin = save(tmp_path, version, "twin", load_model(version))
    assert backbone_key(twin) == backbone_key(version)
    card = (twin / "card.json").read_text()
    (twin / "card.json").write_text(card.replace("fashion-mnist-28", "photo-64"))
    assert backbone_key(twin) != backbone_key(version)


def test_backbone_keys_of_shipped_models_differ() -> None:
    folders = [card.parent for card in shipped_models().glob("*/card.json")]
    keys = {backbone_key(folder) for folder in folders}
    assert len(keys) == len(folders)
    assert all(len(key) == 64 for key in keys)


@pytest.mark.parametrize("name", sorted(BUILDERS))
def test_parts_of_every_architecture_are_found(name: str, version: Path, tmp_path: Path) -> None:
    preparation = RECIPES[name].preparation
    card = dataclasses.replace(read_card(version), architecture=name, preparation=preparation)
    model = build_model(card)
    # Each array has a number of its own, which tells where it ends up.
    model.set_weights([np.full(v.shape, number, v.dtype) for number, v in enumerate(model.weights)])
    saved = save(tmp_path, version, "one", model, architecture=name, preparation=preparation)
    head, body = split(read_card(saved), saved)
    (kernel, bias), all_weights = model.get_layer(HEAD).weights, model.get_weights()
    np.testing.assert_array_equal(head.kernel, kernel.numpy())
    np.testing.assert_array_equal(head.bias, bias.numpy())
    others = [v for v in all_weights if v.flat[0] not in (kernel.numpy()[0, 0], bias.numpy()[0])]
    assert len(others) == len(all_weights) - 2
    found = {values.flat[0]: values.shape for values in body.values()}
    assert found == {v.flat[0]: v.shape for v in others if v.dtype.kind == "f"}


@pytest.mark.parametrize("damage", ["gone", "bias", "outputs", "nan", "large", "text"])
def test_read_head_raises_when_the_head_is_damaged(copy: Path, damage: str) -> None:
    with changed_weights(copy) as weights:
        layer = weights["layers/dense_1/vars"]
        if damage == "gone":
            del weights["layers/dense"], weights["layers/dense_1"]
        if damage in ("bias", "outputs", "text"):
            del layer["1"]
        if damage == "outputs":
            layer["1"] = np.zeros(4, np.float32)
        if damage == "text":
            layer["1"] = np.array([b"a", b"b", b"c"])
        if damage == "nan":
            layer["0"][0, 0] = np.nan
        if damage == "large":
            del layer["0"]
            layer["0"] = np.full((128, 3), 1e300)
    refused("weights-unreadable", read_head, copy)
    refused("weights-unreadable", backbone_key, copy)


def test_read_head_raises_when_weights_are_not_those_of_the_card(copy: Path) -> None:
    with (copy / "network.keras").open("ab") as file:
        file.write(b"\0")
    refused("weights-mismatch", read_head, copy)


def test_parts_are_read_without_tensorflow(version: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from training.versions.parts import *\n"
        "at = Path(sys.argv[1])\nprint(read_head(at).kernel.shape, backbone_key(at))\n"
        "assert not {'tensorflow', 'keras'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(version)], capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == ["(128,", "3)", backbone_key(version)]
