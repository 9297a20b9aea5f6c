"""Photos without files, in a workspace that no network has seen."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from hitl_app.domain.photos import PhotoState
from hitl_app.domain.runs import RunState
from hitl_app.domain.splits import role_of
from hitl_app.domain.unchanged import FoundFile
from hitl_app.store.imports import imports
from hitl_app.store.models import versions
from hitl_app.workspace import Workspace


def make_workspace(folder: Path, confidences: Sequence[float]) -> None:
    """Make a workspace with a photo a confidence; the categories are suggested in turn."""
    workspace = Workspace.create(folder)
    with workspace.database.write() as session:
        version = versions.active_version(session)
        assert version is not None
        number = imports.start_import(session, [(b"/photos", "/photos")])
        rows = [_photo(i, one, version.outputs) for i, one in enumerate(confidences)]
        imports.add_photos(session, number, version.id, rows)
        imports.end_import(session, number, RunState.DONE, len(rows))
    workspace.close()


def _photo(index: int, confidence: float, outputs: Sequence[int]) -> imports.NewPhoto:
    path = f"/photos/{index:05d}.png"
    sha256 = hashlib.sha256(path.encode()).hexdigest()
    shares = np.full(len(outputs), (1 - confidence) / (len(outputs) - 1), "<f2")
    shares[index % len(outputs)] = confidence
    return imports.NewPhoto(
        sha256=sha256,
        paths=(FoundFile(path.encode(), "", path, 1000, 1),),
        width=28,
        height=28,
        size=1000,
        format="PNG",
        role=role_of(sha256),
        state=PhotoState.WAITING,
        thumbnail=b"no image",
        suggestion_id=outputs[index % len(outputs)],
        confidence=float(shares[index % len(outputs)]),
        probabilities=shares.tobytes(),
    )
