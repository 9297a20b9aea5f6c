"""Tests of the proposal on the Insights page."""

import threading

import pytest
from PySide6.QtCore import QPoint

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
from tests.helpers.workspace.workspaces import make_workspace

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
        "blind": formats.number(2 * plan.checks),
        "minutes": formats.duration(60 * found.minutes),
        "saved": formats.number(round(plan.saved)),
        # Without a wrong label allowed, the first stage cannot pass.
        "wrong": formats.number(plan.allowed()) if plan.allowed() >= 0 else "–",
        "chance": formats.percent(plan.pass_chance),
    }


# How right the catalogue is.


@pytest.mark.parametrize("width", [960, 1920])
def test_insights_page_begins_with_how_right_the_catalogue_is(app, width):
    workspace = catalogue(app.folder)
    with workspace.database.read() as session:
        some = [photo_id for (photo_id,) in session.query(PhotoRow.id).limit(150)]
    confirm(workspace, some)
    workspace.close()
    page = insights_page(app, size=(width, 800))
    panel = page.catalogue
    assert panel.sentence.text() == (
        "At least 25.0\u202f% of 600 photos are labelled correctly; 450 are still to review."
    )
    others = (page.inspection, page.certificates, page.reliability)
    tops = [other.mapTo(panel.parentWidget(), QPoint()).y() for other in others]
    assert all(panel.geometry().bottom() < top for top in tops)
    is_beside = tops[0] == tops[1]
    assert is_beside == (width == 1920), "in a wide window no line is as long as the window"
    shown = [part for part, count in panel.counts.items() if count.isVisible()]
    assert shown == ["reviewed", "certified", "to_review"]
    assert [panel.counts[part].text() for part in shown] == ["150", "0", "450"]


# Proposal.


def test_training_menu_opens_proposal(app):
    catalogue(app.folder).close()
    window = app.open(create=False)
    window.dispatcher.run(command("earn"))
    assert window.page_key == "insights"
    app.until(window.is_settled, IMPORTS_MS)
    panel = window.pages["insights"].inspection.proposal
    assert figures(panel) == expected(app)
    # The work before the button is all of it: the checks, and the decoys that hide them.
    lot, blind = panel.tiles.figures["lot"].text(), panel.tiles.figures["blind"].text()
    assert panel.headline.text().startswith(
        f"Accept {lot} of 600 automatically after labelling about {blind} photos ("
    )
    checks = int(blind) // 2
    assert f"{checks} checks, and as many decoys that hide them" in panel.told.text()
    assert panel.target.share() == 0.95
    assert "95.0\u202f% of the accepted labels are correct" in panel.told.text()


def test_proposal_panel_shows_fields_under_adjust(page, app):
    panel = page.inspection.proposal
    fields = (panel.target, panel.threshold, panel.checks, panel.again)
    assert not any(field.isVisible() for field in fields)
    panel.adjust.click()
    assert all(field.isVisible() for field in fields)
    panel.adjust.click()
    assert not any(field.isVisible() for field in fields)


def test_proposal_panel_tells_decisions_until_inspection_pays(app):
    workspace = make_workspace(app.folder, [0.75 + 0.2 * n / 900 for n in range(900)])
    found = proposing.proposal(workspace)
    workspace.close()
    assert not found.is_worthwhile
    assert found.until > 0
    panel = insights_page(app).inspection.proposal
    assert panel.headline.text() == (
        f"An inspection does not pay yet: about {found.until} more decisions"
    )
    unseen = (panel.told, panel.doubt, panel.tiles, panel.open, panel.target, panel.checks)
    assert not any(one.isVisible() for one in unseen)
    # A lower accuracy may pay at once.
    panel.adjust.click()
    panel.target.slider.setValue(800)
    app.until(panel.is_settled)
    assert panel.headline.text().startswith("Accept ")
    assert panel.open.isVisible()


def test_proposal_panel_updates_numbers_when_target_moves(page, app):
    panel = page.inspection.proposal
    before = figures(panel)
    panel.target.slider.setValue(850)
    assert not panel.open.isEnabled(), "the shown proposal is not for this target"
    app.until(panel.is_settled)
    assert figures(panel) == expected(app, 0.85) != before
    assert "85.0\u202f% of the accepted labels are correct" in panel.told.text()
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
    assert panel.tiles.figures["blind"].text() == "110"
    panel.again.click()
    app.until(panel.is_settled)
    assert figures(panel) == proposed
    assert 2 * int(panel.checks.text()) == int(proposed["blind"])


def test_proposal_panel_refuses_inspection_that_cannot_pass(page, app):
    panel = page.inspection.proposal
    panel.target.slider.setValue(999)
    panel.checks.setValue(20)
    app.until(panel.is_settled)
    assert panel.headline.text() == "This inspection cannot pass"
    assert not panel.tiles.isVisible()
    assert not panel.open.isVisible()


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
    app.window.session.presence.switch("ann")
    panel.open.click()
    ((name, numbers),) = started
    assert name == "inspect"
    assert numbers.pop("operator") == "ann"
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
    waits = "An inspection would not pay at this accuracy: review the 20 photos left"
    assert panel.headline.text() == (waits if count else "No photos to review")
    assert not panel.open.isVisible()
    assert panel.adjust.isVisible() == bool(count)
