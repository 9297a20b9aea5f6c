"""A model version in a folder, ready to score photos.

It needs no database, which would take a worker of a large import half of its time to start.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import FOREIGN, Score
from hitl_app.domain.vectors import Packed, pack, turned, unpack
from hitl_app.services.files import write_error
from safeio.decoding.decode import decode_thumbnail
from safeio.reasons import PhotoError
from training.core.errors import TrainingError
from training.fitting.head import LinearHead
from training.inputs.preparation import prepare
from training.versions.parts import Head, Parts, backbone_key, key_of, split
from training.versions.registry import verify
from training.versions.serving import Classifier


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


class FolderScorer:
    """Scores photos with the version in a folder: its head, on the features of its backbone.

    Only photos whose features are not stored need the whole model, which is made for the first of
    them, of weights that were read with the head.

    Args:
        folder: The version's.
        outputs: Categories of its outputs.
        offered: Categories that can be suggested.
        whole: Whether few photos need the whole model at once: no faster way is prepared then.
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
        self._parts: Parts | None
        with training_errors():
            card = verify(folder)
            head, body = split(card, folder)
        self._card, self._fast, self._parts = card, not whole, (head, body)
        self.preparation = card.preparation
        self.head = turned_head(head)
        # Several outputs may map to one merged category: their probabilities are added up.
        self._categories = [c for c in dict.fromkeys(outputs) if c in self.offered]
        self._sums = np.equal.outer(np.array(outputs), self._categories).astype(np.float32)
        self._foreign = np.flatnonzero(np.array(outputs) == FOREIGN)

    @cached_property
    def _classifier(self) -> Classifier:
        with training_errors():
            made = Classifier(
                self.folder,
                features=True,
                fast=self._fast,
                parts=self._parts,
                threads=self._threads,
            )
        # The classifier has weights of its own.
        self._parts = None
        return made

    def backbone_key(self) -> str:
        """Return what the features of a photo depend on, as `parts.backbone_key` describes it."""
        with training_errors():
            if self._parts is None:
                return backbone_key(self.folder)
            return key_of(self._card, self._parts[1])

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
