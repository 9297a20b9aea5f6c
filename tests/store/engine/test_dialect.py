import re
from pathlib import Path

import pytest

import hitl_app
from hitl_app.store.engine.errors import error_name
from hitl_app.workspace import Workspace

pytestmark = pytest.mark.own_database
_PACKAGE = Path(hitl_app.__file__).parent
_ENGINE = _PACKAGE / "store" / "engine"
_LEAKS = re.compile(
    r"sqlite|pragma\b|postgres|on_conflict|\browid|lastrowid|\.dialects|\bor (ignore|replace)\b"
    r"|exec_driver_sql|driver_connection|raw_connection|prefix_with|\"-(wal|shm|journal)\""
    r"|BEGIN IMMEDIATE|sqlalchemy\.exc|julianday|strftime\(\"%s|group_concat|typeof"
    r"|func\.(instr|total|iif|json_\w+|hex|changes|unixepoch|datetime)\b",
    re.IGNORECASE,
)


# Their texts tell people which server they need.
_TEXTS = (_PACKAGE / "problems" / "servers.py", _PACKAGE / "cli" / "team.py")


def _modules():
    return [
        path
        for path in _PACKAGE.rglob("*.py")
        if _ENGINE not in path.parents and path not in _TEXTS
    ]


def test_modules_name_no_database_outside_of_the_engine():
    leaks = [
        f"{path.relative_to(_PACKAGE)}:{number}: {line.strip()}"
        for path in _modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _LEAKS.search(line)
    ]
    assert leaks == []


def test_leak_pattern_matches_names_of_databases():
    assert _LEAKS.search('insert(table).prefix_with("OR REPLACE")')
    assert _LEAKS.search("from sqlalchemy.dialects.sqlite import insert")
    assert _LEAKS.search((_ENGINE / "sqlite.py").read_text(encoding="utf-8"))


def test_error_name_returns_name_of_driver(tmp_path):
    workspace = Workspace.create(tmp_path)
    with workspace.database.read() as session, pytest.raises(Exception, match="syntax") as raised:
        session.connection().exec_driver_sql("SELEC 1")
    workspace.close()
    assert error_name(raised.value) == "SQLITE_ERROR"
    assert error_name(ValueError()) == ""
