"""Tests of the Models page: sections, versions, comparisons and the schedule."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.reports.confusion import Confusion, pair
from hitl_app.domain.runs import RunState
from hitl_app.services import settings
from hitl_app.services.models import versions as service
from hitl_app.services.review import reviewing
from hitl_app.store.models import versions as models
from hitl_app.ui.jobs.wording import effect_words
from hitl_app.ui.kit.charts.confusion_view import confused_most
from tests.helpers.workspace.workspaces import add_photos, make_workspace

NAMES = ["Coat", "Dress", "Hat"]
REPORT = {
    "count": 40,
    "categories": [*NAMES, "Nothing"],
    "active": {"accuracy": 0.5, "log_score": -1.2},
    "candidate": {"accuracy": 0.75, "log_score": -0.7},
    "only_candidate_right": 14,
    "only_active_right": 4,
    "kept": [0.9, 0.88],
    "confusion": {
        "active": [[0, 0, 8], [0, 1, 12], [1, 1, 12], [1, 0, 8]],
        "candidate": [[0, 0, 16], [0, 1, 4], [1, 1, 14], [1, 2, 6]],
    },
    "reasons": [],
}


def add(workspace, name, parent, verdict, *, active=False, folder=True):
    with workspace.database.read() as session:
        first = models.all_versions(session)[0]
        sha256 = models.version_sha256(session, first.name)
    if folder:
        source = workspace.version_folder(first.name)
        shutil.copytree(source, workspace.models_folder / name)
    with workspace.database.write() as session:
        run = models.start_run(session, parent, {}, [1, 2, 3])
        number = models.add_version(
            session,
            name=name,
            parent=parent,
            sha256=sha256,
            outputs=first.outputs,
            metrics={"training_photos": 3},
            shipped=False,
        )
        models.end_run(session, run, RunState.DONE, candidate=name, verdict=verdict, report=REPORT)
        if active:
            models.activate(session, number, "gate")


@pytest.fixture
def folder(app):
    workspace = make_workspace(app.folder, [0.1 * n for n in range(3, 10)])
    add(workspace, "one", "seed-cnn", "better", active=True)
    add(workspace, "two", "one", "worse")
    outputs = service.active_version(workspace).outputs
    for photo in reviewing.queue(workspace, 7):
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", outputs[0])
    # With this many, one of them is a validation photo.
    for number in add_photos(workspace, [0.5] * 20, folder="/more"):
        reviewing.decide(workspace, number, Answer.CATEGORY, "ann", outputs[0])
    workspace.close()
    return app.folder


@pytest.fixture
def page(app, folder):
    window = app.open(create=False)
    window.show_page("models")
    page = window.pages["models"]
    app.until(lambda: page._state is not None)
    return page


@pytest.fixture
def started(page, app, monkeypatch):
    found = []
    pool = app.window.session.pool
    monkeypatch.setattr(pool, "start", lambda name, params=None: found.append((name, params)))
    return found


def choose(page, name):
    names = [one.version.name for one in page._state.branches]
    page.family.versions.selectRow(names.index(name))


def test_models_page_item_models_pass_qt_tester(page):
    page.comparison.show_report(REPORT, "one", "two")
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (page.family.versions.items, page.comparison.after.cells)
    ]
    page.family.versions.set_rows(page._state.branches[:1])
    page.comparison.after.show_confusion(Confusion(("a",), {(0, 0): 3}))
    assert testers


def test_versions_panel_overrides_promotion_gate_only_after_confirmation(page, started):
    choose(page, "two")
    page.family.activate.click()
    assert started == []
    assert page.family.question.isVisible()
    assert page.family.override.hasFocus()
    page.family.keep.click()
    assert not page.family.question.isVisible()
    page.family.activate.click()
    page.family.override.click()
    assert started == [("activate", {"version": "two"})]


def test_versions_panel_activates_version_not_judged_worse_at_once(page, started):
    choose(page, "seed-cnn")
    page.family.activate.click()
    assert started == [("activate", {"version": "seed-cnn"})]


@pytest.mark.parametrize(("chosen", "later"), [("one", "three"), ("two", "two")])
def test_versions_panel_keeps_its_choice_when_a_version_is_added(page, app, chosen, later):
    choose(page, chosen)
    app.query(lambda workspace: add(workspace, "three", "seed-cnn", "better", active=True))
    page.refresh({"models"})
    app.until(lambda: "three" in [one.version.name for one in page._state.branches])
    assert page.family.versions.chosen().version.name == later


def test_versions_panel_pins_version(page, app):
    choose(page, "two")
    page.family.pin.click()
    app.until(lambda: page.family.pin.text() == "Unpin")
    assert app.query(lambda w: [v.pinned for v in service.list_versions(w)])[-1]
    choose(page, "seed-cnn")
    assert not page.family.pin.isEnabled(), "a shipped version is never pruned"


def test_versions_panel_compares_any_two_versions(page, started, app):
    choose(page, "two")
    offered = [page.family.against.itemText(n) for n in range(page.family.against.count())]
    assert "two" not in offered
    assert page.family.against.currentText() == "one", "the active version by default"
    page.family.against.setCurrentText("seed-cnn")
    page.family.compare.click()
    assert started == [("compare", {"version": "two", "against": "seed-cnn"})]
    result = {**REPORT, "version": "two", "against": "seed-cnn"}
    app.window.session.measured.emit("compare", result)
    view = page.family.comparison
    assert view.isVisible()
    rows = [[view.figures.items.index(r, c).data() for c in range(3)] for r in range(5)]
    assert rows[0] == ["Accuracy", "50.0\u202f% of 40", "75.0\u202f% of 40"]
    assert rows[1] == ["Log score (0 is best)", "\u22121.200", "\u22120.700"]
    assert rows[2] == ["Accuracy on earlier data", "90.0\u202f%", "88.0\u202f%"]
    assert rows[3][:2] == ["Coat, 20 photos", "40\u202f% (22–61)"]
    assert "14 newly correct, 4 newly wrong" in view.flips.text()
    most = [view.most.items.index(0, c).data() for c in range(4)]
    assert most == ["Coat", "Dress", "12", "4"]


def test_confusion_matrix_describes_each_cell_when_moved_by_keys(page, app):
    view = page.family.comparison
    app.window.session.measured.emit("compare", {**REPORT, "version": "two", "against": "one"})
    view.after.setFocus()
    view.after.setCurrentIndex(view.after.cells.index(0, 0))
    assert view.pointed.text() == "16 of 20 photos of Coat are classified correctly"
    QTest.keyClick(view.after, Qt.Key.Key_Right)
    assert view.pointed.text() == "4 of 20 photos of Coat are classified as Dress"
    description = view.after.cells.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert description == view.pointed.text()
    assert "Nothing" not in view.after.cells.confusion.categories


def test_versions_panel_evaluates_active_version(page, started, app):
    page.family.evaluate.click()
    assert started == [("evaluate", None)]
    result = {
        "version": "one",
        "count": 40,
        "accuracy": 0.75,
        "categories": NAMES,
        "confusion": REPORT["confusion"]["candidate"],
    }
    app.window.session.measured.emit("evaluate", result)
    assert page.family.told.text() == "one is correct on 75.0\u202f% of 40 validation photos."
    assert not page.family.comparison.before.isVisible()
    assert page.family.comparison.after.isVisible()


def test_models_page_shows_comparison_of_promotion_gate(page):
    page.show_part("verdict")
    assert page.sections.shown() == "retraining"
    assert page.comparison.after.isVisible()
    assert page.comparison.before_name.text() == "Before: one"


def test_training_menu_opens_sections_of_models_page(page, app):
    window = app.window
    window.commands.show_schedule()
    assert page.sections.shown() == "retraining"
    assert page.schedule.after.switch.hasFocus()
    window.commands.compare_versions()
    assert page.sections.shown() == "versions"
    assert page.family.against.hasFocus()
    window.commands.activate_version()
    assert page.family.versions.hasFocus()


def test_schedule_panel_stores_what_is_switched_on(page, app):
    panel = page.schedule
    page.show_schedule()
    app.until(lambda: panel.after.is_settled() and panel.begin.is_settled())
    assert (panel.after.value(), panel.begin.value(), panel.keep.value()) == (None, None, 5)
    assert "unknown" in panel.words.text()
    panel.after.switch.click()
    app.until(lambda: app.query(lambda w: settings.get_setting(w, "retrain-after")) == 250)
    panel.begin.switch.click()
    app.until(lambda: app.query(lambda w: settings.get_setting(w, "retrain-from")) == "22:00")


def test_retraining_starts_automatically_when_due(page, started, app, monkeypatch):
    monkeypatch.setattr("training.finetuning.enough.ENOUGH", 1)
    app.query(lambda w: settings.set_setting(w, "retrain-after", "20"))
    # The last retraining is older than all decisions.
    app.window.session.care.look()
    app.until(lambda: started == [("retrain", {"activate": False})])


def test_retrain_reports_that_retraining_is_already_running(app, folder, no_questions):
    window = app.open(create=False, play="waits")
    window.session.retrain()
    window.session.retrain()
    assert [job.name for job in window.session.pool.jobs] == ["retrain"]
    assert app.message.happened == "A retraining is already running."


def test_window_reports_fallback_when_active_version_is_missing(app, folder):
    shutil.rmtree(folder / "models" / "one")
    window = app.open(create=False)
    app.until(lambda: app.message is not None)
    assert app.message.happened == "The folder of one is missing. seed-cnn is active again."
    app.until(lambda: "seed-cnn" in window.status.model.full_text())
    assert app.query(service.why_active) == ("seed-cnn", "folder-gone")


def test_review_page_offers_retraining_alone(app, folder):
    workspace = make_workspace(folder)
    outputs = service.active_version(workspace).outputs
    for number in add_photos(workspace, [0.5] * 250, folder="/many"):
        reviewing.decide(workspace, number, Answer.CATEGORY, "ann", outputs[0])
    add_photos(workspace, [0.6], folder="/left")
    workspace.close()
    window = app.open(create=False)
    offer = window.pages["review"].offer
    app.until(offer.is_offered)
    assert offer.offer.inspection is None
    assert offer.show_it.text() == "Retrain now"
    assert "277 new decisions" in offer.words.full_text()
    offer.dismiss.click()
    assert not offer.is_offered()


def test_effect_words_describe_effect_of_activation():
    words = effect_words({"effect": {"fewer": 312, "target": 0.95}})
    assert words == "About 310 fewer photos to review at a required accuracy of 95.0\u202f%."
    assert "more" in effect_words({"effect": {"fewer": -40, "target": 0.95}})
    assert effect_words({"effect": None}) == effect_words({}) == ""


def test_pair_accepts_reports_of_older_programs():
    assert pair({"count": 3, "categories": ["a"]}) is None
    assert pair({"categories": ["a"], "confusion": {"active": [], "candidate": []}}) is None
    before, after = pair({"categories": ["a", "b"], "confusion": {"candidate": [[1, 1, 2]]}})
    assert before.categories == after.categories == ("b",)
    assert confused_most(before, after, 5) == []
