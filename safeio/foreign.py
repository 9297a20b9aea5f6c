"""Parsers of foreign bytes: any exception means that the file is damaged."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from safeio.reasons import PhotoError


class ExplainedError(Exception):
    """An error with sentences for the user; handlers of damaged files let it pass."""


@contextmanager
def foreign_bytes(
    damage: Callable[[Exception], Exception], *passed: type[Exception]
) -> Iterator[None]:
    """Turn any exception of a parser of foreign bytes into damage of that file.

    A parser's own list of exceptions is never complete: damaged files make Python's parsers raise
    `OverflowError`, `lzma.LZMAError`, `RecursionError` and whatever a later version adds.

    Args:
        damage: Makes the error to raise of what the parser raised.
        *passed: Kinds of errors that pass as they are, such as a caller's own and cancelling;
            `PhotoError` and `ExplainedError` always pass.
    """
    handled: tuple[type[Exception], ...] = (PhotoError, ExplainedError, *passed)
    try:
        yield
    except handled:
        raise
    except Exception as error:
        raise damage(error) from error
