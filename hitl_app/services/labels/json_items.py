"""Read large JSON files an item at a time, in bounded memory."""

import codecs
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

from safeio.foreign import foreign_bytes
from safeio.reading import open_regular
from safeio.reasons import PhotoError, Reason
from training.inputs.lists import ListError

_CHUNK: Final = 2**16
MOST_CHARACTERS: Final = 2**24
"""Characters that one item may have."""
_SPACE: Final = " \t\n\r"
_BROKEN: Final = "it is not JSON"


def json_items(path: Path, max_mb: int) -> Iterator[tuple[str, Any]]:
    """Read the items of a JSON array, or of the arrays in a JSON object.

    Yields:
        The key of the array and each of its items in order, with the key "" for an array that is
        the whole file; the key and the value for what is no array.

    Raises:
        OSError: The file cannot be read.
        ListError: It is not JSON, not in UTF-8 or UTF-16, or too large.
    """
    with foreign_bytes(_damage, OSError, ListError), _open(path) as file:
        if os.fstat(file.fileno()).st_size > max_mb * 2**20:
            raise ListError(f"it is larger than {max_mb} MB")
        head = file.peek(4)[:2]
        wide = head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        text = io.TextIOWrapper(file, "utf-16" if wide else "utf-8-sig", newline="")
        try:
            yield from _Scanner(text).items()
        except UnicodeError as error:
            raise ListError(f"it is not in UTF-{16 if wide else 8}") from error
        except RecursionError as error:
            raise ListError("its lists are nested too deeply") from error


def _damage(_error: Exception) -> Exception:
    return ListError(_BROKEN)


def _open(path: Path) -> io.BufferedReader:
    try:
        return io.BufferedReader(cast("io.FileIO", open_regular(os.fspath(path))))
    except PhotoError as error:
        raise OSError(
            error.detail if error.reason is Reason.READ_FAILED else error.words
        ) from error


class _Scanner:
    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._read = ""
        self._at = 0
        self._ended = False
        self._decoder = json.JSONDecoder()

    def items(self) -> Iterator[tuple[str, Any]]:
        start = self._next()
        if start == "[":
            for item in self._array():
                yield "", item
        elif start == "{":
            yield from self._object()
        else:
            raise ListError(_BROKEN)
        if self._peek():
            raise ListError(_BROKEN)

    def _object(self) -> Iterator[tuple[str, Any]]:
        if self._peek() == "}":
            self._next()
            return
        while True:
            key = self._value()
            if not isinstance(key, str) or self._next() != ":":
                raise ListError(_BROKEN)
            if self._peek() == "[":
                self._next()
                for item in self._array():
                    yield key, item
            else:
                yield key, self._value()
            if self._is_last("}"):
                return

    def _array(self) -> Iterator[Any]:
        if self._peek() == "]":
            self._next()
            return
        while True:
            yield self._value()
            if self._is_last("]"):
                return

    def _is_last(self, end: str) -> bool:
        sign = self._next()
        if sign not in (",", end) or not sign:
            raise ListError(_BROKEN)
        return sign == end

    def _peek(self) -> str:
        """Return the next sign that is no space; empty at the end."""
        while True:
            while self._at < len(self._read):
                if self._read[self._at] not in _SPACE:
                    return self._read[self._at]
                self._at += 1
            if not self._more(_CHUNK):
                return ""

    def _next(self) -> str:
        sign = self._peek()
        self._at += 1
        return sign

    def _value(self) -> Any:
        self._peek()
        more = _CHUNK
        while True:
            try:
                value, end = self._decoder.raw_decode(self._read, self._at)
            except json.JSONDecodeError as error:
                if self._ended:
                    raise ListError(_BROKEN) from error
            else:
                # A number may go on behind what was read.
                if end < len(self._read) or self._ended:
                    self._at = end
                    return value
            if len(self._read) - self._at > MOST_CHARACTERS:
                raise ListError(f"an item in it is longer than {MOST_CHARACTERS:,} characters")
            self._more(more)
            more *= 2

    def _more(self, characters: int) -> bool:
        more = self._text.read(characters)
        self._ended = not more
        self._read = self._read[self._at :] + more
        self._at = 0
        return bool(more)
