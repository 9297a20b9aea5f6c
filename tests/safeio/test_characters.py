"""Characters that mislead, and those that are not seen."""

import json

import pytest

from safeio.characters import is_blank, is_printable, printable, printable_json, without_ignorable

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    "text",
    ["تی\u200cشرت", "അവന്\u200d", "👩\u200d🦰 wigs", ENGLAND, "soft\u00adhyphen", "❤\ufe0f",
     "\u200fعربي", "\u0600\u0661", "\U0001fae8", "ᠮᠣ\u180e", "a\\b", "\ue000"],
)  # fmt: skip
def test_printable_keeps_characters_of_words_and_emoji(text):
    assert printable(text) == text
    assert is_printable(text)
    assert printable_json(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("\x9b2J", r"\x9b2J"),
        ("\x7f", r"\x7f"),
        ("a\nb\tc\x00", r"a\nb\tc\x00"),
        ("\u2028\u2029", r"\u2028\u2029"),
        ("\u202egpj\u2066", r"\u202egpj\u2066"),
        ("\u206a", r"\u206a"),
        ("\ufff9", r"\ufff9"),
        ("\udc80\ud800", r"\udc80\ud800"),
        ("\ufdd0\ufffe\U0010ffff", r"\ufdd0\ufffe\U0010ffff"),
        ("Bag\U000e0041", r"Bag\U000e0041"),
        ("\U0001f3f4\U000e0067 x", r"\U0001f3f4\U000e0067 x".replace(r"\U0001f3f4", "\U0001f3f4")),
    ],
)
def test_printable_escapes_misleading_characters(text, shown):
    assert printable(text) == shown
    assert not is_printable(text)


def test_printable_json_means_the_same():
    text = 'a\x1b\x7f\x9b\u202e\u2028\udc80\U000e0041 تی\u200cشرت \\ "'
    shown = printable_json(json.dumps({text: text}, ensure_ascii=False))
    assert json.loads(shown) == {text: text}
    assert is_printable(shown)


def test_without_ignorable_tells_flags_apart():
    scotland = ENGLAND.replace("\U000e0065\U000e006e\U000e0067", "\U000e0073\U000e0063\U000e0074")
    assert without_ignorable(ENGLAND) != without_ignorable(scotland)
    assert without_ignorable("می\u200cخواهم") == "میخواهم"


@pytest.mark.parametrize(
    "text", ["", " \t", "\u200d\u200c", "\u3164", "\u2800 ", "\ufeff", "\ufe0f"]
)
def test_is_blank_is_true_when_nothing_is_visible(text):
    assert is_blank(text)
    assert not is_blank(f"{text}x")
