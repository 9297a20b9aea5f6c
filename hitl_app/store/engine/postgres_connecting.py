"""Values, cursors and cancellation of connections to a server."""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, Final

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.store.engine.address import driver

_POLL_S: Final = 0.005
_CANCELLED: Final = "57014"


def _lower(record: logging.LogRecord) -> bool:
    """Log what the driver ignores below the level of a warning."""
    if "error ignored" in record.getMessage():
        record.levelno, record.levelname = logging.INFO, "INFO"
    return True


@cache
def cursor_factory() -> Any:
    """Return the kind of cursor by which many rows are read in parts.

    The driver cannot close one whose connection was lost: SQLAlchemy would log that with its
    traceback, beside the error that the work itself raises. The driver's own warnings of what it
    cannot end on a lost connection come beside that error too.
    """
    psycopg = driver()
    logging.getLogger("psycopg").addFilter(_lower)
    kind: Any = psycopg.ServerCursor

    class Cursor(kind):  # type: ignore[misc]
        def close(self) -> None:
            try:
                super().close()
            except psycopg.OperationalError:
                if not self.connection.closed:
                    raise
                super().close()

        def __del__(self) -> None:
            # The server has closed it together with its connection.
            if not self.connection.closed:
                super().__del__()

    return Cursor


def parse_json(place: str, stored: str) -> Any:
    """Return a stored value.

    Raises:
        KnownError: Code `server-damaged`; it is no JSON.
    """
    try:
        return json.loads(stored)
    except (ValueError, RecursionError) as error:
        raise KnownError("server-damaged", path=place, detail="a value is no JSON") from error


@contextmanager
def interruptible(raw: Any, stopped: Callable[[], bool]) -> Iterator[None]:
    """Raise `CancelledError` from queries in the block once `stopped` returns true."""
    ended = threading.Event()
    cancelled = threading.Event()

    def watch() -> None:
        while not ended.wait(_POLL_S):
            if stopped():
                cancelled.set()
                with suppress(Exception):
                    raw.cancel_safe(timeout=5)
                return

    watcher = threading.Thread(target=watch, name="interrupts a query")
    watcher.start()
    try:
        yield
    except Exception as error:
        cause: Any = getattr(error, "orig", None) or error
        if getattr(cause, "sqlstate", None) != _CANCELLED:
            raise
        raise CancelledError from error
    finally:
        ended.set()
        watcher.join()
    if cancelled.is_set():
        raise CancelledError
