"""Log the code locations of bugs for reports, without private data.

Locations in a traceback are not private. Messages of errors may hold names of operators, paths and
database values: only those of errors about code are logged.
"""

import logging
import os
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final

from hitl_app.services.reports.diagnostics import without_home
from hitl_app.store.engine.errors import error_name

_MOST_BYTES: Final = 1 << 20
_OLDER: Final = 1
_OF_CODE: Final = (ImportError, AttributeError, NameError, TypeError, ZeroDivisionError)


def log_error(error: BaseException) -> None:
    """Add an error to `errors.log`; without a log folder nothing is written."""
    from platformdirs import user_log_path

    try:
        folder = user_log_path("second-look", appauthor=False, ensure_exists=True)
        handler = _Handler(folder / "errors.log", maxBytes=_MOST_BYTES, backupCount=_OLDER)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    text = without_home("\n".join(_lines(error)))
    record = logging.LogRecord("hitl_app", logging.ERROR, "", 0, text, None, None)
    handler.handle(record)
    handler.close()


class _Handler(RotatingFileHandler):
    """Handler whose files only their owner can read; ignores write errors."""

    def _open(self) -> Any:
        def opener(path: str, flags: int) -> int:
            return os.open(path, flags, 0o600)

        file = open(self.baseFilename, self.mode, encoding="utf-8", opener=opener)  # noqa: SIM115
        # Earlier versions left it readable by all.
        Path(self.baseFilename).chmod(0o600)
        return file

    def handleError(self, record: logging.LogRecord) -> None:
        """Ignore write errors: the sentence on standard error suffices."""


def _lines(error: BaseException) -> Iterator[str]:
    """Yield the places of an error and of those that it was raised from, the last one first."""
    found = traceback.TracebackException.from_exception(error)
    kind: BaseException | None = error
    while kind is not None:
        message = str(kind) if isinstance(kind, _OF_CODE) else error_name(kind)
        yield f"{type(kind).__module__}.{type(kind).__qualname__}{message and ': '}{message}"
        yield "".join(found.stack.format()).rstrip()
        before = found.__cause__ or found.__context__
        kind = kind.__cause__ or kind.__context__
        if before is None or kind is None:
            return
        found = before
        yield "raised from"
