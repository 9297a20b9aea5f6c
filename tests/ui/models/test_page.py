import pytest
from PySide6.QtCore import Qt

from hitl_app.domain.runs import RunState
from hitl_app.services import settings
from hitl_app.store.models import versions as models
from hitl_app.ui.models.training_panel import SERIES
from tests.helpers.window.plots import points
from tests.helpers.workspace.workspaces import add_photos, make_workspace

FIGURES = {"log_score": -0.5, "recall": [None] * 10}
CURVE = [
    {"epoch": n, "accuracy": 0.5 + n / 20, "validation_accuracy": 0.4 + n / 20} for n in range(1, 6)
]
REPORT = {
    "count": 103,
    "active": {"accuracy": 0.27, **FIGURES},
    "candidate": {"accuracy": 0.741, **FIGURES},
    "reasons": [
        {"code": "right-more-often", "params": {"gained": 49, "lost": 1}},
        {"code": "more-confident-when-right", "params": {}},
    ],
    "curve": CURVE,
}


def retrained(folder):
    """Create a workspace with a retrained model that is active."""
    workspace = make_workspace(folder, [0.1 * n for n in range(3, 10)])
    with workspace.database.write() as session:
        first = models.active_version(session)
        run = models.start_run(session, first.name, {}, [1])
        second = models.add_version(
            session,
            name="seed-cnn-1",
            parent="seed-cnn",
            sha256="0" * 64,
            outputs=first.outputs,
            metrics={"training_photos": 412, "validation": {"count": 103, "accuracy": 0.741}},
            shipped=False,
        )
        models.end_run(
            session, run, RunState.DONE, candidate="seed-cnn-1", verdict="better", report=REPORT
        )
        models.activate(session, second, "gate")
    workspace.close()


@pytest.fixture
def page(app, monkeypatch):
    retrained(app.folder)
    # The version has no folder; the fallback of the window has its own test.
    monkeypatch.setattr("hitl_app.services.models.versions.fall_back", lambda _workspace: None)
    window = app.open(create=False, play="curve")
    window.show_page("models")
    page = window.pages["models"]
    app.until(lambda: page._state is not None and page.training._curve is not None)
    return page


def texts(view, row):
    return [view.items.index(row, c).data() for c in range(view.items.columnCount())]


def test_models_page_lists_versions_with_accuracy_and_active_mark(page):
    # The child is listed below its parent.
    assert texts(page.family.versions, 1)[:4] == [
        *("└ ● seed-cnn-1 · active", "▲ folder missing", "412", "74.1\u202f% of 103"),
    ]
    # The shown accuracy is that on these photos, not that on the test photos.
    assert texts(page.family.versions, 0)[:4] == ["seed-cnn", "built in", "–", "27.0\u202f% of 103"]
    tip = page.family.versions.items.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert "test photos; your photos may differ" in tip


def test_models_page_describes_verdict_and_reasons(page):
    assert texts(page.runs, 0)[1:] == ["seed-cnn", "seed-cnn-1", "✓ better"]
    assert page.training.heading.text() == "seed-cnn-1"
    assert page.training.mark.text() == "✓ better"
    assert page.training.figures.text() == (
        "Correct on 74.1\u202f% of 103 validation photos; model seed-cnn: 27.0\u202f%."
    )
    assert page.training.reasons.text().splitlines() == [
        "Compared with the active version on the validation photos: 49 newly correct, "
        "1 newly wrong.",
        "More confident on correct labels.",
    ]


def test_training_panel_plots_curve_of_chosen_retraining(page):
    lines = page.training._curve.lines
    judged, trained = ([y for _, y in points(lines[name])] for name in SERIES)
    assert judged == pytest.approx([45, 50, 55, 60, 65])
    assert trained == pytest.approx([55, 60, 65, 70, 75])


def test_models_page_activates_and_rolls_back_version(page, app, monkeypatch):
    started = []
    pool = app.window.session.pool
    monkeypatch.setattr(pool, "start", lambda name, params=None: started.append((name, params)))
    page.family.versions.selectRow(1)
    assert not page.family.activate.isEnabled()  # it is the active one
    page.family.versions.selectRow(0)
    page.family.activate.click()
    assert page.family.roll_back.text() == "Roll back to seed-cnn"
    page.family.roll_back.click()
    assert started == [("activate", {"version": "seed-cnn"}), ("rollback", None)]


