"""What imports leave in a workspace, to compare two of them."""

from sqlalchemy import select

from hitl_app.store.schema import (
    EmbeddingRow,
    PathRow,
    PhotoRow,
    PredictionRow,
    ThumbnailRow,
    UnreadableRow,
)

_TABLES = (PhotoRow, ThumbnailRow, PathRow, PredictionRow, EmbeddingRow, UnreadableRow)


def contents(workspace):
    """Return the rows of photos, thumbnails, paths, predictions, features and unreadable files."""
    with workspace.database.read() as session:
        found = {}
        for row in _TABLES:
            table = row.__table__
            query = select(table).order_by(*table.primary_key.columns)
            found[table.name] = [tuple(one) for one in session.connection().execute(query)]
        return found


def photos_by_path(workspace):
    """Return hash, suggestion and confidence of photos, by their first paths."""
    with workspace.database.read() as session:
        columns = (
            PhotoRow.first_path,
            PhotoRow.sha256,
            PhotoRow.suggestion_id,
            PhotoRow.confidence,
        )
        return {row[0]: tuple(row[1:]) for row in session.execute(select(*columns))}
