import gzip
import hashlib
import json
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.helpers.files.tables import HEADER, items, write_csv, write_idx
from training.cli.main import main
from training.core.errors import TrainingError
from training.core.observer import Silent
from training.data import fashion_mnist
from training.data.data import load_dataset, load_photos
from training.data.tables import is_table, load_table, read_csv
from training.fitting.config import TrainConfig
from training.fitting.train import train
from training.inputs.samples import Samples
from training.versions.registry import verify

PREPARATION = "fashion-mnist-28"
BLANK = ",".join(["0"] * 784)


def code_of(source: Path, preparation: str = PREPARATION) -> tuple[str, str]:
    with pytest.raises(TrainingError) as caught:
        load_dataset(str(source), preparation, 1)
    assert str(caught.value).count(". ") == 1  # one sentence of what happened, one of what to do
    return caught.value.code, caught.value.happened


def published(monkeypatch: pytest.MonkeyPatch, train: Samples, test: Samples) -> None:
    """As if these had been published as Fashion-MNIST."""
    sums = {}
    for part, samples in (("train", train), ("t10k", test)):
        images, labels = samples.images[..., 0], samples.labels.astype(np.uint8)
        for name, values in zip(fashion_mnist._names(part), (images, labels), strict=True):
            header = bytes((0, 0, 8, values.ndim)) + struct.pack(f">{values.ndim}I", *values.shape)
            sums[name] = hashlib.sha256(header + values.tobytes()).hexdigest()
    monkeypatch.setattr(fashion_mnist, "SHA256", sums)


@pytest.mark.parametrize("header", [True, False])
def test_read_csv_reads_tables_with_and_without_a_heading(tmp_path: Path, header: bool) -> None:
    samples = items(5)
    path = write_csv(tmp_path / "pixels.csv", samples, header=header)
    assert is_table(path)
    found = read_csv(path)
    np.testing.assert_array_equal(found.images, samples.images)
    np.testing.assert_array_equal(found.labels, samples.labels)


def test_read_csv_accepts_byte_order_marks_blank_lines_and_windows_line_ends(
    tmp_path: Path,
) -> None:
    path = tmp_path / "pixels.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\n3,{BLANK}\r\n\r\n4,{BLANK}".encode())
    assert is_table(path)
    assert read_csv(path).labels.tolist() == [3, 4]


def test_read_csv_reads_more_lines_than_a_chunk(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("training.data.tables._CHUNK", 7)
    samples = items(2)
    found = read_csv(write_csv(tmp_path / "pixels.csv", samples))
    np.testing.assert_array_equal(found.images, samples.images)


def test_is_table_tells_a_table_from_a_list_by_its_first_line(tmp_path: Path) -> None:
    for number, (first, expected) in enumerate(
        {
            "photo,label": False,
            "label,photo": False,
            "id,photo,label": False,
            "label,pixel1,pixel2": True,
            "label,1x1,1x2": True,
            '"label","pixel1"': True,
            "9,0,0": True,
            "": False,
        }.items()
    ):
        path = tmp_path / f"{number}.csv"
        path.write_text(f"{first}\n")
        assert is_table(path) is expected, first
    assert not is_table(tmp_path / "missing.csv")
    assert not is_table(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"0,{BLANK}\n1,{BLANK},0\n", "line 2 has 786 columns, not 785"),
        (f"0,{BLANK}\n1,0,0\n", "line 2 has 3 columns"),
        ("0,0\n1,0\n", "line 1 has 2 columns"),
        ("label,pixel1\n", "line 1 has 2 columns"),
        (f"{HEADER}\n\n10,{BLANK}\n", "in line 3 its label is '10', no number from 0 to 9"),
        (f"-1,{BLANK}\n", "its label is '-1'"),
        (f"0,{BLANK}\n300,{BLANK}\n", "in line 2 its label is '300'"),
        (f"0,{BLANK[:-1]}256\n", "in line 1 pixel 784 is '256', no number from 0 to 255"),
        (f"0,-1{BLANK[1:]}\n", "pixel 1 is '-1'"),
        (f"0,0.5{BLANK[1:]}\n", "pixel 1 is '0.5'"),
        (f"0,red{BLANK[1:]}\n", "pixel 1 is 'red'"),
        (f"0,{BLANK[1:]}\n", "pixel 1 is ''"),
        (f"0,{'9' * 10_000}{BLANK[1:]}\n", "pixel 1 is '99999"),
        (f"0,{'9' * 20_000}\n", "line 1 is too long"),
        (f"{HEADER}\n", "it has no images"),
    ],
)
def test_read_csv_names_the_line_that_is_wrong(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "pixels.csv").write_text(content)
    code, happened = code_of(tmp_path / "pixels.csv")
    assert code == "table-unreadable"
    assert said in happened


