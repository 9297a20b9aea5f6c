"""Opening of untrusted images: few formats, bounded pixels, one kind of error."""

import functools
import importlib
import struct
import threading
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PIL import ExifTags, Image, ImageFile, UnidentifiedImageError, features

from safeio.decoding.foreign import unread, unsupported
from safeio.decoding.jpeg import SIGNATURE, JpegLayout, lay_out
from safeio.decoding.parts import (
    byte_order,
    check_blocks,
    check_chunks,
    check_directories,
    ends_early,
)
from safeio.decoding.watched import Watched
from safeio.reasons import PhotoError, Reason

MAX_PIXELS: Final = 120_000_000
"""Most pixels of a photo: cameras have up to 102 megapixels."""

MAX_JPEG_PIXELS: Final = 210_000_000
"""Most pixels of a JPEG: phones have up to 200 megapixels. It is decoded at an eighth of its size
if that is enough; the memory of a progressive one is bounded with all other memory."""

# Pillow warns above its own limit and refuses above twice that; with ours in its place a warning
# never precedes our own check. Set once, at import, before any thread decodes.
Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")

# Pillow logs damaged Exif data to standard error, amid the progress.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")

# What Pillow's decoders raise on damaged and malicious files, besides their documented errors.
_DECODER_ERRORS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    EOFError,
    MemoryError,
    RuntimeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    UserWarning,  # only where warnings are errors
)

_HEIF_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_heif_lock = threading.Lock()


@contextmanager
def decoding(data: bytes) -> Iterator[None]:
    """Turn any exception of Pillow into a `PhotoError`, whose reason depends on the file's bytes.

    Raises:
        PhotoError: With the reason.
    """
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoError(Reason.TOO_MANY_PIXELS, str(error)) from error
    except UnidentifiedImageError as error:
        raise _unidentified(data) from error
    except MemoryError as error:
        raise PhotoError(Reason.TOO_MANY_PIXELS, "not enough memory") from error
    except _DECODER_ERRORS as error:
        odd = unread(data) if data.startswith(SIGNATURE) else ""
        if odd or "not available" in str(error):
            raise PhotoError(Reason.UNSUPPORTED, odd or str(error)) from error
        short = "truncated" in str(error).lower() or _cut_short(data)
        raise PhotoError(Reason.TRUNCATED if short else Reason.DAMAGED, str(error)) from error


def is_refused(error: Exception) -> bool:
    """Return True if a decoder, or the check for missing picture data, refused a file."""
    if isinstance(error, PhotoError):
        return error.reason is Reason.TRUNCATED
    return isinstance(error, _DECODER_ERRORS) and not isinstance(
        error, MemoryError | Image.DecompressionBombError | UnidentifiedImageError
    )


def open_image(data: bytes) -> ImageFile.ImageFile:
    """Read the header of an image; its pixels are not decoded yet. Use within `decoding`.

    Raises:
        PhotoError: It is empty, of a kind that cannot be read, made of more parts than a photo,
            or has more pixels than one.
        Exception: Any of Pillow, which `decoding` turns into a `PhotoError`.
    """
    if not data:
        raise PhotoError(Reason.EMPTY)
    if kind := unsupported(data):
        raise PhotoError(Reason.UNSUPPORTED, kind)
    image = Image.open(Watched(data, _checked(data)), formats=_formats(data))
    most = MAX_JPEG_PIXELS if image.format in {"JPEG", "MPO"} else MAX_PIXELS
    if image.width * image.height > most:
        raise PhotoError(Reason.TOO_MANY_PIXELS, f"{image.width} x {image.height}")
    return image


def _checked(data: bytes) -> JpegLayout | None:
    """Refuse a file of more parts than a photo has; return the layout of a JPEG."""
    if data.startswith(SIGNATURE):
        layout = lay_out(data)
        for block in layout.directories:
            check_directories(block)
        return layout
    if data.startswith(b"\x89PNG"):
        check_chunks(data)
    elif data.startswith(b"GIF8"):
        check_blocks(data)
    elif byte_order(data):
        check_directories(data)
    return None


def heif_available() -> bool:
    """Return True if HEIC photos can be read: the optional package `pillow-heif` is installed."""
    with _heif_lock:
        return _register_heif()


@functools.cache
def _register_heif() -> bool:
    try:
        pillow_heif = importlib.import_module("pillow_heif")
    except ImportError:
        return False
    pillow_heif.register_heif_opener()
    return True


@functools.cache
def _standard_formats() -> tuple[str, ...]:
    return (*_FORMATS, "AVIF") if features.check("avif") else _FORMATS


def _formats(data: bytes) -> tuple[str, ...]:
    """Return the formats to try; HEIF alone for bytes that claim to be HEIF."""
    if not _is_heif(data):
        return _standard_formats()
    if not heif_available():
        raise PhotoError(Reason.NEEDS_HEIF)
    return ("HEIF",)


def _is_heif(data: bytes) -> bool:
    if data[4:8] != b"ftyp" or data[8:12] not in _HEIF_BRANDS:
        return False
    # AVIF files may name the common brand first; the compatible brands tell.
    length = min(int.from_bytes(data[:4], "big"), 256)
    return b"avif" not in data[16:length]


def _unidentified(data: bytes) -> PhotoError:
    if _cut_short(data):
        return PhotoError(Reason.TRUNCATED)
    if kind := unread(data):
        return PhotoError(Reason.UNSUPPORTED, kind)
    if data.startswith(_SIGNATURES) or data[4:12] in {b"ftypavif", b"ftypavis"}:
        return PhotoError(Reason.DAMAGED)
    return PhotoError(Reason.NOT_AN_IMAGE)


_SIGNATURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\0", b"MM\0*", b"BM")


def _cut_short(data: bytes) -> bool:
    """Return True if the end that a format prescribes is missing."""
    if data.startswith(b"\xff\xd8\xff"):
        return b"\xff\xd9" not in data
    if data.startswith(b"\x89PNG\r\n"):
        return b"IEND" not in data[-64:]
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return len(data) < int.from_bytes(data[4:8], "little") + 8
    if data.startswith(b"GIF8"):
        return b";" not in data[-16:]
    return ends_early(data)


def orientation(image: Image.Image) -> int:
    """Return the orientation of a decoded image, 1 to 8, as EXIF numbers it.

    It is 1 for a photo whose EXIF data are damaged.
    """
    try:
        exif = image.info.get("exif")
        check_directories(exif.removeprefix(b"Exif\0\0") if isinstance(exif, bytes) else b"")
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except (*_DECODER_ERRORS, PhotoError):
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1
