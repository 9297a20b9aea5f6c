"""Detection of catalogues of small grey photos, like those of Fashion-MNIST."""

import os

from PIL import Image

from hitl_app.imaging.archives import Archives
from hitl_app.imaging.files import FoundFile, scan
from hitl_app.imaging.kinds import are_small_and_grey
from tests.helpers.files.photos import make_photos


def kind(folder) -> bool:
    files = [entry for entry in scan([os.fsencode(folder)]) if isinstance(entry, FoundFile)]
    with Archives() as archives:
        return are_small_and_grey(files, archives)


def test_are_small_and_grey_is_true_for_grey_photos_of_28_pixels(tmp_path):
    make_photos(tmp_path, 9, grey=True)
    assert kind(tmp_path)


def test_are_small_and_grey_is_true_for_grey_in_three_channels(tmp_path):
    for path in make_photos(tmp_path, 3, grey=True):
        Image.open(path).convert("RGB").save(path)
    assert kind(tmp_path)


def test_are_small_and_grey_is_false_for_colour_photos(tmp_path):
    make_photos(tmp_path, 3)
    assert not kind(tmp_path)


def test_are_small_and_grey_is_false_when_one_photo_differs(tmp_path):
    paths = make_photos(tmp_path, 6, grey=True)
    image = Image.open(paths[4])
    image.resize((28, 30)).save(paths[4])
    assert not kind(tmp_path)
    coloured = image.convert("RGB")
    coloured.putpixel((14, 14), (200, 10, 10))
    coloured.save(paths[4])
    assert not kind(tmp_path)


def test_are_small_and_grey_ignores_unreadable_files(tmp_path):
    make_photos(tmp_path, 2, grey=True)
    (tmp_path / "a.png").write_bytes(b"no picture")
    assert kind(tmp_path)


def test_are_small_and_grey_is_false_when_nothing_is_readable(tmp_path):
    (tmp_path / "a.png").write_bytes(b"no picture")
    assert not kind(tmp_path)


def test_are_small_and_grey_reads_only_a_sample_of_many_files(tmp_path, monkeypatch):
    from hitl_app.imaging import kinds

    make_photos(tmp_path, 200, grey=True)
    read_paths = []
    read = kinds.read
    monkeypatch.setattr(
        kinds, "read", lambda *a, **k: read_paths.append(a[0].shown) or read(*a, **k)
    )
    assert kind(tmp_path)
    assert 40 <= len(read_paths) <= 60
    assert read_paths[-1] > sorted(read_paths)[30]
