"""Recognise the schema of a review database; only exact released revisions are accepted.

`migrations/schemas/` holds what `sqlite_master` is after each migration. A database whose schema is
another one comes from elsewhere: its triggers and views would run whenever it is used.
"""

import json
import sqlite3
from functools import cache
from pathlib import Path
from typing import Final

from hitl_app.domain.errors import KnownError

APPLICATION_ID: Final = 0x534C4F4B  # "SLOK"
HEAD: Final = "0013"
REVISIONS: Final = tuple(f"{number:04d}" for number in range(1, int(HEAD) + 1))
_MOST_OBJECTS: Final = 1000
# Statistics of SQLite's planner, made by `ANALYZE`; never read by name.
_STATISTICS: Final = ("table sqlite_stat1", "table sqlite_stat4")
_SCHEMAS: Final = Path(__file__).parent / "migrations" / "schemas"
_VERSION_TABLE: Final = "table alembic_version"

Schema = dict[str, str]
"""SQL of each object by its kind and name, such as `index ix_photo_queue`."""


def revision_of(raw: sqlite3.Connection, path: Path) -> str:
    """Return the revision of a database whose schema is exactly that of this revision.

    Raises:
        KnownError: It is another program's, newer than this program, damaged, or its schema is no
            released one.
    """
    try:
        return _revision_of(raw, path)
    except sqlite3.OperationalError as error:
        # A schema that SQLite cannot parse, or text that is not UTF-8, has no code of its own.
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) != sqlite3.SQLITE_ERROR:
            raise
        raise KnownError("database-damaged", path=str(path)) from error


def _revision_of(raw: sqlite3.Connection, path: Path) -> str:
    if _pragma(raw, "application_id") != APPLICATION_ID:
        raise KnownError("not-a-review-database", path=str(path))
    found = read_schema(raw)
    # Nothing is read from a view that has the table's name: it may be without end.
    if found.get(_VERSION_TABLE) == schema_of(HEAD)[_VERSION_TABLE]:
        revision = _stored_revision(raw, path)
    elif any(name.endswith(" alembic_version") for name in found):
        revision = HEAD
    else:
        raise KnownError("database-damaged", path=str(path))
    detail = _difference(found, schema_of(revision)) or _wrong_setting(raw)
    if detail:
        raise KnownError("database-foreign", path=str(path), detail=detail)
    return revision


def _stored_revision(raw: sqlite3.Connection, path: Path) -> str:
    row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = str(row[0]) if row else ""
    if revision > HEAD:
        raise KnownError("database-newer", path=str(path))
    if revision not in REVISIONS:
        raise KnownError("database-damaged", path=str(path))
    return revision


def read_schema(raw: sqlite3.Connection) -> Schema:
    """Return the schema of a database, without running any of it."""
    query = "SELECT type, name, sql FROM sqlite_master LIMIT ?"
    found = raw.execute(query, (_MOST_OBJECTS,))
    rows = {f"{kind} {name}": sql for kind, name, sql in found}
    # Only white space differs between equal objects: SQLite keeps the text of a statement.
    return {n: " ".join((sql or "").split()) for n, sql in rows.items() if n not in _STATISTICS}


@cache
def schema_of(revision: str) -> Schema:
    """Return the schema of a released revision."""
    schema: Schema = json.loads((_SCHEMAS / f"{revision}.json").read_text(encoding="utf-8"))
    return schema


def _difference(found: Schema, expected: Schema) -> str:
    """Return the first difference between two schemas as text; "" if there is none."""
    for name in sorted(found.keys() - expected.keys()):
        kind, _, called = name.partition(" ")
        return f"the {kind} {called[:60]!a} does not belong in it"
    for name, sql in expected.items():
        if name not in found:
            return f"the {name} is missing"
        if found[name] != sql:
            return f"the {name} is another one"
    return ""


def _wrong_setting(raw: sqlite3.Connection) -> str:
    for name, value in (("encoding", "UTF-8"), ("user_version", 0)):
        if _pragma(raw, name) != value:
            return f"its {name} is not {value}"
    return ""


def _pragma(raw: sqlite3.Connection, name: str) -> object:
    return raw.execute(f"PRAGMA {name}").fetchone()[0]
