"""Photos by their names in lists: whole paths, or endings of paths at a folder's border."""

import posixpath
import re
import unicodedata
from collections.abc import Hashable, Iterable
from typing import Final, Generic, TypeVar

from safeio.cells import restore

# ASCII has one spelling.
_PLAIN: Final = re.compile(r"/?[\w-]+(/[\w-]+)*(\.\w+)?")
Key = TypeVar("Key", bound=Hashable)


def spellings(text: str) -> tuple[str, ...]:
    r"""Return what a cell that names a photo may stand for, likeliest first.

    As it is written, trimmed, without a guard against formulas, and with slashes for the
    backslashes of Windows: `.\a\1.png` stands for `a/1.png` too.
    """
    if _PLAIN.fullmatch(text):
        return (text,)
    trimmed = text.strip()
    written = [text, trimmed, restore(trimmed)]
    slashed = [posixpath.normpath(t.replace("\\", "/")) for t in written if t.strip()]
    return tuple(t for t in dict.fromkeys((*written, *slashed)) if t)


class Endings(Generic[Key]):
    """Photos whose path, or its ending at a folder's border, is one of some texts.

    One pass over all paths serves all texts. Texts and paths are compared as they are written, and
    in Unicode NFC: a name that a Mac wrote is spelt the same, with other characters. Upper and
    lower case differ.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        # Two photos of a text are as good as more: no set a text, which takes a lot of memory.
        self._exact: dict[str, tuple[Key, ...]] = dict.fromkeys(texts, ())
        self._composed: dict[str, tuple[Key, ...]] = {}
        self._depths: set[int] = set()
        for text in self._exact:
            self._composed[_composed(text)] = ()
            self._depths.add(text.count("/") + 1)

    def meet(self, path: str, key: Key) -> None:
        """Take note of a photo's path."""
        if not path.startswith("/"):
            path = path.replace("\\", "/")
        composed = _composed(path)
        exact = path.split("/")
        same = exact if composed is path else composed.split("/")
        for depth in self._depths:
            if depth <= len(exact):
                _add(self._exact, "/".join(exact[-depth:]), key)
                _add(self._composed, "/".join(same[-depth:]), key)

    def find(self, text: str) -> tuple[Key, ...]:
        """Return the photos of a text: none, one, or two where there are more.

        Those whose path is written in the same way count before those in which only NFC is equal.
        """
        return self._exact.get(text) or self._composed.get(_composed(text), ())


def _add(found: dict[str, tuple[Key, ...]], ending: str, key: Key) -> None:
    keys = found.get(ending)
    if keys is not None and len(keys) < 2 and key not in keys:
        found[ending] = (*keys, key)


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)
