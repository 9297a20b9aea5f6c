"""Make, recognise and migrate the schema of a review database on a server."""

import re
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, text

from hitl_app.domain.errors import KnownError
from hitl_app.store.engine.revisions import HEAD, REVISIONS
from hitl_app.store.schema import Base

FIRST: Final = "0007"
"""The revision with which databases on a server begin."""
_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_TABLES: Final = text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
_COLUMNS: Final = text(
    "SELECT table_name, column_name FROM information_schema.columns"
    " WHERE table_schema = current_schema()"
)
_TRIGGERS: Final = text(
    "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
)
_RULES: Final = text("SELECT tablename, rulename FROM pg_rules WHERE schemaname = current_schema()")
# Text is compared byte by byte, as in a file of SQLite's: orders and pages are the same.
_COLLATIONS: Final = text(
    "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)"
    " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
    " JOIN pg_collation o ON o.oid = a.attcollation"
    " WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace"
    " AND a.attnum > 0 AND NOT a.attisdropped AND o.collname <> 'C'"
)
# Pictures, features and weights cannot be compressed further: to try takes longer than to write.
_SQUEEZED: Final = text(
    "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
    " WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace"
    " AND a.atttypid = 'bytea'::regtype AND a.attstorage = 'x'"
    " AND a.attnum > 0 AND NOT a.attisdropped"
)
_CERTIFICATES_STAY: Final = frozenset(
    {("certificate", "certificate_no_update"), ("certificate", "certificate_no_delete")}
)


def revision_of(connection: Connection, place: str) -> str | None:
    """Return the revision of a review database; None if there is nothing yet.

    Raises:
        KnownError: It is another program's, or newer than this program.
    """
    tables = set(connection.execute(_TABLES).scalars())
    if not tables:
        return None
    if not {"alembic_version", "photo", "decision"} <= tables:
        raise KnownError("server-other-program", path=place)
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    revision = str(found[0]) if len(found) == 1 else ""
    if not re.fullmatch(r"\d{4}", revision):
        raise KnownError("server-other-program", path=place)
    if revision > HEAD:
        raise KnownError("database-newer", path=place)
    if revision < FIRST or revision not in REVISIONS:
        raise KnownError("server-damaged", path=place, detail=f"revision {revision}")
    return revision


def check_schema(connection: Connection, place: str) -> None:
    """Refuse a database of the newest revision whose schema is another one.

    Tables and views that an administrator has added, such as for reports, are no concern: nothing
    reads them.

    Raises:
        KnownError: Code `server-damaged`.
    """
    found: dict[str, set[str]] = {}
    for table, column in connection.execute(_COLUMNS):
        found.setdefault(table, set()).add(column)
    expected = {name: set(table.columns.keys()) for name, table in Base.metadata.tables.items()}
    for name, columns in expected.items():
        if found.get(name) != columns:
            detail = f"the table {name} has other columns or is missing"
            raise KnownError("server-damaged", path=place, detail=detail)
    triggers = {(table, name) for table, name in connection.execute(_TRIGGERS) if table in expected}
    rules = {(table, name) for table, name in connection.execute(_RULES) if table in expected}
    if triggers != _CERTIFICATES_STAY or rules:
        detail = "it has other triggers or rules"
        raise KnownError("server-damaged", path=place, detail=detail)


def upgrade(connection: Connection, place: str, revision: str = HEAD) -> None:
    """Bring a database up to a revision in the open transaction; make it, if there is nothing.

    The caller holds the write lock: of several computers one upgrades, and the others find it done.
    """
    # Alembic takes a while to import and is needed only when there is something to migrate.
    from alembic import command
    from alembic.config import Config

    found = revision_of(connection, place)
    if found is None:
        schema = (_MIGRATIONS / "schemas" / f"postgresql-{FIRST}.sql").read_text(encoding="utf-8")
        connection.exec_driver_sql(schema)
        found = FIRST
    if found != revision:
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    for table, column, kind in connection.execute(_COLLATIONS).all():
        connection.exec_driver_sql(
            f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {kind} COLLATE "C"'
        )
    for table, column in connection.execute(_SQUEEZED).all():
        connection.exec_driver_sql(
            f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET STORAGE EXTERNAL'
        )
