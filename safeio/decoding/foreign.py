"""Kinds of files that are pictures or close to it, and that Pillow cannot read."""

from typing import Final

from PIL import TiffImagePlugin

from safeio.decoding.jpeg import SIGNATURE, lay_out
from safeio.decoding.parts import byte_order, directory

# First bytes of files, and the usual names of their kinds.
_BEGINNINGS: Final = (
    (b"8BPS", "Photoshop (PSD)"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"II\xbc\x01", "JPEG XR"),
    (b"%PDF", "PDF"),
    (b"gimp xcf", "GIMP (XCF)"),
    (b"v/1\x01", "OpenEXR"),
    (b"FUJIFILMCCD-RAW", "camera raw (RAF)"),
    (b"IIRO", "camera raw (ORF)"),
    (b"IIRS", "camera raw (ORF)"),
    (b"MMOR", "camera raw (ORF)"),
    (b"IIU\0", "camera raw (RW2)"),
    (b"\0MRM", "camera raw (MRW)"),
    (b"FOVb", "camera raw (X3F)"),
    (b"\x1a\x45\xdf\xa3", "video"),
)
_VIDEO: Final = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"qt  ", b"dash"}
)
_RAW_MAKERS: Final = {b"NIKON": "NEF", b"SONY": "ARW", b"PENTAX": "PEF", b"SAMSUNG": "SRW"}
_WIDTH, _LENGTH, _BITS, _COMPRESSION, _PHOTOMETRIC, _MAKE = 256, 257, 258, 259, 262, 271
_STRIPS, _TILES, _SUB_IFDS, _DNG = 273, 324, 330, 50706
_SENSOR: Final = {32803, 34892}


def unsupported(data: bytes) -> str:
    """Return the name of a file's kind, if it is known not to be readable; "" for all other files.

    Raises:
        PhotoError: It has more parts than a photo has.
    """
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data[4:8] == b"ftyp":
        return _in_boxes(data[8:12])
    if data.startswith(b"RIFF") and data[8:12] == b"AVI ":
        return "video"
    if data[:16].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<svg" in data[:4096].lower():
        return "SVG"
    return _raw(data) if byte_order(data) else ""


def unread(data: bytes) -> str:
    """Return what a file is that has the mark of a readable kind, and that Pillow does not take.

    Returns:
        "" if it is just damaged.
    """
    if data.startswith(SIGNATURE):
        return _odd_jpeg(data)
    if data.startswith(b"BM") and data[14:15] == b"\x28":
        return "BMP, compressed" if data[30] not in {0, 1, 3} else ""
    return _odd_tiff(data) if byte_order(data) else ""


def _in_boxes(brand: bytes) -> str:
    if brand == b"crx ":
        return "camera raw (CR3)"
    return "video" if brand in _VIDEO or brand.startswith((b"3gp", b"M4V")) else ""


def _raw(data: bytes) -> str:
    """Return the kind of raw file that a TIFF file is; its first picture is a small preview."""
    if data[8:10] == b"CR":
        return "camera raw (CR2)"
    tags = _tags(data, None)
    if _DNG in tags:
        return "camera raw (DNG)"
    places: list[int | None] = [None, *tags.get(_SUB_IFDS, ())[:8]]
    if not any(set(_tags(data, at).get(_PHOTOMETRIC, ())[:1]) & _SENSOR for at in places):
        return ""
    make = next((bytes(entry.body) for entry in directory(data) if entry.tag == _MAKE), b"")
    kinds = [kind for name, kind in _RAW_MAKERS.items() if name in make.upper()]
    return f"camera raw ({kinds[0]})" if kinds else "camera raw"


def _tags(data: bytes, at: int | None) -> dict[int, tuple[int, ...]]:
    order = byte_order(data)
    return {entry.tag: entry.numbers(order) for entry in directory(data, at)}


def _odd_jpeg(data: bytes) -> str:
    layout = lay_out(data)
    if layout.is_lossless:
        return "lossless JPEG"
    if layout.bits not in {0, 8}:
        return f"JPEG of {layout.bits} bits"
    hierarchical = layout.frame in {0xC5, 0xC6, 0xC7, 0xCD, 0xCE, 0xCF}
    return "hierarchical JPEG" if hierarchical else ""


def _odd_tiff(data: bytes) -> str:
    """Return how the pixels of a TIFF file lie, if its directory is sound."""
    tags = _tags(data, None)
    if not {_WIDTH, _LENGTH} <= tags.keys() or not (tags.get(_STRIPS) or tags.get(_TILES)):
        return ""
    compression = (tags.get(_COMPRESSION) or (1,))[0]
    if compression not in TiffImagePlugin.COMPRESSION_INFO:
        return f"TIFF of compression {compression}"
    bits = "/".join(map(str, tags.get(_BITS) or (1,)))
    return f"TIFF of {bits} bits and photometry {(tags.get(_PHOTOMETRIC) or (0,))[0]}"
