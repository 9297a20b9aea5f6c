"""Decodings that are stopped or take too long."""

import pytest

from safeio.decoding import watched
from safeio.decoding.budget import Conditions
from safeio.decoding.decode import decode_for_screen, thumbnail
from safeio.decoding.watched import StoppedError
from safeio.reasons import Reason
from tests.helpers.files.bounds import picture
from tests.helpers.files.images import encode, reason_of


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
