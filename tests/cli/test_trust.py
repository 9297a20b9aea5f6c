"""Trust in backups and files, through the commands."""

import json
import logging
import os
import stat
import sys
import zipfile
from pathlib import Path

import pytest
from platformdirs import user_log_path

from hitl_app.cli import run
from hitl_app.cli.error_log import log_error
from hitl_app.services.review import reviewing
from hitl_app.workspace import database_path
from safeio.files import whole_folder, write_whole
from tests.helpers.workspace.workspaces import add_photos, make_workspace
from training.core.errors import TrainingError


@pytest.fixture
def app(tmp_path, monkeypatch):
    folder = tmp_path / "workspace"
    workspace = make_workspace(folder)
    add_photos(workspace, [0.1, 0.2, 0.3, 0.9])
    workspace.close()
    monkeypatch.chdir(folder)
    return folder


def run_json(capsys, *arguments, status=0):
    assert run([*arguments, "--json"]) == status
    captured = capsys.readouterr()
    return json.loads(captured.out) if status == 0 else captured.err


def decide(capsys, label, count=1):
    rows = run_json(capsys, "queue")["queue"][:count]
    Path("said.csv").write_text(
        "photo,label\n" + "".join(f"{row['photo']},{label}\n" for row in rows)
    )
    return run_json(capsys, "decide", "--from", "said.csv", "--operator", "ann")["recorded"]


def test_restore_leaves_usable_workspace_when_repeated(app, capsys, tmp_path):
    file = str(tmp_path / "b.zip")
    assert decide(capsys, "Dress") == 1
    assert run_json(capsys, "backup", file)["missing"] == []
    for _ in range(2):
        assert decide(capsys, "Coat", 2) == 2
        assert run_json(capsys, "status")["reviewed"] == 3
        restored = run_json(capsys, "restore", file)
        assert restored["photos"] == 4
        assert Path(restored["kept"]).is_file()
        assert run_json(capsys, "status")["reviewed"] == 1
    assert decide(capsys, "Coat") == 1
    assert run_json(capsys, "undo", "--operator", "ann")["changed"] == 1
    assert run_json(capsys, "undo", "--operator", "ann")["changed"] == 1
    assert run_json(capsys, "status")["reviewed"] == 0
    run_json(capsys, "backup", file)
    assert run_json(capsys, "restore", file, "--workspace", str(tmp_path / "new"))["kept"] is None


def test_restore_reports_unchanged_workspace_when_backup_is_damaged(app, capsys, tmp_path):
    run_json(capsys, "backup", str(tmp_path / "b.zip"))
    with zipfile.ZipFile(tmp_path / "b.zip", "a") as archive:
        archive.writestr("more.txt", "x")
    output = run_json(capsys, "restore", str(tmp_path / "b.zip"), status=1)
    assert f"{tmp_path / 'b.zip'} is not a complete Second Look backup" in output
    assert "The workspace was not changed" in output
    assert run_json(capsys, "status")["photos"] == 4


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize(
    "arguments",
    [
        ("restore", "PIPE"),
        ("decide", "--from", "PIPE"),
        ("categories", "import", "PIPE"),
        ("init", "--categories", "PIPE"),
        ("models", "import", "PIPE"),
    ],
)
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_commands_refuse_pipes_and_devices_as_input(app, capsys, tmp_path, arguments, kind):
    pipe = Path("/dev/zero")
    if kind == "pipe":
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
    output = run_json(capsys, *(str(pipe) if a == "PIPE" else a for a in arguments), status=1)
    assert "ordinary file" in output


