"""Messages and documents in the language of the window."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale, Qt

from hitl_app.domain.errors import KnownError, of_the_machine, unexpected
from hitl_app.messages import Speech, sentences
from hitl_app.ui.wording import formats

Action = tuple[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Message:
    """A message to the operator.

    Attributes:
        happened: One sentence.
        remedy: One sentence, or nothing.
        tone: info, hint, good or warning; what is good leaves by itself, and so does a hint.
        topic: A later message on the same topic takes this one's place.
        waits: Whether it comes back after a newer message, until it is answered.
        is_brief: Whether it leaves by itself although it offers an action.
    """

    happened: str
    remedy: str = ""
    detail: str = ""
    tone: str = "info"
    actions: tuple[Action, ...] = ()
    topic: str = ""
    waits: bool = False
    is_brief: bool = False


def problem(code: str, params: object = None, detail: str = "") -> Message:
    """Convert a known error into a message, in the language of the window."""
    values = dict(params) if isinstance(params, dict) else {}
    happened, remedy = told(code, values)
    return Message(happened, remedy, detail, "warning")


def told(code: str, params: dict[str, object]) -> tuple[str, str]:
    """Return what happened and what to do, in the language of the window."""
    shown = {k: formats.own(v) if isinstance(v, str) else v for k, v in params.items()}
    return sentences(code, shown, translated)


def translated(words: str) -> str:
    """Return words that are shared with the terminal in the language of the window."""
    return QCoreApplication.translate("words", words)


def of_error(error: Exception) -> Message:
    """Convert an exception into a message; unexpected ones include their traceback."""
    if isinstance(error, KnownError):
        cause = "" if error.__cause__ is None else repr(error.__cause__)
        return problem(error.code, dict(error.params), cause)
    detail = "".join(traceback.format_exception(error))
    known = of_the_machine(error)
    if known is not None:
        return problem(known.code, dict(known.params), detail)
    return problem("internal", unexpected(error), detail)


def speech() -> Speech:
    """Return the speech of documents in the language of the window."""
    code = QLocale().name().partition("_")[0]
    return Speech(
        language=code,
        from_right=QLocale().textDirection() == Qt.LayoutDirection.RightToLeft,
        translate=translated,
        number=formats.number,
        decimal=formats.decimal,
    )
