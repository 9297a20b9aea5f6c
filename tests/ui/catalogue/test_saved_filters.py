"""Filters of the Catalogue that are saved under a name."""

import pytest
from PySide6.QtCore import Qt

from hitl_app.domain.decisions import Answer
from hitl_app.domain.listing import Sort
from hitl_app.domain.photos import PhotoState
from hitl_app.services.review import reviewing
from hitl_app.ui.kit import dialogs
from hitl_app.ui.session import recent
from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture
def filled(app):
    workspace = make_workspace(app.folder, [0.3 + place / 30 for place in range(12)])
    for photo_id in (3, 5, 9):
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", 2)
    workspace.close()


def opened(app):
    window = app.open(create=False)
    app.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    page = window.pages["catalogue"]
    app.until(page.is_settled)
    page.filters.reset()
    app.until(lambda: page.is_settled() and page.summary.text() == "12 photos")
    return page


def entry(page, text):
    page.saved.menu().aboutToShow.emit()
    return next(action for action in page.saved.menu().actions() if action.text() == text)


def test_saved_filters_are_applied_and_removed_also_after_restart(app, filled, monkeypatch):
    page = opened(app)
    assert not entry(page, "Save these filters…").isEnabled(), "nothing is filtered"
    page.filters.state.choose(PhotoState.REVIEWED)
    page.filters.category.choose(2)
    page.filters.least.setValue(35)
    page.filters.sort.choose((Sort.REVIEWED, False))
    app.until(lambda: page.is_settled() and page.summary.text() != "12 photos")
    wanted, found = page.filters.listing, page.summary.text()
    monkeypatch.setattr(dialogs, "ask_text", lambda *_: "Ann's & trousers")
    entry(page, "Save these filters…").trigger()
    for _opening in range(2):
        app.close()
        page = opened(app)
        assert page.filters.listing != wanted
        entry(page, "Ann's && trousers").trigger()
        app.until(lambda page=page: page.is_settled() and page.summary.text() == found)
        assert page.filters.listing == wanted
        assert page.filters.sort.value() == (Sort.REVIEWED, False)
    remove = entry(page, "Remove").menu()
    remove.actions()[0].trigger()
    page.saved.menu().aboutToShow.emit()
    assert [a.text() for a in page.saved.menu().actions()] == ["Save these filters…"]
    assert recent.filters(app.folder) == {}


def test_saved_filters_leave_out_what_no_longer_exists(app, filled):
    recent.keep_filters(
        app.folder,
        {"old": {"state": "reviewed", "category": 999, "least": "x", "sort": [], "by": {}}},
    )
    page = opened(app)
    entry(page, "old").trigger()
    app.until(lambda: page.is_settled() and page.summary.text() == "3 photos")
    assert page.filters.listing.category_id is None


def test_saved_filters_belong_to_one_workspace(app, filled, tmp_path):
    recent.keep_filters(tmp_path / "other", {"theirs": {"state": "reviewed"}})
    recent.keep_filters(app.folder, {"mine": {"state": "reviewed"}})
    page = opened(app)
    page.saved.menu().aboutToShow.emit()
    names = [action.text() for action in page.saved.menu().actions()]
    assert "mine" in names
    assert "theirs" not in names
    assert set(recent.filters(tmp_path / "other")) == {"theirs"}
