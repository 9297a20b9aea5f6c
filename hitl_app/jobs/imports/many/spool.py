"""A list of found files on the disk: millions of them take no memory."""

import marshal
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Final

from hitl_app.domain.imports import FoundFile

_AT_ONCE: Final = 512


class Spool(AbstractContextManager["Spool"]):
    """Files in the order in which they were added; the list goes when it is closed."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="second-look-")  # noqa: SIM115 - closed below
        self._waiting: list[tuple[object, ...]] = []
        self._count = 0

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._count

    def add(self, file: FoundFile) -> None:
        """Add a file."""
        values = (file.raw, file.member, file.shown, file.size, file.mtime_ns, file.stamp)
        self._waiting.append(values)
        self._count += 1
        if len(self._waiting) >= _AT_ONCE:
            self._flush()

    def files(self) -> Iterator[FoundFile]:
        """Yield all files; one iteration at a time."""
        self._flush()
        self._file.seek(0)
        left = self._count
        while left:
            # Nobody else has this file.
            for values in marshal.load(self._file):  # noqa: S302
                yield FoundFile(*values)
                left -= 1

    def spread(self, count: int) -> list[FoundFile]:
        """Return about so many files, evenly spread."""
        step = max(1, -(-self._count // count))
        return [file for number, file in enumerate(self.files()) if number % step == 0]

    def _flush(self) -> None:
        if self._waiting:
            marshal.dump(self._waiting, self._file)
            self._waiting = []
