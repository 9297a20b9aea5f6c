import hashlib

from safeio.decoding.decode import thumbnail
from tests.helpers.photos import GARMENTS, make_photos


def test_photos_are_the_same_for_a_seed_and_never_twice(tmp_path):
    first = make_photos(tmp_path / "a", 12)
    again = make_photos(tmp_path / "b", 12)
    others = make_photos(tmp_path / "c", 12, seed=1)
    bytes_of = [[path.read_bytes() for path in paths] for paths in (first, again, others)]
    assert bytes_of[0] == bytes_of[1]
    assert len({hashlib.sha256(data).hexdigest() for data in bytes_of[0] + bytes_of[2]}) == 24


def test_photos_can_be_read_and_their_names_say_what_they_show(tmp_path):
    paths = make_photos(tmp_path, len(GARMENTS), size=(90, 120))
    assert {path.name[:-9] for path in paths} == set(GARMENTS)
    for path in paths:
        made = thumbnail(path.read_bytes())
        assert (made.width, made.height) == (90, 120)
