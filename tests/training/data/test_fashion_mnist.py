import gzip
import struct
from pathlib import Path

import numpy as np
import pytest

from training.core.errors import TrainingError
from training.data import fashion_mnist, fashion_mnist_files
from training.data.fashion_mnist import read_idx


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
