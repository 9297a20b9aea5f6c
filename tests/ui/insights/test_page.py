"""The Insights page: the proposal, the inspection that is open, certificates and what they say."""

import shutil
import threading
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDoubleSpinBox, QLabel

from hitl_app.domain.certification.inspections import Certificate
from hitl_app.domain.flagging import BINS
from hitl_app.domain.reports.catalogue import Catalogue
from hitl_app.domain.settings import (
    CONFIDENCE,
    EXTEND_CERTIFICATES,
    SECOND_OPINIONS,
    TARGET,
    THRESHOLD,
)
from hitl_app.jobs import flagging
from hitl_app.jobs import inspecting as inspecting_job
from hitl_app.jobs.job import Job
from hitl_app.services import settings
from hitl_app.services.certification import extension, inspecting, proposing, settling
from hitl_app.services.review import reviewing
from hitl_app.store.schema import PhotoRow
from hitl_app.ui.commands.table import command
from hitl_app.ui.insights.catalogue_panel import CataloguePanel
from hitl_app.ui.inspection.certificate_table import CertificatePanel
from hitl_app.ui.wording import formats
from tests.helpers.inspections import (
    CHECKS,
    blind,
    catalogue,
    confirm,
    nothing,
    open_inspection,
)
from tests.helpers.workspaces import add_photos

IMPORTS_MS = 30_000
"""SciPy and pyqtgraph are imported when they are first asked for, which a busy machine feels."""


def status(**parts):
    """A catalogue of which only these parts are not empty."""
    none = dict.fromkeys(Catalogue.__match_args__, 0)
    return Catalogue(**{**none, "confidence": 0.95, **parts})


def insights_page(app, **how):
    window = app.open(create=False, **how)
    window.commands.earn_acceptance()
    app.until(lambda: window.is_settled() or app.message, IMPORTS_MS)
    assert app.message is None
    for _ in range(3):  # what came in is laid out, and then what that moved
        QCoreApplication.processEvents()
    return window.pages["insights"]


@pytest.fixture
def page(app):
    catalogue(app.folder).close()
    return insights_page(app)


def figures(panel):
    return {name: place.text() for name, place in panel.tiles.figures.items()}


def expected(app, *wish):
    """What the service says, in the words of the tiles."""
    found = app.query(lambda workspace: proposing.proposal(workspace, *wish))
    plan = found.plan
    return {
        "lot": formats.number(plan.lot),
        "checks": formats.number(plan.checks),
        "minutes": formats.duration(60 * found.minutes),
        "saved": formats.number(round(plan.saved)),
        # With none at all the first look cannot pass yet.
        "wrong": formats.number(plan.allowed()) if plan.allowed() >= 0 else "–",
        "chance": formats.percent(plan.pass_chance),
    }


def started_jobs(app, monkeypatch):
    started = []
    pool = app.window.session.pool
    monkeypatch.setattr(pool, "start", lambda name, params=None: started.append((name, params)))
    return started


# The proposal.


def test_the_training_menu_leads_to_the_proposal(app):
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


def test_moving_the_target_changes_the_numbers(page, app):
    panel = page.inspection.proposal
    before = figures(panel)
    panel.target.slider.setValue(850)
    assert not panel.open.isEnabled(), "what is shown is no answer to what is set"
    app.until(panel.is_settled)
    assert figures(panel) == expected(app, 0.85) != before
    assert "85.0\u202f% of these labels are correct" in panel.told.text()
    assert panel.open.isEnabled()
    # It is a question, not a setting.
    assert app.query(lambda w: settings.get_setting(w, TARGET)) == 0.95


def test_lot_and_sample_can_be_chosen_and_left_to_the_window_again(page, app):
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


def test_a_choice_that_cannot_pass_is_told_and_cannot_be_opened(page, app):
    panel = page.inspection.proposal
    panel.target.slider.setValue(999)
    panel.checks.setValue(20)
    app.until(panel.is_settled)
    assert panel.headline.text() == "This inspection cannot pass"
    assert set(figures(panel).values()) == {"–"}
    assert not panel.open.isEnabled()


def test_the_newest_wish_is_answered_and_those_between_are_dropped(page, app, monkeypatch):
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


def test_few_validation_photos_are_owned_up_to(page, app):
    assert page.inspection.proposal.doubt.text().startswith("Based on only 0 validation photos")
    app.close()

    def validation(workspace):
        with workspace.database.read() as session:
            rows = session.query(PhotoRow.id).filter(PhotoRow.split == "validation")
            confirm(workspace, [photo_id for (photo_id,) in rows][:60])

    app.query(validation)
    assert insights_page(app).inspection.proposal.doubt.text() == ""


def test_opening_asks_for_just_the_numbers_on_the_screen(page, app, monkeypatch):
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
    # The worker takes them as they are, and finds the lot that was shown.
    found = app.query(lambda w: proposing.proposal(w, **numbers))
    assert formats.number(found.plan.lot) == panel.tiles.figures["lot"].text()


