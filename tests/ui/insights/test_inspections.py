"""Tests of inspections in the window: blind photos, stages and the offer."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.services.certification import inspecting, proposing, settling
from hitl_app.services.review import reviewing
from hitl_app.store.certification import lots
from hitl_app.ui.jobs.wording import stage_outcome
from tests.helpers.workspace.inspections import (
    UNSURE,
    blind,
    catalogue,
    confirm,
    open_inspection,
    validation,
)

Key = Qt.Key
IMPORTS_MS = 30_000
"""SciPy is imported at its first use, which takes long on a busy machine."""
SETTLED = {"checks": 132, "wrong": 9, "lot": 8400, "accepted": 0}


@pytest.fixture
def inspected(app):
    workspace = catalogue(app.folder)
    inspection = open_inspection(workspace)
    workspace.close()
    return inspection


def record_jobs(window):
    """Record the names of jobs that are started."""
    started, start = [], window.session.pool.start

    def remember(name, params=None):
        started.append(name)
        return start(name, params)

    window.session.pool.start = remember
    return started


def show(app, photo_id):
    app.flow.reopen(photo_id)
    app.until(lambda: app.shown == photo_id)
    app.settle()


def is_idle(app):
    """Return True once no request is pending and no job runs."""
    session = app.window.session
    return not session.inspections._asking and not session.pool.jobs


# Review page.


def test_review_page_hides_suggestion_and_probabilities_when_photo_is_blind(inspected, app):
    app.open(create=False)
    page = app.page
    ids = app.query(lambda w: [*blind(w, 1)[:2], *blind(w, 0)[:2]])
    for photo_id in ids:
        show(app, photo_id)
        assert page.flow.current.blind
        assert page.flow.current.probabilities == {}
        assert not page.commands.has_suggestion()
        assert page.view.accessibleDescription() == ""
        assert page._question(page.flow.current) == ""
        assert "Label without a suggestion" in page.categories.card.accessibleName()
        app.press(Key.Key_Return)
        app.settle()
        assert app.shown == photo_id, "Enter has nothing to confirm"


def test_shown_photo_loses_suggestion_when_inspection_is_opened(app):
    workspace = catalogue(app.folder, unsure=0)
    workspace.close()
    window = app.open(create=False)
    assert app.page.commands.has_suggestion()
    first = app.shown
    app.query(lambda w: open_inspection_with(w, first))
    window.session._on_changed(["photos", "inspections"])
    app.until(lambda: app.flow.current.blind)
    assert app.shown == first
    assert not app.page.commands.has_suggestion()


def test_decision_is_refused_when_photo_became_blind_meanwhile(app):
    catalogue(app.folder, unsure=0).close()
    app.open(create=False)
    first = app.shown
    app.query(lambda w: open_inspection_with(w, first))
    app.press(Key.Key_Return)
    app.until(lambda: app.message is not None, IMPORTS_MS)
    assert app.message.happened.startswith("An inspection was started while")
    app.until(lambda: app.flow.current.blind)
    assert app.query(lambda w: reviewing.counts(w).reviewed) == 0
    app.settle()
    app.decide(Key.Key_3)
    assert app.query(lambda w: reviewing.counts(w).reviewed) == 1


def open_inspection_with(workspace, photo_id):
    """Open an inspection in which a photo is blind."""
    open_inspection(workspace, checks=20)
    with workspace.database.write() as session:
        lots.silence(session, [photo_id])


# Stages.


def test_stage_settles_after_its_last_check(app):
    workspace = catalogue(app.folder)
    open_inspection(workspace)
    last, other = due_after_one_more(workspace)
    workspace.close()
    window = app.open(create=False, with_jobs=True)
    started = record_jobs(window)
    show(app, other)
    app.decide(Key.Key_1)
    app.until(lambda: is_idle(app))
    assert "settle" not in started
    show(app, last)
    app.decide(wrong_key(app, last))
    app.until(lambda: "settle" in started)
    app.until(lambda: app.message is not None, IMPORTS_MS)
    happened = "Inspection passed: 131 of 132 correct, 8,268 photos auto-accepted."
    assert app.message.happened == happened
    assert app.message.actions[0][0] == "Show"


def due_after_one_more(workspace):
    """Decide checks until one more wrong decision makes the stage due.

    Returns:
        The id of that check and the id of a decoy.
    """
    *checks, other = *blind(workspace, 1), blind(workspace, 0)[-1]
    for check in checks:
        confirm(workspace, [check], right=False)
        if settling.is_due(workspace):
            reviewing.undo(workspace, "ann")
            break
    assert not settling.is_due(workspace)
    return check, other


def test_stage_settles_after_running_job_ends(app):
    workspace = catalogue(app.folder)
    open_inspection(workspace)
    last, _ = due_after_one_more(workspace)
    workspace.close()
    window = app.open(create=False, with_jobs=True)
    started = record_jobs(window)
    pool = window.session.pool
    running = pool.start("import", {"play": "waits"})
    app.until(lambda: running.progress is not None)
    show(app, last)
    app.decide(wrong_key(app, last))
    app.until(lambda: window.session.inspections._due)
    assert "settle" not in started
    pool.cancel(running)
    app.until(lambda: "settle" in started)


def wrong_key(app, photo_id):
    """Return a digit key of a category that the model did not suggest."""
    suggestion_id = app.query(lambda w: suggestion(w, photo_id))
    return Key.Key_1 if suggestion_id != 1 else Key.Key_2


def suggestion(workspace, photo_id):
    from hitl_app.store.schema import PhotoRow

    with workspace.database.read() as session:
        return session.get_one(PhotoRow, photo_id).suggestion_id


def test_stage_that_is_due_settles_when_window_opens(app):
    workspace = catalogue(app.folder)
    open_inspection(workspace)
    confirm(workspace, blind(workspace, 1))
    workspace.close()
    app.open(create=False, with_jobs=True)
    app.until(lambda: app.message is not None, IMPORTS_MS)
    assert "8,268 photos auto-accepted" in app.message.happened


def test_failed_inspection_is_reported_with_smaller_lot(app):
    workspace = catalogue(app.folder, 800, 100)
    open_inspection(workspace)
    confirm(workspace, blind(workspace, 1))
    plan = proposing.proposal(workspace).plan
    workspace.close()
    app.open(create=False, with_jobs=True, play="not-yet")
    app.until(lambda: app.message is not None, IMPORTS_MS)
    assert app.message.happened == (
        f"Inspection not passed: 9 of 132 wrong. "
        f"A smaller lot ({plan.lot}) needs {plan.checks} checks."
    )


@pytest.fixture
def english_numbers():
    """Group thousands: the locale of the machine may not, before a window is made."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("state", "smaller", "text"),
    [
        ("passed", None, "Inspection passed: 123 of 132 correct, 8,268 photos auto-accepted."),
        ("open", None, "9 of 132 wrong. The next stage adds more checks."),
        ("failed", None, "Inspection not passed: 9 of 132 wrong. Another one does not pay yet."),
        (
            "failed",
            (4100, 90),
            "Inspection not passed: 9 of 132 wrong. A smaller lot (4,100) needs 90",
        ),
        (
            "failed",
            (9000, 90),
            "Inspection not passed: 9 of 132 wrong. A lot of this size (9,000) needs 90",
        ),
    ],
)
def test_stage_outcome_describes_each_state(english_numbers, state, smaller, text):
    result = {**SETTLED, "state": state, "accepted": 8268}
    end = "" if smaller is None else " checks."
    assert stage_outcome(result, smaller) == text + end


