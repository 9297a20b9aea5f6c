import gzip
import hashlib
import urllib.error
from pathlib import Path

import pytest

from training.cli.main import main
from training.core.errors import TrainingError
from training.data import fashion_mnist, fashion_mnist_files
from training.data.fashion_mnist_files import SHA256, Provided, provide

CONTENT = {name: f"what {name} holds".encode() * 50 for name in SHA256}
HAS_DATA = fashion_mnist_files.DEBIAN.is_dir()


@pytest.fixture(autouse=True)
def places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Empty places, other contents, and no model."""
    monkeypatch.delenv(fashion_mnist_files.VARIABLE, raising=False)
    monkeypatch.setattr(fashion_mnist_files, "DEBIAN", tmp_path / "debian")
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in CONTENT.items()}
    monkeypatch.setattr(fashion_mnist_files, "SHA256", sums)

    def offline(address: str) -> bytes:
        raise urllib.error.URLError(OSError(-3, "Temporary failure in name resolution"))

    monkeypatch.setattr(fashion_mnist_files, "_fetch", offline)
    return tmp_path


@pytest.fixture
def online(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A model that has the files; the list fills with what was asked for."""
    asked: list[str] = []

    def fetch(address: str) -> bytes:
        asked.append(address)
        return gzip.compress(CONTENT[address.rpartition("/")[2].removesuffix(".gz")])

    monkeypatch.setattr(fashion_mnist_files, "_fetch", fetch)
    return asked


def fill(folder: Path, *, plain: bool = False) -> Path:
    folder.mkdir(parents=True)
    for name, content in CONTENT.items():
        if plain:
            (folder / name).write_bytes(content)
        else:
            (folder / f"{name}.gz").write_bytes(gzip.compress(content, 1))
    return folder


def has_all(folder: Path) -> bool:
    return {path.name for path in folder.iterdir()} == {f"{name}.gz" for name in SHA256} and all(
        gzip.decompress((folder / f"{name}.gz").read_bytes()) == CONTENT[name] for name in SHA256
    )


def test_provide_fetches_into_the_cache_where_the_loader_looks(
    places: Path, online: list[str]
) -> None:
    found = provide()
    assert found.folder == places / "keras" / "datasets" / "fashion-mnist"
    assert has_all(found.folder)
    assert [address.startswith("https://") for address in online] == [True] * 4
    assert provide() == Provided(found.folder, None)
    assert len(online) == 4


def test_load_fetches_when_no_place_has_the_files(places: Path, online: list[str]) -> None:
    assert fashion_mnist._find(None) == places / "keras" / "datasets" / "fashion-mnist"
    assert len(online) == 4


def test_provide_fetches_into_the_folder_that_is_named(places: Path, online: list[str]) -> None:
    assert has_all(provide(places / "a" / "b").folder)
    assert not (places / "keras").exists()


@pytest.mark.parametrize("damaged", [True, False])
def test_provide_asks_another_mirror_when_one_fails(
    online: list[str], places: Path, monkeypatch, damaged: bool
) -> None:
    fetch = fashion_mnist_files._fetch

    def fussy(address: str) -> bytes:
        if not address.startswith(fashion_mnist_files._MIRRORS[0]):
            return fetch(address)
        if damaged:
            return gzip.compress(b"something else")
        raise urllib.error.URLError("not here")

    monkeypatch.setattr(fashion_mnist_files, "_fetch", fussy)
    assert has_all(provide(places / "to").folder)


def test_provide_replaces_a_damaged_file(places: Path, online: list[str]) -> None:
    cache = fill(places / "keras" / "datasets" / "fashion-mnist")
    (cache / f"{list(SHA256)[2]}.gz").write_bytes(b"\x1f\x8b damaged")
    assert provide().source is not None
    assert has_all(cache)


@pytest.mark.parametrize("answer", [b"", b"no gzip", gzip.compress(b"other", mtime=0), None])
def test_provide_raises_and_writes_nothing_when_content_differs(
    places: Path, monkeypatch, answer: bytes | None
) -> None:
    cut = gzip.compress(CONTENT[next(iter(SHA256))])[:-20]
    monkeypatch.setattr(
        fashion_mnist_files, "_fetch", lambda _address: cut if answer is None else answer
    )
    with pytest.raises(TrainingError) as caught:
        provide(places / "to")
    assert caught.value.code == "download-damaged"
    assert not (places / "to").exists()


def test_download_explains_when_there_is_no_connection(places: Path, capsys) -> None:
    assert main(["download", "--to", str(places / "to")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "could not be fetched" in said.err
    assert "name resolution" in said.err
    assert "dataset-fashion-mnist" in said.err
    assert not (places / "to").exists()


@pytest.mark.parametrize("plain", [True, False])
def test_provide_copies_files_without_a_connection(places: Path, plain: bool) -> None:
    fill(places / "debian", plain=plain)
    found = provide(places / "to")
    assert found.source == str(places / "debian")
    assert has_all(places / "to")


def test_download_does_nothing_when_the_files_are_there(places: Path, capsys) -> None:
    fill(places / "debian")
    assert main(["download"]) == 0
    said = capsys.readouterr()
    assert said.out == f"{places / 'debian'}\n"
    assert "there already" in said.err
    assert not (places / "keras").exists()


def test_provide_does_not_copy_damaged_files(places: Path) -> None:
    place = fill(places / "debian")
    (place / f"{next(iter(SHA256))}.gz").write_bytes(gzip.compress(b"other"))
    with pytest.raises(TrainingError) as caught:
        provide(places / "to")
    assert caught.value.code == "download-failed"


def test_download_names_the_source(places: Path, capsys) -> None:
    fill(places / "debian")
    assert main(["download", "--to", str(places / "to")]) == 0
    said = capsys.readouterr()
    assert said.out == f"{places / 'to'}\n"
    assert str(places / "debian") in said.err.replace("\n", "")


@pytest.mark.skipif(not HAS_DATA, reason="needs dataset-fashion-mnist")
def test_checksums_are_those_of_debians_files(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.undo()
    found = provide(tmp_path / "to")
    assert found.source is not None
    train, test = fashion_mnist.load_whole(tmp_path / "to")
    assert (len(train), len(test)) == (60_000, 10_000)
