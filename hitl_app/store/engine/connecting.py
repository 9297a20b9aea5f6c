"""One way to connect to a database file, whoever wrote it."""

import sqlite3
from pathlib import Path


def open_connection(
    place: Path | str, timeout_s: float, *, shared: bool = False
) -> sqlite3.Connection:
    """Connect to a database without letting its schema run functions.

    Args:
        place: Its path, or a URI such as `file:///photos/review.db?mode=ro`.
        timeout_s: Seconds to wait for a lock.
        shared: Allow other threads to use the connection.

    Returns:
        A connection that begins no transaction by itself.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    raw = sqlite3.connect(
        place,
        uri=isinstance(place, str),
        timeout=timeout_s,
        isolation_level=None,
        check_same_thread=not shared,
    )
    try:
        raw.execute("PRAGMA trusted_schema=OFF")
    except sqlite3.Error:
        raw.close()
        raise
    return raw
