"""Queries on the files of model versions, in a workspace on a server."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from hitl_app.store.schema import ModelVersionRow, VersionFileRow


def put(session: Session, version_id: int, files: Mapping[str, bytes]) -> None:
    """Store the files of a version by name, replacing earlier ones."""
    forget(session, version_id)
    rows = [
        {"version_id": version_id, "name": name, "content": content}
        for name, content in files.items()
    ]
    session.execute(insert(VersionFileRow), rows)


def get(session: Session, name: str) -> dict[str, bytes]:
    """Return the files of a version by name; none if they are not in the database."""
    query = (
        select(VersionFileRow.name, VersionFileRow.content)
        .join(ModelVersionRow, ModelVersionRow.id == VersionFileRow.version_id)
        .where(ModelVersionRow.name == name)
    )
    return dict(session.execute(query).all())


def stored(session: Session) -> list[tuple[int, str]]:
    """Return number and name of the versions whose files are in the database."""
    query = (
        select(ModelVersionRow.id, ModelVersionRow.name)
        .where(ModelVersionRow.id.in_(select(VersionFileRow.version_id)))
        .order_by(ModelVersionRow.id)
    )
    return [(number, name) for number, name in session.execute(query)]


def forget(session: Session, version_id: int) -> None:
    """Delete the files of a version."""
    session.execute(delete(VersionFileRow).where(VersionFileRow.version_id == version_id))
