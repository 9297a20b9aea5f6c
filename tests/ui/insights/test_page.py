"""Tests of the proposal on the Insights page."""

import threading

import pytest

from hitl_app.domain.flagging import BINS
from hitl_app.domain.settings import (
    TARGET,
)
from hitl_app.services import settings
from hitl_app.services.certification import proposing
from hitl_app.store.schema import PhotoRow
from hitl_app.ui.commands.table import command
from hitl_app.ui.wording import formats
from tests.helpers.window.insights_page import insights_page, started_jobs
from tests.helpers.workspace.inspections import (
    catalogue,
    confirm,
)

IMPORTS_MS = 30_000
"""SciPy and pyqtgraph are imported at their first use, which takes long on a busy machine."""


def figures(panel):
    return {name: place.text() for name, place in panel.tiles.figures.items()}


def expected(app, *wish):
    """Return the figures of the service as the tiles write them."""
    found = app.query(lambda workspace: proposing.proposal(workspace, *wish))
    plan = found.plan
    return {
        "lot": formats.number(plan.lot),
        "checks": formats.number(plan.checks),
        "minutes": formats.duration(60 * found.minutes),
        "saved": formats.number(round(plan.saved)),
        # Without a wrong label allowed, the first stage cannot pass.
        "wrong": formats.number(plan.allowed()) if plan.allowed() >= 0 else "–",
        "chance": formats.percent(plan.pass_chance),
    }


# Proposal.


def test_training_menu_opens_proposal(app):
    catalogue(app.folder).close()
    window = app.open(create=False)
    window.dispatcher.run(command("earn"))
    assert window.page_key == "insights"
    app.until(window.is_settled, IMPORTS_MS)
    panel = window.pages["insights"].inspection.proposal
    assert figures(panel) == expected(app)
    lot, checks = panel.tiles.figures["lot"].text(), panel.tiles.figures["checks"].text()
    assert panel.headline.text().startswith(
        f"Accept {lot} of 600 automatically after about {checks} "
    )
    assert panel.target.share() == 0.95
    assert "95.0\u202f% of these labels are correct" in panel.told.text()


def test_proposal_panel_updates_numbers_when_target_moves(page, app):
    panel = page.inspection.proposal
    before = figures(panel)
    panel.target.slider.setValue(850)
    assert not panel.open.isEnabled(), "the shown proposal is not for this target"
    app.until(panel.is_settled)
    assert figures(panel) == expected(app, 0.85) != before
    assert "85.0\u202f% of these labels are correct" in panel.told.text()
    assert panel.open.isEnabled()
    # The target is input of the proposal, not a setting.
    assert app.query(lambda w: settings.get_setting(w, TARGET)) == 0.95


def test_proposal_panel_takes_own_lot_and_sample_and_resets_them(page, app):
    panel = page.inspection.proposal
    proposed = figures(panel)
    assert not panel.again.isEnabled()
    panel.checks.setValue(55)
    panel.threshold.box.setValue(60.0)
    app.until(panel.is_settled)
    assert figures(panel) == expected(app, 0.95, 0.6, 55) != proposed
    assert panel.tiles.figures["checks"].text() == "55"
    panel.again.click()
    app.until(panel.is_settled)
    assert figures(panel) == proposed
    assert panel.checks.text() == proposed["checks"]


def test_proposal_panel_refuses_inspection_that_cannot_pass(page, app):
    panel = page.inspection.proposal
    panel.target.slider.setValue(999)
    panel.checks.setValue(20)
    app.until(panel.is_settled)
    assert panel.headline.text() == "This inspection cannot pass"
    assert set(figures(panel).values()) == {"–"}
    assert not panel.open.isEnabled()


def test_proposal_panel_answers_newest_input_and_drops_those_between(page, app, monkeypatch):
    panel = page.inspection.proposal
    real, asked, go = proposing.proposal, [], threading.Event()

    def slow(workspace, target, **others):
        asked.append(target)
        go.wait(5)
        return real(workspace, target, **others)

    monkeypatch.setattr(proposing, "proposal", slow)
    panel.target.slider.setValue(810)
    app.until(lambda: asked == [0.81])
    for value in (820, 830, 840, 850, 860):
        panel.target.slider.setValue(value)
        app.until(lambda: not panel._pause.isActive())
    go.set()
    app.until(panel.is_settled)
    assert asked == [0.81, 0.86]
    assert figures(panel) == expected(app, 0.86)


def test_proposal_panel_warns_of_few_validation_photos(page, app):
    assert page.inspection.proposal.doubt.text().startswith("Based on only 0 validation photos")
    app.close()

    def validation(workspace):
        with workspace.database.read() as session:
            rows = session.query(PhotoRow.id).filter(PhotoRow.split == "validation")
            confirm(workspace, [photo_id for (photo_id,) in rows][:60])

    app.query(validation)
    assert insights_page(app).inspection.proposal.doubt.text() == ""


def test_proposal_panel_starts_inspection_with_shown_numbers(page, app, monkeypatch):
    started = started_jobs(app, monkeypatch)
    panel = page.inspection.proposal
    panel.target.slider.setValue(900)
    panel.checks.setValue(50)
    app.until(panel.is_settled)
    panel.open.click()
    ((name, numbers),) = started
    assert name == "inspect"
    assert (numbers["target"], numbers["checks"]) == (0.9, 50)
    assert round(numbers["threshold"] * BINS) == panel.threshold.slider.value()
    # The worker gets these numbers and finds the shown lot.
    found = app.query(lambda w: proposing.proposal(w, **numbers))
    assert formats.number(found.plan.lot) == panel.tiles.figures["lot"].text()


def test_inspection_panel_shows_progress_and_cancels_start(app):
    catalogue(app.folder).close()
    page = insights_page(app, play="waits", with_jobs=True)
    panel = page.inspection
    panel.proposal.open.click()
    app.until(lambda: "1 of 4" in panel.working.work.words.text())
    assert panel.place is panel.working
    assert panel.working.heading.text() == "Starting the inspection"
    panel.working.work.cancel.click()
    app.until(lambda: panel.place is panel.proposal)
    app.until(lambda: app.message is not None)
    assert app.message.happened == "Cancelled. No inspection was started."


def test_window_reports_started_inspection(app):
    catalogue(app.folder).close()
    page = insights_page(app, with_jobs=True)
    page.inspection.proposal.open.click()
    app.until(lambda: app.message is not None)
    assert app.message.happened == "An inspection of 8,400 photos has started."
    assert app.message.remedy.startswith("132 checks and as many other photos ")


@pytest.mark.parametrize("count", [0, 20])
def test_proposal_panel_offers_nothing_without_worthwhile_lot(app, count):
    catalogue(app.folder, sure=count, unsure=0).close()
    panel = insights_page(app).inspection.proposal
    waits = "An inspection does not pay yet" if count else "No photos to review"
    assert panel.headline.text() == waits
    assert not panel.open.isEnabled()
