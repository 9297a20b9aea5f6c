"""The layout of a JPEG file: segments and scans, read without decoding a pixel.

Decoders walk a file's segments one at a time, and the whole picture once a scan. Both are counted
here first, so that a small file cannot take minutes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from safeio.reasons import PhotoError, Reason

SIGNATURE: Final = b"\xff\xd8\xff"

MAX_SEGMENTS: Final = 500
"""Most segments of a JPEG, scans among them: photos of cameras and phones have fewer than 100."""

MAX_BLOCK_VISITS: Final = 400_000_000
"""Most blocks that all scans together go through: eight progressive scans of 200 megapixels need
50 million, and libjpeg visits about 80 million a second."""

_MAX_PADDING: Final = 2**20
_SOI, _EOI, _SOS, _DQT = 0xD8, 0xD9, 0xDA, 0xDB
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE: Final = frozenset({0xC2, 0xC6, 0xCA, 0xCE})  # scans refine one another
_LOSSLESS: Final = frozenset({0xC3, 0xC7, 0xCB, 0xCF})
_BETWEEN_SCANS: Final = frozenset({0xC4, 0xCC, _SOS, _DQT, 0xDC, 0xDD, *range(0xE0, 0xF0), 0xFE})
# A marker that ends a scan: neither a stuffed FF nor a restart.
_MARKER: Final = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


@dataclass(slots=True)
class JpegLayout:
    """The segments of a JPEG file.

    Attributes:
        frame: Marker of the frame, such as 0xC0 for a baseline one; 0 without a frame.
        bits: Bits a sample.
        width: Pixels.
        height: Pixels.
        components: Horizontal and vertical sampling, by component.
        scans: How many scans begin.
        visits: Blocks that all scans together go through.
        picture: Where the last scan that the picture needs begins, behind its header.
        tables: Where the quantization tables lie, each without marker and length.
        directories: Exif and multi-picture blocks, without their names.
    """

    frame: int = 0
    bits: int = 0
    width: int = 0
    height: int = 0
    components: dict[int, tuple[int, int]] = field(default_factory=dict)
    scans: int = 0
    visits: int = 0
    picture: int = 0
    tables: list[tuple[int, int]] = field(default_factory=list)
    directories: list[bytes] = field(default_factory=list)
    _first_scan: int = 0
    # Bits of each coefficient that no scan has brought yet, by component; 99 before its first.
    _missing: dict[int, list[int]] = field(default_factory=dict)

    @property
    def is_lossless(self) -> bool:
        """True for the lossless processes, which libjpeg leaves to others."""
        return self.frame in _LOSSLESS

    @property
    def is_buffered(self) -> bool:
        """True if a decoder keeps all coefficients until the last scan."""
        return self.frame in _PROGRESSIVE or 0 < self._first_scan < len(self.components)

    @property
    def is_covered(self) -> bool:
        """True if the scans bring all bits of all coefficients of all components."""
        return bool(self._missing) and not any(any(bits) for bits in self._missing.values())

    def blocks(self, component: int) -> int:
        """Return how many blocks of 8x8 samples a component has."""
        across, down = self.components[component]
        widest = max(h for h, _ in self.components.values())
        tallest = max(v for _, v in self.components.values())
        columns = -(-self.width // (8 * widest)) * across
        return columns * (-(-self.height // (8 * tallest)) * down)

    def coefficient_bytes(self) -> int:
        """Return the memory for all coefficients, in bytes."""
        return 128 * sum(map(self.blocks, self.components))

    def read_frame(self, marker: int, body: bytes) -> None:
        """Read the header of a frame; the first one counts."""
        if self.frame or len(body) < 6:
            return
        self.frame, self.bits = marker, body[0]
        self.height, self.width = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
        for at in range(6, min(len(body) - 2, 6 + 3 * body[5]), 3):
            sampling = body[at + 1]
            self.components[body[at]] = (max(1, sampling >> 4), max(1, sampling & 15))
        self._missing = {component: [99] * 64 for component in self.components}

    def read_scan(self, body: bytes) -> None:
        """Read the header of a scan.

        Raises:
            PhotoError: All scans together go through too many blocks.
        """
        count = body[0] if body else 0
        named = [body[at] for at in range(1, 1 + 2 * count, 2) if at < len(body)]
        parts = [component for component in named if component in self.components]
        self.scans += 1
        self._first_scan = self._first_scan or len(parts)
        self.visits += sum(map(self.blocks, parts))
        if self.visits > MAX_BLOCK_VISITS:
            raise PhotoError(Reason.TOO_COMPLEX, f"{self.scans} scans")
        first, last, low = 0, 63, 0
        if self.frame in _PROGRESSIVE and len(body) >= 4 + 2 * count:
            first, last = min(63, body[1 + 2 * count]), min(63, body[2 + 2 * count])
            low = body[3 + 2 * count] & 15
        for component in parts:
            self._missing[component][first : last + 1] = [low] * (last + 1 - first)


def lay_out(data: bytes) -> JpegLayout:
    """Read the segments of a JPEG file up to its last scan, or to where the file goes wrong.

    Raises:
        PhotoError: It has more segments, scans or padding than a photo has.
    """
    layout = JpegLayout()
    for marker, at, body in _segments(data, layout):
        if marker in _FRAMES:
            layout.read_frame(marker, body)
        elif marker == _SOS:
            layout.read_scan(body)
        elif marker == _DQT:
            layout.tables.append((at, at + len(body)))
        elif marker == 0xE1 and body.startswith(b"Exif\0\0"):
            layout.directories.append(body[6:])
        elif marker == 0xE2 and body.startswith(b"MPF\0"):
            layout.directories.append(body[4:])
    return layout


def scan_end(data: bytes, layout: JpegLayout) -> int:
    """Return where the last scan of the picture ends: at a marker, or at the end of the file."""
    found = _MARKER.search(data, layout.picture)
    end = found.start() if found else len(data)
    while end > layout.picture and data[end - 1] == 0xFF:
        end -= 1
    return end


def _segments(data: bytes, layout: JpegLayout) -> Iterator[tuple[int, int, bytes]]:
    """Walk the segments: marker, where the body begins, body."""
    at, padding = 2, 0
    for _ in range(MAX_SEGMENTS):
        covered = layout.is_covered
        # Any bytes may follow a picture of one scan.
        found = None if covered and not layout.is_buffered else _MARKER.search(data, at)
        if found is None:
            return
        marker = data[found.start() + 1]
        if not layout.scans:
            padding += found.start() - at
            if padding > _MAX_PADDING:
                raise PhotoError(Reason.TOO_COMPLEX, f"{padding} bytes of padding")
        elif marker not in _BETWEEN_SCANS:
            return
        at = found.end()
        if marker in {0x01, _SOI, _EOI}:
            continue
        length = max(2, int.from_bytes(data[at : at + 2], "big"))
        body = data[at + 2 : at + length]
        if len(body) < length - 2:
            return
        at += length
        yield marker, at - len(body), body
        if marker == _SOS and not covered:
            layout.picture = at
    raise PhotoError(Reason.TOO_COMPLEX, f"more than {MAX_SEGMENTS} segments")
