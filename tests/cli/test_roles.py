"""Roles of the operators of a workspace on a server, from a terminal."""

from pathlib import Path

import psycopg
import pytest

from hitl_app.cli import run
from hitl_app.domain.errors import KnownError
from hitl_app.domain.roles import Role
from hitl_app.jobs.job import Job
from hitl_app.services.review import reviewing
from hitl_app.store.values import mark_unordered
from hitl_app.worker.table import run_job
from hitl_app.workspace import Workspace
from tests.helpers.terminal import run_json
from tests.helpers.workspace.people import ANN, BEN, PEOPLE, VIC, of, people
from tests.helpers.workspace.workspaces import add_photos, make_workspace


@pytest.fixture
def address(databases, server):
    address = databases.new()
    with people(server, address):
        yield address


@pytest.fixture
def folders(address, tmp_path, capsys, seed_model):
    """Return a folder of the administrator, and of each person, in a workspace with photos."""
    admin = tmp_path / "admin"
    run_json(capsys, "init", "--database", address, str(admin))
    workspace = Workspace.open(admin)
    add_photos(workspace, [0.2, 0.4, 0.6])
    workspace.close()
    for _time in range(2):
        assert run_json(capsys, "roles", "make", *at(admin))["roles"] == list(Role)
    found = {"admin": admin}
    for person, role in PEOPLE.items():
        run_json(capsys, "roles", "give", "viewer", person, *at(admin))
        assert run_json(capsys, "roles", "give", role, person, *at(admin))["role"] == role
        found[person] = tmp_path / person
        run_json(capsys, "connect", of(person, address), str(found[person]))
    return found


def at(folder: Path) -> tuple[str, str]:
    return "--workspace", str(folder)


def refused(capsys, *arguments):
    assert run(list(arguments)) == 1
    return capsys.readouterr().err


def table(tmp_path):
    file = tmp_path / "labels.csv"
    file.write_text("path,label\n/photos/photo-00000.png,Bag\n")
    return str(file)


def test_roles_say_what_each_person_may(folders, capsys):
    assert run_json(capsys, "roles", "list", *at(folders["admin"])) == {
        "role": "lead",
        "members": {ANN: "lead", BEN: "operator", VIC: "viewer"},
    }
    roles = {p: run_json(capsys, "roles", "list", *at(folders[p]))["role"] for p in PEOPLE}
    assert roles == {ANN: "lead", BEN: "operator", VIC: "viewer"}


def test_operator_decides_and_is_told_what_needs_a_lead(folders, capsys, tmp_path):
    ben = at(folders[BEN])
    for _time in range(2):
        run_json(capsys, "decide", "--from", table(tmp_path), *ben)
        assert run_json(capsys, "status", *ben)["reviewed"] == 1
        run_json(capsys, "undo", *ben)
    run_json(capsys, "settings", "set", "operator", "ben", *ben)
    for command in (
        ("settings", "set", "second-opinions", "0.5"),
        ("export", str(tmp_path / "out.csv")),
        ("backup", str(tmp_path / "out.backup")),
        ("retrain",),
        ("models", "rollback"),
        ("models", "prune"),
        ("categories", "rename", "Bag", "Bags"),
    ):
        assert "Your role in this workspace is operator; this needs the role lead." in refused(
            capsys, *command, *ben
        )
    assert not list(tmp_path.glob("out.*"))


def test_lead_changes_settings_and_exports(folders, capsys, tmp_path):
    ann = at(folders[ANN])
    for value in ("0.5", "0.25"):
        changed = run_json(capsys, "settings", "set", "second-opinions", value, *ann)
        assert changed["value"] == float(value)
    assert run(["export", str(tmp_path / "out.csv"), *ann]) == 0
    assert (tmp_path / "out.csv").exists()
    # Only the owner of the database gives roles.
    capsys.readouterr()
    assert "does not allow this" in refused(capsys, "roles", "give", "lead", BEN, *ann)


def test_viewer_sees_everything_and_changes_nothing(folders, capsys, tmp_path):
    vic = at(folders[VIC])
    for _time in range(2):
        assert run_json(capsys, "status", *vic)["to_review"] == 3
        told = refused(capsys, "decide", "--from", table(tmp_path), *vic)
        assert "Your role in this workspace is viewer; this needs the role operator." in told
    assert run_json(capsys, "status", *at(folders["admin"]))["reviewed"] == 0


def test_server_refuses_what_an_operator_may_not(folders, address):
    refusals = {}
    for statement in (
        "INSERT INTO setting (name, value) VALUES ('threshold', '0.5')",
        "UPDATE model_version SET name = 'mine'",
        "DELETE FROM activation",
        "INSERT INTO inspection SELECT * FROM inspection",
        "UPDATE certificate SET kind = 'mine'",
    ):
        with psycopg.connect(of(BEN, address)) as raw, pytest.raises(psycopg.Error) as raised:
            raw.execute(statement)
        refusals[statement] = raised.value.sqlstate
    assert set(refusals.values()) <= {"42501", "P0001"}, refusals


def test_operator_sets_marks_but_cannot_change_a_setting(folders, address, capsys):
    run_json(capsys, "settings", "set", "second-opinions", "0.5", *at(folders["admin"]))
    theirs = of(BEN, address)
    with psycopg.connect(theirs) as raw:
        update = "UPDATE setting SET value = '1' WHERE name = 'second-opinions'"
        assert raw.execute(update).rowcount == 0
        assert raw.execute("DELETE FROM setting WHERE name = 'second-opinions'").rowcount == 0
    workspace = Workspace.open(folders[BEN])
    for _time in range(2):
        with workspace.database.write() as session:
            mark_unordered(session)
    assert reviewing.counts(workspace).photos == 3
    with pytest.raises(KnownError, match="role-forbids"):
        run_job("inspect", workspace, Job(lambda _event: None), {})
    workspace.close()


def test_roles_are_refused_without_a_server_and_for_strangers(folders, capsys, tmp_path):
    make_workspace(tmp_path / "own").close()
    own, admin = at(tmp_path / "own"), at(folders["admin"])
    assert run_json(capsys, "roles", "list", *own) == {"role": "lead", "members": {}}
    assert "it is not on a server" in refused(capsys, "roles", "make", *own)
    told = refused(capsys, "roles", "give", "lead", "nobody_at_all", *admin)
    assert "knows nobody by the name nobody_at_all" in told


def test_operator_may_change_what_a_later_version_adds(folders, address):
    with psycopg.connect(address) as raw:
        raw.execute("CREATE TABLE later (id serial PRIMARY KEY)")
    with psycopg.connect(of(BEN, address)) as raw:
        assert raw.execute("INSERT INTO later DEFAULT VALUES").rowcount == 1
    with psycopg.connect(of(VIC, address)) as raw:
        assert raw.execute("SELECT count(*) FROM later").fetchone() == (1,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute("INSERT INTO later DEFAULT VALUES")
