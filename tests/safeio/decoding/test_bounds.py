"""What a photo may take of memory and time, told before it is decoded."""

import io
import struct
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image

from safeio.decoding import budget, ends, jpeg, opening, parts, strips, watched
from safeio.decoding.budget import Conditions, MemoryBudget, weigh
from safeio.decoding.decode import decode_for_screen, thumbnail
from safeio.decoding.watched import StoppedError
from safeio.reasons import PhotoError, Reason


def picture(width: int = 300, height: int = 200, mode: str = "RGB") -> Image.Image:
    return Image.effect_mandelbrot((width, height), (-2.2, -1.5, 1.0, 1.5), 60).convert(mode)


def encode(image: Image.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def refusal(data: bytes, decode=thumbnail) -> PhotoError:
    with pytest.raises(PhotoError) as caught:
        decode(data)
    return caught.value


def reason_of(data: bytes) -> Reason:
    return refusal(data).reason


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def chunk(name: bytes, body: bytes) -> bytes:
    check = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)


def behind_start(data: bytes, more: bytes, start: int = 2) -> bytes:
    return data[:start] + more + data[start:]


@pytest.mark.parametrize(
    "more",
    [
        segment(0xE1, b"x" * 60) * 501,
        segment(0xFE, b"") * 100_000,
        segment(0xE1, b"Exif\0\0" + b"x" * 60) * 501,
        b"\xff" * 2**21,
    ],
    ids=["segments", "empty comments", "exif", "padding"],
)
def test_thumbnail_refuses_jpeg_of_more_parts_than_a_photo_has(more):
    assert reason_of(behind_start(encode(picture(), "JPEG"), more)) is Reason.TOO_COMPLEX


def test_thumbnail_takes_jpeg_of_many_segments():
    more = segment(0xE2, b"x" * 60_000) * 100 + b"\xff" * 999
    assert thumbnail(behind_start(encode(picture(), "JPEG"), more)).width == 300


def scans_of(data: bytes) -> tuple[bytes, bytes]:
    """Return a progressive JPEG without its end marker, and its last scan."""
    return data[:-2], data[data.rindex(b"\xff\xda") : -2]


def test_thumbnail_refuses_jpeg_whose_scans_never_end(monkeypatch):
    body, scan = scans_of(encode(picture(mode="L"), "JPEG", progressive=True))
    assert thumbnail(body + scan * 20 + b"\xff\xd9").width == 300
    assert reason_of(body + scan * 600 + b"\xff\xd9") is Reason.TOO_COMPLEX
    # 38 x 25 blocks a scan.
    monkeypatch.setattr(jpeg, "MAX_BLOCK_VISITS", 950 * 20)
    assert reason_of(body + scan * 20 + b"\xff\xd9") is Reason.TOO_COMPLEX


def tiff(entries: list[tuple[int, int, int, int]], more: bytes = b"") -> bytes:
    packed = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + packed + bytes(4) + more


def strips_of(count: int) -> bytes:
    start = 14 + 12 * 9
    tags = [(256, 4, 1, 1), (257, 4, 1, count), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
            (273, 4, count, start), (277, 3, 1, 1), (278, 4, 1, 1),
            (279, 4, count, start + 4 * count)]  # fmt: skip
    return tiff(tags, struct.pack("<I", 8) * count + struct.pack("<I", 1) * count)


def test_thumbnail_refuses_tiff_of_more_strips_than_a_photo_has():
    assert thumbnail(strips_of(2000)).height == 2000
    assert reason_of(strips_of(parts.MAX_PARTS + 1)) is Reason.TOO_COMPLEX


def overlapping(count: int, size: int) -> bytes:
    """Return a directory whose entries all lie in the same bytes."""
    return tiff([(0x9000 + n, 7, size, 8) for n in range(count)], bytes(size))


def test_thumbnail_refuses_entries_that_lie_over_one_another():
    block = b"Exif\0\0" + overlapping(900, 40_000)
    assert reason_of(behind_start(encode(picture(), "JPEG"), segment(0xE1, block))) is (
        Reason.TOO_COMPLEX
    )
    index = b"MPF\0" + overlapping(900, 40_000)
    assert reason_of(behind_start(encode(picture(), "JPEG"), segment(0xE2, index))) is (
        Reason.TOO_COMPLEX
    )
    assert reason_of(overlapping(900, 40_000)) is Reason.TOO_COMPLEX
    # In other formats Exif says nothing but how a photo lies.
    png = behind_start(encode(picture(), "PNG"), chunk(b"eXIf", block[6:]), 33)
    assert thumbnail(png).width == 300


def test_thumbnail_refuses_directory_of_more_entries_than_a_photo_has():
    assert reason_of(overlapping(parts.MAX_ENTRIES + 1, 0)) is Reason.TOO_COMPLEX


def test_thumbnail_refuses_png_of_more_chunks_than_a_photo_has(monkeypatch):
    data = behind_start(encode(picture(), "PNG"), chunk(b"teXt", b"a") * 200, 33)
    assert thumbnail(data).width == 300
    monkeypatch.setattr(parts, "MAX_PARTS", 200)
    assert reason_of(data) is Reason.TOO_COMPLEX


