"""A model version, ready to score photos: the active one of a workspace, or one in a folder."""

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import FOREIGN, ModelVersion, Score
from hitl_app.domain.vectors import Packed, pack, turned, unpack
from hitl_app.services.files import write_error
from hitl_app.services.models.versions import active_version
from hitl_app.store import categories
from hitl_app.store.models import versions
from hitl_app.store.models.scores import Source
from hitl_app.workspace import Workspace
from safeio.decoding.decode import decode_thumbnail
from safeio.reasons import PhotoError
from training.core.errors import TrainingError
from training.fitting.head import LinearHead
from training.inputs.preparation import prepare
from training.versions.parts import Head, backbone_key, split
from training.versions.registry import verify
from training.versions.serving import Classifier

BATCH = 256


@contextmanager
def training_errors(root: Path | None = None) -> Iterator[None]:
    """Convert errors of `training` that an operator can fix into known errors.

    Args:
        root: The folder that is written to, if any: its disk errors are converted too.
    """
    try:
        yield
    except OSError as error:
        if root is None:
            raise
        raise write_error(root, error) from error
    except TrainingError as error:
        sentences = {"problem": error.code, "happened": error.happened, "remedy": error.remedy}
        raise KnownError("training-failed", **{**error.params, **sentences}) from error


def checked_folder(workspace: Workspace, name: str) -> Path:
    """Return a version's folder after checking that it is the registered version.

    Raises:
        KnownError: Its folder is gone, or holds other weights; code `version-outside` if it is none
            of this program.
    """
    with workspace.database.read() as session:
        registered = versions.version_sha256(session, name)
        if versions.is_outside(session, name):
            raise KnownError("version-outside", version=name)
    folder = workspace.version_folder(name)
    if workspace.card(name).sha256 != registered:
        raise KnownError("version-replaced", version=name)
    return folder


class FolderScorer:
    """Scores photos with the version in a folder: its head, on the features of its backbone.

    Only photos whose features are not stored need the whole model, which is loaded for the first of
    them.

    Args:
        folder: The version's.
        outputs: Categories of its outputs.
        offered: Categories that can be suggested.
        whole: Whether few photos need the whole model at once: its file is read once then, and no
            faster way is prepared.
        threads: Threads that compute features; 0 for one a processor.

    Raises:
        KnownError: The version is damaged.
    """

    def __init__(
        self,
        folder: Path,
        outputs: Sequence[int],
        offered: Collection[int],
        *,
        whole: bool = False,
        threads: int = 0,
    ) -> None:
        self.folder, self.offered, self._threads = folder, frozenset(offered), threads
        with training_errors():
            card = verify(folder)
            parts = split(card, folder)
        self._parts = parts if whole else None
        self.preparation = card.preparation
        self.head = turned_head(parts[0])
        # Several outputs may map to one merged category: their probabilities are added up.
        self._categories = [c for c in dict.fromkeys(outputs) if c in self.offered]
        self._sums = np.equal.outer(np.array(outputs), self._categories).astype(np.float32)
        self._foreign = np.flatnonzero(np.array(outputs) == FOREIGN)

    @cached_property
    def _classifier(self) -> Classifier:
        with training_errors():
            fast = self._parts is None
            return Classifier(
                self.folder, features=True, fast=fast, parts=self._parts, threads=self._threads
            )

    def features(self, batch: NDArray[np.uint8]) -> Packed:
        """Return packed features of prepared photos.

        Args:
            batch: uint8 of shape (N, height, width, channels), as the preparation makes them.
        """
        return pack(self._classifier.with_features(batch)[1])

    def scores(self, packed: Packed, *, fresh: bool = False) -> list[Score]:
        """Score photos by packed features.

        Args:
            packed: (N, 4 + F).
            fresh: Whether the features are to be stored with the scores.
        """
        # float16 first, so that stored and compared numbers are the same.
        stored = self.head.probabilities(unpack(packed)).astype("<f2")
        vectors = [row.tobytes() if fresh else b"" for row in packed]
        if not self._categories:
            # None of its categories is active: no suggestion rather than a wrong one.
            pairs = zip(stored, vectors, strict=True)
            return [Score(None, 0.0, row.tobytes(), vector) for row, vector in pairs]
        known = (stored.astype(np.float32) @ self._sums).clip(0, 1)
        best = known.argmax(axis=1)
        found = [
            Score(self._categories[i], float(shares[i]), row.tobytes(), vector)
            for i, shares, row, vector in zip(best, known, stored, vectors, strict=True)
        ]
        # Most likely something that has no category here.
        other = stored[:, self._foreign].max(axis=1, initial=0) > known.max(axis=1)
        for place in np.flatnonzero(other):
            found[place] = replace(found[place], suggestion_id=None, confidence=0.0)
        return found

    def shares(self, score: Score) -> dict[int, float]:
        """Return the probability of each active category by its id, likeliest first."""
        values = np.frombuffer(score.probabilities, "<f2").astype(np.float32)
        known = (values @ self._sums).clip(0, 1)
        return {self._categories[i]: float(known[i]) for i in np.argsort(-known, kind="stable")}

    @property
    def width(self) -> int:
        """Return the number of features of the version."""
        return len(self.head.kernel)


