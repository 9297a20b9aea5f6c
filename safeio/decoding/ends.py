"""Detection of missing picture data by the picture, not by an end marker.

Decoders silently fill missing blocks with grey. A picture is whole if any bytes behind its last
scan give the same pixels: then the decoder needs none of them.
"""

import hashlib
from typing import Final

from PIL import Image

from safeio.decoding.budget import Conditions
from safeio.decoding.jpeg import SIGNATURE, JpegLayout, lay_out, scan_end
from safeio.decoding.watched import Watched
from safeio.reasons import PhotoError, Reason

_END: Final = b"\xff\xd9"
_GREY: Final = 128
# Bytes to append: bits of zeros, of ones, and mixed. A decoder that needs more reads them.
_GOES_ON: Final = (
    *(b"\x00" * 600, b"\xfe" * 600, b"\xaa" * 600, b"\x55" * 600),
    *(bytes((7 * n * n + k * n + k) % 255 for n in range(600)) for k in (1, 94, 160, 233)),
)
_STRIPE: Final = 256
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PACKED: Final = {b"tEXt", b"zTXt", b"iTXt", b"iCCP"}
_WEBP_CHUNKS: Final = frozenset(
    {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP", b"EXIF", b"XMP "}
)
_PROBE_PIXELS: Final = 16_000_000


def check_whole(image: Image.Image, data: bytes, layout: JpegLayout | None) -> None:
    """Refuse a decoded JPEG that lacks blocks or scans, although its end marker is there.

    The image is as decoders put it into place.

    Raises:
        PhotoError: Picture data are missing.
    """
    if layout is None or not layout.components:
        return
    if not layout.is_covered or (_looks_cut(image) and not _is_probably_whole(data, layout)):
        raise PhotoError(Reason.TRUNCATED, "picture data are missing")


def mended(data: bytes, conditions: Conditions) -> bytes | None:
    """Return a refused file with the end that a decoder needs, if all of the picture is there.

    Returns:
        None if picture data are missing, or something else is wrong.

    Raises:
        PhotoError: It takes too long, or too much memory.
        StoppedError: The decoding is to end.
    """
    if data.startswith(SIGNATURE):
        layout = lay_out(data)
        with conditions.room(3 * len(data) + _probe_bytes(layout)):
            whole = _is_whole(data, layout)
        return data[: scan_end(data, layout)] + _END if whole else None
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _of_whole_chunks(data)
    if data.startswith(_PNG):
        return _without_texts(data)
    return _with_padding(data) if data.startswith(b"BM") else None


def _looks_cut(image: Image.Image) -> bool:
    """Return True if the last pixel is the grey that decoders put where blocks are missing."""
    pixel = image.getpixel((image.width - 1, image.height - 1))
    return pixel in (_GREY, (_GREY,) * 3, (_GREY,) * 4, (_GREY - 1,) * 4)


def _is_whole(data: bytes, layout: JpegLayout) -> bool:
    if not layout.is_covered:
        return False
    scan = data[: scan_end(data, layout)]
    bright = _magnified(scan, layout)
    scale = _scale(layout)
    if scale > 1:
        return _is_settled(bright, scale, _GOES_ON[:3])
    return _is_settled(scan, 1, _GOES_ON) and _is_settled(bright, 1, _GOES_ON)


def _is_probably_whole(data: bytes, layout: JpegLayout) -> bool:
    """Return True if no whole block is missing: an eighth of the size tells."""
    return _is_settled(data[: scan_end(data, layout)], 8, _GOES_ON[:2])


def _probe_bytes(layout: JpegLayout) -> int:
    """Return the memory that either takes, in bytes."""
    pixels = layout.width * layout.height // _scale(layout) ** 2
    return 4 * pixels + (layout.coefficient_bytes() if layout.is_buffered else 0)


def _scale(layout: JpegLayout) -> int:
    """Return by what larger pictures are divided, so that the test takes seconds at most."""
    by = (layout.width * layout.height / _PROBE_PIXELS) ** 0.5
    return next((scale for scale in (1, 2, 4) if by <= scale), 8)


def _is_settled(scan: bytes, scale: int, more: tuple[bytes, ...]) -> bool:
    """Return True if a picture is the same whatever comes behind its last scan."""
    picture = _digest(scan + _END, scale)
    return all(_digest(scan + goes_on + _END, scale) == picture for goes_on in more)


def _magnified(data: bytes, layout: JpegLayout) -> bytes:
    """Return a JPEG with details of the highest contrast.

    The last missing bit may change a detail by less than a shade, which would not show.
    """
    scan = bytearray(data)
    for begin, end in layout.tables:
        at = begin
        while at < end:
            width = 2 if scan[at] >> 4 else 1
            # The first value is that of the mean, which would turn to black or white.
            for value in range(at + 1 + width, min(at + 1 + 64 * width, end), width):
                scan[value : value + width] = b"\x00\xff"[2 - width :]
            at += 1 + 64 * width
    return bytes(scan)


def _digest(data: bytes, scale: int) -> bytes:
    """Decode a JPEG, and return what tells its pixels from others."""
    image = Image.open(Watched(data), formats=("JPEG",))
    if scale > 1:
        image.draft(None, (image.width // scale, image.height // scale))
    image.load()
    digest = hashlib.blake2b()
    for top in range(0, image.height, _STRIPE):
        bottom = min(top + _STRIPE, image.height)
        digest.update(image.crop((0, top, image.width, bottom)).tobytes())
    return digest.digest()


def _of_whole_chunks(data: bytes) -> bytes | None:
    """Return a WebP file of the chunks that are whole, with its own size at its front."""
    at = 12
    while data[at : at + 4] in _WEBP_CHUNKS:
        end = at + 8 + int.from_bytes(data[at + 4 : at + 8], "little")
        if end > len(data):
            break
        at = end + (end & 1)
    whole = data[:4] + (at - 8).to_bytes(4, "little") + data[8:at].ljust(at - 8, b"\0")
    return whole if at > 12 and whole != data else None


def _without_texts(data: bytes) -> bytes | None:
    """Return a PNG file without texts and profiles, which may be too large to unpack."""
    kept, at = [_PNG], len(_PNG)
    while at + 8 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] not in _PACKED:
            kept.append(data[at:end])
        at = end
    whole = b"".join(kept)
    return whole if whole != data else None


def _with_padding(data: bytes) -> bytes | None:
    """Return a BMP file with the padding of its last row."""
    if len(data) < 34 or int.from_bytes(data[30:34], "little") not in {0, 3}:
        return None
    start, width = int.from_bytes(data[10:14], "little"), int.from_bytes(data[18:22], "little")
    height = abs(int.from_bytes(data[22:26], "little", signed=True))
    bits = int.from_bytes(data[28:30], "little") * width
    wanted = start + -(-bits // 32) * 4 * height
    return data + bytes(3) if 0 < wanted - len(data) <= -(-bits // 32) * 4 - -(-bits // 8) else None
