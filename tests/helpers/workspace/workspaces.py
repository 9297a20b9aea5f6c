"""Workspaces with photos in them, made without TensorFlow."""

import hashlib
import io
import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image
from sqlalchemy import update

from hitl_app import resources
from hitl_app.domain.imports import FoundFile
from hitl_app.domain.models import Score
from hitl_app.domain.runs import RunState
from hitl_app.imaging.names import show
from hitl_app.services.models.versions import activate, rollback_target
from hitl_app.services.review import reviewing
from hitl_app.store.engine import database
from hitl_app.store.imports import imports
from hitl_app.store.models import versions
from hitl_app.store.schema import PhotoRow
from hitl_app.workspace import Workspace, database_path
from tests.helpers.workspace.scored import add_scored


def add_photos(
    workspace: Workspace,
    confidences: Sequence[float],
    *,
    suggestions: Sequence[int] | None = None,
    folder: str = "/photos",
    names: Sequence[str] | None = None,
    real: bool = False,
) -> list[int]:
    """Add one photo a confidence, as an import would; return their row numbers.

    `suggestions` are output numbers of the active model, by default one after the other. With
    `real` their files are written too.
    """
    with workspace.database.write() as session:
        version = versions.active_version(session)
        assert version is not None
        number = imports.start_import(session, [(os.fsencode(folder), folder)])
        rows, scores = [], []
        for index, confidence in enumerate(confidences):
            output = index % len(version.outputs) if suggestions is None else suggestions[index]
            name = names[index] if names else f"photo-{index:05d}.png"
            row = _row(folder, name)
            rows.append(_on_disk(row) if real else row)
            scores.append(_score(output, confidence, version.outputs))
        added = add_scored(session, number, rows, scores)
        imports.end_import(session, number, RunState.DONE, len(rows))
        return added


def _score(output, confidence, outputs) -> Score:
    rest = (1 - confidence) / (len(outputs) - 1)
    probabilities = np.full(len(outputs), rest, "<f2")
    probabilities[output] = confidence
    return Score(outputs[output], float(probabilities[output]), probabilities.tobytes())


def _row(folder, name) -> imports.NewPhoto:
    path = f"{folder}/{name}"
    sha256 = hashlib.sha256(os.fsencode(path)).hexdigest()
    return imports.NewPhoto(
        sha256=sha256,
        paths=(FoundFile(os.fsencode(path), "", show(path), 1000, 1),),
        width=28,
        height=28,
        size=1000,
        format="PNG",
        thumbnail=_picture(int(sha256[:6], 16)),
    )


def _on_disk(row: imports.NewPhoto) -> imports.NewPhoto:
    """Write a unique file, and return the photo as an import would find it."""
    (met,) = row.paths
    path = Path(os.fsdecode(met.raw))
    content = row.thumbnail + met.raw
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    status = path.stat()
    found = replace(met, size=status.st_size, mtime_ns=status.st_mtime_ns)
    sha256 = hashlib.sha256(content).hexdigest()
    return replace(row, sha256=sha256, size=status.st_size, paths=(found,))


def _picture(seed: int) -> bytes:
    pixels = np.zeros((28, 28), np.uint8)
    pixels[6:22, 8:20] = 64 + seed % 190
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def make_workspace(folder: Path, confidences: Sequence[float] = ()) -> Workspace:
    """Make a workspace with photos of these confidences."""
    if not database_path(folder).exists():
        folder.mkdir(parents=True, exist_ok=True)
        database_path(folder).write_bytes(
            # On a server the file names a database: one of each kind is kept.
            _new_database(
                database.dialect_of.__module__,
                resources.shipped_models(),
                resources.GREY_MODEL,
                resources.PHOTO_MODEL,
            )
        )
    workspace = Workspace.open(folder)
    if confidences:
        add_photos(workspace, confidences)
    return workspace


@cache
def _new_database(*_shipped: object) -> bytes:
    """Return the database of a new workspace; cached, since its migrations take long."""
    with tempfile.TemporaryDirectory() as folder:
        Workspace.create(Path(folder)).close()
        return database_path(Path(folder)).read_bytes()


def let_another_take_over(workspace: Workspace, reason: str = "operator") -> None:
    """Register a version named "other" with the active one's outputs, and activate it."""
    with workspace.database.write() as session:
        first = versions.active_version(session)
        assert first is not None
        other = versions.add_version(
            session,
            name="other",
            parent=first.name,
            sha256="0" * 64,
            outputs=first.outputs,
            metrics={},
            shipped=False,
        )
        versions.activate(session, other, reason)


def suggest(workspace, category_id):
    """Set one suggestion for all photos, or none."""
    with workspace.database.write() as session:
        session.execute(update(PhotoRow).values(suggestion_id=category_id))


def ids(workspace):
    """Return the row numbers of the first ten photos to review, in queue order."""
    return [shown.photo.id for shown in reviewing.next_photos(workspace, limit=10)]


def photo(workspace, number):
    """Return a photo as the Review page shows it."""
    return reviewing.show_photo(workspace, number).photo


def roll_back(workspace: Workspace):
    """Activate the previous version again, and return it."""
    return activate(workspace, rollback_target(workspace).name, "rollback")
