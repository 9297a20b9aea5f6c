import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.helpers.tables import items, write_csv, write_idx
from training.analysis.analyse import analyse
from training.cli.main import main
from training.data import fashion_mnist
from training.data.pictures import load_pictures
from training.inputs.samples import concatenate

FILES = {
    "analysis.json",
    "analysis.txt",
    "class_distribution.png",
    "first_images.png",
    "intensities.png",
}


def save(folder: Path, name: str, image: np.ndarray) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(image).save(folder / name)


def photo(seed: int) -> np.ndarray:
    """Coarse noise, so that a smaller picture still differs from others."""
    coarse = np.random.default_rng(seed).integers(0, 256, (8, 8, 3), np.uint8)
    return coarse.repeat(10, axis=0).repeat(10, axis=1)


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


def test_findings_name_what_is_out_of_balance_absent_or_blank(tmp_path: Path) -> None:
    samples = items(12)
    rare = np.flatnonzero(samples.labels == 4)[:10]
    gone = np.flatnonzero(samples.labels == 6)
    kept = samples.take(np.setdiff1d(np.arange(len(samples)), [*rare, *gone]))
    kept.images[0] = 9
    found = analyse(str(write_csv(tmp_path / "some.csv", kept)), tmp_path / "out")
    text = " ".join(found.findings)
    assert "out of balance" in text
    assert "(Coat)" in text
    assert "There is no image of Shirt." in text
    assert "needs at least three images: Coat has not." in text
    assert "1 image shows nothing" in text
    assert found.categories[6].mean is None


def test_findings_name_a_single_category(tmp_path: Path) -> None:
    samples = items(12)
    only = samples.take(np.flatnonzero(samples.labels == 4))
    found = analyse(str(write_csv(tmp_path / "some.csv", only)), tmp_path / "out")
    assert "All images have the same label, Coat" in " ".join(found.findings)


def test_figures_stop_counting_at_the_most_pairs(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("training.analysis.analyse.MOST_PAIRS", 6)
    samples = items(3)
    samples.images[:] = samples.images[0]
    found = analyse(str(write_csv(tmp_path / "some.csv", samples)), tmp_path / "out")
    assert (found.within_train.pairs, found.within_train.more) == (6, True)
    assert "At least 6 pairs of images to learn from" in " ".join(found.findings)


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


def test_load_pictures_reads_all_of_fashion_mnist(monkeypatch: pytest.MonkeyPatch) -> None:
    train, test = items(3), items(2, seed=1)
    monkeypatch.setattr(fashion_mnist, "load_whole", lambda: (train, test))
    pictures = load_pictures("fashion-mnist")
    np.testing.assert_array_equal(pictures.images, concatenate(train, test).images)
    assert pictures.is_test.sum() == 20
    assert (pictures.names[0], pictures.names[-1]) == ("train image 0", "test image 19")
