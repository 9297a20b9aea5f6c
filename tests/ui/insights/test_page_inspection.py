"""Tests of the open inspection on the Insights page, which shows checks and decoys alike."""

import shutil

import pytest
from PySide6.QtWidgets import QLabel

from hitl_app.services.certification import inspecting
from hitl_app.store.schema import PhotoRow
from tests.helpers.window.insights_page import insights_page
from tests.helpers.workspace.inspections import (
    CHECKS,
    blind,
    catalogue,
    confirm,
    open_inspection,
)

IMPORTS_MS = 30_000
"""SciPy and pyqtgraph are imported at their first use, which takes long on a busy machine."""


# Open inspection.


@pytest.fixture
def inspected(app):
    workspace = catalogue(app.folder)
    inspection = open_inspection(workspace)
    workspace.close()
    return inspection


def test_inspection_panel_counts_blind_photos_of_open_inspection(inspected, app):
    panel = insights_page(app).inspection
    assert panel.place is panel.open_one
    count = inspected.blind
    assert panel.open_one.count.text() == (
        f"0 of {count} photos labelled, {count} left · next stage after about {2 * CHECKS}"
    )


def test_inspection_panel_asks_before_cancelling_without_moving_layout(inspected, app):
    page = insights_page(app)
    place = page.inspection.open_one
    before = page.inspection.height(), place.go_on.geometry(), page.certificates.geometry()
    place.cancel.click()
    assert place.question.isVisible()
    assert before == (
        page.inspection.height(),
        place.go_on.geometry(),
        page.certificates.geometry(),
    )
    place.no.click()
    assert not place.question.isVisible()
    assert app.query(inspecting.open_one) is not None
    place.cancel.click()
    place.yes.click()
    app.until(lambda: page.inspection.place is page.inspection.proposal)
    assert app.query(inspecting.open_one) is None
    assert app.message.happened.startswith("The inspection was cancelled")


def test_inspection_panel_keeps_height_when_inspection_is_opened(page, app):
    high = page.inspection.height()
    app.query(open_inspection)
    page.activated()
    app.until(lambda: page.inspection.place is page.inspection.open_one)
    assert page.inspection.height() == high


def shown_texts(page):
    texts = [one.text() for one in page.findChildren(QLabel)]
    tips = [one.toolTip() + one.accessibleDescription() for one in page.findChildren(QLabel)]
    return texts, tips, page.inspection.open_one.bar._share


def test_insights_page_shows_checks_and_decoys_alike(app, inspected, tmp_path):
    def same_split(workspace):
        """Return a check and a decoy, both of them training photos."""
        with workspace.database.read() as session:
            roles = dict(session.query(PhotoRow.id, PhotoRow.split).all())
        return [
            next(i for i in blind(workspace, stage) if roles[i] == "training") for stage in (1, 0)
        ]

    both = app.query(same_split)
    shutil.copytree(app.folder, tmp_path / "twin")
    seen = []
    for folder, photo_id in zip((app.folder, tmp_path / "twin"), both, strict=True):
        app.folder = folder
        app.query(lambda w, one=photo_id: confirm(w, [one]))
        seen.append(shown_texts(insights_page(app)))
        app.close()
    assert seen[0] == seen[1]
    assert any(" 1 of " in f" {text}" for text in seen[0][0]), "the decision is counted"
