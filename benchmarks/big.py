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
from hitl_app.domain.vectors import pack
from hitl_app.jobs.scoring import Scorer
from hitl_app.store.engine.dialect import Durability
from hitl_app.store.imports import imports
from hitl_app.store.models import scores
from hitl_app.workspace import Workspace

_PAGE = 2000
FOLDERS = 997


def make(
    folder: Path,
    photos: int | Sequence[float],
    folders: int = FOLDERS,
    *,
    features: bool = False,
    side: int = 0,
) -> None:
    """Make a workspace with photos to review and 192-pixel thumbnails.

    Args:
        folder: Of the new workspace.
        photos: Their confidences, or their number: then confidences are spread.
        folders: Number of folders that they lie in.
        features: Whether random features are stored; thumbnails are tiny then, by default.
        side: Pixels of a thumbnail's longer side.
    """
    if isinstance(photos, int):
        photos = np.random.default_rng(1).beta(4, 2, photos).tolist()
    workspace = Workspace.create(folder, Durability.NORMAL)
    fill(workspace, photos, 0, folders, features=features, side=side)
    workspace.database.dialect.checkpoint()
    workspace.close()


def fill(
    workspace: Workspace,
    confidences: Sequence[float],
    first: int,
    folders: int = FOLDERS,
    *,
    features: bool = False,
    side: int = 0,
) -> None:
    """Add photos to review with these confidences, numbered from a first number."""
    rng = np.random.default_rng(1)
    thumbnails = [_thumbnail(rng, side or (16 if features else 192)) for _ in range(64)]
    scorer = Scorer(workspace)
    numbers = rng.normal(size=(64, scorer.width)).astype(np.float32)
    vectors = [row.tobytes() if features else b"" for row in pack(numbers)]
    outputs = scorer.version.outputs
    with workspace.database.write() as session:
        number = imports.start_import(session, [(b"/made", "/made")])
    for start in range(0, len(confidences), _PAGE):
        with workspace.database.write() as session:
            numbered = list(enumerate(confidences[start : start + _PAGE], first + start))
            rows = [_row(index, thumbnails, folders) for index, _ in numbered]
            imports.add_photos(session, number, rows)
            ids = imports.known_hashes(session, [row.sha256 for row in rows])
            found = {
                ids[row.sha256]: _score(index, confidence, outputs, vectors[index % 64])
                for row, (index, confidence) in zip(rows, numbered, strict=True)
            }
            scores.add_scores(session, scorer.source, found, None)
    with workspace.database.write() as session:
        imports.end_import(session, number, RunState.DONE, len(confidences))


def _row(index: int, thumbnails: list[bytes], folders: int) -> imports.NewPhoto:
    path = f"/made/{index % folders}/photo-{index}.jpg"
    return imports.NewPhoto(
        sha256=hashlib.sha256(path.encode()).hexdigest(),
        paths=(FoundFile(os.fsencode(path), "", path, 30_000, 1),),
        width=400,
        height=533,
        size=30_000,
        format="JPEG",
        thumbnail=thumbnails[index % len(thumbnails)],
    )


def _score(index: int, confidence: float, outputs: tuple[int, ...], vector: bytes) -> Score:
    best = index % len(outputs)
    probabilities = np.full(len(outputs), (1 - confidence) / (len(outputs) - 1), "<f2")
    probabilities[best] = confidence
    return Score(outputs[best], float(probabilities[best]), probabilities.tobytes(), vector)


def _thumbnail(rng: np.random.Generator, edge: int) -> bytes:
    coarse = rng.integers(0, 256, (16, 12, 3), dtype=np.uint8)
    image = Image.fromarray(coarse).resize((3 * edge // 4, edge), Image.Resampling.BICUBIC)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, subsampling=0)
    return out.getvalue()
