"""A model version as one file for another computer; untrusted when it is read."""

import io
import zipfile
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from safeio.files import whole_folder, write_whole
from safeio.foreign import foreign_bytes
from safeio.zip_directory import open_checked
from training.core.errors import TrainingError, damaged, require
from training.versions.card import COPY_AGAIN, WEIGHTS, Card, parse_card
from training.versions.registry import (
    CARD,
    SampleSet,
    check_new_name,
    load_model,
    read_samples,
    verify,
)

_SAMPLES: Final[tuple[SampleSet, ...]] = ("replay", "holdout")
_NEEDED: Final = (CARD, WEIGHTS, *(f"{name}.npz" for name in _SAMPLES))
_PICTURES: Final = ("curves.png",)
_MAX_MEMBER: Final = 512 * 2**20
_MAX_SMALL: Final = {CARD: 2**20, "curves.png": 8 * 2**20}
_CHUNK: Final = 2**20
_MAX_FILES: Final = 1000


def pack_version(folder: Path, file: Path) -> None:
    """Write a version's folder into one ZIP file, whole or not at all; replace one of that name.

    Raises:
        TrainingError: those of ``verify``; ``version-incomplete`` if a file of it is missing.
    """
    verify(folder)
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        raise TrainingError(
            "version-incomplete",
            f"The folder {folder} lacks {', '.join(missing)}.",
            COPY_AGAIN,
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
    """Make a version's folder, named as its card says, of such a file, whole or not at all.

    Nothing but the files of a version is taken out, none larger than 512 MiB, and the card before
    the others; the weights must be those that the card names and fit the model that it names.
    ``taken`` has names of versions that are kept elsewhere.

    Raises:
        TrainingError: ``version-file``, ``version-exists``, ``version-name``, and those of
            ``load_model`` and ``read_samples``.
    """
    card = packed_card(file)
    target = check_new_name(root, card.name)
    # Names that differ in case alone are one folder on some systems.
    if card.name.casefold() in {name.casefold() for name in taken}:
        raise TrainingError(
            "version-exists",
            f"There is already a model version named {card.name}.",
            "If it is another one, export it again from a version with another name.",
            {"name": card.name},
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole_folder(target) as folder:
        with _opened(file) as archive:
            held = set(archive.namelist())
            for name in (*_NEEDED, *(name for name in _PICTURES if name in held)):
                with (folder / name).open("wb") as out:
                    out.writelines(_member(file, archive, name))
        load_model(folder)
        for which in _SAMPLES:
            read_samples(folder, which)
    return target


def packed_card(file: Path) -> Card:
    """Read only the card of such a file.

    Raises:
        TrainingError: ``version-file``, and those of reading a card.
    """
    with _opened(file) as archive:
        text = b"".join(_member(file, archive, CARD))
    return parse_card(text.decode("utf-8", "replace"), str(file))


def _readable(file: Path) -> AbstractContextManager[None]:
    """Raise ``version-file`` for any error while the file is read."""
    problem = f"The file {file} is no model version"
    remedy = "Write it again on the machine that it came from, and copy it whole."
    return foreign_bytes(damaged("version-file", problem, remedy, file))


def _opened(file: Path) -> zipfile.ZipFile:
    with _readable(file):
        return open_checked(file, most=_MAX_FILES, limit=_MAX_MEMBER)


def _member(file: Path, archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Return a member's bytes, part by part, never more than its header claims."""
    with _readable(file):
        info = archive.getinfo(name)
        require(info.file_size <= _MAX_SMALL.get(name, _MAX_MEMBER), f"{name} is too large")
        left = info.file_size
        with archive.open(info) as member:
            while chunk := member.read(min(_CHUNK, left + 1)):
                left -= len(chunk)
                require(left >= 0, f"{name} is longer than it says")
                yield chunk
