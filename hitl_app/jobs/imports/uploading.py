"""Single photos that come in without a folder: classify them, and bring them in at once.

An uploaded photo is stored as an imported one: its file under `uploads` in the workspace, its row
with thumbnail and score in one transaction. An import of its own, named by its source, lists them.
"""

import hashlib
import os
import re
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from sqlalchemy.orm import Session

from hitl_app import resources
from hitl_app.domain.imports import FoundFile
from hitl_app.domain.models import ModelVersion, Score
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.runs import RunState
from hitl_app.domain.settings import THRESHOLD
from hitl_app.imaging.files import state_of
from hitl_app.imaging.kinds import is_small_and_grey
from hitl_app.imaging.names import show_raw
from hitl_app.jobs.scoring import Scorer
from hitl_app.services.files import write_error
from hitl_app.services.models import versions
from hitl_app.store.engine.filesystem import check_no_link
from hitl_app.store.imports import imports, reverting
from hitl_app.store.models import scores
from hitl_app.store.photos import photos
from hitl_app.store.photos.counts import is_empty
from hitl_app.store.values import get_value, mark_unordered
from hitl_app.workspace import Workspace
from safeio.decoding.decode import Thumbnail, thumbnail
from safeio.files import write_whole
from training.inputs.preparation import prepare

UPLOADS: Final = "uploads"
"""Folder of the workspace that holds the files of uploaded photos."""
_SUFFIXES: Final = {"JPEG": ".jpg", "MPO": ".jpg", "TIFF": ".tif", "HEIF": ".heic"}
_ORDER_S: Final = 60.0
"""Seconds between two requests to sort the queue."""
_NAME: Final = 60
"""Most characters of a file's name."""


@dataclass(frozen=True, slots=True)
class Classified:
    """A photo with its likeliest categories.

    Attributes:
        width: Pixels of the original, upright.
        probabilities: Calibrated, by category id, likeliest first.
        model: Name of the version.
        thumbnail: Encoded.
        photo_id: Row number; None for a photo that was not stored.
        state: As it is now; None for a photo that was not stored.
        is_new: Whether this upload brought it in.
    """

    sha256: str
    width: int
    height: int
    probabilities: dict[int, float]
    model: str
    thumbnail: bytes
    photo_id: int | None = None
    state: PhotoState | None = None
    is_new: bool = False