def test_read_csv_raises_when_bytes_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "pixels.csv").write_bytes(f"0,{BLANK}\n".encode() + b"\xff\xfe,1\n")
    assert code_of(tmp_path / "pixels.csv")[0] == "table-unreadable"


def test_read_csv_raises_when_the_file_is_too_large(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("training.data.tables._MAX_BYTES", 1000)
    path = write_csv(tmp_path / "pixels.csv", items(1))
    assert "larger" in code_of(path)[1]


def test_load_dataset_splits_a_csv_like_a_folder(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "pixels.csv", items(20))
    dataset = load_dataset(str(path), PREPARATION, 1)
    parts = (dataset.train, dataset.held_out, dataset.test)
    assert [len(part) for part in parts] == [160, 20, 20]
    assert len({image.tobytes() for part in parts for image in part.images}) == 200
    assert dataset.categories == fashion_mnist.CATEGORIES
    assert "pixels.csv" in dataset.description


def test_load_dataset_tests_on_the_test_file_beside_a_train_file(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "fashion-mnist_train.csv", items(20))
    tests = items(3, seed=5)
    write_csv(tmp_path / "fashion-mnist_test.csv", tests)
    dataset = load_dataset(str(path), PREPARATION, 1)
    assert [len(dataset.train), len(dataset.held_out)] == [180, 20]
    np.testing.assert_array_equal(dataset.test.images, tests.images)


def test_load_dataset_tests_on_the_test_files_of_idx(tmp_path: Path) -> None:
    write_idx(tmp_path / "idx", "train", items(20))
    assert len(load_table(tmp_path / "idx")) == 1
    assert len(load_dataset(str(tmp_path / "idx"), PREPARATION, 1).test) == 20
    tests = items(3, seed=5)
    write_idx(tmp_path / "idx", "t10k", tests)
    dataset = load_dataset(str(tmp_path / "idx"), PREPARATION, 1)
    assert [len(dataset.train), len(dataset.held_out)] == [180, 20]
    np.testing.assert_array_equal(dataset.test.labels, tests.labels)


@pytest.mark.parametrize("kind", ["csv", "idx"])
def test_load_dataset_returns_items_when_the_model_reads_photos(tmp_path: Path, kind: str) -> None:
    if kind == "csv":
        source = write_csv(tmp_path / "pixels.csv", items(4))
    else:
        source = tmp_path / "idx"
        write_idx(source, "train", items(4))
    dataset = load_dataset(str(source), "photo-64", 1)
    assert dataset.categories[:10] == fashion_mnist.CATEGORIES
    own = dataset.items.labels < 10  # the others are drawn, two each
    assert (own.sum(), (~own).sum()) == (20, 2 * (len(dataset.categories) - 10))
    assert dataset.items.images.shape[1:] == (28, 28, 1)
    assert dataset.train.images.shape == (0, 64, 64, 3)
    assert dataset.test.images.shape == (10, 64, 64, 3)
    assert (dataset.held_out.labels < 10).sum() == 10
    assert dataset.held_out.images.shape[1:] == (64, 64, 3)
    assert dataset.held_out_items.images.shape[1:] == (28, 28, 1)
    assert load_photos(source, "photo-64").samples.images.shape == (40, 64, 64, 3)


def test_load_dataset_keeps_the_split_of_fashion_mnist_when_idx_files_have_all_of_it(
    monkeypatch,
) -> None:
    """Whatever files it comes in, the sample catalogue is not learned."""
    train, test = items(600), items(2, seed=5)
    published(monkeypatch, train, test)
    assert fashion_mnist.is_whole(train, test)
    assert not fashion_mnist.is_whole(train.take(np.arange(5999)), test)
    shuffled = np.random.default_rng(1).permutation(6000)
    assert not fashion_mnist.is_whole(train.take(shuffled), test), "the split goes by places"
    inverted = Samples(255 - train.images, train.labels)
    assert not fashion_mnist.is_whole(inverted, test)
    parts = fashion_mnist.split(train, test)
    assert [len(parts.train), len(parts.held_out), len(parts.catalogue)] == [1000, 4700, 300]


def test_load_dataset_keeps_the_split_of_fashion_mnist_when_a_csv_has_all_of_it(
    tmp_path: Path, monkeypatch
) -> None:
    published(monkeypatch, items(600), items(2, seed=5))
    path = write_csv(tmp_path / "train.csv", items(600))
    write_csv(tmp_path / "test.csv", items(2, seed=5))
    dataset = load_dataset(str(path), PREPARATION, 1)
    assert [len(dataset.train), len(dataset.held_out)] == [1000, 4700]


def test_load_dataset_shows_photos_of_a_folder_once_a_pass(folder: Path) -> None:
    assert load_dataset(str(folder), "photo-64", 1).repeats == 1


def test_load_table_raises_when_idx_files_are_truncated(tmp_path: Path) -> None:
    write_idx(tmp_path, "train", items(5))
    labels, images = tmp_path / "train-labels-idx1-ubyte", tmp_path / "train-images-idx3-ubyte"
    packed = tmp_path / "train-images-idx3-ubyte.gz"
    whole = packed.read_bytes()
    packed.write_bytes(whole[: len(whole) // 2])
    assert code_of(tmp_path)[0] == "idx-unreadable"
    packed.unlink()
    images.write_bytes(gzip.decompress(whole)[:-1])
    assert "its header says 39200 bytes, it has 39199" in code_of(tmp_path)[1]
    images.unlink()
    assert code_of(tmp_path) == (
        "idx-unfit",
        f"The folder {tmp_path} lacks the images of train.",
    )
    packed.write_bytes(whole)
    labels.write_bytes(labels.read_bytes()[:-2])
    assert code_of(tmp_path)[0] == "idx-unreadable"


def test_load_table_raises_when_idx_files_do_not_fit(tmp_path: Path) -> None:
    samples = items(5)
    write_idx(tmp_path, "train", samples)
    labels = tmp_path / "train-labels-idx1-ubyte"
    content = labels.read_bytes()
    labels.write_bytes(content[:-1] + b"\x0a")
    assert code_of(tmp_path) == ("idx-unfit", f"{labels} has the label 10.")
    labels.write_bytes(b"\0\0\x08\x01\0\0\0\x31" + content[8:-1])
    assert "50 images of 28x28 for the 49 labels" in code_of(tmp_path)[1]


@pytest.mark.parametrize("preparation", [PREPARATION, "photo-64"])
def test_load_dataset_raises_when_there_is_one_category(tmp_path: Path, preparation: str) -> None:
    samples = items(5)
    only = samples.take(np.flatnonzero(samples.labels == 3))
    code, happened = code_of(write_csv(tmp_path / "pixels.csv", only), preparation)
    assert (code, "'Dress'" in happened) == ("one-category", True)


def test_load_dataset_raises_when_a_category_is_missing(tmp_path: Path) -> None:
    samples = items(5)
    some = samples.take(np.flatnonzero(samples.labels != 3))
    code, happened = code_of(write_csv(tmp_path / "pixels.csv", some))
    assert (code, happened) == ("too-few-photos", "The category 'Dress' has 0 readable photos.")


def test_load_folder_names_an_empty_subfolder(tmp_path: Path) -> None:
    for name in ("full", "empty", "vacant"):
        (tmp_path / name).mkdir()
    Image.new("L", (30, 30), 200).save(tmp_path / "full" / "1.png")
    code, happened = code_of(tmp_path)
    assert code == "category-empty"
    assert str(tmp_path / "empty") in happened
    assert str(tmp_path / "vacant") in happened


def test_load_folder_raises_when_there_are_no_images(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "read.me").write_text("nothing to see")
    assert code_of(tmp_path)[0] == "no-photos"


def test_train_learns_a_table_and_evaluate_measures_others(tmp_path: Path, capsys) -> None:
    config = TrainConfig(
        data=str(write_csv(tmp_path / "pixels.csv", items(30))),
        name="table",
        epochs=3,
        batch_size=16,
        seed=3,
    )
    garments = train(config, tmp_path / "models", Silent())
    assert verify(garments).categories == fashion_mnist.CATEGORIES
    source = write_csv(tmp_path / "other.csv", items(6, seed=9))
    write_idx(tmp_path / "idx", "train", items(2))
    write_idx(tmp_path / "idx", "t10k", items(6, seed=9))
    said = []
    for data in (source, tmp_path / "idx"):
        out = str(tmp_path / f"out-{data.stem}")
        arguments = ["evaluate", str(garments), "--data", str(data), "--out", out, "--json"]
        assert main(arguments) == 0
        said.append(json.loads(capsys.readouterr().out))
    assert [found["count"] for found in said] == [60, 60]
    assert said[0]["confusion"] == said[1]["confusion"]
    assert said[0]["accuracy"] > 0.8


def test_evaluate_explains_a_model_of_other_categories(
    version: Path, tmp_path: Path, capsys
) -> None:
    source = write_csv(tmp_path / "pixels.csv", items(2))
    out = str(tmp_path / "out")
    assert main(["evaluate", str(version), "--data", str(source), "--out", out]) == 1
    assert "knows no category 'T-shirt/top'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