def test_opening_shows_its_progress_and_can_be_cancelled(app):
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


def test_an_inspection_that_was_opened_is_told(app):
    catalogue(app.folder).close()
    page = insights_page(app, with_jobs=True)
    page.inspection.proposal.open.click()
    app.until(lambda: app.message is not None)
    assert app.message.happened == "An inspection of 8,400 photos has started."
    assert app.message.remedy.startswith("132 checks and as many other photos ")


@pytest.mark.parametrize("count", [0, 20])
def test_nothing_to_propose(app, count):
    catalogue(app.folder, sure=count, unsure=0).close()
    panel = insights_page(app).inspection.proposal
    waits = "An inspection does not pay yet" if count else "No photos to review"
    assert panel.headline.text() == waits
    assert not panel.open.isEnabled()


# The one that is open.


@pytest.fixture
def inspected(app):
    workspace = catalogue(app.folder)
    inspection = open_inspection(workspace)
    workspace.close()
    return inspection


def test_the_open_one_is_shown_by_its_blind_photos(inspected, app):
    panel = insights_page(app).inspection
    assert panel.place is panel.open_one
    count = inspected.blind
    assert panel.open_one.count.text() == (
        f"0 of {count} photos labelled, {count} left · next stage after about {2 * CHECKS}"
    )


def test_cancelling_asks_by_a_line_that_moves_nothing(inspected, app):
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


def test_all_places_are_of_one_height(page, app):
    high = page.inspection.height()
    app.query(open_inspection)
    page.activated()
    app.until(lambda: page.inspection.place is page.inspection.open_one)
    assert page.inspection.height() == high


def shown_texts(page):
    texts = [one.text() for one in page.findChildren(QLabel)]
    tips = [one.toolTip() + one.accessibleDescription() for one in page.findChildren(QLabel)]
    return texts, tips, page.inspection.open_one.bar._share


