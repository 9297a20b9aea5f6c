"""Second opinions among the photos of the Review page: blind, and like any other photo."""

import pytest
from PySide6.QtCore import Qt

from hitl_app.domain.decisions import Answer
from hitl_app.domain.settings import OPERATOR, SECOND_OPINIONS
from hitl_app.services import settings
from hitl_app.services.review import opinions, reviewing
from hitl_app.ui.review import at_hand
from tests.helpers.workspaces import make_workspace

Key = Qt.Key


@pytest.fixture
def shop(app):
    """A window that photos of a workspace with second opinions of everything are decided at."""
    workspace = make_workspace(app.folder, [0.3 + i / 100 for i in range(8)])
    settings.set_setting(workspace, SECOND_OPINIONS, "1")
    workspace.close()
    return app


def say(app, who, **labels):
    def decide(workspace):
        for photo, label in labels.items():
            reviewing.decide(workspace, int(photo[1:]), Answer.CATEGORY, who, label)

    app.query(decide)


def sit_down(app, who, **how):
    """Opens the window as somebody."""
    app.close()
    app.query(lambda workspace: settings.set_setting(workspace, OPERATOR, who))
    return app.open(create=False, **how)


def look_on_to(app, photo):
    """Stages at photos without deciding until one comes up."""
    for _ in range(12):
        if app.shown == photo:
            return
        app.decide(Key.Key_Right)
    raise AssertionError("it did not come up")


def status(app):
    found = app.query(opinions.status)
    return found.wanted, found.agreed, found.disputed, found.settled


def left(app):
    return app.page.header.left.text()


def always(monkeypatch, number):
    """Lets chance say this; gives what it was asked."""
    asked = []

    def chance(below):
        asked.append(below)
        return number

    monkeypatch.setattr(at_hand, "randbelow", chance)
    return asked


def test_the_way_of_a_photo_over_three_windows(shop, monkeypatch):
    always(monkeypatch, 0)
    sit_down(shop, "ann")
    shop.decide(Key.Key_2)
    shop.decide(Key.Key_2)
    assert (status(shop), left(shop)) == ((2, 0, 0, 0), "6 left")
    assert shop.shown == 3, "ann is not asked again"

    sit_down(shop, "bob")
    assert left(shop) == "8 left"
    seen = []
    labels = {1: Key.Key_2, 2: Key.Key_5}
    while shop.shown is not None:
        seen.append(shop.shown)
        shop.decide(labels.get(shop.shown, Key.Key_4))
        # One less with each decision, whatever it brought.
        assert left(shop) == f"{8 - len(seen)} left"
        assert shop.page.header.extra.text() == ""
    assert sorted(seen) == list(range(1, 9)), "each once, also what bob disputes"
    assert not {1, 2} & set(seen[-2:]), "both came up among the others"
    assert status(shop)[1:3] == (1, 1)

    sit_down(shop, "cy")
    while shop.shown != 2:
        shop.decide(Key.Key_4)
    assert shop.flow.current.blind
    shop.decide(Key.Key_5)
    assert status(shop)[2:] == (0, 1)
    settled = shop.query(lambda workspace: reviewing.show_photo(workspace, 2))
    assert (settled.photo.state, settled.decision.operator) == ("reviewed", "cy")


def test_nothing_tells_it_from_another_blind_photo(shop, monkeypatch):
    always(monkeypatch, 0)
    say(shop, "ann", p1=2)
    sit_down(shop, "bob")
    look_on_to(shop, 1)
    current = shop.flow.current
    assert current.blind
    assert (current.probabilities, current.decision) == ({}, None)
    assert shop.page.caption.marks(current, {2: "Trouser"}) == []
    assert not shop.page.commands.has_suggestion()
    assert shop.page.view._question.text() == ""
    assert not any(row.isVisible() for row in shop.page.last.rows), "what ann said is not listed"
    shop.press(Key.Key_Return)
    shop.settle()
    assert shop.shown == 1
    shop.decide(Key.Key_3)
    (line,) = shop.query(lambda workspace: reviewing.review_status(workspace, "bob")).last
    assert (line.decision.operator, line.decision.suggestion_id) == ("bob", None)


