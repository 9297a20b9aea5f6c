"""Where photos are on this computer: folders as a workspace names them, and the same ones here.

Either side may be spelled as Windows or as other systems spell it: what differs is the separator,
and that Windows compares names without regard to capitals.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_WINDOWS: Final = re.compile(r"[A-Za-z]:(?=[\\/]|$)|\\\\[^\\/]+")
# What Windows takes for more than a name: separators, streams, wildcards, and ends that it drops.
_NO_WINDOWS_NAME: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\ud800-\udfff]|[. ]$')
_DEVICE: Final = re.compile(r"(?i)(con|conin\$|conout\$|prn|aux|nul|com\S|lpt\S) *(\.|$)")
_NO_NAME: Final = re.compile(r"[/\x00]")


@dataclass(frozen=True, slots=True)
class Place:
    r"""A folder of photos.

    Attributes:
        stored: Its absolute path in workspaces, such as `/mnt/shop`.
        here: Its absolute path on this computer, such as `P:\shop`.
    """

    stored: str
    here: str


class Places:
    """Translates paths; of several folders that hold a path the longest one counts."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        self.places = tuple(places)
        self._here = _by_length((one.stored, one.here) for one in self.places)
        self._stored = _by_length((one.here, one.stored) for one in self.places)

    def here(self, path: str) -> str | None:
        """Return where a stored path is on this computer.

        Returns:
            The path itself if no folder holds it; None if it would lead out of the folder, or has
            a name that this computer cannot have.
        """
        return _moved(path, self._here)

    def stored(self, path: str) -> str:
        """Return the stored path of a path on this computer; itself if `here` leads elsewhere."""
        found = _moved(path, self._stored)
        if found is None or found == path:
            return path
        back = self.here(found)
        return found if back is not None and _key(back) == _key(path) else path


def is_absolute(path: str) -> bool:
    """Return True if a path is absolute on any system, and has no `..`."""
    return (path.startswith("/") or _is_windows(path)) and ".." not in _parts(path)


def same_folder(one: str, other: str) -> bool:
    """Return True if two paths name one folder, as Windows or other systems compare them."""
    return _key(one) == _key(other)


def _by_length(pairs: Iterable[tuple[str, str]]) -> list[tuple[tuple[str, ...], str]]:
    folders = [(_key(source), target) for source, target in pairs]
    return sorted(folders, key=lambda folder: -len(folder[0]))


def _moved(path: str, folders: Sequence[tuple[tuple[str, ...], str]]) -> str | None:
    if not folders:
        return path
    key = _key(path)
    for source, target in folders:
        if key[: len(source)] == source:
            return _below(target, _parts(path)[len(source) :])
    return path


def _below(folder: str, names: Sequence[str]) -> str | None:
    """Return a path below a folder, in the folder's spelling; None if it would leave it."""
    windows = _is_windows(folder)
    if any(not _is_name(name, windows=windows) for name in names):
        return None
    first, *parts = _parts(folder)
    separator = "\\" if windows else "/"
    return ("" if first == "/" else first) + separator + separator.join([*parts, *names])


def _is_name(name: str, *, windows: bool) -> bool:
    if name == "..":
        return False
    if windows:
        return not (_NO_WINDOWS_NAME.search(name) or _DEVICE.match(name))
    return not _NO_NAME.search(name)


def _is_windows(path: str) -> bool:
    return _WINDOWS.match(path) is not None


def _parts(path: str) -> list[str]:
    r"""Split a path: what it starts at (`/`, `P:`, `\\server`, "" if it is relative), and names."""
    windows = _WINDOWS.match(path)
    first = windows[0] if windows else "/" if path.startswith("/") else ""
    names = re.split(r"[\\/]" if windows else "/", path[len(first) :])
    return [first, *(name for name in names if name not in ("", "."))]


def _key(path: str) -> tuple[str, ...]:
    parts = _parts(path)
    return tuple(part.casefold() for part in parts) if _is_windows(path) else tuple(parts)
