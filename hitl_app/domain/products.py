"""Product rules: by folder, or by a pattern over file names."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from hitl_app.domain.errors import KnownError
from safeio.characters import is_printable

OFF: Final = "off"
FOLDER: Final = "folder"
"""Photos of one folder are one product."""
NUMBER: Final = "number"
"""All of the file name before the last `_` or `-` and a number: `SKU_1.jpg`, `SKU-2.jpg`."""
FIRST: Final = "first"
"""All of the file name before the first `_` or `-`: `SKU_front.jpg`."""
READY: Final = (OFF, FOLDER, NUMBER, FIRST)
EXAMPLE: Final = "{sku}_{n}"

MAX_PATTERN: Final = 100
MAX_NUMBERS: Final = 3
MAX_NAME: Final = 255
"""Longest file name that is matched; longer ones have no product."""

MOST_COUNTED: Final = 10_000
"""Limit for counting the views of a product."""

_NAMES: Final = {NUMBER: "(.+)[_-][0-9]+", FIRST: "([^_-]+)[_-].*"}
_PARTS: Final = {"{sku}": "(.+)", "{n}": "[0-9]+", "{any}": ".*"}
_PART: Final = re.compile(r"(\{sku\}|\{n\}|\{any\})")


@dataclass(frozen=True)
class Rule:
    """A product rule.

    Attributes:
        text: As it is stored: one of `READY`, or a custom pattern.
        name: What the whole file name, without its ending, is compared with; None by folder.
    """

    text: str
    name: re.Pattern[str] | None = None

    def product_of(self, path: str) -> str | None:
        """Return the product of a photo by its path; None without one. Both slashes count."""
        if self.text == OFF:
            return None
        cut = max(path.rfind("/"), path.rfind("\\"))
        if self.name is None:
            return path[: max(cut, 1)] if cut >= 0 else None
        stem, dot, _ = path[cut + 1 :].rpartition(".")
        whole = stem if dot and stem else path[cut + 1 :]
        if len(whole) > MAX_NAME:
            return None
        found = self.name.fullmatch(whole)
        # A ready-made rule takes SKU.jpg to SKU_1.jpg; a custom pattern is complete.
        sku = found[1] if found else whole if self.text in READY else ""
        return unicodedata.normalize("NFC", sku).strip() or None


@lru_cache(16)
def rule_of(text: str) -> Rule:
    """Read a rule as it is stored, or as a person typed it.

    A pattern is text with `{sku}` once, `{n}` for a number and `{any}` for anything. What is in
    braces never stands side by side, and `{any}` stands once at most, so that no file name can
    take long: at most the square of its length.

    Raises:
        KnownError: It means nothing, or could mean too much.
    """
    text = text.strip()
    if text.casefold() in READY:
        text = text.casefold()
        name = _NAMES.get(text)
        return Rule(text, re.compile(name, re.DOTALL) if name else None)
    parts = [part for part in _PART.split(text) if part]
    _check(text, parts)
    pattern = "".join(_PARTS.get(part) or re.escape(part) for part in parts)
    return Rule(text, re.compile(pattern, re.DOTALL | re.IGNORECASE))


def _check(text: str, parts: list[str]) -> None:
    if len(text) > MAX_PATTERN or parts.count("{n}") > MAX_NUMBERS or parts.count("{any}") > 1:
        raise KnownError("pattern-long", most=MAX_PATTERN, numbers=MAX_NUMBERS)
    if parts.count("{sku}") != 1:
        raise KnownError("pattern-sku", pattern=text)
    fixed = "".join(part for part in parts if part not in _PARTS)
    if not is_printable(fixed) or set(fixed) & set("{}/\\"):
        raise KnownError("pattern-sign", pattern=text)
    for before, after in pairwise(parts):
        digits = (before == "{n}" and after[0].isdigit()) or (
            after == "{n}" and before[-1].isdigit()
        )
        if digits or (before in _PARTS and after in _PARTS):
            raise KnownError("pattern-beside", pattern=text)


def sku_of(product: str) -> str:
    """Return the display name of a product: for a folder, its last part."""
    cut = max(product.rfind("/"), product.rfind("\\"))
    return product[cut + 1 :] or product
