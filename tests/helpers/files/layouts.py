"""Image files for tests that no library writes: depths, byte orders and signs by choice."""

import struct
import zlib

import numpy as np


def png_of(
    values: np.ndarray, *, bits: int, colour: int = 0, chunks: dict[str, bytes] | None = None
) -> bytes:
    """Return a PNG file.

    Args:
        values: Shape (height, width) or (height, width, parts), as stored in the file.
        bits: Of a value: 2, 4, 8 or 16.
        colour: PNG's number for the kind: 0 grey, 2 RGB, 4 grey with alpha.
        chunks: Further ones, by name, put before the pixels.
    """
    height, width = values.shape[:2]
    flat = values.reshape(height, -1)
    if bits < 8:
        each = (flat[..., None] >> np.arange(bits - 1, -1, -1)) & 1
        rows = np.packbits(each.reshape(height, -1).astype(np.uint8), axis=-1)
    else:
        rows = flat.astype(f">u{bits // 8}").view(np.uint8)
    body = b"".join(b"\0" + row.tobytes() for row in rows)
    parts = [("IHDR", struct.pack(">2I5B", width, height, bits, colour, 0, 0, 0))]
    parts += [*(chunks or {}).items(), ("IDAT", zlib.compress(body)), ("IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: str, data: bytes) -> bytes:
    check = zlib.crc32(name.encode() + data)
    return struct.pack(">I", len(data)) + name.encode() + data + struct.pack(">I", check)


def tiff_of(
    values: np.ndarray, *, order: str = "<", inverted: bool = False, packed: bool = False
) -> bytes:
    """Return a grey TIFF file of one strip; depth, sign and kind are those of the values.

    Args:
        values: Shape (height, width), or bytes of 12-bit values where it is of type uint8 and
            three of them hold two pixels.
        order: "<" or ">", the order of bytes.
        inverted: Say that 0 is white.
        packed: Compress by deflate.
    """
    kind = {"u": 1, "i": 2, "f": 3}[values.dtype.kind]
    strip = values.astype(values.dtype.newbyteorder(order)).tobytes()
    return _tiff(strip, values.shape, values.dtype.itemsize * 8, kind, order, inverted, packed)


def tiff_of_12_bits(values: np.ndarray, *, order: str = "<") -> bytes:
    """Return a grey TIFF file of 12 bits a pixel, two pixels in three bytes.

    Args:
        values: Shape (height, width), with an even width.
        order: "<" or ">", the order of bytes in the header; pixels lie the same way in both.
    """
    pairs = values.reshape(-1, 2).astype(np.uint32)
    joined = (pairs[:, 0] << 12 | pairs[:, 1]).astype(">u4").view(np.uint8).reshape(-1, 4)[:, 1:]
    return _tiff(joined.tobytes(), values.shape, 12, 1, order, inverted=False, packed=False)


def _tiff(
    strip: bytes, shape: tuple[int, ...], bits: int, kind: int, order: str, inverted: bool,
    packed: bool,
) -> bytes:  # fmt: skip
    data = zlib.compress(strip) if packed else strip
    tags = {
        256: shape[1], 257: shape[0], 258: bits, 259: 8 if packed else 1,
        262: 0 if inverted else 1, 273: 8, 277: 1, 278: shape[0], 279: len(data), 339: kind,
    }  # fmt: skip
    data += b"\0" * (len(data) % 2)
    entries = b"".join(
        struct.pack(f"{order}2HI", tag, 4, 1) + struct.pack(f"{order}I", value)
        for tag, value in tags.items()
    )
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8 + len(data))
    return head + data + struct.pack(f"{order}H", len(tags)) + entries + b"\0" * 4
