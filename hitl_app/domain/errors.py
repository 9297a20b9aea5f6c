"""Errors for users. Any other exception is a bug."""

import errno
from collections.abc import Iterator, Mapping
from typing import Any, Final


class KnownError(Exception):
    """An error that the user can understand and resolve.

    It carries a code and parameters, no text: `hitl_app.messages` makes one sentence on the event
    and one on the remedy, so that every surface shows the same text, translated.

    Attributes:
        code: A key of `hitl_app.messages.PROBLEMS`.
        params: Values for the placeholders of that entry; JSON types only, so that a worker process
            can send them.
    """

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params: Mapping[str, Any] = params
        super().__init__(f"{code} {params}" if params else code)


class CancelledError(Exception):
    """A job was cancelled; finished work stays.

    Attributes:
        result: Result to report, JSON types only: for an import its number, to resume it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.result: dict[str, Any] = {}


def unexpected(error: BaseException) -> dict[str, str]:
    """Return the parameters of `internal` for an unexpected error: its type and first line."""
    first = next(iter(str(error).splitlines()), "")
    return {"detail": f"{type(error).__name__}: {first}"}


# Messages of loaders: the second one under a limit of the address space.
_NO_MEMORY: Final = ("cannot allocate memory", "failed to map segment")
_BY_NUMBER: Final = {
    errno.ENOMEM: "memory-full",
    errno.EMFILE: "files-open",
    errno.ENFILE: "files-open",
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
}


def of_the_machine(error: BaseException) -> KnownError | None:
    """Return the known error for a lack of memory, open files or disk space.

    A library that finds no memory while it is loaded raises an `ImportError`.

    Args:
        error: Any error; those that it was raised from count too.

    Returns:
        The error, or None if nothing of the kind was the cause.
    """
    for cause in _causes(error):
        if isinstance(cause, MemoryError):
            return KnownError("memory-full")
        if isinstance(cause, ImportError):
            text = str(cause).casefold()
            if any(message in text for message in _NO_MEMORY):
                return KnownError("memory-full")
        if isinstance(cause, OSError) and cause.errno in _BY_NUMBER:
            path = cause.filename or "the output or a temporary file"
            return KnownError(_BY_NUMBER[cause.errno], path=str(path))
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and its causes, each once."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__
