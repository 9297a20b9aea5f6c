"""Names of exported photos and folders: plain ones for every system and every reader.

Readers take some names for more than names. Hugging Face's `datasets` (`data_files.py`) is the one
with the most rules:

- A split's name (`test`, `train`, `val` ...) in small letters between separators, in a file's or a
  folder's name, is a split; what is in no split is then left out silently.
- Each part of a file's name behind a dot counts as an ending when it guesses the format.
- `-00001-of-00005` is a shard, and what begins with a dot or two underscores is hidden.
- What has no ending of its list is no photo.
- `$HOME` and `${HOME}`, on Windows `%HOME%` as well, stand for what the environment says.

Keras and torchvision go by the ending as well, and know fewer of them.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from hitl_app.imaging.names import show
from safeio.reading import SUFFIXES

_MAX_NAME_BYTES: Final = 120
_UNSAFE: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]')
# Names that Windows keeps for devices, with any ending.
_DEVICES: Final = re.compile(
    r"(?i)(con|conin\$|conout\$|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)"
)
_SEPARATORS: Final = "-._ 0-9"
_SPLITS: Final = re.compile(
    f"(?<![^{_SEPARATORS}])"
    "(?:test|testing|eval|evaluation|train|training|validation|valid|val|dev)"
    f"(?![^{_SEPARATORS}])"
)
_VARIABLES: Final = re.compile(r"\$(?=[\w{])|%(?=[^%]*%)")
_SHARD: Final = re.compile(r"(?<=\d-of)-(?=\d)")
# A dot before digits alone is part of a number or a date: no format has such an ending.
_INNER_ENDING: Final = re.compile(r"\.(?!\d+(?:\.|$))")
_ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "JPEG": ("jpg", "jpeg"),
    "PNG": ("png",),
    "WEBP": ("webp",),
    "TIFF": ("tif", "tiff"),
    "BMP": ("bmp",),
    "GIF": ("gif",),
    "AVIF": ("avif",),
    "HEIF": ("heic", "heif"),
}
"""Endings by format, the usual one first: those of them that most readers know."""
_UNKNOWN_TO_DATASETS: Final = frozenset({"AVIF", "HEIF"})


def photo_names(name: str, kind: str, sha256: str, *, marked: bool = False) -> Iterator[str]:
    """Yield names for a photo's file, the best first; the last one is always free.

    Args:
        name: The name of the file that it was imported from, as `os.fsdecode` gives it.
        kind: Its format, as Pillow names it; it decides the ending, whatever the name says.
        sha256: Hash of its bytes.
        marked: True if `datasets` is to take it for a photo, also where it does not know its
            format: one more ending, of a format that it knows, stands before the last.
    """
    stem, _, ending = show(name).rpartition(".")
    ending = ending.lower()
    if f".{ending}" not in SUFFIXES:
        stem, ending = show(name), ""
    stem = _INNER_ENDING.sub("_", _SHARD.sub("_", safe_name(stem)))
    endings = _ENDINGS.get(kind, (ending or "jpg",))
    last = ending if ending in endings else endings[0]
    if marked and kind in _UNKNOWN_TO_DATASETS:
        last = f"im.{last}"
    for mark in ("", f"-{sha256[:8]}", f"-{sha256}"):
        yield f"{stem}{mark}.{last}"


def is_pattern(path: Path) -> bool:
    """Return True for a path that `datasets` reads as a pattern, or as a place in an archive.

    A variable of the environment is a pattern too.
    """
    return re.search(r"[*?\[]|::|\$[\w{]", str(path)) is not None


def safe_name(text: str) -> str:
    """Return a file or folder name that is valid on every system and plain to every reader.

    Returns:
        At most 120 bytes of UTF-8 and a letter or two; the same as `text` where nothing is wrong
        with that. A split's name differs by its first letter, which is a capital one then: for
        categories, names that differ by capitals alone are the same.
    """
    name = _VARIABLES.sub("_", _UNSAFE.sub("_", unicodedata.normalize("NFC", show(text))))
    name = name.encode()[:_MAX_NAME_BYTES].decode(errors="ignore")
    # No system hides it, takes it for an option, or drops its end.
    name = name.strip(" .").lstrip("-~ .") or "_"
    name = re.sub("^__+", "_", name)
    name = f"_{name}" if _DEVICES.match(name) else name
    return _SPLITS.sub(lambda found: found[0].capitalize(), name)
