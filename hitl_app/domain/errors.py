"""Errors that a person is told of. Anything else that is raised is a bug."""

from collections.abc import Mapping
from typing import Any


class KnownError(Exception):
    """Something went wrong that the person at the desk can understand and mend.

    It carries a code and parameters, never words: `hitl_app.words` makes of them one sentence of
    what happened and one of what to do, so that every surface says the same and can translate it.

    Attributes:
        code: A key of `hitl_app.words.PROBLEMS`.
        params: Values for the placeholders of that entry; JSON types only, so that a worker process
            can send them.
    """

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params: Mapping[str, Any] = params
        super().__init__(f"{code} {params}" if params else code)


class CancelledError(Exception):
    """The person asked a job to stop; what was finished before that stays.

    Attributes:
        result: What is told of it, JSON types only: of an import its number, to go on with it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.result: dict[str, Any] = {}


def unexpected(error: BaseException) -> dict[str, str]:
    """Gives the parameters of `internal` for what nobody foresaw: its kind and its first line."""
    first = next(iter(str(error).splitlines()), "")
    return {"detail": f"{type(error).__name__}: {first}"}
