"""Resolve the rows of a list: photos by hash or path, answers by name."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer
from hitl_app.domain.names import folded
from hitl_app.imaging.names import show
from hitl_app.store import categories
from hitl_app.store.decisions.consequences import NewDecision
from hitl_app.store.photos import photos
from training.inputs.endings import Endings, spellings
from training.inputs.lists import ANSWERS, ListedPhoto


class ListedPhotos:
    """Photos of a list.

    A photo is named by its hash, its whole path, its path from the list's folder, or the ending of
    its path, at a folder's border, if no other photo has that ending; tried in this order.
    """

    def __init__(self, session: Session, texts: Iterable[str], folder: Path) -> None:
        # Photos may have come in by a path with links in it, or by the one that these lead to.
        self._folders = tuple(dict.fromkeys(map(str, (folder.absolute(), folder.resolve()))))
        beside = {text: self._beside(text) for text in texts}
        whole = {text: _whole(text) for text in beside}
        keys = {key for found in (whole, beside) for some in found.values() for key in some}
        self._ids: dict[str, Sequence[int]] = {}
        exact = photos.by_hash_or_path(session, keys)
        for text, some in beside.items():
            ids = next((ids for key in (*whole[text], *some) if (ids := exact.get(key))), None)
            if ids:
                self._ids[text] = sorted(ids)[:2]
        self._find_anywhere(session, {t: s for t, s in beside.items() if t not in self._ids})

    def _find_anywhere(self, session: Session, beside: dict[str, list[str]]) -> None:
        """Find photos by equal paths and by endings, in one pass over all paths."""
        keys = {text: _anywhere(text, paths) for text, paths in beside.items()}
        endings = Endings[int](key for some in keys.values() for key in some)
        if keys:
            for photo_id, shown in photos.names_by_photo(session):
                endings.meet(shown, photo_id)
        for text, some in keys.items():
            self._ids[text] = next((ids for key in some if (ids := endings.find(key))), ())

    def find(self, text: str) -> Sequence[int]:
        """Return the photos that a text names; two if ambiguous."""
        return self._ids[text]

    def _beside(self, text: str) -> list[str]:
        """Return the whole paths that a text stands for, seen from the list's folder."""
        return [
            show(path)
            for spelled in spellings(text)
            if not spelled.startswith("/")
            for path in self.within(self._folders, spelled)
        ]

    @staticmethod
    def within(folders: Sequence[str], spelled: str) -> list[str]:
        """Return the whole paths that a relative one stands for, seen from folders."""
        paths = [os.path.join(folder, spelled) for folder in folders]  # noqa: PTH118 - compared
        if ".." in spelled or os.sep != "/":
            return [os.path.normpath(path) for path in paths]
        return paths


def _whole(text: str) -> list[str]:
    return [t.lower() if is_hash(t) else show(t) for t in spellings(text)]


def _anywhere(text: str, beside: Iterable[str]) -> list[str]:
    paths = (path if path.startswith("/") else path.replace("\\", "/") for path in beside)
    spelled = spellings(text)
    return list(dict.fromkeys((*paths, *spelled, *map(show, spelled))))


def is_hash(text: str) -> bool:
    """Return True if a text is a SHA-256 in hexadecimal digits."""
    return len(text) == 64 and all(letter in "0123456789abcdefABCDEF" for letter in text)


class ListedAnswers:
    """The answers in a list: categories by name, or other answers."""

    def __init__(self, session: Session) -> None:
        every = categories.all_categories(session, retired=True)
        self._offered = {c.id for c in every if not c.retired}
        # An older export may name a category that was merged since.
        self._categories = {folded(c.name): c.merged_into or c.id for c in every}

    def find(self, row: ListedPhoto, photo_id: int) -> NewDecision | str:
        """Return the answer of a row, or the reason for its rejection."""
        return self.named(photo_id, *row.labels)

    def named(self, photo_id: int, *labels: str) -> NewDecision | str:
        """Return the answer of the first label that is one, or the reason for a rejection."""
        answer = folded(labels[0])
        if answer in ANSWERS:
            # Such a name may have come with a database or a model of an older program.
            is_ambiguous = answer in self._categories
            return "label-ambiguous" if is_ambiguous else NewDecision(photo_id, Answer(answer))
        for text in labels:
            category_id = self._categories.get(folded(text))
            if category_id is not None:
                return NewDecision(photo_id, Answer.CATEGORY, category_id)
        return "category-unknown"

    def offers(self, new: NewDecision) -> bool:
        """Return True if an answer is allowed: its category is not retired."""
        return new.answer is not Answer.CATEGORY or new.category_id in self._offered
