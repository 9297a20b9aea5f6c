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
from training.versions.registry import list_versions, verify

ROOT = Path(__file__).parents[3]


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
def test_train_is_cancelled_by_ctrl_c_and_resumes(folder: Path, tmp_path: Path, capsys) -> None:
    arguments = ["train", "--data", str(folder), "--name", "t", "--batch-size", "8"]
    arguments += ["--out", str(tmp_path / "models"), "--epochs", "40"]
    command = [sys.executable, "-m", "training", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
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
    assert main([*arguments, "--patience", "1"]) == 0
    passes = [line for line in capsys.readouterr().err.splitlines() if line.startswith("pass ")]
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