@pytest.mark.parametrize(
    "more",
    [
        chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(3 << 20))),
        chunk(b"iTXt", b"a\0\1\0\0\0" + zlib.compress(bytes(3 << 20))),
        chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(3 << 20))),
        chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1 << 20))) * 70,
    ],
    ids=["zTXt", "iTXt", "iCCP", "many"],
)
def test_thumbnail_leaves_texts_that_unpack_without_end(more):
    whole = encode(picture(), "PNG")
    assert thumbnail(behind_start(whole, more, 33)).encoded == thumbnail(whole).encoded


def test_thumbnail_refuses_gif_of_more_comments_than_a_photo_has():
    data = encode(picture().quantize(64), "GIF")
    start = 13 + 3 * (2 << (data[10] & 7))
    comment = b"!\xfe" + (b"\xff" + b"x" * 255) * 100 + b"\0"
    assert thumbnail(behind_start(data, comment, start)).width == 300
    assert reason_of(behind_start(data, comment * 90, start)) is Reason.TOO_COMPLEX


def test_weigh_counts_only_the_eighth_of_a_jpeg_of_200_megapixels():
    data = bytearray(encode(picture(640, 480), "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">2H", 12240, 16320)
    image = opening.open_image(bytes(data))
    assert image.size == (16320, 12240)
    image.draft(None, (16320 // 8, 12240 // 8))
    assert weigh(image, len(data), jpeg.lay_out(bytes(data)), 128) < 16 * 2**20


@pytest.mark.parametrize(
    ("kind", "mode", "size"),
    [("TIFF", "RGB", (60, 6336)), ("PNG", "RGBA", (120, 10000)), ("HEIF", "RGB", (48, 8000))],
)
def test_budget_has_room_for_a_large_photo(kind, mode, size):
    megapixels, width = size
    image = Image.new(mode, (1, 1))
    image._size = (width, megapixels * 1_000_000 // width)
    image.format = kind
    file_bytes = megapixels * 6_000_000 if kind == "TIFF" else 50_000_000
    assert weigh(image, file_bytes, None, 128) <= budget.DECODING_BYTES


def test_thumbnail_refuses_photo_that_needs_more_than_the_budget(monkeypatch):
    data = encode(picture(1000, 800), "PNG")
    monkeypatch.setattr(budget.BUDGET, "total", 2**20)
    assert reason_of(data) is Reason.TOO_HEAVY
    assert refusal(data, decode_for_screen).reason is Reason.TOO_HEAVY


def test_budget_is_never_overdrawn_by_threads():
    shared, lock, held, most = MemoryBudget(100), threading.Lock(), [0], [0]

    def work(wanted: int) -> None:
        with shared.taken(wanted):
            with lock:
                held[0] += wanted
                most[0] = max(most[0], held[0])
            threading.Event().wait(0.001)
            with lock:
                held[0] -= wanted

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, [30, 70, 100, 10, 45, 60] * 10))
    assert held == [0]
    assert 70 <= most[0] <= 100
    with shared.taken(100):
        pass


def test_budget_is_released_when_a_photo_fails():
    before = budget.BUDGET._free
    for data in (encode(picture(), "PNG")[:900], encode(picture(), "JPEG")[:900]):
        refusal(data)
    assert budget.BUDGET._free == before == budget.BUDGET.total


def test_budget_stops_waiting_when_it_is_asked_to():
    shared = MemoryBudget(10)
    with shared.taken(10), pytest.raises(StoppedError), shared.taken(1, lambda: True):
        pass
    with shared.taken(10):
        pass


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "TIFF"])
def test_thumbnail_stops_when_it_is_asked_to(kind):
    data = encode(picture(), kind)
    with pytest.raises(StoppedError):
        thumbnail(data, Conditions(lambda: True))
    with pytest.raises(StoppedError):
        decode_for_screen(data, conditions=Conditions(lambda: True))
    assert thumbnail(data, Conditions(lambda: False)).width == 300


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "TIFF"])
def test_thumbnail_gives_up_a_photo_that_takes_too_long(kind, monkeypatch):
    monkeypatch.setattr(watched, "MAX_SECONDS", -1)
    assert reason_of(encode(picture(), kind)) is Reason.TOO_SLOW


@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "LA", "P", "CMYK", "1"])
@pytest.mark.parametrize("longest", [32, 128, 2048])
def test_scale_in_strips_makes_the_same_picture_as_the_whole(mode, longest, monkeypatch):
    image = picture(700, 501, "RGBA" if mode in {"LA", "RGBA"} else "RGB").convert(mode)
    if mode in {"LA", "RGBA"}:
        image.putalpha(picture(700, 501, "L").rotate(180))
    kind = "TIFF" if mode in {"CMYK", "1"} else "PNG"
    data = encode(image, kind)
    whole = decode_for_screen(data, longest)
    monkeypatch.setattr(strips, "_LARGE", 0)
    monkeypatch.setattr(strips, "_STRIP", 700 * 50)
    apart = decode_for_screen(data, longest)
    assert apart.shape == whole.shape
    assert np.abs(apart.astype(int) - whole).max() <= 2


def test_thumbnail_checks_a_picture_of_many_pixels_at_a_smaller_scale(monkeypatch):
    data = encode(picture(600, 400), "JPEG", quality=90)
    monkeypatch.setattr(ends, "_PROBE_PIXELS", 50_000)
    assert thumbnail(data[:-2]).encoded == thumbnail(data).encoded
    assert reason_of(data[:-400]) is Reason.TRUNCATED
