"""Find the photos of many rows: one pass over all paths, whose endings are kept as numbers."""

import unicodedata
from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from hitl_app.imaging.names import show
from hitl_app.services.review.listed import ListedPhotos, is_hash
from hitl_app.store.photos import photos
from training.inputs.endings import spellings

Numbers = NDArray[np.int64]
NONE: Final = 0
MANY: Final = -1
"""Instead of a photo's row number: none, or more than one."""
_WHOLE: Final = 0
_PAGE: Final = 5_000
_FEW: Final = 5_000
"""Names up to which queries take less time than a pass over all paths."""


class PhotoFinder:
    """Photos by their names in a file: hashes, whole paths, or endings of paths.

    It finds what `ListedPhotos` finds, a million names in little memory: of texts only their 64-bit
    hash is kept, which Python draws anew in each process.
    """

    def __init__(self, session: Session, folder: Path) -> None:
        self._session, self._folder = session, folder
        self._folders = tuple(dict.fromkeys(map(str, (folder.absolute(), folder.resolve()))))
        # By number of parts, 0 for whole paths: as they are written, and in NFC.
        self._exact: dict[int, _Hashes] = {}
        self._composed: dict[int, _Hashes] = {}
        # Parts of the longest path, once all were read.
        self._deepest = 0

    def find(self, texts: Sequence[str]) -> list[int]:
        """Return the row number of each text's photo, `NONE` or `MANY`."""
        if not self._exact and len(texts) < _FEW:
            listed = ListedPhotos(self._session, texts, self._folder)
            named = (listed.find(text) for text in texts)
            return [NONE if not ids else ids[0] if len(ids) == 1 else MANY for ids in named]
        ids = np.zeros(len(texts), np.int64)
        self._find_hashes(texts, ids)
        spelled = [spellings(text) for text in texts]
        beside = [self._beside(some) for some in spelled]
        self._read(texts, spelled)
        whole = [(*some, *paths) for some, paths in zip(spelled, beside, strict=True)]
        self._look_up(whole, ids, self._whole)
        endings = [
            (*paths, *some, *map(_shown, some)) for some, paths in zip(spelled, beside, strict=True)
        ]
        self._look_up(endings, ids, self._ending)
        found: list[int] = ids.tolist()
        return found

    def _find_hashes(self, texts: Sequence[str], ids: Numbers) -> None:
        hashes = [text for text in texts if is_hash(text)]
        if hashes:
            known = photos.by_hash_or_path(self._session, {text.lower() for text in hashes})
            for place, text in enumerate(texts):
                found = known.get(text.lower()) if is_hash(text) else None
                if found:
                    ids[place] = next(iter(found)) if len(found) == 1 else MANY

    def _beside(self, spelled: Sequence[str]) -> tuple[str, ...]:
        """Return the whole paths that a name stands for, seen from the folder of the source."""
        return tuple(
            _shown(path)
            for one in spelled
            if not one.startswith("/")
            for path in ListedPhotos.within(self._folders, one)
        )

    def _read(self, texts: Sequence[str], spelled: Iterable[Sequence[str]]) -> None:
        """Read all paths if endings of a length are needed that was not needed before.

        No path has an ending that is longer than the longest one: there are at most as many passes
        as this has parts, whatever the texts are.
        """
        depths = {text.count("/") + 1 for text in texts}
        depths |= {one.count("/") + 1 for some in spelled for one in some}
        wanted = (depths | {_WHOLE}) - self._exact.keys()
        if self._exact:
            wanted = {depth for depth in wanted if depth <= self._deepest}
        if not wanted:
            return
        exact = {depth: _Pairs() for depth in wanted}
        composed = {depth: _Pairs() for depth in wanted}
        names = photos.names_by_photo(self._session)
        while page := list(islice(names, _PAGE)):
            ids, paths = [one for one, _ in page], [path for _, path in page]
            written = [p if p.startswith("/") else p.replace("\\", "/") for p in paths]
            self._deepest = max(self._deepest, *(path.count("/") + 1 for path in written))
            others = [i for i, path in enumerate(paths) if not path.isascii()]
            again = [unicodedata.normalize("NFC", written[i]) for i in others]
            for depth in wanted:
                whole = depth == _WHOLE
                exact[depth].add(paths if whole else [_ending(p, depth) for p in written], ids)
                composed[depth].add([_ending(p, depth) for p in again], [ids[i] for i in others])
        for depth in wanted:
            self._exact[depth] = exact[depth].sorted()
            self._composed[depth] = composed[depth].sorted()

    def _look_up(
        self,
        candidates: Sequence[Sequence[str]],
        ids: Numbers,
        look: Callable[[Sequence[str]], Numbers],
    ) -> None:
        """Set the photos of the first candidates that name one, of those that have none yet."""
        left: list[int] = np.flatnonzero(ids == NONE).tolist()
        place = 0
        while left := [i for i in left if place < len(candidates[i])]:
            found = look([candidates[i][place] for i in left])
            ids[left] = found
            left = [i for i, one in zip(left, found.tolist(), strict=True) if one == NONE]
            place += 1

    def _whole(self, texts: Sequence[str]) -> Numbers:
        return self._exact[_WHOLE].find(texts)

    def _ending(self, texts: Sequence[str]) -> Numbers:
        found = np.zeros(len(texts), np.int64)
        depths = np.array([text.count("/") + 1 for text in texts])
        for depth in np.unique(depths).tolist():
            here = np.flatnonzero(depths == depth)
            # Whole paths beside the source may have lengths that no name has.
            index = depth if depth in self._exact else _WHOLE
            known, composed = self._exact[index], self._composed[index]
            some = [texts[i] for i in here.tolist()]
            ids = known.find(some)
            if len(composed):
                again = [unicodedata.normalize("NFC", text) for text in some]
                same = _either(known.find(again), composed.find(again))
                ids = np.where(ids == NONE, same, ids)
            found[here] = ids
        return found


