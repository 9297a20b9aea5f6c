"""Photos in sight on the Grid page are with its window alone."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from hitl_app.domain.decisions import Answer
from hitl_app.services.review import claims, reviewing
from hitl_app.services.review.claims import Client, Request
from hitl_app.store.schema import LeaseRow
from tests.helpers.window.grid_page import SIZES, done, ids_of, make, opened

Key, Mod = Qt.Key, Qt.KeyboardModifier
pytestmark = pytest.mark.usefixtures("folder")
BEN = Client("ben", "browser")
PHOTOS = sum(SIZES) + 9


@pytest.fixture
def folder(app):
    make(app.folder)
    return app.folder


def taken(app):
    def ask(workspace):
        with workspace.database.read() as session:
            return set(claims.claims.claimed_by_others(session, BEN.token))

    return app.query(ask)


def browse(app):
    found = app.query(lambda w: claims.next_photo(w, BEN))
    return None if found is None else found.photo.id


def let_claims_end(app):
    def change(workspace):
        with workspace.database.write() as session:
            for row in session.query(LeaseRow):
                row.beat_at = datetime.now(UTC) - claims.claims.HELD - timedelta(seconds=1)

    app.query(change)


def in_sight(page):
    return {page.items.photo_id(place) for place in page.view.visible()}


def test_grid_claims_photos_in_sight_and_more_as_it_scrolls(app):
    page = opened(app)
    page.view.set_size(6)
    done(page, app)
    first = in_sight(page)
    assert 0 < len(first) < PHOTOS
    assert first <= taken(app)
    page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum())
    done(page, app)
    last = in_sight(page)
    assert last - first
    assert last <= taken(app)
    assert browse(app) not in last


def test_grid_leaves_out_the_photo_of_a_browser_and_does_not_decide_it(app):
    theirs = browse(app)
    page = opened(app)
    assert len(ids_of(page)) == PHOTOS - 1
    assert theirs not in ids_of(page)
    for _ in range(4):
        app.press(Key.Key_A, Mod.ControlModifier)
        app.press(Key.Key_Return)
        done(page, app)
    app.until(lambda: not len(page.items))
    assert app.query(reviewing.counts).to_review == 1
    assert page._place() == 5
    app.query(lambda w: claims.decide(w, BEN, Request(theirs, Answer.CATEGORY, 3)))
    assert app.query(lambda w: reviewing.show_photo(w, theirs)).photo.label_id == 3


def test_photo_that_another_client_took_leaves_the_grid_until_it_is_free(app):
    page = opened(app)
    let_claims_end(app)
    theirs = browse(app)
    assert theirs in ids_of(page)
    page.claims.renew()
    app.until(lambda: theirs not in ids_of(page))
    app.query(lambda w: claims.leave(w, BEN))
    page.claims.renew()
    app.until(lambda: theirs in ids_of(page))
    done(page, app)
    assert theirs in taken(app)


def test_review_page_claims_its_photos_again_after_the_grid(app):
    page = opened(app)
    assert in_sight(page) <= taken(app)
    app.window.show_page("review")
    app.settle()
    app.until(lambda: taken(app) == set(app.flow.hand.ids()))


def test_undo_on_the_grid_keeps_the_photo_for_the_window(app):
    page = opened(app)
    app.press(Key.Key_Return)
    done(page, app)
    decided = app.query(lambda w: reviewing.review_status(w, app.flow.operator).undoable.photo_id)
    app.press(Key.Key_Z, Mod.ControlModifier)
    done(page, app)
    assert decided in taken(app)
    assert browse(app) != decided
