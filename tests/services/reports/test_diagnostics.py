"""Diagnostics contain what a report needs, and nothing private."""

import json
import os
import platform
from pathlib import Path

import pytest

from hitl_app import __version__
from hitl_app.cli import run
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import UnreadableFile
from hitl_app.domain.runs import RunState
from hitl_app.domain.settings import OPERATOR
from hitl_app.services import settings
from hitl_app.services.categories import categories
from hitl_app.services.reports import diagnostics
from hitl_app.services.review import reviewing
from hitl_app.store.engine.revisions import HEAD
from hitl_app.store.imports import imports
from hitl_app.store.imports.unreadable import add_unreadable
from hitl_app.store.models import versions
from hitl_app.workspace import Workspace
from tests.helpers.workspace.workspaces import add_photos

SECRETS = {
    "operator": "Wilhelmina Quince",
    "setting": "Bartholomew",
    "category": "Secretgowns",
    "note": "ring Mrs Undisclosed",
    "folder": "clientele",
    "photo": "unreleased-coat.png",
    "unreadable": "embargoed.tif",
    "detail": "cannot open hushhush",
    "version": "couturier-net",
    "workspace": "maison-prive",
}


def planted(home: Path) -> Workspace:
    """Make a workspace whose every text is a secret."""
    workspace = Workspace.create(home / SECRETS["workspace"])
    folder = str(home / SECRETS["folder"])
    ids = add_photos(workspace, [0.4, 0.5, 0.6], folder=folder, names=[SECRETS["photo"], "b", "c"])
    settings.set_setting(workspace, OPERATOR, SECRETS["setting"])
    own = categories.add_category(workspace, SECRETS["category"]).category
    reviewing.decide(workspace, ids[0], Answer.CATEGORY, SECRETS["operator"], own.id)
    reviewing.decide(workspace, ids[1], Answer.ASK, SECRETS["operator"], note=SECRETS["note"])
    path = f"{folder}/{SECRETS['unreadable']}"
    with workspace.database.write() as session:
        number = imports.start_import(session, [(os.fsencode(folder), folder)])
        files = [UnreadableFile(path=path, reason="damaged", detail=SECRETS["detail"])]
        add_unreadable(session, number, files)
        imports.end_import(session, number, RunState.INTERRUPTED, 7)
        active = versions.active_version(session)
        versions.add_version(
            session, name=SECRETS["version"], parent=active.name, sha256="0" * 64,
            outputs=active.outputs, metrics={"made by": SECRETS["operator"]}, shipped=False,
        )  # fmt: skip
        run_id = versions.start_run(session, active.name, {"by": SECRETS["operator"]}, [1, 2, 3])
        reasons = [
            {"code": "category-lost", "params": {"category": SECRETS["category"], "count": 9}}
        ]
        versions.end_run(
            session, run_id, RunState.DONE, candidate=SECRETS["version"], verdict="worse",
            report={"reasons": reasons},
        )  # fmt: skip
    return workspace


def text_of(workspace: Workspace) -> str:
    facts = {"program": diagnostics.of_program(), "workspace": diagnostics.of_workspace(workspace)}
    return diagnostics.as_text(facts)


def test_diagnostics_contain_nothing_private(home, seed_model):
    workspace = planted(home)
    try:
        text = text_of(workspace)
    finally:
        workspace.close()
    for what, secret in SECRETS.items():
        for word in secret.split():
            assert word.casefold() not in text.casefold(), what
    assert str(home) not in text
    assert platform.node() not in text


def test_diagnostics_contain_versions_and_counts(home, seed_model):
    workspace = planted(home)
    try:
        text = text_of(workspace)
    finally:
        workspace.close()
    lines = [line.strip() for line in text.splitlines()]
    for line in (
        f"Second Look: {__version__}",
        f"Python: {platform.python_version()}",
        f"schema revision: {HEAD}",
        "photos: 3",
        "to review: 2",
        "reviewed: 1",
        "unreadable files: damaged 1",
        "on a network share: no",
    ):
        assert line in lines, text
    assert any(line.startswith("free disk in MB: ") for line in lines)
    assert any(
        line.startswith("interrupted: 7 found, 0 new, 6 known, 1 unreadable") for line in lines
    )
    assert any(line.startswith("done: 3 training photos, worse, category-lost") for line in lines)
    assert "SQLAlchemy" in text


def test_short_and_without_home_replace_home_folder(home):
    assert diagnostics.short(home / "tools" / "workspace") == str(Path("~") / "tools" / "workspace")
    text = f"in {home}/a and {home.resolve()}/b"
    assert diagnostics.without_home(text) == "in ~/a and ~/b"


def test_diagnostics_command_prints_text_and_json(home, seed_model, capsys):
    workspace = planted(home)
    folder = workspace.folder
    workspace.close()
    assert run(["diagnostics", "--workspace", str(folder)]) == 0
    output = capsys.readouterr().out
    assert f"schema revision: {HEAD}" in output
    assert run(["diagnostics", "--workspace", str(folder), "--json"]) == 0
    as_json = capsys.readouterr().out
    assert json.loads(as_json)["workspace"]["photos"] == 3
    for secret in SECRETS.values():
        assert secret not in output + as_json


@pytest.mark.own_database
def test_diagnostics_command_reports_missing_workspace(home, capsys):
    assert run(["diagnostics", "--workspace", str(home / SECRETS["workspace"])]) == 0
    output = capsys.readouterr().out
    assert "not opened: no-workspace" in output
    assert SECRETS["workspace"] not in output
    assert KnownError("no-workspace").code in output
