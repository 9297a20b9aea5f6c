"""Checks of the entries of a backup before any is unpacked."""

import shutil
import stat
import zipfile

import pytest

from hitl_app.services.models import versions
from hitl_app.services.workspace.backup import BackedUp, backup
from hitl_app.services.workspace.restoring import restore
from tests.helpers.workspace.backups import packed, refused
from tests.helpers.workspace.workspaces import let_another_take_over, make_workspace


def info(name, **values):
    entry = zipfile.ZipInfo(name)
    for key, value in values.items():
        setattr(entry, key, value)
    return entry


ENTRIES = {
    "link": info("models/x/card.json", external_attr=(stat.S_IFLNK | 0o777) << 16),
    "other method": info("models/x/card.json", compress_type=zipfile.ZIP_LZMA),
    "colon": info("models/c:x/card.json"),
    "case": info("REVIEW.DB"),
    "elsewhere": info("photos/x.jpg"),
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_restore_refuses_entries_that_no_backup_has(tmp_path, sound, app, entry):
    refused(app, packed(tmp_path, sound, [(entry, "x")]))


def test_restore_refuses_an_encrypted_entry(tmp_path, sound, app):
    file = packed(tmp_path, sound)
    data = bytearray(file.read_bytes())
    at = data.rindex(b"PK\1\2")
    data[at + 8] |= 1
    file.write_bytes(data)
    refused(app, file)


def test_restore_refuses_backup_larger_than_free_space(tmp_path, sound, app, monkeypatch):
    file = packed(tmp_path, sound)
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage)
    refused(app, file, "disk-full")


def test_restore_refuses_entry_that_claims_too_much(tmp_path, sound, app):
    file = packed(tmp_path, sound)
    data = bytearray(file.read_bytes())
    at = data.rindex(b"PK\1\2")
    data[at + 24 : at + 28] = (3 << 30).to_bytes(4, "little")
    file.write_bytes(data)
    assert "more" in refused(app, file).params["detail"]


@pytest.fixture
def with_version(tmp_path):
    """Return a function that makes a backup in which one file of a version is changed."""
    workspace = make_workspace(tmp_path / "other", [0.3])
    backup(workspace, tmp_path / "whole.zip")
    name = versions.active_version(workspace).name
    workspace.close()

    def changed(part, change):
        with (
            zipfile.ZipFile(tmp_path / "whole.zip") as whole,
            zipfile.ZipFile(tmp_path / "changed.zip", "w") as out,
        ):
            for entry in whole.infolist():
                content = whole.read(entry)
                is_it = entry.filename == f"models/{name}/{part}"
                out.writestr(entry.filename, change(content) if is_it else content)
        return tmp_path / "changed.zip"

    return changed


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("card.json", lambda content: content[:-20]),
        ("card.json", lambda content: content.replace(b'"sha256": "', b'"sha256": "0')),
        ("network.keras", lambda content: content[:-1]),
    ],
)
def test_restore_refuses_version_that_differs_from_registered_one(with_version, app, part, change):
    refused(app, with_version(part, change))


def test_backup_leaves_out_version_that_restore_would_refuse(tmp_path):
    workspace = make_workspace(tmp_path / "workspace", [0.3])
    let_another_take_over(workspace)
    shutil.copytree(
        workspace.version_folder(versions.list_versions(workspace)[0].name),
        workspace.models_folder / "other",
    )
    assert backup(workspace, tmp_path / "b.zip") == BackedUp(1, ("other",))
    workspace.close()
    restore(tmp_path / "workspace", tmp_path / "b.zip")
