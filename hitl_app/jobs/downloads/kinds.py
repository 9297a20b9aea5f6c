"""The kind of a file by its first bytes: what a server says of it is not believed."""

from typing import Final

from safeio.decoding.foreign import unsupported
from safeio.reasons import PhotoError, Reason

HEAD: Final = 4096
"""First bytes that tell the kind of any file."""
_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n", ".png"),
    (b"GIF8", ".gif"),
    (b"BM", ".bmp"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
)
_HEIF: Final = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
SUFFIXES: Final = (".jpg", ".png", ".webp", ".gif", ".avif", ".heic", ".tif", ".bmp")
_PAGE: Final = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script")


def suffix_by(head: bytes) -> str:
    """Return the ending of an image's name by its first bytes.

    Raises:
        PhotoError: It is a web page, or of another kind that cannot be read.
    """
    for beginning, suffix in _BEGINNINGS:
        if head.startswith(beginning):
            return suffix
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return ".webp"
    if head[4:8] == b"ftyp":
        if head[8:12] in (b"avif", b"avis"):
            return ".avif"
        if head[8:12] in _HEIF:
            return ".heic"
    if not head:
        raise PhotoError(Reason.EMPTY)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(_PAGE) or (text.startswith(b"<") and b"<html" in text):
        raise PhotoError(Reason.WEB_PAGE)
    kind = unsupported(head)
    if kind:
        raise PhotoError(Reason.UNSUPPORTED, kind)
    raise PhotoError(Reason.NOT_AN_IMAGE)
