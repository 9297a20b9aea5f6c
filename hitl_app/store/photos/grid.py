"""Photos to review with a visible suggestion, for the grid page."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from hitl_app.store.conditions import PLAIN
from hitl_app.store.schema import ModelVersionRow, PhotoRow

_AT_ONCE = 20_000
# Small ones: there may be a million photos.
_TYPES = (np.int64, np.int32, np.float32, np.int32)


@dataclass(frozen=True, slots=True)
class Suggested:
    """Photos to review with a visible suggestion, unordered."""

    ids: NDArray[np.int64]
    category_ids: NDArray[np.int32]
    confidence: NDArray[np.float32]
    version_ids: NDArray[np.int32]


def suggested(session: Session) -> Suggested:
    """Return all photos to review that are not on hold and not blind.

    Questions to a colleague and disputed photos are on hold here for every operator.
    """
    fields = PhotoRow.id, PhotoRow.suggestion_id, PhotoRow.confidence, PhotoRow.version_id
    query = select(*fields).where(
        *PLAIN,
        PhotoRow.suggestion_id.is_not(None),
        PhotoRow.version_id.is_not(None),
    )
    pages = [tuple(np.zeros(0, kind) for kind in _TYPES)]
    # In pages: many photos as numbers are small, as rows of Python they are not. On the connection:
    # the session would process each row once more, which takes twice as long.
    found = session.connection().execute(query.execution_options(yield_per=_AT_ONCE))
    for rows in found.partitions():
        columns = zip(*rows, strict=True)
        pages.append(tuple(np.array(c, t) for c, t in zip(columns, _TYPES, strict=True)))
    return Suggested(*map(np.concatenate, zip(*pages, strict=True)))


def version_names(session: Session) -> dict[int, str]:
    """Return the names of all model versions by their row numbers."""
    return dict(session.execute(select(ModelVersionRow.id, ModelVersionRow.name)).all())
