import pytest

from hitl_app.store.engine.database import Database


@pytest.fixture
def database(tmp_path):
    database = Database.create(tmp_path / "review.db")
    yield database
    database.close()
