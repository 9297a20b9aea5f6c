from pathlib import Path

import pytest

from training.inputs.endings import Endings, spellings

PATHS = ("/p/a/1.png", "/p/b/1.png", "/p/b/2.png", "C:\\q\\b\\3.png", "/p/cafe\u0301/4.png")


def found(text: str, paths: tuple[str, ...] = PATHS) -> tuple[str, ...]:
    endings = Endings[str](spellings(text))
    for path in paths:
        endings.meet(path, path)
    return next((found for t in spellings(text) if (found := endings.find(t))), ())


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("2.png", "/p/b/2.png"),
        ("a/1.png", "/p/a/1.png"),
        ("/p/a/1.png", "/p/a/1.png"),
        (" ./a//1.png ", "/p/a/1.png"),
        ("a\\1.png", "/p/a/1.png"),
        ("b\\3.png", "C:\\q\\b\\3.png"),
        ("C:\\q\\b\\3.png", "C:\\q\\b\\3.png"),
        ("q/b/3.png", "C:\\q\\b\\3.png"),
        ("caf\u00e9/4.png", "/p/cafe\u0301/4.png"),
        ("'./a/1.png", None),
        ("/a/1.png", None),
        ("ng", None),
        ("/1.png", None),
        ("A/1.png", None),
        ("x/a/1.png", None),
    ],
)
def test_endings_find_paths_by_their_ending_at_a_folders_border(text, path):
    assert found(text) == (() if path is None else (path,))


def test_endings_find_two_when_more_have_the_ending():
    assert len(found("1.png")) == 2
    assert len(found("1.png", ("/a/1.png", "/b/1.png", "/c/1.png"))) == 2


def test_endings_prefer_the_path_that_is_written_in_the_same_way():
    both = ("/p/caf\u00e9.png", "/p/cafe\u0301.png")
    assert [found(Path(path).name, both) for path in both] == [(both[0],), (both[1],)]
    twice = ("/a/cafe\u0301.png", "/b/cafe\u0301.png")
    assert len(found("caf\u00e9.png", twice)) == 2


def test_endings_keep_backslashes_in_names_of_other_systems():
    assert found("nb.png", ("/p/a\\nb.png",)) == ()
    assert found("a\\nb.png", ("/p/a\\nb.png",)) == ("/p/a\\nb.png",)