class _Pairs:
    """Hashes of texts with their photos, as they come."""

    def __init__(self) -> None:
        self._keys, self._ids = array("q"), array("q")

    def add(self, texts: Sequence[str], ids: Sequence[int]) -> None:
        if not all(texts):
            ids = [one for text, one in zip(texts, ids, strict=True) if text]
            texts = [text for text in texts if text]
        self._keys.extend(map(hash, texts))
        self._ids.extend(ids)

    def sorted(self) -> "_Hashes":
        keys, ids = (np.frombuffer(one, np.int64) for one in (self._keys, self._ids))
        order = np.lexsort((ids, keys))
        return _Hashes(keys[order], ids[order])


class _Hashes:
    """Hashes of texts in order, with their photos."""

    def __init__(self, keys: Numbers, ids: Numbers) -> None:
        self._keys, self._ids = keys, ids

    def __len__(self) -> int:
        return len(self._keys)

    def find(self, texts: Sequence[str]) -> Numbers:
        if not len(self._keys):
            return np.zeros(len(texts), np.int64)
        wanted = np.fromiter(map(hash, texts), np.int64, len(texts))
        # In order, neighbours are found near each other.
        order = np.argsort(wanted)
        wanted = wanted[order]
        first = np.searchsorted(self._keys, wanted).clip(max=len(self._keys) - 1)
        is_there = self._keys[first] == wanted
        last = np.searchsorted(self._keys, wanted[is_there], "right") - 1
        low = self._ids[first[is_there]]
        found = np.zeros(len(texts), np.int64)
        # Several paths of one photo are one photo.
        found[order[is_there]] = np.where(low == self._ids[last], low, MANY)
        return found


def _either(one: Numbers, other: Numbers) -> Numbers:
    same = (one == other) | (other == NONE)
    return np.where(same, one, np.where(one == NONE, other, MANY))


def _ending(path: str, depth: int) -> str:
    """Return the last parts of a path; "" if it has fewer. 0 stands for all of it."""
    if depth == _WHOLE:
        return path
    parts = path.rsplit("/", depth)
    if len(parts) > depth:
        return path[len(parts[0]) + 1 :]
    return path if len(parts) == depth else ""


def _shown(text: str) -> str:
    return text if text.isascii() and text.isprintable() else show(text)
