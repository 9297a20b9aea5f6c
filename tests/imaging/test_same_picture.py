"""The same picture: altered copies are, other items and mirrored pictures are not."""

import pytest
from PIL import Image

from hitl_app.imaging.same_picture import is_same, print_of
from tests.helpers.workspace.copies import altered, encoded, item, mirrored


@pytest.mark.parametrize("way", range(5))
@pytest.mark.parametrize("number", range(6))
def test_altered_copies_are_the_same(number, way):
    image = item(number)
    assert is_same(print_of(encoded(image)), print_of(altered(image, way)))


@pytest.mark.parametrize("number", range(6))
def test_other_and_mirrored_pictures_are_not_the_same(number):
    mine = print_of(encoded(item(number)))
    others = [print_of(encoded(item(other))) for other in range(12) if other != number]
    assert not any(is_same(mine, other) for other in others)
    # A dress that stands upright is the same in a mirror.
    if number == 0:
        assert not is_same(mine, print_of(mirrored(item(number))))


def test_pictures_without_content_are_like_no_other():
    plain = print_of(encoded(Image.new("RGB", (90, 120), "white")))
    assert not is_same(plain, plain)
    assert print_of(b"damaged") is None
