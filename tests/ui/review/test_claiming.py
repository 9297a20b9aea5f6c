"""Photos of a window are with it alone, while they are on its screen."""

from datetime import UTC, datetime, timedelta

import httpx2 as httpx
import pytest
from PySide6.QtCore import Qt

from hitl_app.domain.decisions import Answer
from hitl_app.domain.settings import SECOND_OPINIONS
from hitl_app.services.review import claims, reviewing
from hitl_app.services.review.claims import Client, Request
from hitl_app.services.settings import set_setting
from hitl_app.store.schema import LeaseRow
from tests.helpers.serving import served

Key = Qt.Key
BEN = Client("ben", "browser")
TEN = tuple(number / 20 for number in range(10))


def taken(app):
    """Return the photos that the window has, as another client sees them."""

    def ask(workspace):
        with workspace.database.read() as session:
            return sorted(claims.claims.claimed_by_others(session, BEN.token))

    return app.query(ask)


def browse(app, **options):
    found = app.query(lambda w: claims.next_photo(w, BEN, **options))
    return None if found is None else found.photo.id


def age(app):
    """Make all claims older than they may become."""

    def change(workspace):
        with workspace.database.write() as session:
            for row in session.query(LeaseRow):
                row.beat_at = datetime.now(UTC) - claims.claims.HELD - timedelta(seconds=1)

    app.query(change)


@pytest.mark.usefixtures("children_hear_ctrl_c")
def test_window_and_browser_never_have_the_same_photo(app):
    app.open(TEN)
    me = app.flow.operator
    with (
        served(app.folder) as started,
        httpx.Client(base_url=started["address"], timeout=60) as server,
    ):

        def next_photo():
            return server.get("/api/queue/next?operator=ben").json()["photo"]

        mine, theirs = [], []
        while app.shown is not None or (photo := next_photo()):
            photo = next_photo()
            if photo is not None:
                assert photo["id"] not in [app.shown, *mine, *theirs]
                theirs.append(photo["id"])
                given = {"photo": photo["id"], "category": 2, "operator": "ben"}
                assert server.post("/api/decisions", json=given).status_code == 200
            if app.shown is not None:
                assert app.shown not in [*mine, *theirs]
                mine.append(app.shown)
                app.decide(Key.Key_1)
        assert sorted(mine + theirs) == list(range(1, 11))
        assert min(len(mine), len(theirs)) > 0
        # One history for each operator: the browser undoes what the window decided, and back.
        undo = server.post("/api/undo", json={"operator": me}).json()
        assert (undo["photo"], undo["changed"]) == (mine[-1], 1)
        assert server.get(f"/api/queue/next?operator={me}").json()["photo"]["id"] == mine[-1]
        given = {"photo": mine[-1], "category": 3, "operator": me}
        assert server.post("/api/decisions", json=given).status_code == 200
        app.until(app.page.commands.can_undo)
        app.press(Key.Key_Backspace)
        app.until(lambda: app.shown == mine[-1])
        app.settle()
        assert next_photo() is None
        app.decide(Key.Key_4)
        assert app.query(lambda w: reviewing.show_photo(w, mine[-1]).photo.label_id) == 4


def test_browser_gets_the_photos_of_a_closed_window(app):
    for create in (True, False):
        app.open(TEN[:4], create=create)
        assert taken(app) == [1, 2, 3, 4]
        assert browse(app) is None
        app.close()
        assert taken(app) == []
        assert browse(app) == 1
        app.query(lambda w: claims.leave(w, BEN))


def test_window_shows_that_photos_are_on_other_screens(app):
    app.open(TEN[:1], create=True)
    app.close()
    assert browse(app) == 1
    app.open(create=False)
    app.until(lambda: app.page.stage.place == "elsewhere")
    app.query(lambda w: claims.leave(w, BEN))
    app.page.claims.renew()
    app.until(lambda: app.shown == 1)
    # Decided elsewhere it is done, and undone there it comes back.
    app.query(lambda w: claims.decide(w, Client("ann", _token(app)), Request(1, Answer.SKIP)))
    app.page.others_worked()
    app.until(lambda: app.shown == 1)


def _token(app):
    return app.flow.supply.client


def test_window_notices_an_undo_elsewhere_when_it_has_no_photo(app):
    app.open(TEN[:1])
    app.decide(Key.Key_1)
    assert app.page.stage.place == "done"
    undone = app.query(lambda w: claims.undo(w, Client(app.flow.operator, "browser")))
    assert undone.photo.photo.id == 1
    app.until(lambda: app.page.stage.place == "elsewhere")
    app.query(lambda w: claims.leave(w, BEN))
    app.query(lambda w: claims.leave(w, Client("", "browser")))
    app.page.claims.renew()
    app.until(lambda: app.shown == 1)


def test_claims_of_a_hidden_page_end_and_are_taken_again(app):
    app.open(TEN[:6])
    assert taken(app) == [1, 2, 3, 4, 5]
    app.window.show_page("catalogue")
    age(app)
    app.page.claims.renew()
    assert [browse(app), taken(app)] == [1, []]
    app.window.show_page("review")
    app.until(lambda: app.shown == 2)
    assert 1 not in taken(app)
    app.settle()
    # On the screen they are renewed.
    age(app)
    app.page.claims.renew()
    app.until(lambda: {2, 3, 4, 5} <= set(taken(app)))


def test_left_and_decided_photos_are_given_up(app):
    app.open(TEN[:6])
    app.decide(Key.Key_S)
    assert 1 not in taken(app)
    assert browse(app, skipped=True) == 1
    app.query(lambda w: claims.leave(w, BEN))
    app.decide(Key.Key_1)
    assert 2 not in taken(app)
    app.press(Key.Key_Backspace)
    app.until(lambda: app.shown == 2)
    app.settle()
    assert 2 in taken(app)


def test_second_opinions_are_not_claimed(app):
    app.open(TEN[:1])
    app.close()
    app.query(lambda w: set_setting(w, SECOND_OPINIONS, "1"))
    app.query(lambda w: claims.decide(w, BEN, Request(1, Answer.CATEGORY, 2)))
    app.open(create=False)
    assert (app.shown, app.flow.current.opinion) == (1, True)
    assert taken(app) == []


def test_chosen_photos_of_another_client_are_left_out(app):
    app.open(TEN[:8])
    app.query(lambda w: claims.take(w, BEN, 7))
    app.flow.again.want([7, 8])
    app.until(lambda: app.shown == 8)
    app.settle()
    assert {8} <= set(taken(app))
    app.flow.reopen(7)
    app.until(lambda: app.message is not None)
    assert app.message.happened == "Another person has this photo on screen."
    assert app.shown == 8


@pytest.mark.parametrize(
    ("is_decided", "happened"),
    [
        (False, "Another person has this photo on screen."),
        (True, "This photo was decided in the meantime."),
    ],
)
def test_decision_on_a_photo_that_another_client_got_is_refused(app, is_decided, happened):
    app.open(TEN[:6])
    age(app)
    assert browse(app) == app.shown == 1
    if is_decided:
        app.query(lambda w: claims.decide(w, BEN, Request(1, Answer.CATEGORY, 7)))
    app.press(Key.Key_1)
    app.until(lambda: app.message is not None)
    assert app.message.happened == happened
    app.until(lambda: app.shown == 2)
    app.settle()
    assert app.query(reviewing.counts).reviewed == is_decided
    for _time in range(2):
        app.decide(Key.Key_1)
    assert app.query(reviewing.counts).reviewed == 2 + is_decided
