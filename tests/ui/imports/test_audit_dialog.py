"""Audits of imported labels in the window, from the menu to the queue of likely mistakes."""

import pytest
from PySide6.QtCore import Qt

from hitl_app.services.certification import inspecting
from hitl_app.services.review import reviewing
from hitl_app.ui.imports.audit_dialog import AuditDialog
from tests.helpers.window.appearance import cut_off
from tests.helpers.window.insights_page import row_texts
from tests.helpers.window.main_window import actions
from tests.helpers.workspace.audits import Auditor, checks, imported, labels_in_force, open_audit

PHOTOS = 120
JOBS_MS = 120_000
WRONG = range(1, 41)


@pytest.fixture
def labelled(app):
    imported(app.folder, PHOTOS, WRONG).close()


def told(app, words):
    return app.message is not None and words in app.message.happened


def opened(app):
    app.window.commands.audit_labels()
    return settled(app)


def settled(app):
    dialog = app.window.findChild(AuditDialog)
    app.until(lambda: dialog.is_settled() or "Reading" not in dialog.told.text(), JOBS_MS)
    return dialog


def is_open(app):
    return app.query(inspecting.open_one) is not None


def label_blind(app, right, most):
    """Label as many blind photos that come up rightly, by their digit keys."""
    for _ in range(most):
        app.until(lambda: app.page.flow.current is not None and not app.page.flow.is_busy)
        current = app.page.flow.current
        assert current.blind
        assert (current.photo.label_id, current.decision, current.probabilities) == (None, None, {})
        before = current.photo.id
        app.press(Qt.Key(Qt.Key.Key_0 + right[before] % 10))
        app.until(lambda before=before: app.shown != before)


def test_audit_leads_from_the_menu_to_the_likely_mistakes(labelled, app):
    window = app.open(create=False, play=None)
    actions(window)["Inspect imported labels…"].trigger()
    dialog = settled(app)
    dialog.target.show_share(0.9)
    dialog.target.moved.emit()
    app.until(lambda: dialog.is_settled() and dialog.start.isEnabled(), JOBS_MS)
    assert cut_off(dialog) == []
    sample = int(dialog.tiles.figures["checks"].text())
    dialog.start.click()
    app.until(lambda: told(app, "An inspection of 120 imported labels has started."), JOBS_MS)

    assert app.query(lambda w: reviewing.counts(w).to_review) == sample
    right = app.query(lambda w: Auditor(w).right)
    app.until(lambda: app.flow.current is not None)
    # An undo hides the label again.
    label_blind(app, right, 1)
    app.until(lambda: not app.flow.is_busy and app.page.commands.can_undo())
    app.press(Qt.Key.Key_Backspace)
    app.until(lambda: app.query(lambda w: reviewing.counts(w).to_review) == sample)
    label_blind(app, right, sample)
    window.session.pool.start("settle")
    app.until(lambda: told(app, "The required accuracy is not proved"), JOBS_MS)
    message = app.message
    assert "of these 120 labels are right" in message.remedy
    assert [name for name, _ in message.actions] == ["Review likely mistakes", "Show"]

    message.actions[0][1]()
    app.until(lambda: told(app, "likely mistake"), JOBS_MS)
    app.until(lambda: app.flow.current is not None, JOBS_MS)
    shown = app.flow.current
    assert shown.photo.label_id == shown.decision.category_id
    # The model suggests another label than the one that was imported.
    assert shown.photo.id in WRONG
    assert shown.photo.suggestion_id != shown.photo.label_id

    page = window.commands.show("insights")
    app.until(page.is_settled, JOBS_MS)
    texts = row_texts(page.certificates.table, 0)
    assert "import 1: supplied.csv" in texts
    assert texts[-1] == "▲ below target"


def test_dialog_without_imports_says_so(app):
    app.open([0.5] * 4)
    dialog = opened(app)
    assert dialog.told.text().startswith("There are no imported labels.")
    assert not dialog.start.isEnabled()
    for part in (dialog.imports, dialog.target, dialog.tiles):
        assert not part.isVisible(), "it would have no use"


def test_open_audit_is_shown_and_cancelled_on_the_insights_page(labelled, app):
    from hitl_app.workspace import Workspace

    workspace = Workspace.open(app.folder)
    opened_one = open_audit(workspace)
    assert len(checks(workspace)) == opened_one.sample
    workspace.close()
    window = app.open(create=False)
    assert app.flow.current.blind
    page = window.commands.show("insights")
    app.until(page.is_settled, JOBS_MS)
    place = page.inspection.open_one
    assert "120 imported labels" in place.heading.text()
    assert "without their imported labels" in place.told.text()
    place.cancel.click()
    place.yes.click()
    app.until(lambda: told(app, "The inspection was cancelled."), JOBS_MS)
    assert not is_open(app)
    # The photo on the Review page has its label back, and needs no decision.
    app.until(lambda: app.flow.current is None, JOBS_MS)
    assert len(app.query(labels_in_force)) == PHOTOS
