import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from safeio.reasons import PhotoError
from training.core.errors import TrainingError
from training.data.data import load_dataset
from training.inputs.photos import decoded, load_folder, load_manifest

PREPARATION = "fashion-mnist-28"


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


def test_decoded_is_upright_and_small(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 200), "red").save(tmp_path / "turned.jpg", exif=exif)
    assert decoded(tmp_path / "turned.jpg").size == (96, 192)


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
