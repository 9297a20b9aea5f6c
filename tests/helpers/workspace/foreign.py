"""A workspace whose database contains misleading names, as another program may write them."""

import json
import sqlite3
from pathlib import Path

from hitl_app.domain.decisions import Answer
from hitl_app.services.catalogue import watching
from hitl_app.services.review import reviewing
from hitl_app.store.models import versions
from hitl_app.workspace import database_path
from tests.helpers.workspace.inspections import SURE, catalogue, certify

STEERING = (
    "\x1b]0;x\x07\x1b[31m\x9b2J\x7f\x00\r\n\t\u2028\u202egpj\u2066\u2069[bold]b[/bold] [link=x]l"
)
"""Controls a terminal, reverses the direction of text, and is markup for tables."""
MARKUP = "<h1>A</h1> & B <img src=file:///x><a href='x'>l</a>"
"""Is rich text for Qt, and has a mnemonic."""
_COLUMNS = {
    "photo": ("first_path", "product", "decided_by", "asked_by"),
    "path": ("shown",),
    "operation": ("operator",),
    "decision": ("operator", "note"),
    "unreadable": ("path", "reason", "detail"),
    "watched_folder": ("shown",),
    "training_run": ("parent", "candidate"),
    "model_version": ("parent",),
    "opinion": ("first_by", "second_by"),
    "certificate": ("version",),
    "inspection": ("operator",),
}


def foreign_workspace(folder: Path, text: str) -> None:
    """Make a workspace with decisions, a certificate and a watched folder, and plant a text.

    The text fills every column of text that is read, except for the name of the active version.
    """
    workspace = catalogue(folder, SURE, 20)
    certify(workspace)
    for shown in reviewing.queue(workspace, 4):
        reviewing.decide(workspace, shown.id, Answer.CATEGORY, "ann", 1)
        reviewing.decide(workspace, shown.id, Answer.CATEGORY, "bob", 2)
    for shown in reviewing.queue(workspace, 2):
        reviewing.decide(workspace, shown.id, Answer.ASK, "ann", None, note="why")
    (folder / "drop").mkdir()
    watching.add_folder(workspace, folder / "drop")
    with workspace.database.write() as session:
        active = versions.active_version(session)
        versions.add_version(
            session, name=text, parent=text, sha256="0" * 64, outputs=active.outputs,
            metrics={"test": {"accuracy": text, "count": text}, "training_photos": text},
            shipped=False,
        )  # fmt: skip
        number = versions.start_run(session, text, {"name": text}, [])
        session.flush()
        assert number
    workspace.close()
    _plant(database_path(folder), text)


def _plant(file: Path, text: str) -> None:
    database = sqlite3.connect(file)
    with database:
        # Triggers protect certificates; a person who edits a database by hand can drop them.
        made = database.execute("select name, sql from sqlite_master where type = 'trigger'")
        triggers = made.fetchall()
        for name, _ in triggers:
            database.execute(f"drop trigger {name}")
        for table, columns in _COLUMNS.items():
            for column in columns:
                database.execute(f"update {table} set {column} = ? || rowid", (text,))  # noqa: S608
        database.execute("update category set name = ? || id", (text,))
        database.execute("update certificate set operators = ?", (json.dumps([text]),))
        database.execute("update import_run set roots = ?", (json.dumps([["78", text]]),))
        database.execute(
            "insert or replace into setting values ('operator', ?)", (json.dumps(text),)
        )
        for _, sql in triggers:
            database.execute(sql)
    database.close()
