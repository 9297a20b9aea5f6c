"""A version as one file."""

import shutil
import zipfile
from pathlib import Path

import pytest

from training.core.errors import TrainingError
from training.versions.packing import pack_version, unpack_version
from training.versions.registry import read_card, verify


@pytest.fixture
def packed(version: Path, tmp_path: Path) -> Path:
    file = tmp_path / "carried.zip"
    pack_version(version, file)
    return file


def rewritten(packed: Path, **changed: bytes | None) -> Path:
    """The file with other content, or without some of it."""
    other = packed.with_name("other.zip")
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            content = changed.get(name.replace(".", "_"), old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in changed.items():
            if name.startswith("extra") and content is not None:
                new.writestr("../" + name, content)
    return other


def test_unpack_version_returns_what_was_packed(
    version: Path, packed: Path, tmp_path: Path
) -> None:
    arrived = unpack_version(packed, tmp_path / "elsewhere")
    assert arrived == tmp_path / "elsewhere" / read_card(version).name
    for file in version.iterdir():
        assert (arrived / file.name).read_bytes() == file.read_bytes()
    verify(arrived)


def test_unpack_version_writes_no_other_file(packed: Path, tmp_path: Path) -> None:
    arrived = unpack_version(rewritten(packed, extra=b"x"), tmp_path / "elsewhere")
    assert not list(tmp_path.rglob("extra"))
    assert "extra" not in {file.name for file in arrived.iterdir()}


def test_packed_card_raises_when_the_card_is_too_large(packed: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as caught:
        unpack_version(rewritten(packed, card_json=b" " * (2**20 + 1)), tmp_path / "elsewhere")
    assert caught.value.code == "version-file"
    assert "card.json is too large" in str(caught.value)
    assert not list(tmp_path.glob("elsewhere/*"))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"card_json": None}, "version-file"),
        ({"network_keras": None}, "version-file"),
        ({"network_keras": b"other weights"}, "weights-mismatch"),
        ({"card_json": b"{}"}, "card-unreadable"),
        ({"replay_npz": b"no samples"}, "samples-unreadable"),
    ],
)
def test_unpack_version_leaves_nothing_when_the_file_is_no_version(
    packed: Path, tmp_path: Path, changed: dict[str, bytes | None], code: str
) -> None:
    with pytest.raises(TrainingError) as caught:
        unpack_version(rewritten(packed, **changed), tmp_path / "elsewhere")
    assert caught.value.code == code
    assert not (tmp_path / "elsewhere").exists() or not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize(
    "at_entry", [{10: b"\x0e\0"}, {42: b"\xfe\xff\xff\xff"}, {20: b"\xff" * 8}]
)
def test_unpack_version_raises_when_the_archive_lies(
    packed: Path, tmp_path: Path, at_entry: dict[int, bytes]
) -> None:
    content = bytearray(packed.read_bytes())
    for offset, value in at_entry.items():
        at = content.index(b"PK\1\2") + offset
        content[at : at + len(value)] = value
    packed.write_bytes(content)
    with pytest.raises(TrainingError) as caught:
        unpack_version(packed, tmp_path / "elsewhere")
    assert caught.value.code == "version-file"


def test_unpack_version_raises_when_the_name_leads_elsewhere(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        card = archive.read("card.json").replace(b'"name": "tiny"', b'"name": "../up"')
    with pytest.raises(TrainingError) as caught:
        unpack_version(rewritten(packed, card_json=card), tmp_path / "elsewhere")
    assert caught.value.code in {"version-name", "card-unreadable"}


def test_unpack_version_explains_damage_and_names_that_are_taken(
    packed: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(packed.read_bytes()[:2000])
    with pytest.raises(TrainingError, match="is no model version"):
        unpack_version(broken, tmp_path / "elsewhere")
    unpack_version(packed, tmp_path / "elsewhere")
    with pytest.raises(TrainingError) as caught:
        unpack_version(packed, tmp_path / "elsewhere")
    assert caught.value.code == "version-exists"


def test_pack_version_raises_when_the_folder_lacks_a_file(version: Path, tmp_path: Path) -> None:
    lame = Path(shutil.copytree(version, tmp_path / "lame"))
    (lame / "replay.npz").unlink()
    with pytest.raises(TrainingError) as caught:
        pack_version(lame, tmp_path / "lame.zip")
    assert caught.value.code == "version-incomplete"
    assert not (tmp_path / "lame.zip").exists()
