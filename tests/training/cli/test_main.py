import json
import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.helpers.processes import until
from training import __version__
from training.cli.main import _interruptible, _TerminalObserver, main
from training.core.arrays import unpack_arrays
from training.data import fashion_mnist, fashion_mnist_files
from training.versions.registry import list_versions, read_items, verify

ROOT = Path(__file__).parents[3]
SHIPPED = sorted(card.parent for card in (ROOT / "models").glob("*/card.json"))
HAS_DATA = fashion_mnist_files.DEBIAN.is_dir()


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "training", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_evaluate_prints_and_writes_one_object_when_asked_for_json(
    version: Path, folder: Path, tmp_path: Path
) -> None:
    (folder / "bar" / "damaged.png").write_text("no image")
    done = run("evaluate", version, "--data", folder, "--out", tmp_path / "out", "--json")
    (folder / "bar" / "damaged.png").unlink()
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert json.loads((tmp_path / "out" / "evaluation.json").read_text()) == found
    assert (found["count"], found["unreadable"]) == (120, 1)
    confusion = np.array(found["confusion"])
    assert confusion.sum() == 120
    assert found["accuracy"] == pytest.approx(np.trace(confusion) / 120)
    assert found["accuracy"] > 0.8
    text = (tmp_path / "out" / "output.txt").read_text("utf-8")
    for word in ("accuracy", "precision", "recall", "F1", "ring", "1 could not be read"):
        assert word in text


def test_evaluate_prints_a_table(version: Path, folder: Path, tmp_path: Path, capsys) -> None:
    arguments = ["evaluate", str(version), "--data", str(folder), "--out", str(tmp_path)]
    assert main(arguments) == 0
    assert "Labels (rows) and predictions (columns)" in capsys.readouterr().out


