"""Backups for tests, valid and damaged, and the state that a restore leaves."""

import json
import zipfile

import pytest

from hitl_app.domain.errors import KnownError
from hitl_app.messages import sentences
from hitl_app.services.review import reviewing
from hitl_app.services.workspace.restoring import restore
from hitl_app.workspace import Workspace

MANIFEST = json.dumps({"program": "Second Look", "versions": []})


def packed(tmp_path, database, extra=()):
    """Make a backup of a database file."""
    file = tmp_path / "made.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("backup.json", MANIFEST)
        archive.write(database, "review.db")
        for name, content in extra:
            archive.writestr(name, content)
    return file


def refused(folder, file, code="backup-damaged"):
    """Assert that a restore fails and changes nothing; return its error."""
    before = state(folder)
    with pytest.raises(KnownError) as raised:
        restore(folder, file)
    error = raised.value
    assert error.code == code, error.params
    assert ".second-look-" not in " ".join(sentences(error.code, error.params))
    assert state(folder) == before
    return error


def state(folder):
    """Return all files of a folder with their bytes."""
    files = sorted(p for p in folder.rglob("*") if p.is_file()) if folder.exists() else []
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


def photos_of(folder):
    workspace = Workspace.open(folder)
    try:
        return reviewing.counts(workspace).photos
    finally:
        workspace.close()
