"""Rules for names of categories and operators."""

import re
import unicodedata

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from safeio import characters
from safeio.characters import is_blank, is_printable

MAX_NAME = 60
MAX_NOTE = 200
RESERVED = frozenset({Answer.SKIP.value, Answer.ASK.value, Answer.NOT_A_PHOTO.value, "withdrawn"})
# Line breaks within a name are refused, not made into spaces.
_SPACES = re.compile(r"[^\S\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def clean_name(text: str) -> str:
    """Check and normalise the name of a category or an operator.

    Returns:
        The name in Unicode NFC, trimmed, inner white space made single.

    Raises:
        KnownError: It is empty, too long, reserved, or holds characters that mislead.
    """
    name = _SPACES.sub(" ", unicodedata.normalize("NFC", text.strip(" \t\r\n"))).strip(" ")
    if is_blank(name):
        raise KnownError("name-empty")
    if len(name) > MAX_NAME:
        raise KnownError("name-too-long", limit=MAX_NAME)
    if not is_printable(name):
        raise KnownError("name-unprintable")
    if is_reserved(name):
        raise KnownError("name-reserved", name=name)
    return name


def is_allowed(name: str) -> bool:
    """Return True if a name keeps the rules, also one that a database or a card holds."""
    try:
        clean_name(name)
    except KnownError:
        return False
    return True


def is_reserved(name: str) -> bool:
    """Return True if a name would be read as an answer, such as `skip`, where names are read."""
    return folded(name) in RESERVED


def same_name(one: str, other: str) -> bool:
    """Return True if two names would be taken for the same one."""
    return folded(one) == folded(other)


folded = characters.folded


def singular(name: str) -> str:
    """Return a folded name without the ending of an English plural, to compare it with others."""
    name = folded(name)
    if name.endswith("es") and name[:-2].endswith(("s", "x", "sh", "ch")):
        return name[:-2]
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name
