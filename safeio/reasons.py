"""Reasons why a photo could not be read, as codes and words."""

import errno
from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Reason(StrEnum):
    """Why a file did not become a photo."""

    MISSING = "missing"
    PERMISSION = "permission"
    NOT_A_FILE = "not-a-file"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_AN_IMAGE = "not-an-image"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_HEAVY = "too-heavy"
    TOO_COMPLEX = "too-complex"
    TOO_SLOW = "too-slow"
    UNSUPPORTED = "unsupported"
    NEEDS_HEIF = "needs-heif"
    ENCRYPTED = "encrypted"
    BAD_ZIP = "bad-zip"
    UNKNOWN_PACKING = "unknown-packing"
    UNPACKS_TO_TOO_MUCH = "unpacks-to-too-much"
    TOO_MANY_FILES = "too-many-files"
    READ_FAILED = "read-failed"
    CHANGED = "changed"
    BAD_ADDRESS = "bad-address"
    PRIVATE_ADDRESS = "private-address"
    NO_ANSWER = "no-answer"
    CUT_OFF = "cut-off"
    SERVER_REFUSED = "server-refused"
    SERVER_BUSY = "server-busy"
    REDIRECTED = "redirected"
    WEB_PAGE = "web-page"


WORDS: Final[Mapping[str, str]] = {
    "missing": "it was not found",
    "permission": "you have no permission to read it",
    "not-a-file": "it is not an ordinary file",
    "empty": "it is empty",
    "too-large": "it is too large",
    "not-an-image": "it is not an image of a known format",
    "truncated": "it is incomplete",
    "damaged": "it is damaged",
    "too-many-pixels": "it has too many pixels",
    "too-heavy": "decoding it needs too much memory",
    "too-complex": "it has too many parts",
    "too-slow": "decoding it takes too long",
    "unsupported": "this kind of file cannot be read",
    "needs-heif": "HEIC needs the package pillow-heif",
    "encrypted": "it is encrypted",
    "bad-zip": "it is not a complete ZIP file",
    "unknown-packing": "its compression is not supported",
    "unpacks-to-too-much": "it unpacks to far too much data",
    "too-many-files": "it contains too many files",
    "read-failed": "the system could not read it",
    "changed": "it changed while it was being read",
    "bad-address": "it is not the address of an image on the web",
    "private-address": "its server is in a private network, which was not allowed",
    "no-answer": "its server did not answer",
    "cut-off": "its server broke off the connection",
    "server-refused": "its server refused it",
    "server-busy": "its server asks to wait longer",
    "redirected": "its server redirects too often, or to something that is not on the web",
    "web-page": "its server sent a web page in place of an image",
}
"""The words that follow the file's name in a sentence."""


class PhotoError(Exception):
    """One file could not be read; others are not affected.

    `detail` is the message of the system or the decoder, and may be empty.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}" if detail else str(reason))

    @property
    def words(self) -> str:
        """Return the reason in words."""
        return with_kind(WORDS[self.reason], self.reason, self.detail)


def with_kind(words: str, reason: str, detail: str) -> str:
    """Return a reason's words, in any language, with the kind of file or the status of the server.

    `detail` is that of `PhotoError`.
    """
    return f"{words}: {detail}" if reason in _DETAILED and detail else words


_DETAILED: Final = (Reason.UNSUPPORTED, Reason.SERVER_REFUSED)
_MISSING = {errno.ENOENT, errno.ENOTDIR, errno.ESTALE}
_PERMISSION = {errno.EACCES, errno.EPERM}
# open() fails with ENXIO for a socket, and with ELOOP for a link that leads to itself.
_NOT_A_FILE = {errno.EISDIR, errno.ENXIO, errno.ELOOP, errno.ENODEV}


def from_system(error: OSError | ValueError) -> PhotoError:
    """Return the reason for an error of the system.

    A `ValueError` is that for a path that no system call takes (a NUL in it).
    """
    if not isinstance(error, OSError):
        return PhotoError(Reason.MISSING, str(error))
    detail = error.strerror or str(error)
    if error.errno in _MISSING:
        return PhotoError(Reason.MISSING, detail)
    if error.errno in _PERMISSION:
        return PhotoError(Reason.PERMISSION, detail)
    if error.errno in _NOT_A_FILE:
        return PhotoError(Reason.NOT_A_FILE, detail)
    return PhotoError(Reason.READ_FAILED, detail)
