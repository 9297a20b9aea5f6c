"""Misleading and invisible characters of foreign text.

One table for names of files and categories, for cards and for all output to the terminal.
"""

import json
import re
import unicodedata
from typing import Final

# Controls; line and paragraph separators; surrogates, which stand for undecodable bytes; direction
# overrides ("gpj.exe" must not read "exe.jpg"); deprecated format characters and annotations, which
# hide text; noncharacters. Other format characters have a meaning: joiners in Persian and Indic
# words and in emoji, number signs in Arabic, variation selectors, soft hyphens.
_MISLEADING: Final = (
    "\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u206f\ufff9-\ufffb"
    "\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    # Tags spell a flag behind a black flag; anywhere else they hide text.
    + "\U000e0001\U000e0020-\U000e007f"
)
_FLAG: Final = "\U0001f3f4[\U000e0020-\U000e007e]{1,32}\U000e007f"
_TO_ESCAPE: Final = re.compile(f"({_FLAG})|[{_MISLEADING}]")

# Unicode's Default_Ignorable_Code_Point, which its form for comparing names (NFKC_Casefold) drops
# as well; but for the tags, by which flags differ.
_IGNORABLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e001f\U000e0080-\U000e0fff]"
)
_BLANK: Final = " \u2800"


def printable(text: str) -> str:
    r"""Return the text with escapes for characters that mislead.

    Any script is unchanged. Controls, line breaks, direction overrides and surrogates are written
    as Python writes them (`\x1b`, `\n`, `\u202e`).
    """
    if text.isascii() and text.isprintable():
        return text
    return _TO_ESCAPE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return found[1] or found[0].encode("unicode_escape").decode("ascii")


def is_printable(text: str) -> bool:
    """Return True if the text has no misleading character."""
    return printable(text) == text


def printable_json(text: str) -> str:
    """Return equivalent JSON without line breaks, its misleading characters escaped."""
    return _TO_ESCAPE.sub(_escape_json, text)


def _escape_json(found: re.Match[str]) -> str:
    # JSON does not escape this control.
    return found[1] or json.dumps(found[0])[1:-1].replace("\x7f", "\\u007f")


def without_ignorable(text: str) -> str:
    """Return the text without invisible characters, such as joiners, for comparisons."""
    return _IGNORABLE.sub("", text)


def is_blank(text: str) -> bool:
    """Return True if the text has no visible character."""
    return not without_ignorable(text).strip().strip(_BLANK)


def folded(name: str) -> str:
    """Return a name in the form that is compared.

    Unicode's compatibility form without case and without invisible characters, such as joiners.
    """
    bare = without_ignorable(unicodedata.normalize("NFKC", name)).casefold()
    return " ".join(unicodedata.normalize("NFKC", bare).split())
