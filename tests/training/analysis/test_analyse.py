import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.helpers.files.pictures import FILES, photo, save
from tests.helpers.files.tables import items, write_csv, write_idx
from training.analysis.analyse import analyse
from training.cli.main import main
from training.data import fashion_mnist


def test_figures_agree_with_numpy(tmp_path: Path) -> None:
    train, test = items(30), items(6, seed=5)
    source = write_csv(tmp_path / "my_train.csv", train)
    write_csv(tmp_path / "my_test.csv", test)
    found = analyse(str(source), tmp_path / "out")
    assert (found.train, found.test, found.test_given) == (300, 60, True)
    assert found.mean == pytest.approx(train.images.mean())
    assert found.spread == pytest.approx(train.images.std())
    assert sum(found.levels) == train.images.size
    for label, one in enumerate(found.categories):
        own = train.images[train.labels == label]
        assert (one.category, one.train, one.test) == (fashion_mnist.CATEGORIES[label], 30, 6)
        assert one.mean == pytest.approx(own.mean())
        assert one.spread == pytest.approx(own.std())


def test_figures_count_duplicates_and_labels_that_disagree(tmp_path: Path) -> None:
    train, test = items(10), items(3, seed=5)
    train.images[7] = train.images[90]
    train.labels[7] = (train.labels[90] + 1) % 10
    train.images[8] = train.images[20] // 2
    test.images[4] = train.images[50]
    write_idx(tmp_path / "idx", "train", train)
    write_idx(tmp_path / "idx", "t10k", test)
    found = analyse(str(tmp_path / "idx"), tmp_path / "out")
    within, across = found.within_train, found.across
    assert (within.pairs, within.exact, within.different_labels, within.images) in {
        (2, 1, 1, 4),
        (2, 1, 2, 4),  # 8 and 20 may have different labels as well
    }
    assert (within.examples[0].first, within.examples[0].second) == (
        "train image 7",
        "train image 90",
    )
    assert within.examples[0].exact
    assert (across.pairs, across.exact, across.images) == (1, 1, 1)
    assert across.examples[0].second == "t10k image 4"
    text = " ".join(found.findings)
    assert "different labels: look at them" in text
    assert "1 of the 30 images to test on (3.3" in text


def test_figures_stop_counting_at_the_most_pairs(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("training.analysis.analyse.MOST_PAIRS", 6)
    samples = items(3)
    samples.images[:] = samples.images[0]
    found = analyse(str(write_csv(tmp_path / "some.csv", samples)), tmp_path / "out")
    assert (found.within_train.pairs, found.within_train.more) == (6, True)
    assert "At least 6 pairs of images to learn from" in " ".join(found.findings)


def test_figures_count_a_photo_in_two_sizes_as_near_duplicate(tmp_path: Path) -> None:
    for number in range(12):
        save(tmp_path / "data" / "ab"[number % 2], f"{number}.png", photo(number))
    twice = Image.fromarray(photo(0)).resize((120, 120), Image.Resampling.BICUBIC)
    twice.save(tmp_path / "data" / "b" / "twice.jpg")
    found = analyse(str(tmp_path / "data"), tmp_path / "out")
    pairs = [*found.within_train.examples, *found.across.examples]
    assert [{pair.first, pair.second} for pair in pairs] == [
        {str(Path("a") / "0.png"), str(Path("b") / "twice.jpg")}
    ]
    assert not pairs[0].exact
    assert set(pairs[0].labels) == {"a", "b"}


def test_analyse_plots_the_first_categories_when_there_are_many(tmp_path: Path) -> None:
    for number in range(45):
        save(tmp_path / "data" / f"kind {number}", "1.png", photo(number))
    found = analyse(str(tmp_path / "data"), tmp_path / "out")
    assert len(found.categories) == 45
    with Image.open(tmp_path / "out" / "first_images.png") as image:
        assert max(image.size) < 6000


def test_analyse_command_writes_five_files_and_prints_the_text(tmp_path: Path, capsys) -> None:
    source = write_csv(tmp_path / "pixels.csv", items(4))
    out = tmp_path / "out"
    assert main(["analyse", str(source), "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert {path.name for path in out.iterdir()} == FILES
    assert said.out == f"{(out / 'analysis.txt').read_text(encoding='utf-8')}\n{out}\n"
    assert said.err == ""
    for path in out.glob("*.png"):
        with Image.open(path) as image:
            assert image.format == "PNG"
            assert np.asarray(image.convert("L")).std() > 10


def test_analyse_command_prints_one_object_when_asked_for_json(
    tmp_path: Path, capsys, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_csv(tmp_path / "pixels.csv", items(4))
    assert main(["analyse", "pixels.csv", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == json.loads((tmp_path / "analysis-pixels" / "analysis.json").read_text())
    assert found["train"] + found["test"] == 40


def test_analyse_command_explains_bad_data_and_writes_nothing(tmp_path: Path, capsys) -> None:
    out = tmp_path / "out"
    assert main(["analyse", str(tmp_path / "none"), "--out", str(out)]) == 1
    assert "There is no folder" in capsys.readouterr().err
    assert not out.exists()
