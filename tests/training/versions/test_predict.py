import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from safeio.cells import defuse
from training.inputs.photos import load_folder
from training.versions.predict import Prediction, Unreadable, predict
from training.versions.serving import Classifier


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


def test_predict_reads_photos_of_every_size_and_mode(version: Path, tmp_path: Path) -> None:
    Image.new("RGBA", (400, 30), (255, 0, 0, 90)).save(tmp_path / "wide.png")
    Image.new("1", (1, 1)).save(tmp_path / "dot.png")
    assert len(list(predict([tmp_path], Classifier(version)))) == 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "'"])
def test_defuse_escapes_formulas(start: str) -> None:
    assert defuse(f"{start}1") == f"'{start}1"
    assert defuse(f"1{start}") == f"1{start}"
    assert defuse("") == ""