def test_looking_again_does_not_unmask(shop, monkeypatch):
    always(monkeypatch, 0)
    say(shop, "ann", p1=2)
    sit_down(shop, "bob")
    look_on_to(shop, 1)
    before = shop.flow.current
    shop.page.refresh({"inspections", "photos"})
    shop.settle()
    shop.until(lambda: not shop.flow.supply.is_fetching)
    assert shop.flow.current is before
    # Neither does taking back what was said of it, nor opening it from elsewhere.
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


def test_it_is_no_place_in_the_queue(shop, monkeypatch):
    say(shop, "ann", p8=2, p7=2)
    always(monkeypatch, 0)
    sit_down(shop, "bob")
    seen = [shop.shown]
    for _ in range(7):
        shop.decide(Key.Key_4)
        seen.append(shop.shown)
    assert [photo for photo in seen if photo < 7] == [1, 2, 3, 4, 5, 6]
    assert set(seen) == set(range(1, 9))


def test_left_of_it_goes_by_the_queue(shop, monkeypatch):
    say(shop, "ann", p8=2)
    always(monkeypatch, 1)
    sit_down(shop, "bob")
    look_on_to(shop, 3)
    always(monkeypatch, 0)
    before = None
    while shop.shown != 8:
        before = shop.shown
        shop.decide(Key.Key_Right)
    shop.decide(Key.Key_Left)
    assert shop.shown == before - 1


def test_chance_says_when_and_the_rest_comes_when_the_queue_is_empty(shop, monkeypatch):
    say(shop, "ann", p1=2, p2=2)
    asked = always(monkeypatch, 5)
    sit_down(shop, "bob")
    seen = []
    while shop.shown is not None:
        seen.append(shop.shown)
        shop.decide(Key.Key_4)
    assert seen[:6] == [3, 4, 5, 6, 7, 8]
    assert set(seen[6:]) == {1, 2}
    assert asked == [6] * 8
    assert status(shop)[2] == 2


def test_what_is_passed_over_stays_decided_and_comes_after_the_others(shop, monkeypatch):
    say(shop, "ann", **{f"p{number}": 2 for number in range(1, 9)})
    always(monkeypatch, 0)
    sit_down(shop, "bob")
    seen = [shop.shown]
    for key in (Key.Key_S, Key.Key_F, *[Key.Key_S] * 6):
        shop.decide(key)
        seen.append(shop.shown)
    assert set(seen[:8]) == set(range(1, 9)), "each once before one comes again"
    assert status(shop) == (8, 0, 0, 0)
    assert shop.query(reviewing.counts).reviewed == 8
    assert not shop.page.commands.can_undo()


def test_what_a_third_decides_meanwhile_goes_away(shop, monkeypatch):
    always(monkeypatch, 5)
    say(shop, "ann", p1=2, p2=2)
    sit_down(shop, "bob")
    shop.page.refresh({"photos"})
    shop.until(lambda: len(shop.flow.hand.opinions) == 2)
    say(shop, "cy", p1=2)
    shop.page.refresh({"photos"})
    shop.until(lambda: [one.photo.id for one in shop.flow.hand.opinions] == [2])


def test_none_come_up_while_the_setting_is_off(shop, monkeypatch):
    always(monkeypatch, 0)
    say(shop, "ann", p1=2)
    shop.query(lambda workspace: settings.set_setting(workspace, SECOND_OPINIONS, "0"))
    sit_down(shop, "bob")
    assert left(shop) == "7 left"
    seen = []
    while shop.shown is not None:
        seen.append(shop.shown)
        shop.decide(Key.Key_4)
    assert seen == [2, 3, 4, 5, 6, 7, 8]
