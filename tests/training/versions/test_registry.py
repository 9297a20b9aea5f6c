import dataclasses
import hashlib
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
from tests.helpers.training import refused
from training.architectures import builders
from training.core.arrays import pack_arrays
from training.core.backend import load_keras
from training.versions import registry
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


def swear(folder: Path) -> None:
    """Makes the card vouch for the weights that are there, as a foreign card would."""
    card = json.loads((folder / "card.json").read_text())
    card["sha256"] = hashlib.sha256((folder / "network.keras").read_bytes()).hexdigest()
    (folder / "card.json").write_text(json.dumps(card))


def repack(path: Path, member: str, content: bytes) -> None:
    """Replaces one member of a ``.keras``."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, kept in {**members, member: content}.items():
            archive.writestr(name, kept)


class TestReading:
    def test_a_folder_without_a_card(self, tmp_path: Path) -> None:
        refused("card-missing", read_card, tmp_path)

    def test_a_card_of_a_size_that_no_card_has(self, copy: Path) -> None:
        (copy / "card.json").write_text(" " * (2**20 + 1))
        refused("card-unreadable", read_card, copy)

    def test_a_card_in_no_text(self, copy: Path) -> None:
        (copy / "card.json").write_bytes(b"\xff\xfe\xff")
        refused("card-unreadable", read_card, copy)

    def test_other_weights_than_the_card_names(self, copy: Path) -> None:
        content = bytearray((copy / "network.keras").read_bytes())
        content[-1] ^= 1
        (copy / "network.keras").write_bytes(content)
        for act in (verify, load_model, Classifier):
            refused("weights-mismatch", act, copy)

    def test_no_weights(self, copy: Path) -> None:
        (copy / "network.keras").unlink()
        refused("weights-missing", verify, copy)

    def test_verifying_needs_no_tensorflow(self, version: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from training.versions.registry import *\n"
            "at = Path(sys.argv[1])\nprint(verify(at).name, len(read_samples(at, 'replay')))\n"
            "assert not {'tensorflow', 'keras'} & set(sys.modules)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(version)], capture_output=True, check=True, text=True
        )
        assert done.stdout.split() == ["tiny", "96"]

    def test_samples_come_back(self, version: Path) -> None:
        replay, holdout = (read_samples(version, which) for which in ("replay", "holdout"))
        assert np.bincount(replay.labels).tolist() == [32, 32, 32]
        assert np.bincount(holdout.labels).tolist() == [4, 4, 4]
        known = {image.tobytes() for image in replay.images}
        assert not known & {image.tobytes() for image in holdout.images}

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
    def test_samples_that_do_not_fit(self, copy: Path, arrays: dict) -> None:
        (copy / "replay.npz").write_bytes(pack_arrays(arrays))
        refused("samples-unreadable", read_samples, copy, "replay")


class TestForeignWeights:
    def test_code_in_a_config_does_not_run(self, copy: Path, tmp_path: Path) -> None:
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
        # The attack is real: whoever opens this file without Keras's safe mode runs its code.
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
    def test_a_foreign_model_does_not_fit(self, copy: Path) -> None:
        keras = load_keras()
        image = keras.Input((28, 28, 1))
        other = keras.layers.Dense(3)(keras.layers.Flatten()(image))
        keras.Model(image, other).save(copy / "network.keras")
        swear(copy)
        refused("weights-unreadable", load_model, copy)

    @pytest.mark.parametrize("kind", ["link", "outside", "virtual", "text", "none"])
    def test_weights_that_are_not_plain_numbers(
        self, copy: Path, tmp_path: Path, kind: str
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

    def test_a_file_that_unpacks_to_too_much(self, copy: Path, monkeypatch) -> None:
        monkeypatch.setattr(registry, "_MAX_UNPACKED", 1000)
        refused("weights-unreadable", load_model, copy)
        monkeypatch.setattr(registry, "_MAX_WEIGHTS_FILE", 1000)
        refused("weights-mismatch", verify, copy)

    @pytest.mark.filterwarnings("ignore:Skipping nested container:UserWarning")
    @pytest.mark.parametrize("missing", ["layers", "layers/dense", "layers/dense/vars/1", "nan"])
    def test_weights_that_are_not_all_there(self, copy: Path, missing: str) -> None:
        with zipfile.ZipFile(copy / "network.keras") as archive:
            content = io.BytesIO(archive.read("model.weights.h5"))
        with h5py.File(content, "r+") as file:
            if missing == "nan":
                file["layers/dense/vars/1"][3] = np.nan
            else:
                del file[missing]
        repack(copy / "network.keras", "model.weights.h5", content.getvalue())
        swear(copy)
        refused("weights-unreadable", load_model, copy)

    def test_no_archive_at_all(self, copy: Path) -> None:
        (copy / "network.keras").write_text("no archive")
        swear(copy)
        refused("weights-unreadable", load_model, copy)

    def test_an_unknown_builder(self, copy: Path) -> None:
        card = json.loads((copy / "card.json").read_text())
        (copy / "card.json").write_text(json.dumps({**card, "architecture": "os.system"}))
        refused("unknown-architecture", load_model, copy)


class TestWriting:
    @pytest.fixture
    def parts(self, version: Path) -> tuple[Card, object]:
        return dataclasses.replace(read_card(version), name="new"), load_model(version)

    def test_any_keras_opens_it_and_it_has_no_optimizer(self, version: Path) -> None:
        model = load_keras().models.load_model(version / "network.keras", compile=False)
        replay = read_samples(version, "replay")
        mine = load_model(version).predict(replay.images, verbose=0)
        np.testing.assert_allclose(model.predict(replay.images, verbose=0), mine, atol=1e-6)
        assert (version / "network.keras").stat().st_size < 1.2e6

    def test_whole(self, parts, version: Path, tmp_path: Path) -> None:
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

    def test_or_not_at_all(self, parts, version: Path, tmp_path: Path, monkeypatch) -> None:
        samples = read_samples(version, "replay")

        def full(*_arguments):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(registry, "_pack", full)
        with pytest.raises(OSError, match="No space"):
            write_version(tmp_path, *parts, samples, samples)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("name", ["", ".hidden", "../up", "a/b", "a b", "x" * 101, "é"])
    def test_names_that_are_no_folder(self, parts, version, tmp_path, name: str) -> None:
        card = dataclasses.replace(parts[0], name=name)
        samples = read_samples(version, "replay")
        refused("version-name", write_version, tmp_path, card, parts[1], samples, samples)

    def test_never_over_another(self, parts, version: Path, tmp_path: Path) -> None:
        samples = read_samples(version, "replay")
        (tmp_path / "new").mkdir()
        refused("version-exists", write_version, tmp_path, *parts, samples, samples)

    def test_nor_over_one_that_appears_meanwhile(self, tmp_path: Path) -> None:
        with pytest.raises(FileExistsError), whole_folder(tmp_path / "new") as folder:
            (folder / "file").write_text("mine")
            (tmp_path / "new").mkdir()
        assert [path.name for path in tmp_path.iterdir()] == ["new"]


class TestLeftovers:
    def test_of_killed_programs_are_no_versions(self, version: Path, tmp_path: Path) -> None:
        shutil.copytree(version, tmp_path / f"{PREFIX}half")
        assert list_versions(tmp_path, tmp_path / "none") == ()

    def test_versions_come_root_by_root(self, version: Path, tmp_path: Path) -> None:
        for name in ("one/b", "one/a", "two/c"):
            shutil.copytree(version, tmp_path / name)
        found = list_versions(tmp_path / "two", tmp_path / "one")
        assert [path.name for path in found] == ["c", "a", "b"]

    def test_a_file_is_old_or_new_and_never_half(self, tmp_path: Path, monkeypatch) -> None:
        path = tmp_path / "file"
        write_whole(path, b"old")

        def fail(_descriptor):
            raise OSError(5, "I/O error")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="I/O"):
            write_whole(path, b"new")
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_model_is_refused_in_a_sentence() -> None:
    refused("unknown-architecture", builders.build, "huge", 10, (28, 28, 1))