class Uploads:
    """Classifies photos of one workspace, and brings them in; safe from several threads.

    Args:
        workspace: An open workspace.
        source: Named as the place from which the photos came.
    """

    def __init__(self, workspace: Workspace, source: str) -> None:
        self._workspace, self._source = workspace, source
        self._lock = threading.Lock()
        # One transaction at a time, with the pause after it: a window's decision gets the database
        # then, and need not compete with the next upload.
        self._storing = threading.Lock()
        self._scorers: dict[int, Scorer] = {}
        self._current: Scorer | None = None
        self._import: int | None = None
        self._ordered = -_ORDER_S

    def classify(self, data: bytes, name: str = "", *, store: bool) -> Classified:
        """Classify one photo, and bring it in if wanted.

        Args:
            data: A whole file.
            name: Its name at the client, untrusted.
            store: Whether it is kept: to review, or auto-accepted by the threshold that is set.

        Raises:
            PhotoError: It is no photo that can be read.
            KnownError: The model cannot be used, or the disk is full.
        """
        small = thumbnail(data)
        sha256 = hashlib.sha256(data).hexdigest()
        while True:
            scorer, was_known = self._scorer(small, keep=store)
            score = _score(scorer, small)
            version, shares = scorer.version.name, scorer.shares(score)
            size = small.width, small.height
            found = Classified(sha256, *size, shares, version, small.encoded)
            if not store:
                return found
            path = self._path(found, small, name)
            stored = self._store(data, small, found, path, scorer, score, was_known=was_known)
            if stored is not None:
                return stored
            with self._lock:
                self._current = None

    def _scorer(self, small: Thumbnail, *, keep: bool) -> tuple[Scorer, bool]:
        """Return the scorer of the active version, and whether it is that of an earlier photo.

        In a workspace without photos it is the one that fits this photo; only a photo that is kept
        chooses the workspace's model.
        """
        with self._lock:
            if keep and self._current is not None:
                # The transaction that stores the photo checks that it is still the active one.
                return self._current, True
            if versions.is_undecided(self._workspace):
                grey = is_small_and_grey(small)
                if not keep:
                    return self._made(self._shipped(grey=grey), small), False
                versions.choose_first(self._workspace, grey=grey)
            scorer = self._made(None, small)
            self._current = scorer if keep else None
            return scorer, False

    def _shipped(self, *, grey: bool) -> ModelVersion:
        name = resources.GREY_MODEL if grey else resources.PHOTO_MODEL
        with self._workspace.database.read() as session:
            return versions.find(session, name)

    def _made(self, wanted: ModelVersion | None, small: Thumbnail) -> Scorer:
        version = wanted or versions.active_version(self._workspace)
        scorer = self._scorers.get(version.id)
        fits = scorer is not None and (wanted or scorer.is_current(self._workspace))
        if scorer is None or not fits:
            scorer = Scorer(self._workspace, wanted)
            # Here, so that one thread loads the model.
            _score(scorer, small)
            self._scorers = {version.id: scorer}
        return scorer

    def _path(self, found: Classified, small: Thumbnail, name: str) -> Path:
        # A folder of its own: products may be grouped by folder.
        folder = self._workspace.folder / UPLOADS / found.sha256[:16]
        suffix = _SUFFIXES.get(small.format, f".{small.format.lower()}")
        return folder / f"{_clean_stem(name)}{suffix}"

    def _store(
        self,
        data: bytes,
        small: Thumbnail,
        found: Classified,
        path: Path,
        scorer: Scorer,
        score: Score,
        *,
        was_known: bool,
    ) -> Classified | None:
        """Return the stored photo; None if the score is outdated."""
        with self._workspace.database.read() as session:
            is_known = bool(imports.known_hashes(session, [found.sha256]))
        if not is_known:
            _write(path, data)
        with self._storing, self._workspace.database.paced_write() as session:
            # The first photo after an import was reverted may choose another model.
            if not scorer.is_current_in(session) or (was_known and is_empty(session)):
                return None
            known = imports.known_hashes(session, [found.sha256])
            is_new = not known and not is_known
            if is_new:
                new = _new_photo(path, found.sha256, small, len(data), score)
                known = self._add(session, new, scorer.source)
            states = photos.states_of(session, list(known.values()))
        if not states:
            # Deleted meanwhile: the next turn writes its file.
            return None
        ((photo_id, photo),) = states.items()
        return replace(found, photo_id=photo_id, state=PhotoState(photo.state), is_new=is_new)

    def _add(
        self, session: Session, new: imports.NewPhoto, source: scores.Source
    ) -> dict[str, int]:
        number = self._number(session)
        imports.add_photos(session, number, [new], source.version_id)
        imports.count_found(session, number)
        known = imports.known_hashes(session, [new.sha256])
        added = {photo_id: new.score for photo_id in known.values() if new.score is not None}
        scores.add_first_scores(session, source, added, get_value(session, THRESHOLD))
        if time.monotonic() - self._ordered > _ORDER_S:
            self._ordered = time.monotonic()
            mark_unordered(session)
        return known

    def _number(self, session: Session) -> int:
        """Return the import that lists the photos; a new one if it was reverted."""
        number = self._import
        if number is None or reverting.state_of(session, number) is not RunState.DONE:
            raw = os.fsencode(self._workspace.folder / UPLOADS)
            number = imports.start_import(session, [(raw, self._source)])
            imports.end_import(session, number, RunState.DONE, 0)
            self._import = number
        return number


def _score(scorer: Scorer, small: Thumbnail) -> Score:
    batch = np.stack([prepare(small.image, scorer.preparation)])
    return scorer.scores(scorer.features(batch), fresh=True)[0]


def _new_photo(
    path: Path, sha256: str, small: Thumbnail, size: int, score: Score
) -> imports.NewPhoto:
    raw = os.fsencode(path)
    state = state_of(path.stat())
    return imports.NewPhoto(
        sha256=sha256,
        paths=(FoundFile(raw, "", show_raw(raw), size, state.mtime_ns, state.stamp),),
        width=small.width,
        height=small.height,
        size=size,
        format=small.format,
        thumbnail=small.encoded,
        score=score,
    )


def _write(path: Path, data: bytes) -> None:
    """Write the file of an upload atomically.

    Raises:
        KnownError: The disk is full or refuses, or a folder on the way is a link.
    """
    check_no_link(path.parents[1], path.parent)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        raise write_error(path, error) from error


def _clean_stem(name: str) -> str:
    """Return the stem of an untrusted file name, without characters that any system refuses."""
    last = re.split(r"[/\\]", name)[-1]
    stem = re.sub(r"[^\w .()-]+", "_", last.rpartition(".")[0] or last)
    return stem.strip(" .")[:_NAME].strip(" .") or "photo"
