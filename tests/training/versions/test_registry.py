import dataclasses
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import h5py
import numpy as np
import pytest

from safeio.files import whole_folder, write_whole
from safeio.unfinished import PREFIX
from tests.helpers.models.errors import refused
from tests.helpers.models.versions import changed_weights, repack, swear
from training.architectures import builders
from training.core.arrays import pack_arrays
from training.core.backend import load_keras
from training.versions import registry, weights
from training.versions.card import Card
from training.versions.registry import (
    list_versions,
    load_model,
    read_card,
    read_samples,
    verify,
    write_version,
)
from training.versions.serving import Classifier


@pytest.fixture
def copy(version: Path, tmp_path: Path) -> Path:
    """A version that a test may damage."""
    return Path(shutil.copytree(version, tmp_path / "versions" / "tiny"))


def test_read_card_raises_when_there_is_no_card(tmp_path: Path) -> None:
    refused("card-missing", read_card, tmp_path)


def test_read_card_raises_when_the_card_is_too_large(copy: Path) -> None:
    (copy / "card.json").write_text(" " * (2**20 + 1))
    refused("card-unreadable", read_card, copy)


def test_read_card_raises_when_the_card_is_no_text(copy: Path) -> None:
    (copy / "card.json").write_bytes(b"\xff\xfe\xff")
    refused("card-unreadable", read_card, copy)


def test_verify_raises_when_weights_are_not_those_of_the_card(copy: Path) -> None:
    content = bytearray((copy / "network.keras").read_bytes())
    content[-1] ^= 1
    (copy / "network.keras").write_bytes(content)
    for act in (verify, load_model, Classifier):
        refused("weights-mismatch", act, copy)


def test_verify_raises_when_there_are_no_weights(copy: Path) -> None:
    (copy / "network.keras").unlink()
    refused("weights-missing", verify, copy)


