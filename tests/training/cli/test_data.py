import csv
import io
import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from training.cli.main import main


def rows(said: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(said)))


def test_predict_command_prints_csv_and_reports_unreadable_files(
    version: Path, photos: Path, capsys
) -> None:
    assert main(["predict", str(photos), "--model", str(version), "--top", "2"]) == 0
    said = capsys.readouterr()
    found = rows(said.out)
    assert list(found[0]) == ["photo", "label", "probability", "label_2", "probability_2"]
    assert [Path(row["photo"]).name for row in found] == ["0.png", "1.png", "2.png"]
    for row in found:
        assert {row["label"], row["label_2"]} < {"bar", "block", "ring"}
        assert 1 >= float(row["probability"]) >= float(row["probability_2"]) >= 0
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith(f"{photos / 'cut.jpg'}: ")


def test_predict_command_prints_one_object_when_asked_for_json(
    version: Path, photos: Path, capsys
) -> None:
    arguments = ["predict", str(photos), "--model", str(version), "--json", "--top", "9"]
    assert main(arguments) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["model"] == "tiny"
    assert [Path(one["photo"]).name for one in found["unreadable"]] == ["cut.jpg"]
    for one in found["predictions"]:
        assert sum(guess["probability"] for guess in one["guesses"]) == pytest.approx(1, abs=1e-4)
        assert one["guesses"][0] == {"label": one["label"], "probability": one["probability"]}


def test_predict_command_fails_when_no_photo_can_be_read(
    version: Path, photos: Path, capsys
) -> None:
    for more in ([], ["--json"]):
        arguments = ["predict", str(photos / "cut.jpg"), str(photos / "none")]
        assert main([*arguments, "--model", str(version), *more]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert len(said.err.splitlines()) == 3
        assert "None of the photos could be read." in said.err


def test_predict_command_explains_a_missing_model(photos: Path, capsys) -> None:
    assert main(["predict", str(photos), "--model", str(photos)]) == 1
    assert "no model version" in capsys.readouterr().err


@pytest.mark.parametrize("top", ["0", "1001", "x"])
def test_predict_command_returns_2_when_usage_is_wrong(top: str, capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["predict", "x", "--model", "y", "--top", top])
    assert caught.value.code == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_predict_command_escapes_formulas_and_line_breaks_in_names(
    version: Path, photos: Path, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(photos)
    for name in ("=1+1.png", "@sum.png", "two\nlines.png"):
        shutil.copy("0.png", name)
    Path("cut\nshort.png").write_text("no image")
    names = ["=1+1.png", "@sum.png", "two\nlines.png", "cut\nshort.png"]
    assert main(["predict", *names, "--model", str(version)]) == 0
    said = capsys.readouterr()
    found = [row["photo"] for row in rows(said.out)]
    assert found == ["'=1+1.png", "'@sum.png", r"two\nlines.png"]
    assert said.err.startswith(r"cut\nshort.png: ")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_predict_command_writes_names_that_are_no_text(
    version: Path, photos: Path, capsysbinary
) -> None:
    shutil.copy(photos / "0.png", os.fsencode(photos / "more") + b"/\xff.png")
    assert main(["predict", str(photos / "more"), "--model", str(version)]) == 0
    assert "\N{REPLACEMENT CHARACTER}.png" in capsysbinary.readouterr().out.decode()
