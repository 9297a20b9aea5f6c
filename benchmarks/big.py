"""Make large workspaces of photos to review quickly."""

import hashlib
import io
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from hitl_app.domain.imports import FoundFile
from hitl_app.domain.models import Score
from hitl_app.domain.runs import RunState
from hitl_app.store.engine.dialect import Durability
from hitl_app.store.imports import imports
from hitl_app.store.models import versions
from hitl_app.workspace import Workspace

_PAGE = 2000
FOLDERS = 997


def make(folder: Path, photos: int | Sequence[float], folders: int = FOLDERS) -> None:
    """Make a workspace with photos to review and 128-pixel thumbnails.

    Args:
        folder: Of the new workspace.
        photos: Their confidences, or their number: then confidences are spread.
        folders: Number of folders that they lie in.
    """
    if isinstance(photos, int):
        photos = np.random.default_rng(1).beta(4, 2, photos).tolist()
    workspace = Workspace.create(folder, Durability.NORMAL)
    fill(workspace, photos, 0, folders)
    workspace.database.dialect.checkpoint()
    workspace.close()


def fill(
    workspace: Workspace, confidences: Sequence[float], first: int, folders: int = FOLDERS
) -> None:
    """Add photos to review with these confidences, numbered from a first number."""
    rng = np.random.default_rng(1)
    thumbnails = [_thumbnail(rng) for _ in range(64)]
    with workspace.database.write() as session:
        version = versions.active_version(session)
        assert version is not None
        number = imports.start_import(session, [(b"/made", "/made")])
    for start in range(0, len(confidences), _PAGE):
        with workspace.database.write() as session:
            rows = [
                _row(first + start + i, c, version.outputs, thumbnails, folders)
                for i, c in enumerate(confidences[start : start + _PAGE])
            ]
            imports.add_photos(session, number, version.id, rows)
    with workspace.database.write() as session:
        imports.end_import(session, number, RunState.DONE, len(confidences))


def _row(
    index: int,
    confidence: float,
    outputs: tuple[int, ...],
    thumbnails: list[bytes],
    folders: int,
) -> imports.NewPhoto:
    path = f"/made/{index % folders}/photo-{index}.jpg"
    sha256 = hashlib.sha256(path.encode()).hexdigest()
    best = index % len(outputs)
    probabilities = np.full(len(outputs), (1 - confidence) / (len(outputs) - 1), "<f2")
    probabilities[best] = confidence
    return imports.NewPhoto(
        sha256=sha256,
        paths=(FoundFile(os.fsencode(path), "", path, 30_000, 1),),
        width=400,
        height=533,
        size=30_000,
        format="JPEG",
        state="to-review",
        thumbnail=thumbnails[index % len(thumbnails)],
        score=Score(outputs[best], float(probabilities[best]), probabilities.tobytes()),
    )


def _thumbnail(rng: np.random.Generator) -> bytes:
    coarse = rng.integers(0, 256, (16, 12, 3), dtype=np.uint8)
    image = Image.fromarray(coarse).resize((96, 128), Image.Resampling.BICUBIC)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, subsampling=0)
    return out.getvalue()