class Scorer(FolderScorer):
    """Scores photos of a workspace with its active version.

    Args:
        workspace: An open workspace.
        version: To use another version, with all of its categories.
        whole: As above.

    Raises:
        KnownError: The version is missing, damaged or not the one that was registered.
    """

    def __init__(
        self, workspace: Workspace, version: ModelVersion | None = None, *, whole: bool = False
    ) -> None:
        self.version: ModelVersion = version or active_version(workspace)
        folder = checked_folder(workspace, self.version.name)
        with workspace.database.read() as session:
            offered = {category.id for category in categories.all_categories(session)}
            backbone = versions.backbone(session, self.version.id)
        if version is not None:
            offered = set(version.outputs) - {FOREIGN}
        super().__init__(folder, self.version.outputs, offered, whole=whole)
        self.source = Source(self.version.id, backbone or self._name_backbone(workspace))

    def _name_backbone(self, workspace: Workspace) -> int:
        with training_errors():
            key = backbone_key(self.folder)
        with workspace.database.write() as session:
            return versions.set_backbone(session, self.version.id, key)

    def is_current(self, workspace: Workspace) -> bool:
        """Return True if the version is still the active one, and the categories the same."""
        with workspace.database.read() as session:
            return self.is_current_in(session)

    def is_current_in(self, session: Session) -> bool:
        """Return the same for the snapshot of a session."""
        offered = {category.id for category in categories.all_categories(session)}
        return self.version.id == versions.active_id(session) and offered == self.offered


def turned_head(head: Head) -> LinearHead:
    """Return a version's calibrated head for unpacked features."""
    kernel = turned(head.kernel.T).T / np.float32(head.temperature)
    return LinearHead(np.ascontiguousarray(kernel), head.bias / np.float32(head.temperature))


def prepared_thumbnail(preparation: str, encoded: bytes) -> NDArray[np.uint8] | None:
    """Prepare a stored thumbnail as the model's input; None when it is damaged."""
    image = decoded(encoded)
    return None if image is None else prepare(image, preparation)


def decoded(encoded: bytes) -> Image.Image | None:
    """Decode a stored thumbnail; None when it is damaged."""
    try:
        return decode_thumbnail(encoded)
    except PhotoError:
        return None


def prepared_batch(
    preparation: str, pool: ThreadPoolExecutor, batch: list[tuple[int, bytes]]
) -> dict[int, NDArray[np.uint8]]:
    """Prepare stored thumbnails by their photos' row numbers; damaged ones are left out."""
    encoded = (thumbnail for _, thumbnail in batch)
    prepared = pool.map(partial(prepared_thumbnail, preparation), encoded)
    pairs = zip(batch, prepared, strict=True)
    return {photo_id: image for (photo_id, _), image in pairs if image is not None}
