import csv
import io
import json
import os
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from safeio.cells import defuse
from training.cli.main import main
from training.inputs.photos import load_folder
from training.versions.predict import Prediction, Unreadable, predict
from training.versions.serving import Classifier


@pytest.fixture
def photos(folder: Path, tmp_path: Path) -> Path:
    """Three photos, a damaged one, a note, and hidden files; one photo in a subfolder."""
    root = tmp_path / "photos"
    (root / "more").mkdir(parents=True)
    for number, name in enumerate(("bar", "block", "ring")):
        place = root / "more" if name == "ring" else root
        shutil.copy(min((folder / name).iterdir()), place / f"{number}.png")
    (root / "cut.jpg").write_bytes(b"\xff\xd8\xff")
    (root / "notes.txt").write_text("left out")
    (root / ".hidden.png").write_text("left out")
    (root / ".thumbs").mkdir()
    (root / ".thumbs" / "1.png").write_text("left out")
    return root


def rows(said: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(said)))


def test_predict_agrees_with_the_model_in_any_number_of_batches(
    version: Path, folder: Path, monkeypatch
) -> None:
    monkeypatch.setattr("training.versions.predict._BATCH", 7)
    classifier = Classifier(version)
    known = load_folder(folder, classifier.card.preparation)
    expected = classifier.probabilities(known.samples.images)
    found = list(predict([folder], classifier, top=2))
    assert all(isinstance(one, Prediction) for one in found)
    assert [one.photo for one in found] == [str(file) for file in known.files]
    for one, row in zip(found, expected, strict=True):
        order = np.argsort(-row)[:2]
        assert [name for name, _ in one.guesses] == [classifier.card.categories[k] for k in order]
        np.testing.assert_allclose([share for _, share in one.guesses], row[order], atol=1e-5)


def test_predict_reads_files_of_any_name_and_explains_others(
    version: Path, photos: Path, tmp_path: Path
) -> None:
    unnamed = shutil.copy(photos / "0.png", tmp_path / "without-an-ending")
    (tmp_path / "empty").mkdir()
    paths = [Path(unnamed), tmp_path / "none.png", tmp_path / "empty", photos / "notes.txt"]
    found = list(predict(paths, Classifier(version)))
    wrong = {Path(one.photo).name: one.reason for one in found if isinstance(one, Unreadable)}
    assert wrong.keys() == {"none.png", "empty", "notes.txt"}
    assert wrong["none.png"] == "it was not found"
    assert "no file of these kinds: .avif" in wrong["empty"]
    assert found[-1].photo == str(unnamed)


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


def test_predict_reads_photos_of_every_size_and_mode(version: Path, tmp_path: Path) -> None:
    Image.new("RGBA", (400, 30), (255, 0, 0, 90)).save(tmp_path / "wide.png")
    Image.new("1", (1, 1)).save(tmp_path / "dot.png")
    assert len(list(predict([tmp_path], Classifier(version)))) == 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "'"])
def test_defuse_escapes_formulas(start: str) -> None:
    assert defuse(f"{start}1") == f"'{start}1"
    assert defuse(f"1{start}") == f"1{start}"
    assert defuse("") == ""
