"""The stages of an import that need no database: read, hash, decode, prepare."""

import hashlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.flagging import state_of
from hitl_app.domain.roles import role_of
from hitl_app.domain.unchanged import FileState
from hitl_app.imaging.archives import Archives
from hitl_app.imaging.files import FoundFile, UnreadablePath, read
from hitl_app.jobs.scoring import Label
from hitl_app.store import imports
from training.decoding.decode import thumbnail
from training.decoding.reasons import PhotoError
from training.preparation import prepare

# A batch ends at this many files or bytes: enough for the network, and little memory.
_BATCH_FILES = 128
_BATCH_BYTES = 32 << 20
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file with its bytes."""

    file: FoundFile
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """A photo as far as it is known without the network, and without the file's bytes."""

    file: FoundFile
    sha256: str
    size: int
    width: int
    height: int
    format: str
    encoded: bytes
    prepared: NDArray[np.uint8]


def batches(files: Sequence[FoundFile]) -> Iterator[list[FoundFile]]:
    """Yield files in batches."""
    batch: list[FoundFile] = []
    size = 0
    for file in files:
        if batch and (len(batch) >= _BATCH_FILES or size + file.size > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += file.size
    if batch:
        yield batch


def ahead(items: Iterator[_T], count: int = 1) -> Iterator[_T]:
    """Keeps the next items begun while the current one is used."""
    waiting: deque[_T] = deque()
    for item in items:
        waiting.append(item)
        if len(waiting) > count:
            yield waiting.popleft()
    yield from waiting


def is_known(file: FoundFile, known: Mapping[tuple[bytes, str], FileState]) -> bool:
    """Return True if a file is known in the state that it is in."""
    state = known.get((file.raw, file.member))
    return state is not None and state.is_same(file.state)


def _refused(file: FoundFile, error: PhotoError) -> UnreadablePath:
    return UnreadablePath(file.raw, file.member, file.shown, error.reason, error.detail)


def read_file(file: FoundFile, archives: Archives) -> ReadFile | UnreadablePath:
    """Read and hash a file."""
    try:
        data = read(file, archives=archives)
    except PhotoError as error:
        return _refused(file, error)
    return ReadFile(file, data, hashlib.sha256(data).hexdigest())


def decode(read_: ReadFile, preparation: str) -> Decoded | UnreadablePath:
    """Decode a file to a thumbnail, and prepare that for the network."""
    try:
        small = thumbnail(read_.data)
    except PhotoError as error:
        return _refused(read_.file, error)
    prepared = prepare(small.image, preparation)
    # Without the file's bytes: some batches of these wait for their turn.
    return Decoded(
        file=read_.file,
        sha256=read_.sha256,
        size=len(read_.data),
        width=small.width,
        height=small.height,
        format=small.format,
        encoded=small.encoded,
        prepared=prepared,
    )


def file_path(file: FoundFile) -> imports.FilePath:
    """Return where a photo was met."""
    return imports.FilePath(file.raw, file.member, file.shown, *file.state)


def new_photo(copies: list[Decoded], label: Label, threshold: float | None) -> imports.NewPhoto:
    """Return a photo to bring in, with all files that hold it."""
    first = copies[0]
    return imports.NewPhoto(
        sha256=first.sha256,
        paths=tuple(file_path(copy.file) for copy in copies),
        width=first.width,
        height=first.height,
        size=first.size,
        format=first.format,
        role=role_of(first.sha256),
        state=state_of(label.confidence, threshold),
        thumbnail=first.encoded,
        suggestion_id=label.category_id,
        confidence=label.confidence,
        probabilities=label.probabilities,
        vector=label.vector,
    )
