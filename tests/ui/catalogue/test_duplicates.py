"""Near-duplicates in the Catalogue: found, decided together, dropped, and undone, by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app.domain.decisions import Answer
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from tests.helpers.window.main_window import actions
from tests.helpers.workspace.copies import add_groups
from tests.helpers.workspace.workspaces import make_workspace

Key, Mod = Qt.Key, Qt.KeyboardModifier
CTRL = Mod.ControlModifier
FOUR, THREE, TWO = (f"{n} near-duplicates" for n in (4, 3, 2))


def find(app):
    """Find near-duplicates by the key, and return the page with the list."""
    app.press(Key.Key_D, CTRL)
    pool = app.window.session.pool
    app.until(lambda: pool.find("duplicates") is None and app.window.is_settled())
    return app.window.pages["catalogue"]


@pytest.fixture
def groups(app):
    """Open a window on groups of 4, 3 and 2 near-duplicates; return their row numbers."""
    workspace = make_workspace(app.folder)
    found, _ = add_groups(workspace, (4, 3, 2))
    workspace.close()
    app.open(create=False, play="")
    return found


def headings(page):
    lines = range(page.items.rowCount())
    found = [page.items.heading(line) for line in lines]
    return [page.items.heading_words(one) for one in found if one is not None]


def states(app, photo_ids):
    """Return the state and the label of photos, from the database."""

    def ask(workspace):
        names = {c.id: c.name for c in categories.list_categories(workspace)}
        found = [reviewing.show_photo(workspace, photo_id).photo for photo_id in photo_ids]
        return [(str(photo.state), names.get(photo.label_id)) for photo in found]

    return app.query(ask)


def press(app, page, key, modifiers=Mod.NoModifier):
    app.until(lambda: page.view.current_row() is not None)
    QTest.keyClick(page.view, key, modifiers)
    app.until(lambda: not page.commands.work.is_running and page.is_settled())


def until_shown(app, page, *wanted):
    app.until(lambda: headings(page) == list(wanted) and page.is_settled())


def test_duplicates_are_listed_in_groups_largest_first(app, groups):
    page = find(app)
    assert page.isVisible()
    assert page.view.has_groups
    assert headings(page) == [FOUR, THREE, TWO]
    assert page.summary.text() == "3 groups of near-duplicates · 9 photos"
    assert page.view.current_id() == groups[0][0], "the largest photo"
    assert set(page.view.selected_ids()) == set(groups[0])
    assert page.detail.group_hints.isVisible()
    # Below the last photo of a group is the next group.
    for _ in range(4):
        press(app, page, Key.Key_Down)
    assert page.view.current_id() == groups[1][0]
    assert set(page.view.selected_ids()) == set(groups[1])
    page.filters.clear.click()
    app.until(app.window.is_settled)
    assert not page.view.has_groups
    assert not page.detail.group_hints.isVisible()
    assert page.summary.text() == "12 photos"
    # Still found, and listed again without another search.
    page.filters.duplicates.setCurrentIndex(1)
    app.until(app.window.is_settled)
    assert len(headings(page)) == 3


def test_group_is_decided_together_with_one_undo(app):
    workspace = make_workspace(app.folder)
    groups, _ = add_groups(workspace, (4, 3, 2))
    reviewing.decide(workspace, groups[1][1], Answer.CATEGORY, "ann", 5)
    workspace.close()
    app.open(create=False, play="")
    page = find(app)
    for _ in range(2):
        assert page.view.current_id() == groups[0][0]
        app.until(lambda: page.view.current_row() is not None)
        suggestion = page.view.current_row().listed.category_id
        name = page.items.names[suggestion]
        press(app, page, Key.Key_A)
        until_shown(app, page, THREE, TWO, "4 near-duplicates · labelled the same")
        assert states(app, groups[0]) == [("reviewed", name)] * 4
        assert page.view.current_id() == groups[1][1], "the reviewed photo of the next group"
        press(app, page, Key.Key_A)
        app.until(lambda: headings(page)[0] == TWO)
        assert {label for _, label in states(app, groups[1])} == {page.items.names[5]}
        press(app, page, Key.Key_Backspace)
        until_shown(app, page, THREE, TWO, "4 near-duplicates · labelled the same")
        press(app, page, Key.Key_Backspace)
        until_shown(app, page, FOUR, THREE, TWO)
        assert [state for state, _ in states(app, groups[0])] == ["to-review"] * 4
        assert [state for state, _ in states(app, groups[1])].count("reviewed") == 1
        page.view.go_to(0)


def test_others_are_dropped_with_one_undo_and_after_a_restart(app, groups):
    page = find(app)
    press(app, page, Key.Key_Down)
    kept = page.view.current_id()
    press(app, page, Key.Key_D)
    until_shown(app, page, THREE, TWO)
    assert app.message.happened == "3 photos were dropped as duplicates."
    assert page.view.current_id() == groups[1][0], "the next group"
    assert states(app, [kept])[0][0] == "to-review"
    dropped = [i for i in groups[0] if i != kept]
    assert set(states(app, dropped)) == {("reviewed", None)}
    page.filters.clear.click()
    app.until(lambda: page.summary.text() == "12 photos" and page.is_settled())
    said = [page.items.words(page.items.row(line).listed)[2] for line in range(4)]
    assert said.count("duplicate") == 3
    app.close()
    app.open(create=False, play="")
    assert app.page.counts.status.counts.to_review == 9
    # Found again by the filter, without another search.
    app.window.show_page("catalogue")
    page = app.window.pages["catalogue"]
    app.until(page.is_settled)
    assert not page.view.has_groups
    assert page.filters.duplicates.isVisible()
    page.filters.duplicates.setCurrentText("Near-duplicates")
    until_shown(app, page, THREE, TWO)
    page = find(app)
    assert headings(page) == [THREE, TWO]
    press(app, page, Key.Key_Backspace)
    app.until(lambda: not page.commands.can_undo())
    until_shown(app, find(app), FOUR, THREE, TWO)
    press(app, page, Key.Key_D)
    until_shown(app, page, THREE, TWO)


def test_search_reports_that_there_are_none(app):
    app.open([0.3, 0.4], play="")
    page = find(app)
    assert (
        app.message.happened
        == "No near-duplicates among 0 photos. 2 photos cannot be compared yet."
    )
    assert not page.view.has_groups
    assert page.summary.text() == "2 photos"
    assert not page.filters.duplicates.isVisible()
    assert not page.commands.has_group()
    press(app, page, Key.Key_D)
    assert app.page.counts.status.counts.to_review == 2


def test_search_can_be_cancelled_and_runs_again(app):
    workspace = make_workspace(app.folder)
    add_groups(workspace, (2,))
    workspace.close()
    app.open(create=False, play="waits")
    app.press(Key.Key_D, CTRL)
    pool = app.window.session.pool
    app.until(lambda: pool.find("duplicates") is not None)
    pool.cancel_named("duplicates")
    app.until(lambda: pool.find("duplicates") is None)
    page = app.window.pages["catalogue"]
    assert not page.view.has_groups
    app.close()
    app.open(create=False, play="")
    assert headings(find(app)) == ["2 near-duplicates"]


def test_menu_offers_the_search(app):
    window = app.open([0.3])
    assert actions(window)["Find near-duplicates"].isEnabled()