def test_training_panel_shows_progress_while_retraining_runs(page, app):
    window = app.window
    assert not page.retrain.isEnabled()  # no photo was reviewed yet
    window.session.retrain()
    job = window.session.pool.find("retrain")
    app.until(lambda: len(job.curve_records) == 3)
    assert page.training.heading.text() == "Retraining"
    app.until(lambda: page.training.work.text() == "reading · 1 of 4 · 2.0/s · 2 s left")
    page.training.cancel.click()
    app.until(lambda: job.is_over)
    app.until(lambda: page.training.heading.text() == "seed-cnn-1")


def test_retrain_button_is_disabled_without_reviewed_photos(app):
    window = app.open([0.5, 0.6, 0.7])
    window.show_page("models")
    page = window.pages["models"]
    app.until(lambda: page._state is not None)
    assert page.training.heading.text() == "No retraining yet"
    assert not page.retrain.isEnabled()
    assert page.overview.next.text() == (
        "Review some photos: the model learns from your decisions."
    )


# Threshold.


@pytest.fixture
def threshold(app):
    # 2,000 photos of every confidence from 0.3 up.
    workspace = make_workspace(app.folder)
    add_photos(workspace, [0.3 + 0.7 * n / 2000 for n in range(2000)])
    workspace.close()
    window = app.open(create=False)
    window.show_page("models")
    panel = window.pages["models"].threshold
    app.until(lambda: panel._histogram is not None)
    return panel


def test_threshold_panel_reports_all_photos_to_review_when_off(threshold):
    assert not threshold.switch.isChecked()
    assert threshold.count.text() == "Off: all 2,000 unreviewed photos need review."
    assert not threshold.apply.isEnabled()
    assert not threshold.field.slider.isEnabled()


def test_threshold_panel_updates_counts_while_slider_moves(threshold):
    threshold.switch.click()
    seen = []
    for value in (300, 450, 720, 1000):
        threshold.field.slider.setValue(value)
        assert threshold.field.box.value() == value / 10
        seen.append(threshold.count.text())
    assert seen[0] == "0 of 2,000 to review; 2,000 auto-accepted, not certified."
    assert seen[3] == "2,000 of 2,000 to review; 0 auto-accepted, not certified."
    sent = [int(text.split()[0].replace(",", "")) for text in seen]
    assert sent == sorted(sent)
    # 0.72 lies at three fifths of the way from 0.3 to 1.
    assert sent[2] == pytest.approx(1200, abs=3)


def test_threshold_panel_moves_slider_when_box_changes(threshold):
    threshold.switch.click()
    threshold.field.box.setValue(65.5)
    assert threshold.field.slider.value() == 655


def test_threshold_panel_stores_threshold_and_starts_flag_job(threshold, app, monkeypatch):
    started = []
    pool = app.window.session.pool
    monkeypatch.setattr(pool, "start", lambda name, _params=None: started.append(name))
    threshold.switch.click()
    threshold.field.slider.setValue(850)
    threshold.apply.click()
    app.until(lambda: started == ["flag"])
    assert app.query(settings.threshold) == pytest.approx(0.85)
    assert app.query(settings.flagging_pending)
    assert not threshold.apply.isEnabled()
    app.until(lambda: "from 85.0" in app.window.status.model.full_text())
    threshold.switch.click()
    threshold.apply.click()
    app.until(lambda: len(started) == 2)
    assert app.query(settings.threshold) is None


def test_threshold_panel_keeps_unsaved_value_when_photos_arrive(threshold, app):
    threshold.switch.click()
    threshold.field.slider.setValue(777)
    app.query(lambda w: add_photos(w, [0.9], folder="/more"))
    threshold.refresh()
    app.until(lambda: "2,001" in threshold.count.text())
    assert threshold.field.slider.value() == 777


def test_models_page_shows_model_card_of_chosen_version(page, app):
    page.family.versions.selectRow(0)
    app.until(page.family.card.isVisible)
    assert page.family.card.heading.text() == "Model details: seed-cnn"
    form = page.family.card._form
    shown = {
        form.itemAt(row, form.ItemRole.LabelRole).widget().text(): (
            form.itemAt(row, form.ItemRole.FieldRole).widget().text()
        )
        for row in range(form.rowCount())
    }
    assert shown["Accuracy"].startswith("91.3\u202f% of 10,000 test photos")
    assert "phone photos" in shown["Known limitations"]
    assert shown["Created by"].startswith("python -m training train --architecture seed-cnn")
    assert "Based on" not in shown


def test_models_page_shows_no_model_card_when_folder_is_missing(page, app):
    page.family.versions.selectRow(0)
    app.until(page.family.card.isVisible)
    page.family.versions.selectRow(1)
    assert texts(page.family.versions, 1)[1] == "▲ folder missing"
    app.until(lambda: not page.family.card.isVisible())
