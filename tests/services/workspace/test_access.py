"""The access token: shown once, stored as a hash."""

from hitl_app.services.workspace import access, backup
from hitl_app.services.workspace.restoring import restore
from hitl_app.workspace import Workspace
from tests.helpers.workspace.workspaces import make_workspace


def test_new_token_replaces_the_one_before_and_is_not_stored(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    assert access.token_hash(workspace) is None
    first = access.new_token(workspace)
    second = access.new_token(workspace)
    stored = access.token_hash(workspace)
    assert access.matches(second, stored)
    assert not access.matches(first, stored)
    assert not access.matches("ü\udcff", stored)
    workspace.close()
    held = b"".join(file.read_bytes() for file in (tmp_path / "workspace").glob("review.db*"))
    assert second.encode() not in held


def test_restore_forgets_the_token_of_the_backup(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    access.new_token(workspace)
    backup.backup(workspace, tmp_path / "backup.zip")
    workspace.close()
    restore(tmp_path / "restored", tmp_path / "backup.zip")
    restored = Workspace.open(tmp_path / "restored")
    assert access.token_hash(restored) is None
    restored.close()
