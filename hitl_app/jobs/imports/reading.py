"""The stages of an import that need no database: read, hash, decode."""

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Final, TypeVar

from hitl_app.domain.imports import FileState, FoundFile, UnreadableFile
from hitl_app.domain.models import Score
from hitl_app.imaging.archives import Archives
from hitl_app.imaging.files import UnreadablePath, read
from hitl_app.imaging.names import show_raw
from safeio.decoding.budget import BUDGET, Conditions
from safeio.decoding.decode import thumbnail
from safeio.reasons import PhotoError, Reason

# A batch ends at this many files or bytes: enough for all threads, and little memory.
_BATCH_FILES = 128
_BATCH_BYTES = 16 << 20
# Files above this are not kept until their turn: they are read again, and alone.
_LARGE = 24 << 20
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file with its bytes; a large one without them, to be read again."""

    file: FoundFile
    data: bytes | None
    sha256: str
    archives: Archives


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded photo, without the file's bytes.

    Attributes:
        score: Of the version that classified it, with its features; None before that.
    """

    file: FoundFile
    sha256: str
    size: int
    width: int
    height: int
    format: str
    encoded: bytes
    score: Score | None = None


def batches(files: Iterable[FoundFile], most: int = 0) -> Iterator[list[FoundFile]]:
    """Yield files in batches of at most so many; 0 for the usual number."""
    most = most or _BATCH_FILES
    batch: list[FoundFile] = []
    size = 0
    for file in files:
        if batch and (len(batch) >= most or size + file.size > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += file.size
    if batch:
        yield batch


def ahead(items: Iterator[_T], count: int = 1) -> Iterator[_T]:
    """Start the next items while the current one is used."""
    waiting: deque[_T] = deque()
    for item in items:
        waiting.append(item)
        if len(waiting) > count:
            yield waiting.popleft()
    yield from waiting


def is_known(file: FoundFile, known: Mapping[tuple[bytes, str], FileState]) -> bool:
    """Return True if a file is known in its present state."""
    state = known.get((file.raw, file.member))
    return state is not None and state.is_same(file.state)


def _refused(file: FoundFile, error: PhotoError) -> UnreadablePath:
    return UnreadablePath(file.raw, file.member, file.shown, error.reason, error.detail)


def read_file(
    file: FoundFile, archives: Archives, stopped: Callable[[], bool]
) -> ReadFile | UnreadablePath:
    """Read and hash a file.

    Raises:
        StoppedError: Its result is not needed any more.
    """
    try:
        with _room(file, stopped):
            data = read(file, archives=archives)
            sha256 = hashlib.sha256(data).hexdigest()
    except PhotoError as error:
        return _refused(file, error)
    return ReadFile(file, None if file.size > _LARGE else data, sha256, archives)


def decode(read_: ReadFile, stopped: Callable[[], bool]) -> Decoded | UnreadablePath:
    """Decode a file to a thumbnail.

    Raises:
        StoppedError: Its result is not needed any more.
    """
    file = read_.file
    conditions = Conditions(stopped, alone=read_.data is None)
    try:
        with _room(file, stopped) if conditions.alone else nullcontext():
            data = _read_again(read_) if read_.data is None else read_.data
            small = thumbnail(data, conditions)
    except PhotoError as error:
        return _refused(file, error)
    # Without the file's bytes: some batches of these are queued.
    return Decoded(
        file=file,
        sha256=read_.sha256,
        size=len(data),
        width=small.width,
        height=small.height,
        format=small.format,
        encoded=small.encoded,
    )


def _read_again(read_: ReadFile) -> bytes:
    data = read(read_.file, archives=read_.archives)
    if hashlib.sha256(data).hexdigest() != read_.sha256:
        raise PhotoError(Reason.CHANGED)
    return data


def _room(file: FoundFile, stopped: Callable[[], bool]) -> AbstractContextManager[None]:
    """Hold all memory for photos while a large file is in it."""
    return BUDGET.taken(BUDGET.total, stopped) if file.size > _LARGE else nullcontext()


NAMED: Final = 20
"""Files of one archive that are named; the others are counted by reason."""


class Refusals:
    """Sorts the unreadable files of one import into those to name and those to count.

    `most` files of one archive, or feed, are named.
    """

    def __init__(self, most: int = NAMED) -> None:
        self._most = most
        self._named: Counter[bytes] = Counter()

    def sort(self, refused: Iterable[UnreadablePath]) -> list[UnreadableFile]:
        """Return the files to name, and for those of full archives one entry a reason."""
        named: list[UnreadableFile] = []
        counted: Counter[tuple[bytes, str]] = Counter()
        for path in refused:
            if path.member and self._named[path.raw] == self._most:
                counted[path.raw, path.reason] += 1
                continue
            if path.member:
                self._named[path.raw] += 1
            named.append(UnreadableFile(path.shown, path.reason, path.detail))
        return [
            *named,
            *(
                UnreadableFile(show_raw(raw), reason, others=others)
                for (raw, reason), others in counted.items()
            ),
        ]
