"""Paths between workspaces and this computer, in the spellings of all systems."""

import ntpath
import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hitl_app.domain.places import Place, Places, is_absolute, same_folder

SHOP = Places([Place("/mnt/shop", "P:\\shop"), Place("/mnt/shop/old", "Q:\\")])
BACK = Places([Place("P:\\shop", "/mnt/shop"), Place("\\\\server\\photos", "/media/photos/")])


@pytest.mark.parametrize(
    ("places", "stored", "here"),
    [
        (SHOP, "/mnt/shop/a/1.jpg", "P:\\shop\\a\\1.jpg"),
        (SHOP, "/mnt/shop", "P:\\shop"),
        (SHOP, "/mnt/shop/old/2.jpg", "Q:\\2.jpg"),
        (SHOP, "/mnt/shop/older/2.jpg", "P:\\shop\\older\\2.jpg"),
        (SHOP, "/mnt/shopping/3.jpg", "/mnt/shopping/3.jpg"),
        (SHOP, "/mnt/SHOP/3.jpg", "/mnt/SHOP/3.jpg"),
        (SHOP, "/home/ann/3.jpg", "/home/ann/3.jpg"),
        (BACK, "p:\\Shop\\a\\1.jpg", "/mnt/shop/a/1.jpg"),
        (BACK, "P:/shop/a/1.jpg", "/mnt/shop/a/1.jpg"),
        (BACK, "\\\\SERVER\\photos\\1.jpg", "/media/photos/1.jpg"),
        (BACK, "C:\\shop\\1.jpg", "C:\\shop\\1.jpg"),
        (Places([Place("/", "/srv")]), "/a/b.jpg", "/srv/a/b.jpg"),
        (Places([Place("/srv", "/")]), "/srv/a/b.jpg", "/a/b.jpg"),
        (Places([Place("C:", "/mnt/c")]), "c:\\a.jpg", "/mnt/c/a.jpg"),
        (Places(), "/mnt/shop/../x", "/mnt/shop/../x"),
    ],
)
def test_here_replaces_the_longest_folder(places, stored, here):
    assert places.here(stored) == here


@pytest.mark.parametrize(
    ("places", "stored"),
    [
        (SHOP, "/mnt/shop/../../etc/passwd"),
        (SHOP, "/mnt/shop/..\\..\\boot.ini"),
        (SHOP, "/mnt/shop/a.jpg:stream"),
        (SHOP, "/mnt/shop/C:"),
        (SHOP, "/mnt/shop/.. /x.jpg"),
        (SHOP, "/mnt/shop/con.jpg"),
        (SHOP, "/mnt/shop/\udcff.jpg"),
        (BACK, "P:\\shop\\..\\..\\etc\\passwd"),
        (BACK, "P:\\shop/../x"),
        (BACK, "P:\\shop\\a\0b"),
    ],
)
def test_here_never_leaves_the_folder(places, stored):
    assert places.here(stored) is None


names = st.text(st.sampled_from("aB .:\\\0é~"), max_size=4) | st.sampled_from(["..", ".", "con"])


@given(st.lists(names, max_size=4), st.booleans())
def test_moved_paths_are_inside_and_lead_back(parts, from_windows):
    places, separator, module = (BACK, "\\", posixpath) if from_windows else (SHOP, "/", ntpath)
    folder = places.places[0]
    path = separator.join([folder.stored, *parts])
    here = places.here(path)
    if here is None:
        return
    inside = [one.here for one in places.places]
    assert any(module.normpath(here).startswith(module.normpath(one)) for one in inside)
    assert places.here(places.stored(here)) == here


def test_stored_keeps_what_would_not_lead_back():
    # Another folder has the longer path that this one would get.
    places = Places([Place("/a", "/data"), Place("/a/b", "/other")])
    assert places.stored("/data/c.jpg") == "/a/c.jpg"
    assert places.stored("/data/b/c.jpg") == "/data/b/c.jpg"
    assert places.stored("/elsewhere/c.jpg") == "/elsewhere/c.jpg"
    assert BACK.stored("/mnt/shop/a\\b.jpg") == "/mnt/shop/a\\b.jpg"
    assert BACK.stored("/mnt/shop/a/b.jpg") == "P:\\shop\\a\\b.jpg"
    assert SHOP.stored("p:\\SHOP\\a.jpg") == "/mnt/shop/a.jpg"


def test_folders_are_absolute_and_compared_as_their_systems_do():
    assert all(map(is_absolute, ("/", "/mnt", "P:", "P:\\a", "p:/a", "\\\\server\\a")))
    assert not any(map(is_absolute, ("", "mnt", "P:a", "..", "/mnt/../etc", "C:\\a\\..")))
    assert same_folder("P:\\Shop\\", "p:/shop")
    assert same_folder("/mnt/shop/", "/mnt//shop")
    assert not same_folder("/mnt/shop", "/mnt/Shop")