def test_evaluate_explains_unknown_labels_and_missing_models(
    version: Path, tmp_path: Path, capsys
) -> None:
    for name in ("bar", "[cloud]"):
        (tmp_path / "data" / name).mkdir(parents=True)
        Image.new("L", (30, 30), 200).save(tmp_path / "data" / name / "1.png")
    data = str(tmp_path / "data")
    out = str(tmp_path / "out")
    assert main(["evaluate", str(version), "--data", data, "--out", out]) == 1
    said = capsys.readouterr()
    assert "knows no category '[cloud]'" in said.err
    assert said.out == ""
    assert main(["evaluate", str(tmp_path), "--data", data, "--out", out]) == 1
    assert "no model version" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_main_explains_a_disk_that_refuses(version: Path, folder: Path, tmp_path: Path, capsys):
    (tmp_path / "file").write_text("in the way")
    out = str(tmp_path / "file" / "out")
    assert main(["evaluate", str(version), "--data", str(folder), "--out", out]) == 1
    assert "could not be used" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [[], ["train"], ["train", "--out", "x", "--epochs", "0"], ["evaluate"], ["fly"]],
)
def test_main_returns_2_when_usage_is_wrong(arguments: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.usefixtures("children_hear_ctrl_c")
def test_train_is_cancelled_by_ctrl_c_and_resumes(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "training", "train", "--data", str(folder), "--name", "t"]
    command += ["--batch-size", "8", "--out", str(tmp_path / "models"), "--epochs"]
    with subprocess.Popen(
        [*command, "40"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        checkpoint = tmp_path / "models" / ".t.checkpoint.npz"
        assert until(checkpoint.exists, 60)
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert errors.splitlines()[-1].startswith("Cancelled.")
    assert "Traceback" not in errors
    assert list_versions(tmp_path / "models") == ()
    state = unpack_arrays(checkpoint)["state"].tobytes()
    done = len(json.loads(state)["curve"])
    again = subprocess.run(
        [*command, "40", "--patience", "1"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert again.returncode == 0
    passes = [line for line in again.stderr.splitlines() if line.startswith("pass ")]
    assert not passes or int(passes[0].split()[1].rstrip(":")) == done + 1
    assert len(list_versions(tmp_path / "models")) == 1


class _Bar:
    """Where a pass draws itself."""

    def add_task(self, *_what: object, **_named: object) -> int:
        return 0

    def update(self, *_what: object, **_named: object) -> None:
        pass


@pytest.mark.usefixtures("children_hear_ctrl_c")
def test_observer_stops_after_the_batch_and_at_once_when_interrupted_again() -> None:
    before = signal.getsignal(signal.SIGINT)
    with _interruptible(_TerminalObserver(_Bar())) as shown:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)  # nothing has begun
        shown.batch(1, 10)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            shown.batch(2, 10)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_train_writes_a_version_whose_card_names_the_command(folder: Path, tmp_path, capsys):
    arguments = ["train", "--data", str(folder), "--out", str(tmp_path), "--epochs", "1"]
    assert main([*arguments, "--known-failures", "It was not tried on shoes."]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'seed-cnn'}\n"
    card = verify(tmp_path / "seed-cnn")
    assert card.command.startswith("python -m training train --data")
    assert card.known_failures.endswith("It was not tried on shoes.")


def test_version_is_that_of_the_distribution() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == __version__


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_shipped_model_is_whole_and_its_card_complete(folder: Path) -> None:
    card = verify(folder)
    assert card.name == folder.name
    assert card.categories[:10] == fashion_mnist.CATEGORIES
    assert card.metrics["test"]["accuracy"] >= 0.9
    assert card.metrics["test"]["ece"] <= 0.01
    assert card.command.startswith("python -m training train")
    assert card.known_failures
    for which in ("replay", "holdout"):
        samples = read_items(folder, which)
        # Fashion-MNIST's items and drawn ones: no real photo.
        assert samples.images.shape[1:] == (28, 28, 1)
        assert set(samples.labels) == set(range(len(card.categories)))


def test_shipped_models_are_small() -> None:
    files = [file for folder in SHIPPED for file in folder.iterdir()]
    assert sum(file.stat().st_size for file in files) <= 25 * 2**20


def test_sample_catalogue_can_be_read() -> None:
    folder = ROOT / "hitl_app" / "sample"
    lines = (folder / "labels.csv").read_text().splitlines()
    assert lines[0] == "photo,label"
    names = [line.split(",")[0] for line in lines[1:]]
    assert names == [f"item-{number:03}.png" for number in range(1, 301)]
    for name in names:
        with Image.open(folder / name) as image:
            assert (image.size, image.mode) == ((28, 28), "L")
    assert "Copyright (c) 2017 Zalando SE" in (folder / "LICENSE").read_text()


@pytest.mark.skipif(not HAS_DATA, reason="needs dataset-fashion-mnist")
def test_sample_catalogue_is_what_the_command_makes(tmp_path, capsys) -> None:
    assert main(["sample", "--out", str(tmp_path / "sample")]) == 0
    shipped = ROOT / "hitl_app" / "sample"
    made = {path.name: path for path in (tmp_path / "sample").iterdir()}
    assert made.keys() == {path.name for path in shipped.iterdir()}
    for name, path in made.items():
        if name.endswith(".png"):
            with Image.open(path) as mine, Image.open(shipped / name) as theirs:
                assert mine.tobytes() == theirs.tobytes()
        else:
            assert path.read_bytes() == (shipped / name).read_bytes()
    assert main(["sample", "--out", str(tmp_path / "sample")]) == 1
    assert "already something" in capsys.readouterr().err


@pytest.mark.skipif(not HAS_DATA, reason="needs dataset-fashion-mnist")
def test_sample_catalogue_has_no_image_of_training() -> None:
    split = fashion_mnist.load(fashion_mnist_files.DEBIAN)
    catalogue = {image.tobytes() for image in split.catalogue.images}
    assert not catalogue & {image.tobytes() for image in split.train.images}
