"""Tests of certificates on the Insights page: table, files and status line."""

from datetime import UTC, datetime

import pytest

from hitl_app.domain.certification.inspections import Certificate
from hitl_app.domain.settings import (
    EXTEND_CERTIFICATES,
    THRESHOLD,
)
from hitl_app.jobs import flagging
from hitl_app.jobs import inspecting as inspecting_job
from hitl_app.jobs.job import Job
from hitl_app.services import settings
from hitl_app.services.certification import extension, inspecting, settling
from hitl_app.services.review import reviewing
from hitl_app.ui.insights.certificate_table import CertificatePanel
from hitl_app.ui.wording import formats
from tests.helpers.window.insights_page import insights_page, row_texts, started_jobs
from tests.helpers.workspace.inspections import (
    CHECKS,
    blind,
    catalogue,
    confirm,
    nothing,
    open_inspection,
)
from tests.helpers.workspace.workspaces import add_photos

IMPORTS_MS = 30_000
"""SciPy and pyqtgraph are imported at their first use, which takes long on a busy machine."""


# Certificates, accuracy, reliability.


def passed(workspace):
    open_inspection(workspace)
    confirm(workspace, blind(workspace, 1))
    return settling.settle(workspace, nothing)


def test_certificate_table_lists_certificates_and_uncertified_photos(app):
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


def test_certificate_table_shows_no_guarantee_of_extended_acceptance(qtbot):
    panel = CertificatePanel(None)
    qtbot.addWidget(panel)
    values = {"id": 2, "inspection_id": 1, "kind": "extended", "version": "v", "threshold": 0.9}
    numbers = {"lot": 100, "checks": 60, "wrong": 0, "accepted": 40, "most_wrong": 1}
    promise = {"target": 0.9, "confidence": 0.95, "level": 0.01, "version_sha256": ""}
    found = Certificate(**values, **numbers, **promise, operators=(), at=datetime.now(UTC))
    panel.show_acceptances((found,), 0)
    shown = row_texts(panel.table, 0)
    assert (shown[4], shown[8]) == ("unknown", "▲ extended")


# Files.


@pytest.fixture
def certified(app):
    workspace = catalogue(app.folder)
    passed(workspace)
    settings.set_setting(workspace, THRESHOLD, "0.6")
    flagging.run(workspace, Job(lambda _event: None))
    workspace.close()
    return insights_page(app).certificates


def test_certificate_panel_saves_certificate_and_labels(certified, app, monkeypatch, tmp_path):
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


def test_arrivals_panel_offers_check_when_extension_is_allowed(app, monkeypatch):
    workspace = catalogue(app.folder)
    passed(workspace)
    add_photos(workspace, [0.99] * 200, folder="/later")
    workspace.close()
    page = insights_page(app)
    assert not page.arrivals.isVisible(), "extension is off by default"
    app.query(lambda w: settings.set_setting(w, EXTEND_CERTIFICATES, "1"))
    page.activated()
    app.until(page.arrivals.isVisible)
    found = app.query(extension.proposal)
    words = page.arrivals.words.text()
    assert words.startswith(
        f"{found.plan.lot} photos were imported after certificate 1. Label 60 of them"
    )
    started = started_jobs(app, monkeypatch)
    app.window.session.presence.switch("ann")
    page.arrivals.check.click()
    ((name, asked),) = started
    quiet = Job(lambda _event: None)
    app.query(lambda w: inspecting_job.open_inspection(w, quiet, **asked))
    assert name == "inspect"
    assert asked["operator"] == "ann"
    assert app.query(inspecting.open_one).extends_id == 1
    page.activated()
    app.until(lambda: not page.arrivals.isVisible())


def status(app):
    return app.window.status.model.full_text()


def test_status_line_shows_certified_count_after_inspection(app):
    workspace = catalogue(app.folder)
    app.open(create=False)
    assert status(app).endswith(" · All photos need review")
    outcome = passed(workspace)
    workspace.close()
    app.window.session.pool.start("settle")
    ending = f" · {outcome.accepted} auto-accepted, certified"
    app.until(lambda: status(app).endswith(ending))


def test_status_line_shows_threshold_that_is_not_certified(certified, app):
    assert status(app).endswith(
        " auto-accepted, certified · auto-accepts from 60.0\u202f%, not certified"
    )


def test_certificate_panel_refuses_file_that_is_not_html(certified, app, monkeypatch, tmp_path):
    wrong = tmp_path / "certificate.txt"
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_target", lambda *_: wrong)
    certified.save_page.click()
    app.until(lambda: app.message and ".html" in app.message.happened + app.message.remedy)
    assert not wrong.exists()


def test_certificate_panel_saves_only_rows_with_certificate(certified):
    certified.table.selectRow(1)
    assert not certified.save_page.isEnabled()
    assert not certified.save_labels.isEnabled()
    certified.table.selectRow(0)
    assert certified.save_page.isEnabled()


def test_certificate_panel_hides_save_buttons_without_certificates(page):
    assert not page.certificates.save_page.isVisible()
