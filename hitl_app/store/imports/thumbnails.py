"""Queries on the thumbnails of photos that an import reads again."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from hitl_app.store.schema import EmbeddingRow, PhotoRow, ThumbnailRow


def thumbnails(
    session: Session, photo_ids: Collection[int]
) -> dict[int, tuple[bytes, tuple[int, int]]]:
    """Return thumbnail, and width and height of the original, by photo."""
    query = (
        select(PhotoRow.id, ThumbnailRow.encoded, PhotoRow.width, PhotoRow.height)
        .join(ThumbnailRow, ThumbnailRow.photo_id == PhotoRow.id)
        .where(PhotoRow.id.in_(photo_ids))
    )
    rows = session.execute(query)
    return {photo: (encoded, (width, height)) for photo, encoded, width, height in rows}


def replace_thumbnails(session: Session, encoded: Mapping[int, bytes]) -> None:
    """Replace thumbnails by photo, and forget the features that were computed from the old ones.

    Args:
        session: An open writing session.
        encoded: As `safeio.decoding.decode.thumbnail` returns them.
    """
    session.execute(delete(EmbeddingRow).where(EmbeddingRow.photo_id.in_(encoded)))
    for photo, content in encoded.items():
        session.execute(
            update(ThumbnailRow).where(ThumbnailRow.photo_id == photo).values(encoded=content)
        )
