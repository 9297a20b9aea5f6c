"""The memory that photos take, and the budget of all decoders."""

import struct
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from safeio.decoding import budget, jpeg, opening
from safeio.decoding.budget import MemoryBudget, weigh
from safeio.decoding.decode import decode_for_screen
from safeio.decoding.watched import StoppedError
from safeio.reasons import Reason
from tests.helpers.files.bounds import picture
from tests.helpers.files.images import encode, reason_of, refusal


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
