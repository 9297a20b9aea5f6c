"""One statement for many photos leaves them as one statement a photo does."""

import pytest
from sqlalchemy import select

from hitl_app.domain.decisions import Answer
from hitl_app.services.review import changing, reviewing
from hitl_app.store.decisions import recording
from hitl_app.store.schema import PhotoRow
from tests.helpers.workspace.workspaces import add_photos, make_workspace

PHOTOS = 70


@pytest.fixture
def make(tmp_path, monkeypatch):
    opened = []

    def made(name, many):
        monkeypatch.setattr(recording, "_MANY", many)
        workspace = make_workspace(tmp_path / name)
        opened.append(workspace)
        add_photos(workspace, [number / PHOTOS for number in range(PHOTOS)])
        reviewing.decide(workspace, 3, Answer.SKIP, "bo")
        reviewing.decide(workspace, 4, Answer.ASK, "bo", note="Which?")
        reviewing.decide(workspace, 5, Answer.CATEGORY, "bo", 2)
        return workspace

    yield made
    for workspace in opened:
        workspace.close()


def rows(workspace):
    skipped = {"decided_at", "sha256"}
    names = [column.name for column in PhotoRow.__table__.columns if column.name not in skipped]
    with workspace.database.read() as session:
        found = session.scalars(select(PhotoRow).order_by(PhotoRow.id))
        return [tuple(getattr(row, name) for name in names) for row in found]


def test_many_decisions_and_their_undo_leave_photos_as_single_ones_do(make):
    one = make("one", 10**9)
    changing.recategorise(one, range(1, PHOTOS + 1), 1, "ann")
    decided = rows(one)
    reviewing.undo(one, "ann")
    undone = rows(one)

    many = make("many", 1)
    for _ in range(2):
        changing.recategorise(many, range(1, PHOTOS + 1), 1, "ann")
        assert rows(many) == decided
        reviewing.undo(many, "ann")
        assert rows(many) == undone
