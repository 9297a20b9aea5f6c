"""Versions exported for other runtimes, run where Second Look cannot be imported."""

import json
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hitl_app.domain.vectors import pack, rounding, unpack
from hitl_app.jobs.folder_scoring import turned_head
from tests.helpers.files.photos import GARMENTS, draw_garment
from tests.helpers.models.alone import run_example
from tests.helpers.models.errors import refused
from training.architectures.stand_ins import UnknownLayerError
from training.core.errors import TrainingError
from training.inputs.photos import decoded
from training.inputs.preparation import prepare
from training.runtimes import exporting, onnx_model
from training.runtimes.exporting import export_runtime
from training.runtimes.formats import BY_NAME, RUNTIMES
from training.runtimes.outputs import Rounding, Shares
from training.runtimes.writers import WRITERS
from training.versions.parts import read_head
from training.versions.registry import read_card
from training.versions.serving import Classifier

BESIDE = {"README.md", "card.json", "categories.json", "example.py"}


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Photos of several kinds: large and small, turned, grey, and with transparent parts."""
    folder = tmp_path_factory.mktemp("garments")
    rng = np.random.default_rng(8)
    files = []
    for number, name in enumerate([*GARMENTS, *GARMENTS][:8]):
        size = (150, 90) if number % 4 == 0 else (300 + 40 * number, 420)
        image = draw_garment(name, rng, size)
        file = folder / f"{number}.{'png' if number % 3 == 0 else 'jpg'}"
        exif = Image.Exif()
        exif[274] = 6 if number == 4 else 1
        if number == 3:
            alpha = Image.new("L", size, 255)
            alpha.paste(0, (0, 0, 40, size[1]))
            image.putalpha(alpha)
        image = image.convert("L") if number == 6 else image
        image.save(file, **({} if number % 3 == 0 else {"exif": exif, "quality": 90}))
        files.append(file)
    return files


def skip_without(module: str) -> None:
    """Skip a test whose library is not installed; to import OpenVINO would begin its telemetry."""
    if module and find_spec(module) is None:
        pytest.skip(f"{module} is not installed")


def plain(version: Path) -> Shares:
    return Shares.of(read_card(version).categories)


def rounded(version: Path) -> Shares:
    """The same, with features rounded as a workspace stores them."""
    return Shares.of(
        read_card(version).categories, Rounding(*rounding(len(read_head(version).kernel)))
    )


def stored(version: Path, photos: list[Path]) -> np.ndarray:
    """Return the probabilities that a workspace stores for photos."""
    classifier = Classifier(version, features=True)
    preparation = classifier.card.preparation
    features = classifier.with_features(
        np.stack([prepare(decoded(photo), preparation) for photo in photos])
    )[1]
    return turned_head(read_head(version)).probabilities(unpack(pack(features)))


def asked(version: Path, photos: list[Path]) -> np.ndarray:
    """Return the probabilities that the program has for photos."""
    classifier = Classifier(version)
    preparation = classifier.card.preparation
    return classifier.probabilities(np.stack([prepare(decoded(p), preparation) for p in photos]))


@pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda one: one.name)
def test_example_gives_labels_of_program_without_it(version, photos, tmp_path, runtime):
    skip_without(runtime.module)
    out = tmp_path / "out"
    found = export_runtime(version, runtime, rounded(version), out)
    assert found.equal == found.photos
    assert {path.name for path in out.iterdir()} == BESIDE | set(runtime.files)
    expected = stored(version, photos)
    categories = json.loads((out / "categories.json").read_text())
    assert categories == list(read_card(version).categories)
    printed = run_example(out, photos)
    assert [name for name, _ in printed] == [categories[best] for best in expected.argmax(axis=1)]
    assert np.abs([share for _, share in printed] - expected.max(axis=1)).max() < 0.002


def test_example_has_about_twenty_lines():
    made = exporting.make_files
    for runtime in RUNTIMES:
        text = made(read_card(Path("models/seed-cnn")), Shares.of(["a", "b"]), runtime)
        lines = [line for line in text["example.py"].splitlines() if line.strip()]
        assert len(lines) <= 26
        compile(text["example.py"], "example.py", "exec")


@pytest.mark.parametrize("name", ["onnx", "keras"])
def test_export_adds_up_merged_categories_and_leaves_out_others(version, photos, tmp_path, name):
    shares = Shares.of(["solid", "solid", None])
    out = tmp_path / "out"
    export_runtime(version, BY_NAME[name], shares, out)
    expected = asked(version, photos)[:, :2].sum(axis=1)
    ask = WRITERS[name].load(out)
    found = [ask(np.asarray(decoded(photo).convert("RGB"))[np.newaxis])[0] for photo in photos]
    assert np.shape(found) == (len(photos), 1)
    assert np.abs(np.ravel(found) - expected).max() < 0.002
    assert json.loads((out / "categories.json").read_text()) == ["solid"]


def test_export_is_one_file_if_its_name_ends_in_zip(version, photos, tmp_path):
    target = tmp_path / "model.zip"
    for _ in range(2):
        export_runtime(version, BY_NAME["onnx"], plain(version), target, replace=True)
        assert [path.name for path in tmp_path.iterdir()] == ["model.zip"]
        with zipfile.ZipFile(target) as archive:
            assert archive.testzip() is None
            assert set(archive.namelist()) == BESIDE | {"model.onnx"}
            archive.extractall(tmp_path / "unpacked")
        assert len(run_example(tmp_path / "unpacked", photos[:2])) == 2
        target.rename(target)
        for path in (tmp_path / "unpacked").iterdir():
            path.unlink()
        (tmp_path / "unpacked").rmdir()


def test_export_replaces_earlier_export_only_when_told(version, tmp_path):
    out = tmp_path / "out"
    export_runtime(version, BY_NAME["onnx"], plain(version), out)
    before = (out / "README.md").read_bytes()
    other = Shares.of(["x", "y", "z"])
    with pytest.raises(FileExistsError):
        export_runtime(version, BY_NAME["onnx"], other, out)
    assert (out / "README.md").read_bytes() == before
    export_runtime(version, BY_NAME["onnx"], other, out, replace=True)
    assert json.loads((out / "categories.json").read_text()) == ["x", "y", "z"]
    (out / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        export_runtime(version, BY_NAME["onnx"], other, out, replace=True)
    assert (out / "mine.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("stage", ["convert", "check", "write"])
def test_export_leaves_nothing_when_it_stops(version, tmp_path, stage):
    def stop(name: str) -> None:
        if name == stage:
            raise KeyboardInterrupt

    for name in ("out", "out.zip"):
        with pytest.raises(KeyboardInterrupt):
            export_runtime(version, BY_NAME["onnx"], plain(version), tmp_path / name, stop)
    assert not list(tmp_path.iterdir())


def test_export_keeps_earlier_one_when_its_place_cannot_be_taken(version, tmp_path, monkeypatch):
    out = tmp_path / "out"
    export_runtime(version, BY_NAME["onnx"], plain(version), out)

    def fail(*_arguments: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "whole_folder", fail)
    with pytest.raises(OSError, match="No space"):
        export_runtime(version, BY_NAME["onnx"], plain(version), out, replace=True)
    assert {path.name for path in out.iterdir()} == BESIDE | {"model.onnx"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_export_is_refused_when_the_written_model_answers_otherwise(version, tmp_path, monkeypatch):
    def wrong(_out: Path):
        return lambda photos: np.tile(np.float32([0, 0, 1]), (len(photos), 1))

    broken = WRITERS["onnx"]._replace(load=wrong)
    monkeypatch.setattr(exporting, "WRITERS", {"onnx": broken})
    arguments = (version, BY_NAME["onnx"], plain(version), tmp_path / "out")
    error = refused("runtime-differs", export_runtime, *arguments)
    assert "ONNX" in str(error)
    assert not list(tmp_path.iterdir())


def test_export_names_missing_library(version, tmp_path, monkeypatch):
    monkeypatch.setattr("training.runtimes.formats.find_spec", lambda _name: None)
    arguments = (version, BY_NAME["openvino"], plain(version), tmp_path / "out")
    error = refused("runtime-missing", export_runtime, *arguments)
    assert "hitl-app[openvino]" in str(error)


def test_export_names_architecture_that_has_no_graph(version, tmp_path, monkeypatch):
    def unknown(*_arguments: object) -> None:
        raise UnknownLayerError("Attention")

    monkeypatch.setattr(onnx_model, "record", unknown)
    with pytest.raises(TrainingError, match="cannot be written") as caught:
        onnx_model.onnx_model(version, plain(version))
    assert caught.value.code == "runtime-architecture"


def test_openvino_is_imported_without_its_telemetry(version, tmp_path):
    skip_without("openvino")
    export_runtime(version, BY_NAME["openvino"], plain(version), tmp_path / "out")
    assert "openvino_telemetry" not in sys.modules
