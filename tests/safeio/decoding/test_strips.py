"""Large images, converted and scaled strip by strip."""

import numpy as np
import pytest

from safeio.decoding import strips
from safeio.decoding.decode import decode_for_screen
from tests.helpers.files.bounds import picture
from tests.helpers.files.images import encode


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
