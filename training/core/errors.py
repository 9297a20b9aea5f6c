"""Errors that a user can resolve."""

from collections.abc import Iterable, Mapping

from safeio.explained import ExplainedError


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


def require(holds: object, problem: str) -> None:
    """Check a condition on foreign data.

    Raises:
        ValueError: with the problem, if the condition is false.
    """
    if not holds:
        raise ValueError(problem)
