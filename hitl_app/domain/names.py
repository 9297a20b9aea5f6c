"""Names that people give, and the rules for them."""

import unicodedata

from hitl_app.domain.entities import Answer
from hitl_app.domain.errors import KnownError

MAX_NAME = 60
MAX_NOTE = 200
RESERVED = frozenset({Answer.SKIP.value, Answer.ASK.value, Answer.NOT_A_PHOTO.value, "withdrawn"})


def clean_name(text: str) -> str:
    """Checks and normalises the name of a category or an operator.

    Args:
        text: What was typed.

    Returns:
        The name in Unicode NFC, trimmed, inner white space made single.

    Raises:
        KnownError: It is empty, too long, reserved, or holds characters that do not print.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name:
        raise KnownError("name-empty")
    if len(name) > MAX_NAME:
        raise KnownError("name-too-long", limit=MAX_NAME)
    if not name.isprintable():
        raise KnownError("name-unprintable")
    if name.casefold() in RESERVED:
        raise KnownError("name-reserved", name=name)
    return name


def same_name(one: str, other: str) -> bool:
    """Tells whether two names would be taken for the same one."""
    return folded(one) == folded(other)


def folded(name: str) -> str:
    """Gives the form of a name that is compared."""
    return unicodedata.normalize("NFKC", name).casefold()