def test_nothing_on_the_page_tells_a_check_from_another_photo(app, inspected, tmp_path):
    def same_split(workspace):
        """A check and another blind photo, both of them training photos."""
        with workspace.database.read() as session:
            roles = dict(session.query(PhotoRow.id, PhotoRow.split).all())
        return [
            next(i for i in blind(workspace, look) if roles[i] == "training") for look in (1, 0)
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
    assert any(" 1 of " in f" {text}" for text in seen[0][0]), "a decision does show"


# Certificates, accuracy, reliability.


def passed(workspace):
    open_inspection(workspace)
    confirm(workspace, blind(workspace, 1))
    return settling.settle(workspace, nothing)


def row_texts(view, row):
    return [view.items.index(row, c).data() for c in range(view.items.columnCount())]


def test_certificates_and_what_has_none(app):
    workspace = catalogue(app.folder)
    outcome = passed(workspace)
    settings.set_setting(workspace, THRESHOLD, "0.6")
    flagging.run(workspace, Job(lambda _event: None))
    (certificate,) = inspecting.list_certificates(workspace)
    counts = reviewing.counts(workspace)
    workspace.close()
    page = insights_page(app)
    table = page.certificates.table
    first, second = (row_texts(table, row) for row in range(2))
    share = 1 - certificate.most_wrong / certificate.accepted
    assert first[0] == "1"
    assert first[2:] == [
        "seed-cnn", str(outcome.accepted), formats.at_least(share), f"{CHECKS} of {CHECKS}",
        "90.0\u202f%", "95.0\u202f%", "✓ certified",
    ]  # fmt: skip
    assert second == [
        *("–", "–", "manual threshold", str(counts.uncertified), "unknown", "–", "–", "–"),
        "▲ not certified",
    ]
    assert counts.uncertified > 0
    shown = {part: place.text() for part, place in page.catalogue.counts.items()}
    assert shown["certified"] == str(outcome.accepted)
    assert shown["uncertified"] == str(counts.uncertified)
    assert shown["reviewed"] == str(CHECKS)
    assert shown["to_review"] == str(counts.to_review)
    assert page.inspection.stages.text() == "1 of 6 stages used"


def test_a_carried_certificate_promises_nothing(qtbot):
    panel = CertificatePanel()
    qtbot.addWidget(panel)
    values = {"id": 2, "inspection_id": 1, "kind": "extended", "version": "v", "threshold": 0.9}
    numbers = {"lot": 100, "checks": 60, "wrong": 0, "accepted": 40, "most_wrong": 1}
    promise = {"target": 0.9, "confidence": 0.95, "level": 0.01, "version_sha256": ""}
    found = Certificate(**values, **numbers, **promise, operators=(), at=datetime.now(UTC))
    panel.show_acceptances((found,), 0)
    shown = row_texts(panel.table, 0)
    assert (shown[4], shown[8]) == ("unknown", "▲ extended")


@pytest.mark.parametrize(
    ("catalogue", "said"),
    [
        (status(), "No photos yet."),
        (status(photos=5, to_review=5), "0 of 5 photos were reviewed. No certificate covers"),
        # 900 + 100 are vouched for, 37 of them can be wrong: 96.3 and never more.
        (
            status(photos=1200, reviewed=100, certified=900, to_review=200, most_wrong=37),
            "1,000 of 1,200 photos are reviewed or certified. At least 96.3\u202f% of",
        ),
        (
            status(photos=10, reviewed=4, uncertified=5, extended=1),
            "6 accepted without a certificate have no guarantee.",
        ),
        (status(photos=4, reviewed=4), "None left to review."),
    ],
)
def test_catalogue_accuracy_in_a_sentence(qtbot, catalogue, said):
    panel = CataloguePanel()
    qtbot.addWidget(panel)
    panel.show_catalogue(catalogue)
    assert said in panel.sentence.text()
    panel.grab()


def test_a_bound_is_never_rounded_up():
    assert formats.at_least(0.96999) == "96.9\u202f%"
    assert formats.at_least(0.95) == "95.0\u202f%"
    assert formats.at_least(1) == "100.0\u202f%"


def test_reliability_waits_for_enough_validation_photos(page):
    assert page.reliability.told.text().startswith("Not enough data: 0 of 50 validation photos")
    assert page.reliability.points() == []


def test_reliability_of_the_active_version(app):
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
    points = page.reliability.points()
    assert len(points) > 3
    assert points[-1][1] == 100
    assert {share for _, share in points[:-1]} == {0}
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
    assert target.value() == 80, "nobody can ask for less"
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


def test_opinions_panel_stores_share_and_carrying_when_they_change(app):
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


# Files.


@pytest.fixture
def certified(app):
    workspace = catalogue(app.folder)
    passed(workspace)
    settings.set_setting(workspace, THRESHOLD, "0.6")
    flagging.run(workspace, Job(lambda _event: None))
    workspace.close()
    return insights_page(app).certificates


def test_a_certificate_and_its_labels_are_saved(certified, app, monkeypatch, tmp_path):
    asked = []

    def choose(_parent, _title, name, _kinds):
        asked.append(name)
        return tmp_path / name

    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_target", choose)
    certified.save_page.click()
    page = tmp_path / "certificate-1.html"
    app.until(lambda: app.message and "was saved" in app.message.happened)
    assert app.message.happened == f"The certificate was saved to {page}."
    assert "Certificate 1" in page.read_text("utf-8")
    certified.save_labels.click()
    app.until(lambda: app.message and "photos were exported" in app.message.happened)
    (certificate,) = app.query(inspecting.list_certificates)
    lines = (tmp_path / "certificate-1-labels.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + certificate.accepted
    assert asked == ["certificate-1.html", "certificate-1-labels.csv"]


def test_arrivals_are_offered_where_carrying_is_allowed(app, monkeypatch):
    workspace = catalogue(app.folder)
    passed(workspace)
    add_photos(workspace, [0.99] * 200, folder="/later")
    workspace.close()
    page = insights_page(app)
    assert not page.arrivals.isVisible(), "it is off unless somebody allows it"
    app.query(lambda w: settings.set_setting(w, EXTEND_CERTIFICATES, "1"))
    page.activated()
    app.until(page.arrivals.isVisible)
    found = app.query(extension.proposal)
    words = page.arrivals.words.text()
    assert words.startswith(
        f"{found.plan.lot} photos were imported after certificate 1. Label 60 of them"
    )
    started = started_jobs(app, monkeypatch)
    page.arrivals.check.click()
    ((name, asked),) = started
    quiet = Job(lambda _event: None)
    app.query(lambda w: inspecting_job.open_inspection(w, quiet, **asked))
    assert name == "inspect"
    assert app.query(inspecting.open_one).extends_id == 1
    page.activated()
    app.until(lambda: not page.arrivals.isVisible())


def status(app):
    return app.window.status.model.full_text()


def test_the_status_line_says_what_was_accepted(app):
    workspace = catalogue(app.folder)
    app.open(create=False)
    assert status(app).endswith(" · All photos need review")
    outcome = passed(workspace)
    workspace.close()
    app.window.session.pool.start("settle")
    said = f" · {outcome.accepted} auto-accepted, certified"
    app.until(lambda: status(app).endswith(said))


def test_the_status_line_owns_up_to_what_is_not_certified(certified, app):
    assert status(app).endswith(
        " auto-accepted, certified · auto-accepts from 60.0\u202f%, not certified"
    )


def test_a_certificate_cannot_be_saved_as_something_else(certified, app, monkeypatch, tmp_path):
    wrong = tmp_path / "certificate.txt"
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_target", lambda *_: wrong)
    certified.save_page.click()
    app.until(lambda: app.message and ".html" in app.message.happened + app.message.remedy)
    assert not wrong.exists()


def test_only_certificates_are_saved(certified):
    certified.table.selectRow(1)
    assert not certified.save_page.isEnabled()
    assert not certified.save_labels.isEnabled()
    certified.table.selectRow(0)
    assert certified.save_page.isEnabled()


def test_without_certificates_there_is_nothing_to_save(page):
    assert not page.certificates.save_page.isVisible()
