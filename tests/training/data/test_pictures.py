from pathlib import Path

import numpy as np
import pytest

from tests.helpers.files.pictures import FILES, photo, save
from tests.helpers.files.tables import items
from training.analysis.analyse import analyse
from training.data import fashion_mnist
from training.data.pictures import load_pictures
from training.inputs.samples import concatenate


def test_load_pictures_splits_a_folder_as_train_does(folder: Path, tmp_path: Path) -> None:
    found = analyse(str(folder), tmp_path / "out")
    assert (found.train, found.test, found.test_given) == (108, 12, False)
    assert [one.category for one in found.categories] == ["bar", "block", "ring"]
    pictures = load_pictures(str(folder))
    assert pictures.images.shape == (120, 64, 64, 3)
    assert {Path(name).parent.name for name in pictures.names} == {"bar", "block", "ring"}


def test_load_pictures_accepts_awkward_names_and_damaged_files(tmp_path: Path) -> None:
    for number, name in enumerate(("$5 or $10_a", "コート", "two\nlines", "[red]=1+1")):
        for seed in range(3):
            save(tmp_path / "data" / name, f"{seed}.png", photo(10 * number + seed))
    (tmp_path / "data" / "コート" / "cut.png").write_text("no image")
    found = analyse(str(tmp_path / "data"), tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    assert found.unreadable[0][0] == str(Path("コート") / "cut.png")
    assert "1 file could not be read" in found.findings[-1]
    text = (tmp_path / "out" / "analysis.txt").read_text(encoding="utf-8")
    for shown in ("$5 or $10_a", "コート", r"two\nlines", "[red]=1+1"):
        assert shown in text


def test_load_pictures_reads_all_of_fashion_mnist(monkeypatch: pytest.MonkeyPatch) -> None:
    train, test = items(3), items(2, seed=1)
    monkeypatch.setattr(fashion_mnist, "load_whole", lambda: (train, test))
    pictures = load_pictures("fashion-mnist")
    np.testing.assert_array_equal(pictures.images, concatenate(train, test).images)
    assert pictures.is_test.sum() == 20
    assert (pictures.names[0], pictures.names[-1]) == ("train image 0", "test image 19")