def test_verify_imports_no_tensorflow(version: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from training.versions.registry import *\n"
        "at = Path(sys.argv[1])\nprint(verify(at).name, len(read_samples(at, 'replay')))\n"
        "assert not {'tensorflow', 'keras'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(version)], capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == ["tiny", "96"]


def test_read_samples_returns_what_was_written(version: Path) -> None:
    replay, holdout = (read_samples(version, which) for which in ("replay", "holdout"))
    assert np.bincount(replay.labels).tolist() == [32, 32, 32]
    assert np.bincount(holdout.labels).tolist() == [4, 4, 4]
    known = {image.tobytes() for image in replay.images}
    assert not known & {image.tobytes() for image in holdout.images}


def test_read_samples_spreads_a_few_over_all_categories(version: Path) -> None:
    assert np.bincount(read_samples(version, "replay", most=9).labels).min() >= 2
    assert len(read_samples(version, "holdout", most=1000).labels) == 12


@pytest.mark.parametrize(
    "arrays",
    [
        {},
        {"images": np.zeros((1, 28, 28, 1), np.uint8)},
        {"images": np.zeros((1, 28, 28, 1), np.uint8), "labels": np.array([3])},
        {"images": np.zeros((1, 28, 28, 1), np.uint8), "labels": np.array([-1])},
        {"images": np.zeros((1, 28, 28, 1), np.float32), "labels": np.array([0])},
        {"images": np.zeros((1, 30, 30, 1), np.uint8), "labels": np.array([0])},
        {"images": np.zeros((2, 28, 28, 1), np.uint8), "labels": np.array([0])},
    ],
)
def test_read_samples_raises_when_samples_do_not_fit(copy: Path, arrays: dict) -> None:
    (copy / "replay.npz").write_bytes(pack_arrays(arrays))
    refused("samples-unreadable", read_samples, copy, "replay")


def test_load_model_runs_no_code_of_a_config(copy: Path, tmp_path: Path) -> None:
    keras = load_keras()
    marker = tmp_path / "ran"
    at = str(marker)
    image = keras.Input((28, 28, 1))

    layer = keras.layers.Lambda(
        lambda x: (__import__("pathlib").Path(at).write_text("ran"), x)[1],
        output_shape=(28, 28, 1),
    )
    evil = keras.Model(image, layer(image))
    evil.save(tmp_path / "evil.keras")
    with zipfile.ZipFile(tmp_path / "evil.keras") as archive:
        config = archive.read("config.json")
    repack(copy / "network.keras", "config.json", config)
    swear(copy)
    marker.unlink(missing_ok=True)
    # The attack is real: opening this file without Keras's safe mode runs its code.
    bait = tmp_path / "bait.keras"
    shutil.copy(tmp_path / "evil.keras", bait)
    opened = keras.models.load_model(bait, safe_mode=False)
    opened(np.zeros((1, 28, 28, 1), np.float32))
    assert marker.exists()
    marker.unlink()
    probabilities = Classifier(copy).probabilities(np.zeros((2, 28, 28, 1), np.uint8))
    assert probabilities.shape == (2, 3)
    assert not marker.exists()


@pytest.mark.filterwarnings("ignore:Skipping nested container:UserWarning")
def test_load_model_raises_when_a_model_does_not_fit(copy: Path) -> None:
    keras = load_keras()
    image = keras.Input((28, 28, 1))
    other = keras.layers.Dense(3)(keras.layers.Flatten()(image))
    keras.Model(image, other).save(copy / "network.keras")
    swear(copy)
    refused("weights-unreadable", load_model, copy)


@pytest.mark.parametrize("kind", ["link", "outside", "virtual", "text", "none"])
def test_load_model_raises_when_weights_are_not_plain_numbers(
    copy: Path, tmp_path: Path, kind: str
) -> None:
    target = io.BytesIO()
    with h5py.File(target, "w") as file:
        if kind == "link":
            file["layers"] = h5py.ExternalLink("/etc/passwd", "/")
        if kind == "outside":
            file.create_dataset("a", (4,), "u1", external=[("/etc/passwd", 0, 4)])
        if kind == "virtual":
            layout = h5py.VirtualLayout((4,), "u1")
            layout[:] = h5py.VirtualSource("/tmp/other.h5", "a", (4,))  # noqa: S108
            file.create_virtual_dataset("a", layout)
    content = b"no h5" if kind == "text" else target.getvalue()
    if kind == "none":
        with zipfile.ZipFile(copy / "network.keras", "w") as archive:
            archive.writestr("config.json", "{}")
    else:
        repack(copy / "network.keras", "model.weights.h5", content)
    swear(copy)
    error = refused("weights-unreadable", load_model, copy)
    if kind in {"outside", "virtual"}:
        assert "elsewhere" in str(error.params["detail"])
    if kind == "link":
        assert "link" in str(error.params["detail"])


def test_load_model_raises_when_weights_unpack_to_too_much(copy: Path, monkeypatch) -> None:
    monkeypatch.setattr(weights, "_MAX_UNPACKED", 1000)
    refused("weights-unreadable", load_model, copy)
    monkeypatch.setattr(registry, "_MAX_WEIGHTS_FILE", 1000)
    refused("weights-mismatch", verify, copy)


@pytest.mark.filterwarnings("ignore:Skipping nested container:UserWarning")
@pytest.mark.parametrize("missing", ["layers", "layers/dense", "layers/dense/vars/1", "nan"])
def test_load_model_raises_when_weights_are_missing(copy: Path, missing: str) -> None:
    with changed_weights(copy) as file:
        if missing == "nan":
            file["layers/dense/vars/1"][3] = np.nan
        else:
            del file[missing]
    refused("weights-unreadable", load_model, copy)


def test_load_model_raises_when_the_file_is_no_archive(copy: Path) -> None:
    (copy / "network.keras").write_text("no archive")
    swear(copy)
    refused("weights-unreadable", load_model, copy)


def test_load_model_raises_when_the_architecture_is_unknown(copy: Path) -> None:
    card = json.loads((copy / "card.json").read_text())
    (copy / "card.json").write_text(json.dumps({**card, "architecture": "os.system"}))
    refused("unknown-architecture", load_model, copy)


@pytest.fixture
def parts(version: Path) -> tuple[Card, object]:
    return dataclasses.replace(read_card(version), name="new"), load_model(version)


def test_write_version_writes_a_file_for_any_keras_without_optimizer(version: Path) -> None:
    model = load_keras().models.load_model(version / "network.keras", compile=False)
    replay = read_samples(version, "replay")
    mine = load_model(version).predict(replay.images, verbose=0)
    np.testing.assert_allclose(model.predict(replay.images, verbose=0), mine, atol=1e-6)
    assert (version / "network.keras").stat().st_size < 1.2e6


def test_write_version_writes_all_files(parts, version: Path, tmp_path: Path) -> None:
    samples = read_samples(version, "replay")
    extras = {"curves.png": b"a picture"}
    folder = write_version(tmp_path, *parts, samples, samples, extras=extras)
    assert folder == tmp_path / "new"
    assert (folder / "curves.png").read_bytes() == b"a picture"
    assert sorted(path.name for path in folder.iterdir()) == [
        "card.json",
        "curves.png",
        "holdout.npz",
        "network.keras",
        "replay.npz",
    ]
    assert verify(folder).name == "new"
    assert list_versions(tmp_path) == (folder,)


def test_write_version_leaves_nothing_when_it_fails(
    parts, version: Path, tmp_path: Path, monkeypatch
) -> None:
    samples = read_samples(version, "replay")

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(registry, "_pack", full)
    with pytest.raises(OSError, match="No space"):
        write_version(tmp_path, *parts, samples, samples)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", ".hidden", "../up", "a/b", "a b", "x" * 101, "é"])
def test_write_version_raises_when_the_name_is_no_folders(
    parts, version, tmp_path, name: str
) -> None:
    card = dataclasses.replace(parts[0], name=name)
    samples = read_samples(version, "replay")
    refused("version-name", write_version, tmp_path, card, parts[1], samples, samples)


def test_write_version_raises_when_the_name_is_taken(parts, version: Path, tmp_path: Path) -> None:
    samples = read_samples(version, "replay")
    (tmp_path / "new").mkdir()
    refused("version-exists", write_version, tmp_path, *parts, samples, samples)


def test_write_version_raises_when_the_name_is_taken_meanwhile(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError), whole_folder(tmp_path / "new") as folder:
        (folder / "file").write_text("mine")
        (tmp_path / "new").mkdir()
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_list_versions_leaves_out_folders_of_killed_programs(version: Path, tmp_path: Path) -> None:
    shutil.copytree(version, tmp_path / f"{PREFIX}half")
    assert list_versions(tmp_path, tmp_path / "none") == ()


def test_list_versions_keeps_the_order_of_roots(version: Path, tmp_path: Path) -> None:
    for name in ("one/b", "one/a", "two/c"):
        shutil.copytree(version, tmp_path / name)
    found = list_versions(tmp_path / "two", tmp_path / "one")
    assert [path.name for path in found] == ["c", "a", "b"]


def test_write_whole_leaves_the_old_file_or_the_new_one(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")

    def fail(_descriptor):
        raise OSError(5, "I/O error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="I/O"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_build_explains_an_unknown_architecture() -> None:
    refused("unknown-architecture", builders.build, "huge", 10, (28, 28, 1))
