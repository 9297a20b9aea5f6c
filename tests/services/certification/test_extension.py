"""Extended acceptance of later photos: only without drift, and never as certified."""

import csv

import numpy as np
import pytest

from hitl_app.domain.certification.bound import drifted
from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.domain.errors import KnownError
from hitl_app.services.certification import extension, inspecting, proposing, settling
from hitl_app.services.certification.certificate_files import write_page
from hitl_app.services.exports.exporting import export
from hitl_app.services.reports.insights import catalogue
from hitl_app.services.review import reviewing
from hitl_app.services.settings import set_setting
from hitl_app.store.certification import budget
from tests.helpers.workspace.inspections import Operator, all_checks, certify, decide_many, nothing
from tests.helpers.workspace.workspaces import add_photos, let_another_take_over, make_workspace

SURE = 300


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    rng = np.random.default_rng(3)
    add_photos(workspace, [*rng.uniform(0.985, 0.999, SURE), *rng.uniform(0.3, 0.8, 80)])
    outcome = certify(workspace, target=0.9, checks=60, threshold=0.98)
    assert outcome.state is InspectionState.PASSED
    set_setting(workspace, "extend-certificates", "1")
    yield workspace
    workspace.close()


def code_of(call, *arguments):
    with pytest.raises(KnownError) as raised:
        call(*arguments)
    return raised.value.code


def arrive(workspace, count=200, folder="/later"):
    unsure = [0.5] * 80
    return add_photos(workspace, [*([0.99] * count), *unsure], folder=folder)[:count]


def extended(workspace, wrong_checks):
    """Open an inspection of later photos, and decide its checks, some of them as wrong."""
    wanted = extension.proposal(workspace)
    inspection = inspecting.open_inspection(workspace, wanted, "ann", nothing)
    ids = all_checks(workspace)
    assert len(ids) == extension.CHECKS
    operator = Operator(workspace, ids[:wrong_checks])
    decide_many(workspace, {i: operator.right(i) for i in ids})
    return inspection, settling.settle(workspace, nothing)


def test_proposal_refuses_when_setting_is_off(workspace):
    set_setting(workspace, "extend-certificates", "0")
    arrive(workspace)
    assert code_of(extension.proposal, workspace) == "extend-off"


def test_extension_accepts_later_photos_as_not_certified(workspace, tmp_path):
    before = catalogue(workspace)
    later = arrive(workspace)
    inspection, outcome = extended(workspace, 0)
    assert (inspection.lot, inspection.extends_id) == (200, 1)
    assert (outcome.state, outcome.accepted) == (InspectionState.PASSED, 140)
    found = catalogue(workspace)
    assert (found.extended, found.certified) == (140, before.certified)
    assert found.right == before.right + extension.CHECKS, "only decided photos count"
    assert found.confidence == before.confidence
    newest, _ = inspecting.list_certificates(workspace)
    assert (newest.kind, newest.most_wrong) == ("extended", newest.accepted)
    export(workspace, tmp_path / "all.csv")
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["certificate"] == "extended 2"]
    assert len(rows) == 140
    assert {row["certified"] for row in rows} == {"no"}
    write_page(workspace, 2, tmp_path / "two.html")
    assert "This is not a certificate" in (tmp_path / "two.html").read_text("utf-8")
    photo = reviewing.show_photo(workspace, next(i for i in later if _accepted(workspace, i))).photo
    assert (photo.certificate, photo.certified) == (2, False)


def _accepted(workspace, photo_id):
    return reviewing.show_photo(workspace, photo_id).photo.state == "auto-accepted"


@pytest.mark.parametrize("wrong_checks", [0, 20])
def test_settle_reports_extension_when_it_passes_or_fails(workspace, wrong_checks):
    arrive(workspace)
    assert extended(workspace, wrong_checks)[1].extended is True


def test_extension_spends_no_stages_of_certificates(workspace):
    left = proposing.proposal(workspace, 0.9).stages_left
    arrive(workspace)
    extended(workspace, 0)
    assert proposing.proposal(workspace, 0.9).stages_left == left
    with workspace.database.read() as session:
        assert budget.last_drawn_id(session) == SURE + 80


def test_extension_accepts_nothing_and_ends_after_drift(workspace):
    arrive(workspace)
    before = catalogue(workspace)
    _, outcome = extended(workspace, 20)
    assert (outcome.state, outcome.accepted) == (InspectionState.FAILED, 0)
    assert catalogue(workspace).extended == before.extended == 0
    arrive(workspace, folder="/much-later")
    assert code_of(extension.proposal, workspace) == "nothing-to-extend"


def test_extension_draws_new_checks_for_every_lot(workspace):
    arrive(workspace)
    extended(workspace, 0)
    assert code_of(extension.proposal, workspace) == "nothing-to-extend"
    newer = arrive(workspace, folder="/much-later")
    inspection, _ = extended(workspace, 0)
    assert (inspection.lot, inspection.after_id) == (200, min(newer) - 1)


def test_proposal_refuses_when_another_version_is_active(workspace):
    arrive(workspace)
    let_another_take_over(workspace)
    assert code_of(extension.proposal, workspace) == "nothing-to-extend"


def test_proposal_refuses_when_later_photos_are_few(workspace):
    arrive(workspace, 2 * extension.CHECKS - 1)
    assert code_of(extension.proposal, workspace) == "nothing-to-extend"


def test_drifted_is_seldom_true_by_chance():
    assert not drifted((3, 60), (3, 60))
    assert not drifted((0, 60), (5, 60))
    assert drifted((12, 60), (3, 200))
    rng = np.random.default_rng(1)
    alarms = [
        drifted((rng.binomial(60, 0.05), 60), (rng.binomial(240, 0.05), 240)) for _ in range(400)
    ]
    assert np.mean(alarms) < 0.08
