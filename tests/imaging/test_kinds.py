"""Whether a catalogue is Fashion-MNIST's kind, told from its files."""

import os

from PIL import Image

from hitl_app.imaging.archives import Archives
from hitl_app.imaging.files import FoundFile, scan
from hitl_app.imaging.kinds import are_small_and_grey
from tests.helpers.photos import make_photos


def kind(folder) -> bool:
    files = [entry for entry in scan([os.fsencode(folder)]) if isinstance(entry, FoundFile)]
    with Archives() as archives:
        return are_small_and_grey(files, archives)


def test_grey_pictures_of_28_pixels(tmp_path):
    make_photos(tmp_path, 9, grey=True)
    assert kind(tmp_path)


def test_grey_in_three_channels_is_grey(tmp_path):
    for path in make_photos(tmp_path, 3, grey=True):
        Image.open(path).convert("RGB").save(path)
    assert kind(tmp_path)


def test_photos_are_not(tmp_path):
    make_photos(tmp_path, 3)
    assert not kind(tmp_path)


def test_one_of_another_size_or_in_colour_is_enough(tmp_path):
    paths = make_photos(tmp_path, 6, grey=True)
    image = Image.open(paths[4])
    image.resize((28, 30)).save(paths[4])
    assert not kind(tmp_path)
    coloured = image.convert("RGB")
    coloured.putpixel((14, 14), (200, 10, 10))
    coloured.save(paths[4])
    assert not kind(tmp_path)


def test_files_that_cannot_be_read_say_nothing(tmp_path):
    make_photos(tmp_path, 2, grey=True)
    (tmp_path / "a.png").write_bytes(b"no picture")
    assert kind(tmp_path)


def test_nothing_readable_is_not(tmp_path):
    (tmp_path / "a.png").write_bytes(b"no picture")
    assert not kind(tmp_path)


def test_of_many_files_some_are_looked_at(tmp_path, monkeypatch):
    from hitl_app.imaging import kinds

    make_photos(tmp_path, 200, grey=True)
    looked = []
    read = kinds.read
    monkeypatch.setattr(kinds, "read", lambda *a, **k: looked.append(a[0].shown) or read(*a, **k))
    assert kind(tmp_path)
    assert 40 <= len(looked) <= 60
    assert looked[-1] > sorted(looked)[30]
