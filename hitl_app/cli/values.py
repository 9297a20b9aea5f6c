"""Values of arguments on the command line."""

import argparse
from pathlib import Path

from hitl_app.domain.photos import PhotoState
from hitl_app.domain.starter_sets import STARTER_SETS, find_set

MOST = 10_000_000
STARTERS = tuple(title.lower() for one in STARTER_SETS for title in one.titles.values())
"""Titles of the starter sets in all languages."""


def port(text: str) -> int:
    """Return a port."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("must be from 0 to 65535")
    return number


def positive(text: str) -> int:
    """Return a number from 1 on."""
    number = int(text)
    if not 1 <= number <= MOST:
        raise argparse.ArgumentTypeError(f"must be from 1 to {MOST}")
    return number


def starter(text: str) -> str:
    """Return the title of a starter set."""
    if find_set(text) is None:
        raise argparse.ArgumentTypeError(f"must be one of {', '.join(STARTERS)}")
    return text


def states(text: str) -> tuple[str, ...]:
    """Return states, separated by commas."""
    states = tuple(text.split(","))
    if not set(states) <= set(PhotoState):
        raise argparse.ArgumentTypeError(f"must be any of {','.join(PhotoState)}")
    return states


def pair(text: str) -> tuple[str, str]:
    """Return both sides of OLD=NEW."""
    old, equals, new = text.partition("=")
    if not equals or not old.strip():
        raise argparse.ArgumentTypeError("must be OLD=NEW")
    return old.strip(), new.strip()


def lot(text: str) -> int:
    """Return the number of an import of labels, written as `import:7`."""
    kind, _, number = text.partition(":")
    if kind != "import" or not (number.isascii() and number.isdigit()):
        raise argparse.ArgumentTypeError("must be import:N, such as import:7")
    return positive(number)


def folder(text: str) -> Path:
    """Return a path that is not empty."""
    return Path(path(text))


def path(text: str) -> str:
    """Return a text that is not empty."""
    # An unset variable in a script must not turn into the current folder.
    if not text:
        raise argparse.ArgumentTypeError("must not be empty")
    return text