@pytest.fixture
def narrow_umask():
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_files_of_a_workspace_and_of_versions_follow_the_umask(
    tmp_path, capsys, monkeypatch, narrow_umask
):
    monkeypatch.chdir(tmp_path)
    workspace = make_workspace(tmp_path / "workspace")
    add_photos(workspace, [0.1])
    workspace.close()
    monkeypatch.chdir(tmp_path / "workspace")
    run_json(capsys, "export", "out.csv")
    run_json(capsys, "backup", str(tmp_path / "b.zip"))
    run_json(capsys, "restore", str(tmp_path / "b.zip"))
    with whole_folder(tmp_path / "workspace" / "models" / "one") as folder:
        (folder / "card.json").write_text("{}")
    write_whole(tmp_path / "one.zip", b"x")
    made = [path for path in tmp_path.rglob("*") if not path.is_symlink()]
    assert len(made) > 10
    assert [path for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_whole_folder_keeps_permissions_that_umask_allows(tmp_path):
    before = os.umask(0o002)
    try:
        with whole_folder(tmp_path / "one") as folder:
            (folder / "card.json").write_text("{}")
        write_whole(tmp_path / "one.zip", b"x")
    finally:
        os.umask(before)
    modes = [
        stat.S_IMODE((tmp_path / n).stat().st_mode) for n in ("one", "one/card.json", "one.zip")
    ]
    assert modes == [0o775, 0o664, 0o664]


def log_file():
    return user_log_path("second-look", appauthor=False) / "errors.log"


def test_error_log_contains_places_and_no_values(app, capsys, monkeypatch):
    def fail(*_arguments):
        operator, folder = "".join(("Sec", "ret")), "/".join(("", "private"))
        try:
            {}[operator]
        except KeyError as error:
            raise ValueError(f"no photo with {operator} in {folder}") from error

    monkeypatch.setattr(reviewing, "counts", fail)
    assert run(["status"]) == 1
    capsys.readouterr()
    text = log_file().read_text()
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "in fail" in text
    assert "Secret" not in text
    assert "/private" not in text
    if os.name != "nt":
        assert stat.S_IMODE(log_file().stat().st_mode) == 0o600


def test_error_log_is_rotated_at_its_limit(tmp_path):
    log_file().parent.mkdir(parents=True, exist_ok=True)
    log_file().write_text("x" * 1_100_000)
    log_file().chmod(0o644)
    for _ in range(2):
        log_error(ValueError("hidden"))
    older = log_file().with_name("errors.log.1")
    assert log_file().stat().st_size < 10_000
    assert older.stat().st_size > 1_000_000
    if os.name != "nt":
        assert {stat.S_IMODE(f.stat().st_mode) for f in (log_file(), older)} == {0o600}
    assert logging.getLogger("hitl_app").handlers == []


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (MemoryError(), "There is not enough memory."),
        (
            ImportError("lib.so.2: failed to map segment from shared object"),
            "There is not enough memory.",
        ),
        (OSError(24, "Too many open files", "/x"), "Too many files are open"),
        (OSError(28, "No space left on device", "/x"), "The disk is full: /x"),
        (OSError(28, "No space left on device"), "The disk is full: the output or a"),
    ],
)
def test_run_reports_missing_memory_files_or_disk_space(app, capsys, monkeypatch, error, sentence):
    def fail(*_arguments):
        raise error

    monkeypatch.setattr(reviewing, "counts", fail)
    assert run(["status"]) == 1
    output = capsys.readouterr().err
    assert output.startswith(sentence)
    assert output.count("\n") == 1
    assert not log_file().exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space so")
def test_load_tensorflow_refuses_when_address_space_is_limited(monkeypatch):
    import resource

    from training.core import backend

    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (1 << 30, resource.RLIM_INFINITY))
    with pytest.raises(MemoryError):
        backend.load_tensorflow()


def test_models_import_follows_no_link(app, capsys, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (app / "models").symlink_to(elsewhere)
    (tmp_path / "v.zip").write_bytes(b"PK")
    output = run_json(capsys, "models", "import", str(tmp_path / "v.zip"), status=1)
    assert f"{app / 'models'} is a link to another location" in output
    assert list(elsewhere.iterdir()) == []
    assert run_json(capsys, "models", "prune", status=1).startswith(f"{app / 'models'} is a link")


def test_status_refuses_database_with_foreign_trigger(app, capsys):
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(database_path(app))) as raw, raw:
        raw.execute("CREATE TRIGGER t AFTER INSERT ON decision BEGIN DELETE FROM photo; END")
    output = run_json(capsys, "status", status=1)
    assert "is not a valid Second Look database: the trigger 't'" in output


def test_check_new_name_refuses_name_of_dead_link(tmp_path):
    from training.versions.registry import check_new_name

    (tmp_path / "photo-1").symlink_to(tmp_path / "nowhere")
    with pytest.raises(TrainingError) as raised:
        check_new_name(tmp_path, "photo-1")
    assert raised.value.code == "version-exists"