def test_is_due_agrees_with_outcome_of_settle(app):
    workspace = catalogue(app.folder)
    assert not settling.is_due(workspace)
    open_inspection(workspace)
    for check in blind(workspace, 1):
        confirm(workspace, [check])
        due = settling.is_due(workspace)
        outcome = settling.settle(workspace, lambda _done, _total: None)
        assert due == (outcome is not None)
        if outcome is not None:
            break
    assert outcome.state is InspectionState.PASSED
    assert not settling.is_due(workspace)
    workspace.close()


# The offer.


def places(app):
    """Return the geometries of the parts of the Review page after layout."""
    QApplication.processEvents()
    page, header = app.page, app.page.header
    parts = (page.stage, page.panel, page.caption, header.left, header.pace, header._middle)
    return [part.geometry() for part in parts]


def test_offer_shows_worthwhile_inspection_without_moving_layout(app):
    workspace = catalogue(app.folder, 800, 100)
    confirm(workspace, validation(workspace)[:60])
    workspace.close()
    window = app.open(create=False)
    offer = app.page.offer
    app.until(offer.is_offered, IMPORTS_MS)
    assert offer.isVisible()
    offered = places(app)
    saved = app.query(lambda w: proposing.proposal(w).plan.saved)
    assert f"save you {round(saved)} of 840 still to review" in offer.words.full_text()
    offer.dismiss.click()
    assert not offer.isVisible()
    assert places(app) == offered
    app.page.refresh({"photos"})
    app.until(lambda: window.is_settled() and not offer._asking, IMPORTS_MS)
    assert not offer.is_offered(), "a dismissed offer does not come again"
    # With another model an inspection can save more photos.
    app.page.refresh({"models"})
    app.until(offer.is_offered, IMPORTS_MS)
    assert places(app) == offered
    offer.show_it.click()
    assert window.page_key == "insights"


def test_offer_is_hidden_while_inspection_is_open(app):
    workspace = catalogue(app.folder, 800, 100)
    confirm(workspace, validation(workspace)[:60])
    open_inspection(workspace)
    workspace.close()
    window = app.open(create=False)
    offer = app.page.offer
    app.until(lambda: window.is_settled() and not offer._asking, IMPORTS_MS)
    assert not offer.is_offered()
    app.query(inspecting.cancel)
    app.page.refresh({"inspections"})
    app.until(offer.is_offered, IMPORTS_MS)


def test_offer_is_computed_every_few_decisions_after_next_photo(app, monkeypatch):
    monkeypatch.setattr("hitl_app.ui.review.offer._EVERY", 3)
    catalogue(app.folder, sure=0, unsure=2 * UNSURE).close()
    window = app.open(create=False)
    offer, ahead, asked = app.page.offer, [], []
    app.until(lambda: window.is_settled() and not offer._asking, IMPORTS_MS)
    offer._decisions = 0
    ask = offer.ask
    monkeypatch.setattr(offer, "ask", lambda: (asked.append(app.flow.is_busy), ask()))
    for _ in range(6):
        app.decide(Key.Key_1)
        ahead.append(len(asked))
        app.until(lambda: not offer._asking, IMPORTS_MS)
    assert ahead == [0, 0, 1, 1, 1, 2]
    assert not any(asked), "the next photo is shown"


def test_offer_is_hidden_when_inspection_saves_nothing(app):
    catalogue(app.folder, sure=0, unsure=2 * UNSURE).close()
    window = app.open(create=False)
    app.until(lambda: window.is_settled() and not app.page.offer._asking, IMPORTS_MS)
    assert not app.page.offer.is_offered()
