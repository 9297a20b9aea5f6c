"""Tests of second opinions on the Review page: blind, and shown like any other photo."""

import pytest
from PySide6.QtCore import Qt

from hitl_app.domain.decisions import Answer
from hitl_app.domain.settings import OPERATOR, SECOND_OPINIONS
from hitl_app.services import settings
from hitl_app.services.review import opinions, reviewing
from hitl_app.ui.review import at_hand
from tests.helpers.workspace.workspaces import make_workspace

Key = Qt.Key


@pytest.fixture
def shop(app):
    """Create a workspace in which every photo gets a second opinion."""
    workspace = make_workspace(app.folder, [0.3 + i / 100 for i in range(8)])
    settings.set_setting(workspace, SECOND_OPINIONS, "1")
    workspace.close()
    return app


def record(app, who, **labels):
    def decide(workspace):
        for photo, label in labels.items():
            reviewing.decide(workspace, int(photo[1:]), Answer.CATEGORY, who, label)

    app.query(decide)


def open_as(app, who, **how):
    """Open the window as an operator."""
    app.close()
    app.query(lambda workspace: settings.set_setting(workspace, OPERATOR, who))
    return app.open(create=False, **how)


def move_to(app, photo):
    """Show photos without deciding until this one is shown."""
    for _ in range(12):
        if app.shown == photo:
            return
        app.decide(Key.Key_Right)
    raise AssertionError("the photo was not shown")


def status(app):
    found = app.query(opinions.status)
    return found.wanted, found.agreed, found.disputed, found.settled


def left(app):
    return app.page.header.left.text()


def fix_chance(monkeypatch, number):
    """Fix the random number; return the list of requested limits."""
    asked = []

    def chance(below):
        asked.append(below)
        return number

    monkeypatch.setattr(at_hand, "randbelow", chance)
    return asked


def test_second_opinions_settle_photos_over_three_operators(shop, monkeypatch):
    fix_chance(monkeypatch, 0)
    open_as(shop, "ann")
    shop.decide(Key.Key_2)
    shop.decide(Key.Key_2)
    assert (status(shop), left(shop)) == ((2, 0, 0, 0), "6 left")
    assert shop.shown == 3, "ann is not asked again"

    open_as(shop, "bob")
    assert left(shop) == "8 left"
    seen = []
    labels = {1: Key.Key_2, 2: Key.Key_5}
    while shop.shown is not None:
        seen.append(shop.shown)
        shop.decide(labels.get(shop.shown, Key.Key_4))
        # Each decision leaves one photo less, whatever its result.
        assert left(shop) == f"{8 - len(seen)} left"
        assert shop.page.header.extra.text() == ""
    assert sorted(seen) == list(range(1, 9)), "each once, also what bob disputes"
    assert not {1, 2} & set(seen[-2:]), "both came up among the others"
    assert status(shop)[1:3] == (1, 1)

    open_as(shop, "cy")
    while shop.shown != 2:
        shop.decide(Key.Key_4)
    assert shop.flow.current.blind
    shop.decide(Key.Key_5)
    assert status(shop)[2:] == (0, 1)
    settled = shop.query(lambda workspace: reviewing.show_photo(workspace, 2))
    assert (settled.photo.state, settled.decision.operator) == ("reviewed", "cy")


def test_second_opinion_is_shown_like_any_blind_photo(shop, monkeypatch):
    fix_chance(monkeypatch, 0)
    record(shop, "ann", p1=2)
    open_as(shop, "bob")
    move_to(shop, 1)
    current = shop.flow.current
    assert current.blind
    assert (current.probabilities, current.decision) == ({}, None)
    assert shop.page.caption.marks(current, {2: "Trouser"}) == []
    assert not shop.page.commands.has_suggestion()
    assert shop.page.view._question.text() == ""
    assert not any(row.isVisible() for row in shop.page.last.rows), (
        "the decision of ann is not listed"
    )
    shop.press(Key.Key_Return)
    shop.settle()
    assert shop.shown == 1
    shop.decide(Key.Key_3)
    (line,) = shop.query(lambda workspace: reviewing.review_status(workspace, "bob")).last
    assert (line.decision.operator, line.decision.suggestion_id) == ("bob", None)


