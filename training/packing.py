"""A network version as one file, to carry to another machine; never trusted when it is opened."""

import contextlib
import io
import zipfile
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from training.card import WEIGHTS, Card, parse_card
from training.errors import TrainingError, require
from training.files import whole_folder, write_whole
from training.registry import (
    CARD,
    SampleSet,
    check_new_name,
    load_network,
    read_samples,
    verify,
)

_SAMPLES: Final[tuple[SampleSet, ...]] = ("replay", "holdout")
_NEEDED: Final = (CARD, WEIGHTS, *(f"{name}.npz" for name in _SAMPLES))
_PICTURES: Final = ("curves.png",)
_MAX_MEMBER: Final = 512 * 2**20
# What zipfile raises for damaged, encrypted and unusual archives, beside ValueError.
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, NotImplementedError)


def pack_version(folder: Path, file: Path) -> None:
    """Writes a version's folder into one file, whole or not at all.

    Args:
        folder: the version's.
        file: the ZIP file to write; its folder must exist. One of that name is replaced.

    Raises:
        TrainingError: those of ``verify``; ``version-incomplete`` if a file of it is missing.
    """
    verify(folder)
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        raise TrainingError(
            "version-incomplete",
            f"The folder {folder} lacks {', '.join(missing)}.",
            "Copy the whole folder of this network again from where it came.",
            {"path": str(folder), "missing": missing},
        )
    buffer = io.BytesIO()
    # The parts are compressed already.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in (*_NEEDED, *_PICTURES):
            if (folder / name).is_file():
                archive.write(folder / name, name)
    write_whole(file, buffer.getvalue())


def unpack_version(file: Path, root: Path, taken: Collection[str] = ()) -> Path:
    """Makes a version's folder of such a file, whole or not at all.

    Nothing but the files of a version is taken out, none larger than 512 MiB; the weights must be
    those that the card names and fit the network that it names.

    Args:
        file: the ZIP file.
        root: the folder of versions; made if missing.
        taken: names of versions that are kept elsewhere.

    Returns:
        The version's folder, named as its card says.

    Raises:
        TrainingError: ``version-file``, ``version-exists``, ``version-name``, and those of
            ``load_network`` and ``read_samples``.
    """
    with _readable(file), zipfile.ZipFile(file) as archive:
        parts = {name: _member(archive, name) for name in _NEEDED}
        held = set(archive.namelist())
        parts |= {name: _member(archive, name) for name in _PICTURES if name in held}
    card = parse_card(parts[CARD].decode("utf-8", "replace"), str(file))
    target = check_new_name(root, card.name)
    if card.name in taken:
        raise TrainingError(
            "version-exists",
            f"There is already a network version named {card.name}.",
            "If it is another one, export it again from a version with another name.",
            {"name": card.name},
        )
    with whole_folder(target) as folder:
        for name, content in parts.items():
            (folder / name).write_bytes(content)
        load_network(folder)
        for which in _SAMPLES:
            read_samples(folder, which)
    return target


def packed_card(file: Path) -> Card:
    """Reads the card out of such a file, and nothing else.

    Raises:
        TrainingError: ``version-file``, and those of reading a card.
    """
    with _readable(file), zipfile.ZipFile(file) as archive:
        text = _member(archive, CARD)
    return parse_card(text.decode("utf-8", "replace"), str(file))


@contextlib.contextmanager
def _readable(file: Path) -> Iterator[None]:
    """Says of whatever goes wrong in here that the file is no version."""
    try:
        yield
    except (OSError, ValueError, KeyError, *_DAMAGE) as error:
        raise TrainingError(
            "version-file",
            f"The file {file} is no network version: {error}.",
            "Write it again on the machine that it came from, and copy it whole.",
            {"path": str(file), "detail": str(error)},
        ) from error


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes, never more than its header claims."""
    info = archive.getinfo(name)
    require(info.file_size <= _MAX_MEMBER, f"{name} is too large")
    with archive.open(info) as member:
        return member.read(info.file_size + 1)
