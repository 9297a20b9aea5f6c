"""Names of exported files and folders, against the patterns of the library that reads them."""

import ntpath
import posixpath
import re
from pathlib import Path

import pytest

from hitl_app.domain.names import same_name
from hitl_app.services.exports.names import is_pattern, photo_names, safe_name

SPLITS = (
    *("test", "testing", "train", "training", "val", "valid", "validation"),
    *("dev", "eval", "evaluation"),
)
SHA = "0123456789abcdef" * 4


def name_of(name, kind="PNG", **more):
    return next(photo_names(name, kind, SHA, **more))


def is_split(name):
    """Return true if `datasets` would take a name for a split, by its separators."""
    words = re.split(r"[-._ 0-9]+", name)
    return any(word in SPLITS for word in words)


@pytest.mark.parametrize("split", SPLITS)
def test_safe_name_breaks_names_of_splits_and_keeps_the_rest(split):
    for text in (split, f"{split}_01", f"a-{split}", f"1{split}2", f"{split}.{split} {split}-x"):
        assert is_split(text)
        assert not is_split(safe_name(text))
        assert not is_split(name_of(f"{text}.png"))
        assert same_name(safe_name(text), text)
    for text in (f"my{split}", f"{split}s", f"{split.capitalize()} 1", f"é{split}", f"({split})"):
        assert safe_name(text) == text


@pytest.mark.parametrize(
    ("name", "kind", "made"),
    [
        ("a.PNG", "PNG", "a.png"),
        ("a.jpeg", "JPEG", "a.jpeg"),
        ("a.jfif", "JPEG", "a.jpg"),
        ("a.heic", "JPEG", "a.jpg"),
        ("a.heif", "HEIF", "a.heif"),
        ("a", "PNG", "a.png"),
        ("metadata.csv", "PNG", "metadata_csv.png"),
        ("README.md", "PNG", "README_md.png"),
        ("no. 5 (front)", "PNG", "no_ 5 (front).png"),
        ("a.json.png", "PNG", "a_json.png"),
        ("a.tar.gz.png", "PNG", "a_tar_gz.png"),
        ("v1.2.png", "PNG", "v1.2.png"),
        ("2024.05.01.png", "PNG", "2024.05.01.png"),
        ("a-00000-of-00005.png", "PNG", "a-00000-of_00005.png"),
        ("...", "PNG", "_.png"),
        ("a\\b:c*?.png", "PNG", "a_b_c__.png"),
        ("line\nbreak.png", "PNG", "line_nbreak.png"),
        ("bad\udcff.png", "PNG", "bad_xff.png"),
        ("a\u202egnp.png", "PNG", "a_u202egnp.png"),
        ("e\u0301.png", "PNG", "\u00e9.png"),
        ("👩\u200d👧.png", "PNG", "👩\u200d👧.png"),
        ("con .png", "PNG", "_con.png"),
        ("CONOUT$.png", "PNG", "_CONOUT$.png"),
        ("a.png", "OTHER", "a.png"),
        ("a.dat", "OTHER", "a_dat.jpg"),
    ],
)
def test_photo_names_have_extension_of_format(name, kind, made):
    assert name_of(name, kind) == made


def test_photo_names_have_extension_for_datasets_when_marked():
    assert name_of("a.avif", "AVIF", marked=True) == "a.im.avif"
    assert name_of("a.heic", "HEIF", marked=True) == "a.im.heic"
    assert name_of("a.png", "PNG", marked=True) == "a.png"


def test_photo_names_add_hash_when_name_is_taken():
    names = list(photo_names(f"{'é' * 200}.png", "PNG", SHA))
    assert [len(name.encode()) for name in names] == [124, 133, 189]
    assert names[1].endswith("-01234567.png")
    assert names[2].endswith(f"-{SHA}.png")


@pytest.mark.parametrize(
    ("text", "made"),
    [("__x", "_x"), ("::x", "_x"), (".x", "x"), ("-rf", "rf"), ("..", "_"), ("x .", "x")],
)
def test_safe_name_removes_leading_and_trailing_marks(text, made):
    assert safe_name(text) == made


@pytest.mark.parametrize("text", ["$HOME", "${HOME}", "a$HOME.x", "%HOME%", "50%HOME%x", "%%"])
def test_safe_name_leaves_no_variable_of_the_environment(text, monkeypatch):
    monkeypatch.setenv("HOME", "/elsewhere")
    made = safe_name(text)
    assert made != text
    assert posixpath.expandvars(made) == ntpath.expandvars(made) == made
    for plain in ("US$", "5 $", "100%", "%41"):
        assert safe_name(plain) == plain


@pytest.mark.parametrize(
    "text", ["/a/x[1]/out", "/a*b", "/a?", "/a::b/out", "/a/$HOME/b", "/a/${HOME}"]
)
def test_is_pattern_is_true_for_paths_that_datasets_expands(text):
    assert is_pattern(Path(text))
    assert not is_pattern(Path("/test/{x}/train-1/out]/US$/50%"))
