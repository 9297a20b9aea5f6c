import json
from pathlib import Path

import pytest
from PIL import Image

from training.cli.main import main
from training.evaluation.evaluate import evaluate

FILES = frozenset(
    {
        *("evaluation.json", "output.txt", "evaluation.html"),
        *("confusion.png", "reliability.png", "risk_coverage.png", "samples.png"),
    }
)


def test_write_report_writes_all_files_and_nothing_else(
    version: Path, folder: Path, tmp_path: Path
) -> None:
    found = evaluate(version, str(folder), tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    content = json.loads((tmp_path / "out" / "evaluation.json").read_text("utf-8"))
    assert content == found.as_dict()
    text = (tmp_path / "out" / "output.txt").read_text("utf-8")
    for word in ("MaxPooling2D", "26 x 26 x 32", "precision", "to review", "It gets"):
        assert word in text
    assert max(map(len, text.splitlines())) <= 100
    for path in (tmp_path / "out").glob("*.png"):
        with Image.open(path) as image:
            image.load()


def test_write_report_replaces_an_earlier_report(
    version: Path, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "output.txt").write_text("old")
    (tmp_path / "mine").write_text("kept")
    first = evaluate(version, str(folder), tmp_path)
    assert evaluate(version, str(folder), tmp_path) == first
    assert (tmp_path / "mine").read_text() == "kept"
    assert (tmp_path / "output.txt").read_text("utf-8") != "old"
    assert {path.name for path in tmp_path.iterdir()} == FILES | {"mine"}


def test_write_report_writes_nothing_when_a_picture_fails(
    version: Path, folder: Path, tmp_path: Path, monkeypatch
) -> None:
    def fail(*_arguments):
        raise MemoryError

    monkeypatch.setattr("training.evaluation.plots.samples", fail)
    with pytest.raises(MemoryError):
        evaluate(version, str(folder), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_evaluate_command_names_a_folder_when_none_is_given(
    version: Path, folder: Path, tmp_path: Path, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["evaluate", str(version), "--data", str(folder)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["evaluation-tiny"]
    said = capsys.readouterr().out
    assert said.endswith(f"{Path('evaluation-tiny', 'evaluation.html')}\n")
    assert "It gets" in said
