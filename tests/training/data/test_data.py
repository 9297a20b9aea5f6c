import csv
import gzip
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from safeio.reasons import PhotoError
from training.core.errors import TrainingError
from training.data import fashion_mnist, fashion_mnist_files
from training.data.data import load_dataset, load_photos, split_indices
from training.data.fashion_mnist import read_idx
from training.inputs.photos import decoded, load_folder, load_manifest

PREPARATION = "fashion-mnist-28"


def idx(shape: tuple[int, ...], content: bytes) -> bytes:
    return bytes((0, 0, 8, len(shape))) + struct.pack(f">{len(shape)}I", *shape) + content


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Cuts off every place that may really have Fashion-MNIST."""
    monkeypatch.delenv(fashion_mnist_files.VARIABLE, raising=False)
    monkeypatch.setattr(fashion_mnist_files, "DEBIAN", tmp_path / "debian")
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))

    def offline() -> None:
        raise OSError("no model here")

    monkeypatch.setattr(fashion_mnist, "provide", offline)
    return tmp_path


def write_fashion_mnist(folder: Path, counts: dict[str, int]) -> None:
    folder.mkdir(parents=True)
    for part, count in counts.items():
        images = idx((count, 28, 28), bytes(count * 784))
        labels = idx((count,), bytes(number % 10 for number in range(count)))
        with gzip.open(folder / f"{part}-images-idx3-ubyte.gz", "wb", compresslevel=1) as file:
            file.write(images)
        (folder / f"{part}-labels-idx1-ubyte").write_bytes(labels)


def test_read_idx_reads_plain_and_gzipped_files(tmp_path: Path) -> None:
    content = idx((2, 2, 3), bytes(range(12)))
    (tmp_path / "plain").write_bytes(content)
    (tmp_path / "packed.gz").write_bytes(gzip.compress(content))
    for name in ("plain", "packed.gz"):
        assert read_idx(tmp_path / name, 3).tolist()[1] == [[6, 7, 8], [9, 10, 11]]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\x08",
        idx((2,), b"ab"),
        b"\0\0\x0d\x03" + idx((1, 1, 1), b"a")[4:],
        idx((1, 2, 2), b"abc"),
        idx((1, 2, 2), b"abcde"),
        idx((2**31, 2**31, 2**31), b"abcde"),
    ],
    ids=["empty", "short", "labels", "floats", "too little", "too much", "claims a lot"],
)
def test_read_idx_raises_when_the_header_does_not_fit(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(TrainingError) as caught:
        read_idx(tmp_path / "file", 3)
    assert caught.value.code == "idx-unreadable"


def test_read_idx_raises_when_the_gzip_is_damaged(tmp_path: Path) -> None:
    whole = gzip.compress(idx((1, 20, 20), np.random.default_rng(0).bytes(400)))
    flipped = bytearray(whole)
    flipped[60] ^= 0xFF
    for content in (whole[:-30], bytes(flipped), b"no gzip"):
        (tmp_path / "file.gz").write_bytes(content)
        with pytest.raises(TrainingError) as caught:
            read_idx(tmp_path / "file.gz", 3)
        assert caught.value.code == "idx-unreadable"


def test_load_explains_when_no_place_has_the_files(places: Path) -> None:
    with pytest.raises(TrainingError) as caught:
        fashion_mnist.load()
    assert caught.value.code == "fashion-mnist-missing"
    assert "FASHION_MNIST_DIR" in caught.value.remedy
    with pytest.raises(TrainingError, match="not found"):
        fashion_mnist.load(places)


def test_load_splits_the_same_way_in_every_place(
    places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = places / "keras" / "datasets" / "fashion-mnist"
    write_fashion_mnist(cache, {"train": 60_000, "t10k": 10_000})
    split = fashion_mnist.load()
    assert [len(split.train), len(split.held_out), len(split.catalogue), len(split.test)] == [
        55_000,
        4_700,
        300,
        10_000,
    ]
    assert np.bincount(split.held_out.labels).tolist() == [470] * 10
    assert np.bincount(split.catalogue.labels).tolist() == [30] * 10
    monkeypatch.setenv(fashion_mnist_files.VARIABLE, str(cache))
    monkeypatch.delenv("KERAS_HOME")
    again = fashion_mnist.load()
    np.testing.assert_array_equal(again.catalogue.labels, split.catalogue.labels)


def test_load_returns_parts_that_share_no_image() -> None:
    labels = np.arange(60_000) % 10
    parts = fashion_mnist._split(labels)
    assert len(np.unique(np.concatenate(parts))) == 60_000


def test_load_raises_when_counts_differ(places: Path) -> None:
    write_fashion_mnist(places / "few", {"train": 100, "t10k": 100})
    with pytest.raises(TrainingError) as caught:
        fashion_mnist.load(places / "few")
    assert caught.value.code == "idx-unreadable"


def test_load_dataset_raises_when_the_preparation_is_another() -> None:
    with pytest.raises(TrainingError) as caught:
        load_dataset("fashion-mnist", "another", 0)
    assert caught.value.code == "preparation-mismatch"


def test_load_folder_reads_categories_and_photos(folder: Path) -> None:
    photos = load_folder(folder, PREPARATION)
    assert photos.categories == ("bar", "block", "ring")
    assert photos.samples.images.shape == (120, 28, 28, 1)
    assert photos.files[0].parent.name == "bar"
    assert photos.unreadable == ()


def test_load_folder_names_photos_that_cannot_be_read(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        noise = np.random.default_rng(0).integers(0, 255, (30, 30), np.uint8)
        Image.fromarray(noise).save(tmp_path / name / "1.png")
    whole = (tmp_path / "a" / "1.png").read_bytes()
    (tmp_path / "a" / "cut.png").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "a" / "text.jpg").write_text("no image")
    (tmp_path / "a" / "notes.txt").write_text("left out")
    photos = load_folder(tmp_path, PREPARATION)
    assert len(photos.samples) == 2
    assert {path.name for path, _ in photos.unreadable} == {"cut.png", "text.jpg"}


def test_load_folder_raises_when_there_is_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as missing:
        load_folder(tmp_path / "none", PREPARATION)
    with pytest.raises(TrainingError) as empty:
        load_folder(tmp_path, PREPARATION)
    (tmp_path / "a").mkdir()
    with pytest.raises(TrainingError) as without:
        load_folder(tmp_path, PREPARATION)
    for number in range(5):
        Image.new("L", (30, 30), 200).save(tmp_path / "a" / f"{number}.png")
    with pytest.raises(TrainingError) as one:
        load_dataset(str(tmp_path), PREPARATION, 0)
    (tmp_path / "b").mkdir()
    Image.new("L", (30, 30), 200).save(tmp_path / "b" / "1.png")
    with pytest.raises(TrainingError) as few:
        load_dataset(str(tmp_path), PREPARATION, 0)
    assert [caught.value.code for caught in (missing, empty, without, one, few)] == [
        "folder-missing",
        "folder-empty",
        "no-photos",
        "one-category",
        "too-few-photos",
    ]


def test_load_manifest_reads_a_list(folder: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "labels.csv"
    with manifest.open("w", newline="", encoding="utf-8-sig") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "photo", "label"])
        for number, path in enumerate(sorted(folder.rglob("*.png"))):
            rows.writerow([number, path, f"item {path.parent.name}"])
    photos = load_manifest(manifest, PREPARATION)
    assert photos.categories == ("item bar", "item block", "item ring")
    assert len(photos.samples) == 120


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a,b\n1,2\n",
        b"photo,label\n1.png\n",
        b"photo,label\n,x\n",
        b"\xff\xfe\0",
        b'photo,label\n"a',
    ],
)
def test_load_manifest_raises_when_a_list_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "list.csv").write_bytes(content)
    with pytest.raises(TrainingError) as caught:
        load_manifest(tmp_path / "list.csv", PREPARATION)
    assert caught.value.code == "manifest-unreadable"


def test_load_manifest_finds_files_as_lists_name_them(tmp_path: Path) -> None:
    names = ("a/1.png", "b/1.png", "b/2.png", "b/gro\u0308\u00dfe.png", "c/3.png")
    for number, name in enumerate(names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (30, 30), (40 * number, 9, 99)).save(tmp_path / name)
    listing = tmp_path / "list.csv"
    rows = (
        "a\\1.png;Dress",
        "./b/1.png;Bag",
        "2.png;dress",
        "gr\u00f6\u00dfe.png;BAG",
        f"{tmp_path / names[4]};skip",
        "1.png;Dress",
        "4.png;Dress",
        "b/1.png;Dress",
    )
    listing.write_text("\n".join(("Image;Class", *rows)) + "\n", encoding="utf-16")
    photos = load_manifest(listing, PREPARATION)
    assert photos.categories == ("Bag", "Dress")
    found = {
        file.relative_to(tmp_path).as_posix(): label
        for file, label in zip(photos.files, photos.samples.labels.tolist(), strict=True)
    }
    assert found == dict(zip(names[:4], (1, 1, 1, 0), strict=True))
    assert photos.passed_over == 1
    assert [(path.name, reason) for path, reason in photos.unreadable] == [
        ("1.png", "more than one file has that name"),
        ("4.png", "it was not found"),
    ]


def test_load_manifest_reads_an_export(tmp_path: Path) -> None:
    rows = ["photo,path,label,decided_by,network"]
    for number, (label, by) in enumerate(
        (("Dress", "person"), ("Bag", "model"), ("", ""), ("not-a-photo", "person"))
    ):
        path = tmp_path / f"{number}.png"
        Image.new("RGB", (30, 30), (40 * number, 9, 99)).save(path)
        rows.append(f"{number:064x},{path},{label},{by},")
    (tmp_path / "export.csv").write_text("\n".join(rows))
    photos = load_manifest(tmp_path / "export.csv", PREPARATION)
    assert ([path.name for path in photos.files], photos.passed_over) == (["0.png"], 3)


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


def test_decoded_is_upright_and_small(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 200), "red").save(tmp_path / "turned.jpg", exif=exif)
    assert decoded(tmp_path / "turned.jpg").size == (64, 128)


@pytest.mark.parametrize("mode", ["1", "P", "CMYK", "LA", "I;16", "RGBA"])
def test_decoded_reads_every_mode(tmp_path: Path, mode: str) -> None:
    path = tmp_path / ("photo.tif" if mode == "CMYK" else "photo.png")
    grey = Image.new("I;16", (40, 30), 0x8000) if mode == "I;16" else None
    image = grey or Image.new("RGBA", (40, 30), (128, 128, 128, 255)).convert(mode)
    image.save(path)
    found = decoded(path)
    assert found.mode in {"L", "RGB"}
    mean = np.asarray(found.convert("L")).mean()
    assert mean == pytest.approx(128, abs=2)


def test_decoded_raises_when_there_are_too_many_pixels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("L", (100, 100)).save(tmp_path / "big.png")
    monkeypatch.setattr("safeio.decoding.opening.MAX_PIXELS", 9_999)
    with pytest.raises(PhotoError, match="too-many-pixels"):
        decoded(tmp_path / "big.png")
