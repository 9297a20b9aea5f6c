"""Kinds of files that cannot be read are named, not called damaged."""

import io
import struct

import pytest
from PIL import Image

from safeio.decoding.decode import decode_for_screen, thumbnail
from safeio.reasons import PhotoError, Reason


def tiff(*entries: tuple[int, int, int, int], more: bytes = b"") -> bytes:
    packed = b"".join(struct.pack("<HHII", *entry) for entry in sorted(entries))
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + packed + bytes(4) + more


def jpeg_with(frame: int, bits: int = 8) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64)).save(buffer, "JPEG")
    data = bytearray(buffer.getvalue())
    at = data.index(b"\xff\xc0")
    data[at + 1] = frame
    data[at + 4] = bits
    return bytes(data)


PREVIEW = ((254, 4, 1, 1), (256, 4, 1, 1), (257, 4, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1),
           (262, 3, 1, 1), (273, 4, 1, 8), (277, 3, 1, 1), (279, 4, 1, 1))  # fmt: skip
PLAIN = (*PREVIEW[1:4], (262, 3, 1, 1), (273, 4, 1, 8), (277, 3, 1, 1), (279, 4, 1, 1))


def nikon() -> bytes:
    """Return a preview of one pixel, with the sensor's picture in a directory below it."""
    start = 14 + 12 * 11
    below = struct.pack("<H", 1) + struct.pack("<HHII", 262, 3, 1, 32803) + bytes(4)
    name = b"NIKON CORPORATION\0"
    entries = (*PREVIEW, (330, 4, 1, start), (271, 2, len(name), start + len(below)))
    return tiff(*entries, more=below + name)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"8BPS\0\1" + bytes(99), "Photoshop (PSD)"),
        (b"\xff\x0a" + bytes(99), "JPEG XL"),
        (b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(99), "JPEG XL"),
        (b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(99), "JPEG 2000"),
        (b"%PDF-1.7\n", "PDF"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"\xef\xbb\xbf<svg/>", "SVG"),
        (b"\0\0\0\x18ftypisom" + bytes(99), "video"),
        (b"\0\0\0\x18ftypqt  " + bytes(99), "video"),
        (b"RIFF\0\0\0\0AVI LIST", "video"),
        (b"\x1a\x45\xdf\xa3" + bytes(99), "video"),
        (b"\0\0\0\x18ftypcrx " + bytes(99), "camera raw (CR3)"),
        (b"FUJIFILMCCD-RAW 0201", "camera raw (RAF)"),
        (b"II*\0\x10\0\0\0CR\2\0" + bytes(99), "camera raw (CR2)"),
        (tiff(*PREVIEW, (50706, 1, 4, 0x00000401)), "camera raw (DNG)"),
        (nikon(), "camera raw (NEF)"),
        (tiff(*PLAIN, (259, 3, 1, 34712)), "TIFF of compression 34712"),
        (tiff(*PLAIN[:2], (258, 3, 1, 24), *PLAIN[3:], (259, 3, 1, 1)),
         "TIFF of 24 bits and photometry 1"),
        (jpeg_with(0xC3), "lossless JPEG"),
        (jpeg_with(0xC1, bits=12), "JPEG of 12 bits"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("decode", [thumbnail, decode_for_screen])
def test_decode_names_kind_that_cannot_be_read(data, kind, decode):
    with pytest.raises(PhotoError) as caught:
        decode(data)
    assert (caught.value.reason, caught.value.detail) == (Reason.UNSUPPORTED, kind)
    assert caught.value.words == f"this kind of file cannot be read: {kind}"


def test_thumbnail_takes_tiff_of_one_pixel_that_is_no_preview():
    assert thumbnail(tiff(*PLAIN, (259, 3, 1, 1))).width == 1


def test_thumbnail_takes_bigtiff():
    buffer = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(buffer, "TIFF", big_tiff=True)
    assert thumbnail(buffer.getvalue()).image.getpixel((9, 9))[0] > 250
