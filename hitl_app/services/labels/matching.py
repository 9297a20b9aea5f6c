"""Find the photos of label rows, and keep what is known of a million rows in little memory."""

import os
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.services.labels.finding import MANY, NONE, PhotoFinder
from hitl_app.services.labels.formats import Source
from hitl_app.services.labels.rows import LabelRow
from hitl_app.services.review.judging import Rejection
from safeio.cells import restore

_CHUNK: Final = 20_000
"""Rows whose photos are looked up at once."""
_FOLDERS: Final = 4_096
"""Folders of which it is known whether they are there."""
MOST_LABELS: Final = 5000
"""Different labels, operators or versions that a file may have."""
MOST_LISTED: Final = 1000
"""Rejected rows that are listed; the others are counted."""

Progress = Callable[[int], None]
"""Takes the rows read; may raise to cancel."""


class _Names:
    """Texts that many rows share, by number."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._numbers: dict[str, int] = {}
        self.texts: list[str] = []

    def number(self, text: str) -> int:
        known = self._numbers.get(text)
        if known is None:
            if len(self.texts) >= MOST_LABELS:
                detail = f"it has more than {MOST_LABELS:,} different labels or people"
                raise KnownError("labels-unreadable", path=str(self._path), detail=detail)
            known = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return known

    def all(self, texts: Sequence[str]) -> list[int]:
        """Return the numbers of texts, of which most are the same."""
        numbers = {text: self.number(text) for text in dict.fromkeys(texts)}
        return [numbers[text] for text in texts]


@dataclass
class Rejected:
    """Rows that cannot be recorded: counts by reason, and the first of them."""

    counts: Counter[str] = field(default_factory=Counter)
    first: list[Rejection] = field(default_factory=list)

    def add(self, line: int, reason: str) -> None:
        """Count a row."""
        self.counts[reason] += 1
        if len(self.first) < MOST_LISTED:
            self.first.append(Rejection(line, reason))

    @property
    def total(self) -> int:
        """Return the number of rows."""
        return self.counts.total()


class Match(NamedTuple):
    """A row whose photo is known; label, annotator and model by number."""

    line: int
    photo_id: int
    label: int
    annotator: int
    at: datetime | None
    model: int
    by_model: bool
    aided: bool
    score: float | None = None


_COLUMNS: Final = (
    "_lines", "_photos", "_label", "_annotator", "_model", "_at", "_score", "_flags",
)  # fmt: skip


class Matches:
    """Rows whose photos are in the workspace.

    Columns of numbers, not objects: a million rows take 40 MB.

    Attributes:
        rows: Rows read, `empty` without a label, `repeated` on a photo that a later row is on, of
            which `differing` have another label than the last row.
        labels: Texts of the labels; `annotators` and `models` likewise.
        brought: Files of photos that are not in the workspace.
    """

    def __init__(self, path: Path) -> None:
        self.rows = self.empty = self.repeated = self.differing = 0
        self.labels, self.annotators, self.models = (_Names(path) for _ in range(3))
        self.rejected = Rejected()
        self.brought: list[str] = []
        self._brought_labels: Counter[int] = Counter()
        self._lines, self._photos = array("q"), array("q")
        self._label, self._annotator, self._model = array("H"), array("H"), array("H")
        self._at, self._score, self._flags = array("d"), array("d"), array("B")

    def __len__(self) -> int:
        return len(self._photos)

    def add(self, rows: Sequence[LabelRow], photo_ids: Sequence[int]) -> None:
        """Add rows with their photos."""
        self._lines.extend([row.line for row in rows])
        self._photos.extend(photo_ids)
        self._label.extend(self.labels.all([row.label for row in rows]))
        self._annotator.extend(self.annotators.all([row.annotator for row in rows]))
        self._model.extend(self.models.all([row.model for row in rows]))
        self._at.extend([-1.0 if row.at is None else row.at.timestamp() for row in rows])
        self._score.extend([-1.0 if row.score is None else row.score for row in rows])
        self._flags.extend([row.by_model + 2 * row.aided for row in rows])

    def bring(self, row: LabelRow, file: str) -> None:
        """Add a row on a photo to import."""
        self.brought.append(file)
        self._brought_labels[self.labels.number(row.label)] += 1

    def drop_repeated(self) -> None:
        """Keep the last row on each photo, as the last decision in the window would count.

        The rows are in the order of their photos then, whose places in the database are near.
        """
        photos, labels = (np.frombuffer(one, one.typecode) for one in (self._photos, self._label))
        # Sorted by photo and place: the last one of each photo is followed by another photo.
        order = np.argsort(photos, kind="stable")
        is_last = np.append(photos[order][1:] != photos[order][:-1], len(order) > 0)
        places = order[is_last[: len(order)]]
        self.repeated = len(order) - len(places)
        if self.repeated:
            counts = np.diff(np.flatnonzero(is_last), prepend=-1)
            self.differing = int((labels[order] != np.repeat(labels[places], counts)).sum())
        del photos, labels
        for name in _COLUMNS:
            old = getattr(self, name)
            setattr(
                self, name, array(old.typecode, np.frombuffer(old, old.typecode)[places].tobytes())
            )

    def counts(self) -> Counter[str]:
        """Return how many rows have each label, also those on photos to import."""
        counted = Counter(self._label) + self._brought_labels
        return Counter({self.labels.texts[number]: count for number, count in counted.items()})

    def people(self) -> Counter[str]:
        """Return how many rows name each annotator."""
        counted = Counter(self._annotator)
        return Counter({self.annotators.texts[n]: c for n, c in counted.items()})

    def some(self, start: int, stop: int) -> Iterator[Match]:
        """Yield rows by their places."""
        for i in range(start, min(stop, len(self))):
            at, score, flags = self._at[i], self._score[i], self._flags[i]
            yield Match(
                self._lines[i],
                self._photos[i],
                self._label[i],
                self._annotator[i],
                None if at < 0 else datetime.fromtimestamp(at, UTC),
                self._model[i],
                bool(flags & 1),
                bool(flags & 2),
                None if score < 0 else score,
            )


def match(session: Session, source: Source, progress: Progress, *, bring: bool = True) -> Matches:
    """Read a source and find its photos.

    Args:
        session: An open session.
        source: The labels.
        progress: Called with the number of rows read.
        bring: Whether to look for files of photos that are not in the workspace.

    Raises:
        KnownError: The source cannot be read.
    """
    found = Matches(source.path)
    finder, files = PhotoFinder(session, source.folder), _Files(source.folder)
    usable = _usable(source.rows(), found, progress)
    # Of usable rows: a file with few labels takes as few passes over the paths as a short one.
    while chunk := list(islice(usable, _CHUNK)):
        named = finder.find([row.photo for row in chunk])
        pairs = [pair for pair in zip(chunk, named, strict=True) if pair[1] > NONE]
        found.add([row for row, _ in pairs], [photo for _, photo in pairs])
        for row, photo in zip(chunk, named, strict=True):
            if photo > NONE:
                continue
            if photo == MANY:
                found.rejected.add(row.line, "photo-ambiguous")
            elif bring and (file := files.find(row)):
                found.bring(row, file)
            else:
                found.rejected.add(row.line, "photo-unknown")
    progress(found.rows)
    found.drop_repeated()
    return found


def _usable(rows: Iterable[LabelRow], found: Matches, progress: Progress) -> Iterator[LabelRow]:
    for row in rows:
        found.rows += 1
        if found.rows % _CHUNK == 0:
            progress(found.rows)
        if row.problem:
            found.rejected.add(row.line, row.problem)
        elif not row.label:
            found.empty += 1
        else:
            yield row


class _Files:
    """Files of photos in the folder of a source."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # A share answers slowly, and most rows name a folder that the row before named.
        self._is_folder = lru_cache(_FOLDERS)(os.path.isdir)

    def find(self, row: LabelRow) -> str | None:
        """Return the file of a row's photo if it is in the folder of the source."""
        for name in (row.photo, row.file):
            for text in dict.fromkeys((name, restore(name), name.replace("\\", "/"))):
                path = os.path.join(self._folder, text)  # noqa: PTH118 - a path a row
                if text and "\0" not in text and self._is_file(path):
                    home = os.path.join(os.path.realpath(self._folder), "")  # noqa: PTH118
                    if os.path.realpath(path).startswith(home):
                        return os.path.normpath(path)
        return None

    def _is_file(self, path: str) -> bool:
        return self._is_folder(os.path.dirname(path)) and os.path.isfile(path)  # noqa: PTH113, PTH120
