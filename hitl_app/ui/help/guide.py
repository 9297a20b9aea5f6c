"""Pages of the guide, with the current keys.

The pages are Markdown files that can be read anywhere, the English ones in the guide's folder and
those of another language in a folder in it that is named by its code. A key is written as a link to
the page of keys that carries the command's id as its title, as in `[`Enter`](keys.md "confirm")`:
here the command's key of now takes its place.
"""

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from hitl_app.resources import guide_folder
from hitl_app.ui.commands.keymap import keys_of
from hitl_app.ui.commands.keys import key_words
from hitl_app.ui.commands.table import BY_ID

PAGES = (
    "first-hour", "review", "grid-and-catalogue", "imports", "trust", "models", "insights",
    "exports", "labels-in", "models-out", "operators", "team", "serve", "keys", "trouble",
)  # fmt: skip
"""In the order in which they are listed."""
KEY = re.compile(r"\[`(?P<key>[^`]+)`\]\(keys\.md \"(?P<command>[a-z-]+)\"\)")
"""A key as the pages write it."""
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*`]|^#+ |^[-|] ?", re.MULTILINE)
_MOST_BYTES = 256 * 1024


def file_of(page: str) -> Path:
    """Return the file of a page, in the language of the window if it is written in it."""
    code = QLocale().name().partition("_")[0]
    own, english = (folder / f"{page}.md" for folder in (guide_folder() / code, guide_folder()))
    return own if own.is_file() else english


def title_of(page: str) -> str:
    """Return a page's title: its first line."""
    first = source_of(page).partition("\n")[0]
    return first.lstrip("# ").strip()


def source_of(page: str) -> str:
    """Return a page as it is written; nothing if it is not there."""
    try:
        with file_of(page).open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def text_of(page: str) -> str:
    """Return a page with the keys that the commands have at this window."""
    return KEY.sub(_key_now, source_of(page))


def pages_with(words: str) -> dict[str, int]:
    """Return the pages that hold some words, and how often each does."""
    wanted = words.strip().casefold()
    if not wanted:
        return dict.fromkeys(PAGES, 0)
    counts = {page: _plain(text_of(page)).casefold().count(wanted) for page in PAGES}
    return {page: count for page, count in counts.items() if count}


def _plain(text: str) -> str:
    """Return Markdown as it is read: without marks and targets of links, on one line."""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", text)).split())


def _key_now(found: re.Match[str]) -> str:
    wanted = BY_ID.get(found["command"])
    if wanted is None or wanted.id == "digit":
        return f"`{found['key']}`"
    keys = keys_of(wanted)
    # The page may name another than the first of several.
    shipped = [key_words(key) for key in wanted.keys]
    if keys == wanted.keys and found["key"] in shipped:
        return f"`{found['key']}`"
    return f"`{key_words(keys[0])}`" if keys else _tr("(no key)")


def _tr(text: str) -> str:
    return QCoreApplication.translate("guide", text)
