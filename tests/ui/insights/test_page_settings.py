"""Tests of accuracy and reliability on the Insights page, and of the target and opinions panels."""

import pytest
from PySide6.QtWidgets import QDoubleSpinBox

from hitl_app.domain.reports.catalogue import Catalogue
from hitl_app.domain.settings import (
    CONFIDENCE,
    EXTEND_CERTIFICATES,
    SECOND_OPINIONS,
    TARGET,
)
from hitl_app.services import settings
from hitl_app.store.schema import PhotoRow
from hitl_app.ui.insights.catalogue_panel import CataloguePanel
from hitl_app.ui.wording import formats
from tests.helpers.window.insights_page import insights_page
from tests.helpers.window.plots import points
from tests.helpers.workspace.inspections import (
    catalogue,
    confirm,
)

IMPORTS_MS = 30_000
"""SciPy and pyqtgraph are imported at their first use, which takes long on a busy machine."""


def catalogue_parts(**parts):
    """Return a catalogue of which only these parts are not empty."""
    none = dict.fromkeys(Catalogue.__match_args__, 0)
    return Catalogue(**{**none, "confidence": 0.95, **parts})


@pytest.mark.parametrize(
    ("catalogue", "text"),
    [
        (catalogue_parts(), "No photos yet."),
        (
            catalogue_parts(photos=5, to_review=5),
            "Nothing is known yet: none of 5 photos was reviewed.",
        ),
        # 37 of 900 + 100 photos can be wrong, and 200 are unknown: 963 of 1,200 are correct.
        (
            catalogue_parts(photos=1200, reviewed=100, certified=900, to_review=200, most_wrong=37),
            "At least 80.2\u202f% of 1,200 photos are labelled correctly, with 95.0\u202f% "
            "confidence; 200 are still to review.",
        ),
        (
            catalogue_parts(photos=10, reviewed=4, uncertified=5, extended=1),
            "At least 40.0\u202f% of 10 photos are labelled correctly; 6 were accepted without a "
            "certificate.",
        ),
        (
            catalogue_parts(photos=10, reviewed=4, uncertified=2, to_review=4),
            "At least 40.0\u202f% of 10 photos are labelled correctly; 2 were accepted without a "
            "certificate and 4 are still to review.",
        ),
        (
            catalogue_parts(photos=4, reviewed=4),
            "All 4 photos are reviewed.",
        ),
    ],
)
def test_catalogue_panel_describes_accuracy_in_a_sentence(qtbot, catalogue, text):
    panel = CataloguePanel()
    qtbot.addWidget(panel)
    panel.show_catalogue(catalogue)
    assert panel.sentence.text() == text
    panel.grab()


def test_at_least_never_rounds_up():
    assert formats.at_least(0.96999) == "96.9\u202f%"
    assert formats.at_least(0.95) == "95.0\u202f%"
    assert formats.at_least(1) == "100.0\u202f%"


def test_reliability_panel_needs_enough_validation_photos(page):
    assert "needs 50 validation photos" in page.reliability.told.text()
    assert not page.reliability.canvas.isVisible()


def test_reliability_panel_plots_shares_of_active_version(app):
    workspace = catalogue(app.folder)
    with workspace.database.read() as session:
        rows = session.query(PhotoRow.id, PhotoRow.confidence).filter(
            PhotoRow.split == "validation"
        )
        sure = [i for i, confidence in rows if confidence > 0.9]
        unsure = [i for i, confidence in rows if confidence < 0.8]
    confirm(workspace, sure)
    confirm(workspace, unsure, right=False)
    workspace.close()
    page = insights_page(app)
    shown = points(page.reliability.dots)
    assert len(shown) > 3
    assert shown[-1][1] == 100
    assert {share for _, share in shown[:-1]} == {0}
    assert f"{len(sure) + len(unsure)} validation photos" in page.reliability.told.text()


# Target and confidence.


def stored(workspace):
    names = (TARGET, CONFIDENCE)
    return [settings.get_setting(workspace, name) for name in names]


def test_target_panel_stores_target_and_confidence_when_they_change(app):
    catalogue(app.folder).close()
    window = app.open(create=False)
    window.show_page("models")
    window.pages["models"].sections.show_section("promise")
    panel = window.pages["models"].target
    target, confidence = (panel.target.findChild(QDoubleSpinBox), panel.confidence)
    app.until(lambda: panel.target.is_settled() and confidence.is_settled())
    assert (target.value(), confidence.value()) == (95, 0.95)
    target.setValue(97.5)
    confidence.findChild(QDoubleSpinBox).setValue(90)
    app.until(lambda: app.query(stored) == [0.975, 0.9])
    target.setValue(10)
    assert target.value() == 80, "the minimum of the range"
    target.setValue(97.5)
    app.until(panel.target.is_settled)
    panel.earn.click()
    assert window.page_key == "insights"
    app.until(window.is_settled, IMPORTS_MS)
    proposal = window.pages["insights"].inspection.proposal
    assert proposal.shown.target == 0.975
    assert proposal.shown.confidence == 0.9


# Second opinions and later photos.


def habits(workspace):
    names = (SECOND_OPINIONS, EXTEND_CERTIFICATES)
    return [settings.get_setting(workspace, name) for name in names]


def test_opinions_panel_stores_share_and_extension_when_they_change(app):
    window = app.open([0.5])
    window.show_page("models")
    window.pages["models"].sections.show_section("promise")
    panel = window.pages["models"].opinions
    app.until(lambda: panel.share.is_settled() and panel.extend.is_settled())
    assert (panel.share.value(), panel.extend.value()) == (0, 0)
    panel.share.findChild(QDoubleSpinBox).setValue(7.5)
    panel.extend.switch.click()
    app.until(lambda: app.query(habits) == [0.075, 1])
    app.until(lambda: panel.share.is_settled() and panel.extend.is_settled())
    panel.share.findChild(QDoubleSpinBox).setValue(0)
    panel.extend.switch.click()
    app.until(lambda: app.query(habits) == [0, 0])
