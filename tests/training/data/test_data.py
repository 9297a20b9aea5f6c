import shutil
from pathlib import Path

import numpy as np
import pytest

from training.core.errors import TrainingError
from training.data.data import load_dataset, load_photos, split_indices

PREPARATION = "fashion-mnist-28"


def test_load_dataset_raises_when_the_preparation_is_another() -> None:
    with pytest.raises(TrainingError) as caught:
        load_dataset("fashion-mnist", "another", 0)
    assert caught.value.code == "preparation-mismatch"


@pytest.mark.parametrize("name", ["export.xlsx", "export.txt"])
def test_load_photos_names_the_kind_of_a_file_that_is_no_list(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    with pytest.raises(TrainingError, match="it is an Excel workbook or an archive, not text"):
        load_photos(tmp_path / name, PREPARATION)


def test_load_dataset_splits_a_folder_the_same_way_again(folder: Path) -> None:
    one, two = (load_dataset(str(folder), PREPARATION, 5) for _ in range(2))
    assert [len(part) for part in (one.train, one.held_out, one.test)] == [96, 12, 12]
    np.testing.assert_array_equal(one.train.images, two.train.images)
    other = load_dataset(str(folder), PREPARATION, 6)
    assert not np.array_equal(one.train.images, other.train.images)


def test_load_dataset_does_not_learn_copies_of_test_photos(folder: Path, tmp_path: Path) -> None:
    doubled = tmp_path / "doubled"
    for path in sorted(folder.rglob("*.png")):
        for name in (path.name, f"copy of {path.name}"):
            (doubled / path.parent.name).mkdir(parents=True, exist_ok=True)
            (doubled / path.parent.name / name).write_bytes(path.read_bytes())
    found = load_dataset(str(doubled), PREPARATION, 5)
    parts = [{i.tobytes() for i in part.images} for part in (found.train, found.held_out)]
    measured = {image.tobytes() for image in found.test.images}
    assert len(found.test) == 24
    assert not measured & (parts[0] | parts[1])
    assert not parts[0] & parts[1]
    assert len(parts[0] | parts[1] | measured) == 120


def test_load_dataset_raises_when_held_out_photos_are_copies_of_test_photos(
    folder: Path, tmp_path: Path
) -> None:
    _, held_out, test = split_indices(np.repeat([0, 1], 4), 5)
    for kind in (0, 1):
        place = tmp_path / "data" / f"kind {kind}"
        place.mkdir(parents=True)
        for number, path in enumerate(sorted(folder.rglob("*.png"))[4 * kind : 4 * kind + 4]):
            shutil.copy(path, place / f"{number}.png")
        first, copy = (int(part[kind]) % 4 for part in (test, held_out))
        shutil.copy(place / f"{first}.png", place / f"{copy}.png")
    with pytest.raises(TrainingError, match="copies of those that only measure") as caught:
        load_dataset(str(tmp_path / "data"), PREPARATION, 5)
    assert caught.value.code == "only-copies"
