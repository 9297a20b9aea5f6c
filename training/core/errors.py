"""Errors that a user can resolve."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from safeio.foreign import ExplainedError


class TrainingError(ExplainedError):
    """An error that a user can resolve; any other exception is a bug.

    Args:
        code: a stable name of the problem, for callers that put it into their own words.
        happened: one English sentence of what happened.
        remedy: one English sentence of what to do about it.
        params: what the sentences name (paths, counts), for the same callers.
    """

    def __init__(
        self, code: str, happened: str, remedy: str, params: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(code, happened, remedy)
        self.code = code
        self.happened = happened
        self.remedy = remedy
        self.params: dict[str, object] = dict(params or {})

    def __str__(self) -> str:
        return f"{self.happened} {self.remedy}"


def unknown_model(name: str, known: Iterable[str]) -> TrainingError:
    """Return the error for a name that is not among the known ones."""
    return TrainingError(
        "unknown-architecture",
        f"There is no model named {name!r}.",
        f"Use one of: {', '.join(sorted(known))}.",
        {"name": name},
    )


def damaged(
    code: str, problem: str, remedy: str, path: Path | str
) -> Callable[[Exception], TrainingError]:
    """Return a function that makes a parser's exception the error of a damaged file.

    Args:
        code: of the error.
        problem: the sentence without its end; the exception's message follows after a colon.
        remedy: one English sentence.
        path: the file, for the params, beside the message as ``detail``.
    """

    def error_of(error: Exception) -> TrainingError:
        params = {"path": str(path), "detail": str(error)}
        return TrainingError(code, f"{problem}: {error}.", remedy, params)

    return error_of


def require(holds: object, problem: str) -> None:
    """Check a condition on foreign data.

    Raises:
        ValueError: with the problem, if the condition is false.
    """
    if not holds:
        raise ValueError(problem)
