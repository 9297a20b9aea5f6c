"""The model in use, its quality, and a retraining before it starts."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.models import Draft
from hitl_app.domain.runs import RunState
from hitl_app.domain.settings import LIVE_LEARNING, RETRAIN_AFTER
from hitl_app.services import settings
from hitl_app.services.models import schedule
from hitl_app.services.models import versions as service
from hitl_app.services.review import reviewing
from hitl_app.services.settings import RETRAIN_FORECAST
from hitl_app.store.models import drafts, versions
from hitl_app.store.values import set_value
from tests.helpers.workspace.workspaces import make_workspace

Key, Mod = Qt.Key, Qt.KeyboardModifier


def decide(workspace, count):
    first = service.active_version(workspace).outputs[0]
    for photo in reviewing.queue(workspace, count):
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", first)


def forecast(workspace, seconds):
    """Store a duration as it was measured long ago."""
    training = reviewing.counts(workspace).training
    name = service.active_version(workspace).name
    found = {"version": name, "seconds": seconds, "training_photos": training}
    with workspace.database.write() as session:
        set_value(session, RETRAIN_FORECAST, found | {"at": "2026-01-01T00:00:00+00:00"})


def learned(workspace, right, validation):
    """Record a draft that is in force, with its figures."""
    figures = {"validation": validation, "right": right, "version_right": 0}
    figures |= {"only_draft": right, "only_version": 0}
    with workspace.database.write() as session:
        version = versions.active_version(session)
        last = drafts.last_decision(session)
        drafts.add(session, Draft(0, version.id, last, 160, version.outputs, figures, used=True))


@pytest.fixture
def shop(app):
    """Yield a workspace of 300 photos; the window is opened by `card`."""
    workspace = make_workspace(app.folder, [0.3 + 0.6 * n / 300 for n in range(300)])
    yield workspace
    workspace.close()


def card(app, **settings):
    """Open the window, ask for a retraining by its key, and return the card on it."""
    window = app.open(create=False, **settings)
    app.press(Key.Key_T, Mod.ControlModifier)
    page = window.pages["models"]
    app.until(page.is_settled)
    return page.overview


def test_window_tells_decisions_until_retraining_can_be_judged(app, shop):
    decide(shop, 60)
    missing = schedule.outlook(shop).missing
    assert missing > 0
    overview = card(app)
    assert overview.active.text() == "Model seed-cnn is active"
    assert overview.next.text() == (
        f"A retraining cannot start yet. About {missing} more decisions until the result can be "
        "judged."
    )
    assert not overview.retrain.isEnabled()
    assert overview.cost.text() == "Meanwhile, live learning uses each of your decisions."
    assert app.window.session.pool.find("retrain") is None


def test_window_promises_nothing_of_live_learning_when_it_is_off(app, shop):
    settings.set_setting(shop, LIVE_LEARNING, "0")
    decide(shop, 60)
    overview = card(app)
    assert "cannot start yet" in overview.next.text()
    assert not overview.cost.isVisible()


def test_window_tells_duration_before_retraining_starts(app, shop):
    decide(shop, 260)
    forecast(shop, 150)
    overview = card(app, play="waits")
    app.until(overview.retrain.isEnabled)
    assert overview.next.text() == "A retraining pays: there are 260 new decisions."
    assert overview.cost.text() == "Expected gain: unknown. It takes about 2\u202fmin.".replace(
        "\u202f", " "
    )
    assert app.window.session.pool.find("retrain") is None, "it is only shown"
    assert overview.retrain.hasFocus()
    app.press(Key.Key_Space)
    app.until(lambda: app.window.session.pool.find("retrain") is not None)
    page = app.window.pages["models"]
    assert page.sections.shown() == "retraining"
    assert page.sections.tabs.hasFocus(), "the next key changes no setting"
    page.sections.show_section("versions")
    assert overview.next.text() == "A retraining is running."
    assert not overview.retrain.isEnabled()


def test_window_measures_duration_when_retraining_can_begin(app, shop):
    decide(shop, 260)
    overview = card(app, play="waits", with_jobs=True)
    app.until(lambda: app.window.session.pool.find("forecast") is not None)
    assert overview.cost.text().endswith("Measuring how long it takes…")
    overview.retrain.click()
    pool = app.window.session.pool
    app.until(lambda: pool.find("forecast") is None and pool.find("retrain") is not None)
    app.window.pages["models"].training.cancel.click()
    app.until(lambda: pool.find("retrain") is None and pool.find("forecast") is not None)
    assert overview.cost.text().endswith("Measuring how long it takes…")


def test_window_tells_that_retraining_would_hardly_pay(app, shop):
    decide(shop, 260)
    with shop.database.write() as session:
        run = versions.start_run(session, "seed-cnn", {}, list(range(200)))
        live = {"count": 60, "candidate": 0.8, "accuracy": 0.8}
        report = {"candidate": {"accuracy": 0.8}, "count": 60, "seconds": 60, "live": live}
        versions.end_run(session, run, RunState.DONE, candidate="x", report=report)
    decide(shop, 20)
    learned(shop, 51, 60)
    overview = card(app)
    assert overview.active.text() == (
        "Model seed-cnn is active and has learned from 160 training photos"
    )
    assert overview.quality.text() == (
        "Its suggestion is correct on 85\u202f% of 60 validation photos. The least confident "
        "suggestions come to you first; on the others it is usually correct more often."
    )
    assert overview.next.text() == (
        "A retraining would hardly pay: the suggestions follow your decisions already."
    )
    assert overview.cost.text().startswith("Expected gain: almost none.")
    assert overview.retrain.isEnabled(), "it may be started"


def test_see_why_shows_verdict_and_comparison_with_live_learning(app, shop):
    decide(shop, 160)
    figures = {"log_score": -0.5, "recall": [None] * 10}
    live = {"draft": 3, "count": 40, "candidate": 0.85, "accuracy": 0.8}
    live |= {"only_candidate_right": 4, "only_live_right": 2}
    with shop.database.write() as session:
        run = versions.start_run(session, "seed-cnn", {}, list(range(120)))
        report = {
            "active": {"accuracy": 0.5, **figures},
            "candidate": {"accuracy": 0.85, **figures},
            "count": 40,
            "live": live,
        }
        versions.end_run(
            session, run, RunState.DONE, candidate="seed-cnn-1", verdict="better", report=report
        )
    window = app.open(create=False, with_jobs=False)
    window.session.retrain()
    app.until(lambda: app.message is not None)
    words, see = app.message.actions[0]
    assert words == "See why"
    window.show_page("models")
    page = window.pages["models"]
    page.sections.show_section("retraining")
    app.until(page.training.figures.isVisible)
    before = page.training.mapTo(page.sections, QPoint(0, 0)).y()
    see()
    QTest.qWait(50)
    assert page.sections.shown() == "retraining"
    assert page.training.figures.text() == (
        "Correct on 85.0\u202f% of 40 validation photos; model seed-cnn: 50.0\u202f%. "
        "Without the retraining, live learning is correct on 80.0\u202f%."
    )
    assert page.comparison.isVisible()
    assert page.training.mapTo(page.sections, QPoint(0, 0)).y() == before, "the page stays"


def test_overview_tells_the_number_of_decisions_until_a_retraining_pays(app, shop):
    decide(shop, 200)
    overview = card(app, with_jobs=False)
    assert overview.next.text() == "A retraining will pay after more decisions: about 50."


def test_overview_and_versions_tell_the_same_figures_of_live_learning(app, shop):
    decide(shop, 200)
    for right in (51, 60):
        learned(shop, right, 60)
        overview = card(app, with_jobs=False)
        page = app.window.pages["models"]
        model = page.family.versions.model()
        texts = [model.index(0, column).data() for column in range(model.columnCount())]
        share = f"{100 * right / 60:.1f}\u202f%"
        assert f"{share} of 60, live learning" in texts
        assert overview.quality.text().startswith("Its suggestion is correct on")
        app.close()


def test_overview_promises_no_gain_when_live_learning_is_always_right(app, shop):
    decide(shop, 200)
    settings.set_setting(shop, RETRAIN_AFTER, "20")
    learned(shop, 32, 32)
    overview = card(app, with_jobs=False)
    assert overview.next.text() == (
        "A retraining would hardly pay: the suggestions follow your decisions already."
    )


def test_overview_counts_few_validation_photos_instead_of_a_share(app, shop):
    decide(shop, 20)
    learned(shop, 1, 3)
    overview = card(app, with_jobs=False)
    assert overview.quality.text() == "Its suggestion is correct on 1 of 3 validation photos."
