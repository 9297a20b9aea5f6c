"""Tests of the decoding of stored thumbnails."""

from io import BytesIO

import pytest
from PIL import Image

from hitl_app.ui.kit.painting import decode_stored


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_decode_stored_returns_the_picture_of_each_kept_format(qapp, kind):
    buffer = BytesIO()
    Image.new("RGB", (40, 30), (200, 30, 30)).save(buffer, kind)
    image = decode_stored(buffer.getvalue())
    assert (image.width(), image.height()) == (40, 30)
    assert abs(image.pixelColor(20, 15).red() - 200) <= 2


@pytest.mark.parametrize(
    "encoded", [b"", b"thumbnail", b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_decode_stored_returns_no_picture_of_other_bytes(qapp, encoded):
    assert decode_stored(encoded).isNull()
