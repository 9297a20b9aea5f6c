"""What one worker process does: the steps of an import, from files to scored photos."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from hitl_app.domain.imports import FoundFile
from hitl_app.imaging.archives import Archives
from hitl_app.imaging.files import UnreadablePath
from hitl_app.imaging.remote import is_remote
from hitl_app.jobs.folder_scoring import FolderScorer, prepared_thumbnail
from hitl_app.jobs.imports.reading import Decoded, decode, read_file
from safeio.reasons import Reason
from training.inputs.preparation import input_shape

BATCH: Final = 64
"""Photos that a worker takes at once."""
Result = Decoded | UnreadablePath
Batches = Iterator[list[FoundFile]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How photos are classified.

    Attributes:
        folder: Of the model version, on this computer.
        outputs: Categories of its outputs.
        offered: Categories that can be suggested.
        files: Content of the version's files by name, for workers on other computers.
    """

    folder: str
    outputs: tuple[int, ...]
    offered: frozenset[int]
    files: Mapping[str, bytes] | None = None

    @classmethod
    def of(cls, scorer: FolderScorer, outputs: Sequence[int]) -> "Recipe":
        """Return how a scorer classifies photos."""
        return cls(str(scorer.folder), tuple(outputs), scorer.offered)

    def packed(self) -> "Recipe":
        """Return one that needs no folder of this computer."""
        files = (path for path in Path(self.folder).iterdir() if path.is_file())
        return replace(self, files={path.name: path.read_bytes() for path in files})

    @contextmanager
    def unpacked(self) -> Iterator[Path]:
        """Yield the version's folder, on any computer."""
        if self.files is None:
            yield Path(self.folder)
            return
        with tempfile.TemporaryDirectory() as place:
            # A version is known by the name of its folder.
            folder = Path(place) / Path(self.folder).name
            folder.mkdir()
            for name, content in self.files.items():
                (folder / name).write_bytes(content)
            yield folder


class PhotoWorker:
    """Classifies batches of files in one process, on one processor."""

    def __init__(self, recipe: Recipe) -> None:
        from threadpoolctl import threadpool_limits

        # There is a process a processor.
        self._limits = threadpool_limits(1)
        with recipe.unpacked() as folder:
            self._scorer = FolderScorer(folder, recipe.outputs, recipe.offered, threads=1)
            # Loads all of it: the folder may go now.
            shape = input_shape(self._scorer.preparation)
            self._scorer.features(np.zeros((1, *shape), np.uint8))
        self._archives = Archives()

    def close(self) -> None:
        """Close open files."""
        self._archives.close()

    def classify(self, files: Sequence[FoundFile]) -> list[Result]:
        """Read, decode and score files; the results are in their order."""
        results = [self._read(file) for file in files]
        prepared = {}
        for place, result in enumerate(results):
            if isinstance(result, Decoded):
                image = prepared_thumbnail(self._scorer.preparation, result.encoded)
                if image is not None:
                    prepared[place] = result, image
        if prepared:
            packed = self._scorer.features(np.stack([image for _, image in prepared.values()]))
            scores = self._scorer.scores(packed, fresh=True)
            for (place, (decoded, _)), score in zip(prepared.items(), scores, strict=True):
                results[place] = replace(decoded, score=score)
        return results

    def _read(self, file: FoundFile) -> Result:
        found = read_file(file, self._archives, _never)
        if isinstance(found, UnreadablePath):
            return found
        if _has_changed(file, found.data):
            return UnreadablePath(file.raw, file.member, file.shown, Reason.CHANGED)
        return decode(found, _never)


def _has_changed(file: FoundFile, data: bytes | None) -> bool:
    """Return True if a file is not as it was found; the list may be hours old."""
    path = os.fsdecode(file.raw)
    if is_remote(path):
        # Its time would cost a request a photo.
        return not file.member and data is not None and len(data) != file.size
    try:
        status = os.stat(path)  # noqa: PTH116 - a plain string a photo
    except OSError:
        return True
    is_same_size = bool(file.member) or status.st_size == file.size
    return not is_same_size or status.st_mtime_ns != file.mtime_ns


def _never() -> bool:
    return False
