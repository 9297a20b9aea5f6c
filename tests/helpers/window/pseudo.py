"""A pseudo language: from right to left, longer than English, and made on the fly.

Any text that a page shows in Latin letters in this language was not translated.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = str.maketrans(_LATIN + _LATIN.upper(), "אבגדהוזחטיכלמנסעפצקרשתאבגד" * 2)
_KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>|\([^)]*\*[^)]*\)|%\w+|\n)")
"""Placeholders, markup and the endings of file dialogs."""
_PATTERNS = {"yyyy-MM-dd", "HH:mm"}
LONGER = 0.4


def pseudo(text: str) -> str:
    """Translate a text: as many letters of another script, and 40 % more."""
    if text in _PATTERNS or not text:
        return text
    parts = _KEPT.split(text)
    parts[::2] = [part.translate(_LETTERS) for part in parts[::2]]
    letters = sum(len(part.strip()) for part in parts[::2])
    more = "שלום " * (1 + round(letters * LONGER) // 5)
    # A leading name would set the direction: translators add the same mark.
    mark = "\u200f" if text.startswith("{") else ""
    return mark + "".join(parts) + " " + more[: max(1, round(letters * LONGER) - 1)].strip()


class PseudoTranslator(QTranslator):
    """Translates every text of the program, and of Qt itself, by `pseudo`."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context, source, disambiguation=None, n=-1) -> str:
        return pseudo(source)


@contextmanager
def pseudo_language(app: QApplication) -> Iterator[None]:
    """Show windows that are made within the block in the pseudo language."""
    direction = app.layoutDirection()
    translator = PseudoTranslator(app)
    app.installTranslator(translator)
    # Its letters are Hebrew; its digits are those of tests.
    app.setLayoutDirection(QLocale("he").textDirection())
    try:
        yield
    finally:
        app.removeTranslator(translator)
        app.setLayoutDirection(direction)
