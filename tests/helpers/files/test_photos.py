import hashlib

from safeio.decoding.decode import thumbnail
from tests.helpers.files.photos import GARMENTS, make_photos


def test_make_photos_repeats_photos_only_for_same_seed(tmp_path):
    first = make_photos(tmp_path / "a", 12)
    again = make_photos(tmp_path / "b", 12)
    others = make_photos(tmp_path / "c", 12, seed=1)
    bytes_of = [[path.read_bytes() for path in paths] for paths in (first, again, others)]
    assert bytes_of[0] == bytes_of[1]
    assert len({hashlib.sha256(data).hexdigest() for data in bytes_of[0] + bytes_of[2]}) == 24


def test_make_photos_writes_readable_files_named_by_category(tmp_path):
    paths = make_photos(tmp_path, len(GARMENTS), size=(90, 120))
    assert {path.name[:-9] for path in paths} == set(GARMENTS)
    for path in paths:
        made = thumbnail(path.read_bytes())
        assert (made.width, made.height) == (90, 120)