def test_second_opinion_stays_blind_when_photo_is_shown_again(shop, monkeypatch):
    fix_chance(monkeypatch, 0)
    record(shop, "ann", p1=2)
    open_as(shop, "bob")
    move_to(shop, 1)
    before = shop.flow.current
    shop.page.refresh({"inspections", "photos"})
    shop.settle()
    shop.until(lambda: not shop.flow.supply.is_fetching)
    assert shop.flow.current is before
    # It stays blind after undo and after it is opened from elsewhere.
    shop.decide(Key.Key_3)
    assert status(shop) == (0, 0, 1, 0)
    shop.decide(Key.Key_Backspace)
    assert (shop.shown, status(shop)) == (1, (1, 0, 0, 0))
    assert shop.flow.current.opinion
    assert shop.flow.current.decision is None
    shop.decide(Key.Key_Right)
    shop.flow.reopen(1)
    shop.until(lambda: shop.shown == 1)
    assert shop.flow.current.blind
    assert shop.flow.current.decision is None


def test_second_opinions_come_between_photos_of_the_queue(shop, monkeypatch):
    record(shop, "ann", p8=2, p7=2)
    fix_chance(monkeypatch, 0)
    open_as(shop, "bob")
    seen = [shop.shown]
    for _ in range(7):
        shop.decide(Key.Key_4)
        seen.append(shop.shown)
    assert [photo for photo in seen if photo < 7] == [1, 2, 3, 4, 5, 6]
    assert set(seen) == set(range(1, 9))


def test_left_from_second_opinion_shows_previous_photo(shop, monkeypatch):
    record(shop, "ann", p8=2)
    fix_chance(monkeypatch, 1)
    open_as(shop, "bob")
    move_to(shop, 3)
    fix_chance(monkeypatch, 0)
    before = None
    while shop.shown != 8:
        before = shop.shown
        shop.decide(Key.Key_Right)
    shop.decide(Key.Key_Left)
    assert shop.shown == before - 1


def test_second_opinions_come_by_chance_and_after_the_queue(shop, monkeypatch):
    record(shop, "ann", p1=2, p2=2)
    asked = fix_chance(monkeypatch, 5)
    open_as(shop, "bob")
    seen = []
    while shop.shown is not None:
        seen.append(shop.shown)
        shop.decide(Key.Key_4)
    assert seen[:6] == [3, 4, 5, 6, 7, 8]
    assert set(seen[6:]) == {1, 2}
    assert asked == [6] * 8
    assert status(shop)[2] == 2


def test_skipped_second_opinion_stays_reviewed_and_comes_last(shop, monkeypatch):
    record(shop, "ann", **{f"p{number}": 2 for number in range(1, 9)})
    fix_chance(monkeypatch, 0)
    open_as(shop, "bob")
    seen = [shop.shown]
    for key in (Key.Key_S, Key.Key_F, *[Key.Key_S] * 6):
        shop.decide(key)
        seen.append(shop.shown)
    assert set(seen[:8]) == set(range(1, 9)), "each once before one comes again"
    assert status(shop) == (8, 0, 0, 0)
    assert shop.query(reviewing.counts).reviewed == 8
    assert not shop.page.commands.can_undo()


def test_second_opinion_is_dropped_when_another_operator_settles_it(shop, monkeypatch):
    fix_chance(monkeypatch, 5)
    record(shop, "ann", p1=2, p2=2)
    open_as(shop, "bob")
    shop.page.refresh({"photos"})
    shop.until(lambda: len(shop.flow.hand.opinions) == 2)
    record(shop, "cy", p1=2)
    shop.page.refresh({"photos"})
    shop.until(lambda: [one.photo.id for one in shop.flow.hand.opinions] == [2])


def test_second_opinions_do_not_come_when_setting_is_off(shop, monkeypatch):
    fix_chance(monkeypatch, 0)
    record(shop, "ann", p1=2)
    shop.query(lambda workspace: settings.set_setting(workspace, SECOND_OPINIONS, "0"))
    open_as(shop, "bob")
    assert left(shop) == "7 left"
    seen = []
    while shop.shown is not None:
        seen.append(shop.shown)
        shop.decide(Key.Key_4)
    assert seen == [2, 3, 4, 5, 6, 7, 8]
