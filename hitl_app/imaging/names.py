"""File names as text to show: any script stays as it is, what would mislead is escaped."""

import os
import re

from safeio.characters import printable

# A byte that is no text, as `os.fsdecode` gives it.
_STRAY = re.compile("[\udc80-\udcff]")


def show(path: str) -> str:
    r"""Return the text to show for a path as `os.fsdecode` returns it.

    Undecodable bytes, control characters, line breaks and direction overrides are written as
    escapes (`\xff`, `\n`, `\u202e`); the text is never opened as a path.
    """
    return printable(_STRAY.sub(lambda byte: f"\\x{ord(byte[0]) - 0xDC00:02x}", path))


def show_raw(raw: bytes) -> str:
    """Return the text to show for the bytes of a path."""
    return show(os.fsdecode(raw))
