from pathlib import Path

from training.core.wording import called_within, percent, shortened


def test_percent_has_a_no_break_space_before_the_sign() -> None:
    assert percent(0.9126) == "91.3\N{NO-BREAK SPACE}%"
    assert percent(0.9126, 0) == "91\N{NO-BREAK SPACE}%"


def test_called_within_is_relative_below_the_folder_and_printable() -> None:
    assert called_within(Path("/a"), Path("/a/b/c\n.png")) == "b/c\\n.png"
    assert called_within(Path("/a"), Path("/d/c.png")) == "/d/c.png"


def test_shortened_ends_in_an_ellipsis_when_a_name_is_longer() -> None:
    assert shortened("a very long category", 8) == "a very…"
    assert shortened("category", 8) == "category"
    assert shortened("a\tb", 8) == "a\\tb"
