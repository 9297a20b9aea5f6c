"""The active model version, ready to score photos of a workspace."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import ModelVersion, Score
from hitl_app.domain.vectors import compact
from hitl_app.services.files import write_error
from hitl_app.services.models.versions import active_version
from hitl_app.store import categories
from hitl_app.store.models import versions
from hitl_app.workspace import Workspace
from safeio.decoding.decode import decode_thumbnail
from safeio.reasons import PhotoError
from training.core.errors import TrainingError
from training.inputs.preparation import prepare
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
        KnownError: Its folder is gone, or holds other weights.
    """
    folder = workspace.version_folder(name)
    with workspace.database.read() as session:
        registered = versions.version_sha256(session, name)
    if workspace.card(name).sha256 != registered:
        raise KnownError("version-replaced", version=name)
    return folder


class Scorer:
    """Scores prepared photos with the active version.

    Raises:
        KnownError: The version is missing, damaged or not the one that was registered.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.version: ModelVersion = active_version(workspace)
        folder = checked_folder(workspace, self.version.name)
        with training_errors():
            self._classifier = Classifier(folder, features=True, fast=True)
        self.preparation = self._classifier.card.preparation
        with workspace.database.read() as session:
            offered = {category.id for category in categories.all_categories(session)}
        self._known = offered
        # Several outputs may map to one merged category: their probabilities are added up.
        self._categories = [c for c in dict.fromkeys(self.version.outputs) if c in offered]
        outputs = np.array(self.version.outputs)
        self._sums = np.equal.outer(outputs, self._categories).astype(np.float32)

    def is_current(self, workspace: Workspace) -> bool:
        """Return True if the version is still the active one, and the categories the same."""
        with workspace.database.read() as session:
            return self.is_current_in(session)

    def is_current_in(self, session: Session) -> bool:
        """Return the same for the snapshot of a session."""
        offered = {category.id for category in categories.all_categories(session)}
        return self.version.id == versions.active_id(session) and offered == self._known

    def scores(self, batch: NDArray[np.uint8]) -> list[Score]:
        """Score prepared photos.

        Args:
            batch: uint8 of shape (N, height, width, channels), as the preparation makes them.
        """
        probabilities, features = self._classifier.with_features(batch)
        # float16 first, so that stored and compared numbers are the same.
        scores = self.scores_of(probabilities.astype("<f2"))
        vectors = compact(features)
        return [
            replace(score, vector=vector.tobytes())
            for score, vector in zip(scores, vectors, strict=True)
        ]

    def scores_of(self, stored: NDArray[np.float16]) -> list[Score]:
        """Score photos by stored probabilities of the version.

        Args:
            stored: Probabilities of shape (N, outputs).
        """
        if not self._categories:
            # None of its categories is active: no suggestion rather than a wrong one.
            return [Score(None, 0.0, row.tobytes()) for row in stored]
        known = (stored.astype(np.float32) @ self._sums).clip(0, 1)
        best = known.argmax(axis=1)
        return [
            Score(self._categories[i], float(shares[i]), row.tobytes())
            for i, shares, row in zip(best, known, stored, strict=True)
        ]

    @property
    def width(self) -> int:
        """Return the number of features of the version."""
        return self._classifier.width

    def vectors(self, batch: NDArray[np.uint8]) -> list[bytes]:
        """Return feature vectors of prepared photos, without labels."""
        return [vector.tobytes() for vector in compact(self._classifier.with_features(batch)[1])]


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
