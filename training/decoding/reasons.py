"""Why a photo could not be read, as codes: `hitl_app.words` turns them into sentences."""

import errno
from enum import StrEnum


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
    NEEDS_HEIF = "needs-heif"
    ENCRYPTED = "encrypted"
    BAD_ZIP = "bad-zip"
    READ_FAILED = "read-failed"


class PhotoError(Exception):
    """One file could not be read; the others go on.

    Attributes:
        reason: The code.
        detail: What the system or the decoder said; may be empty.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}" if detail else str(reason))


_MISSING = {errno.ENOENT, errno.ENOTDIR, errno.ESTALE}
_PERMISSION = {errno.EACCES, errno.EPERM}
# ENXIO is a socket's answer to open(), and ELOOP that of a link that leads to itself.
_NOT_A_FILE = {errno.EISDIR, errno.ENXIO, errno.ELOOP, errno.ENODEV}


def from_system(error: OSError | ValueError) -> PhotoError:
    """Says what the system's refusal means.

    Args:
        error: An `OSError`, or the `ValueError` for a path that no system call takes (a NUL in it).
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
