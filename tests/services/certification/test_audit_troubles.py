"""What may happen around an audit of imported labels: it always tells the truth."""

import pytest

from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.domain.decisions import Answer
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.reports.catalogue import LABELS
from hitl_app.services.categories import categories
from hitl_app.services.certification import auditing, inspecting, settling
from hitl_app.services.certification.certificate_files import write_labels
from hitl_app.services.labels.formats import Source
from hitl_app.services.labels.matching import match
from hitl_app.services.labels.naming import Naming
from hitl_app.services.labels.recording import record_matches
from hitl_app.services.labels.rows import Columns
from hitl_app.services.labels.running import Origin
from hitl_app.services.review import changing, reviewing
from hitl_app.store.certification import audit_counts, inspections
from hitl_app.store.certification.inspections import close_restored
from hitl_app.store.imports import reverting
from hitl_app.store.verification import read_through
from hitl_app.workspace import Workspace
from tests.helpers.workspace.audits import (
    ANNOTATOR,
    OPERATOR,
    Auditor,
    checks,
    import_labels,
    imported,
    labels_in_force,
    labels_of,
    open_audit,
)
from tests.helpers.workspace.audits import (
    write_labels as write_table,
)
from tests.helpers.workspace.databases import code_of
from tests.helpers.workspace.inspections import nothing

PHOTOS = 120


@pytest.fixture
def workspace(tmp_path):
    workspace = imported(tmp_path, PHOTOS)
    yield workspace
    workspace.close()


def certificate(workspace):
    return inspecting.list_certificates(workspace)[0]


def counts(workspace, inspection):
    with workspace.database.read() as session:
        return audit_counts.count_checks(session, inspection.id, 1)


def is_hidden(workspace, photo_id):
    shown = reviewing.show_photo(workspace, photo_id, OPERATOR)
    return (
        shown.photo.state is PhotoState.TO_REVIEW
        and shown.photo.blind
        and shown.photo.label_id is None
        and shown.decision is None
        and not shown.probabilities
    )


def test_undo_of_a_check_hides_its_label_again_and_again(workspace):
    opened = open_audit(workspace)
    first, auditor = checks(workspace)[0], Auditor(workspace)
    for _ in range(2):
        auditor.decide(first)
        assert counts(workspace, opened).decided == 1
        reviewing.undo(workspace, OPERATOR)
        assert counts(workspace, opened).decided == 0
        assert is_hidden(workspace, first)
    inspecting.cancel(workspace)
    assert len(labels_in_force(workspace)) == PHOTOS
    assert reviewing.counts(workspace).reviewed == PHOTOS


def test_undo_of_the_import_ends_its_audit(workspace):
    open_audit(workspace)
    photo_id, auditor = checks(workspace)[0], Auditor(workspace, "bea")
    auditor.decide(photo_id)

    reviewing.undo(workspace, OPERATOR)

    assert inspecting.open_one(workspace) is None
    assert labels_in_force(workspace) == {photo_id: auditor.right[photo_id]}
    assert code_of(open_audit, workspace) == "labels-withdrawn"


def test_labels_imported_again_after_an_undo_share_the_stages(workspace, tmp_path):
    open_audit(workspace)
    Auditor(workspace, "bea").decide(checks(workspace)[0])
    inspecting.cancel(workspace)
    reviewing.undo(workspace, OPERATOR)
    again = import_labels(workspace, tmp_path / "supplied.csv")
    assert again == 2
    assert auditing.plan(workspace, again, 0.9).stages_left == 5
    open_audit(workspace, again)
    assert Auditor(workspace).work().state is InspectionState.PASSED
    assert certificate(workspace).label_import == again


def test_undo_of_the_import_after_its_audit_is_told(workspace, tmp_path):
    open_audit(workspace)
    Auditor(workspace, "bea").work()
    decided = sum(label is not None for label in labels_in_force(workspace).values())
    assert (certificate(workspace).covered, decided) == (PHOTOS, PHOTOS)
    reviewing.undo(workspace, OPERATOR)
    found = certificate(workspace)
    assert found.undone
    assert found.covered == len(labels_in_force(workspace)) < PHOTOS
    assert write_labels(workspace, found.id, tmp_path / "labels.csv") == found.covered


def test_second_import_of_a_file_confirms_no_check(workspace, tmp_path):
    opened = open_audit(workspace)
    with workspace.database.read() as session:
        found = match(session, Source(tmp_path / "supplied.csv", "csv", Columns()), lambda _: None)
    origin = Origin("supplied.csv", "csv", OPERATOR, ANNOTATOR)
    recorded = record_matches(workspace, found, Naming(), origin)
    assert recorded.counts.recorded == 0
    assert found.rejected.counts == {"photo-checked": opened.sample}
    assert counts(workspace, opened).decided == 0


def test_later_import_takes_labels_out_of_the_certificate_without_refuting_it(workspace, tmp_path):
    open_audit(workspace)
    Auditor(workspace).work()
    others = write_table(tmp_path / "other.csv", labels_of(workspace, range(1, 41)))
    import_labels(workspace, others)
    found = certificate(workspace)
    assert (found.covered, found.found_wrong, found.refuted) == (PHOTOS - 40, 0, False)
    # Its own labels can be audited: they are a lot of their own.
    assert auditing.plan(workspace, 2, 0.8).lot == 40


def test_labels_that_people_find_wrong_later_refute_a_certificate(workspace):
    open_audit(workspace)
    Auditor(workspace).work()
    allowed = certificate(workspace).most_wrong
    free = [i for i in labels_in_force(workspace) if i not in checks(workspace)]
    other = {label: category.id for label, category in _others(workspace).items()}
    before = labels_in_force(workspace)
    for photo_id in free[: allowed + 1]:
        changing.recategorise(workspace, [photo_id], other[before[photo_id]], OPERATOR)
    found = certificate(workspace)
    assert found.kind == LABELS
    assert (found.found_wrong, found.refuted) == (allowed + 1, True)
    assert found.can_be_wrong == found.covered == PHOTOS - allowed - 1


def _others(workspace):
    every = categories.list_categories(workspace)
    return {one.id: every[(place + 1) % len(every)] for place, one in enumerate(every)}


def test_relabelling_during_an_audit_leaves_its_checks_alone(workspace):
    opened = open_audit(workspace)
    ours, before = checks(workspace), labels_in_force(workspace)
    other = _others(workspace)[1].id
    changed = changing.recategorise(workspace, list(range(1, PHOTOS + 1)), other, "bea")
    assert changed.blind == opened.sample
    assert all(is_hidden(workspace, photo_id) for photo_id in ours)
    assert Auditor(workspace).work().state is InspectionState.PASSED
    # What was relabelled is told: the labels as imported were certified, few are in force.
    found = certificate(workspace)
    assert found.refuted
    assert found.covered < len(ours) + sum(label == other for label in before.values()) + 1


def test_check_of_a_later_stage_that_was_confirmed_in_view_is_checked_blind(tmp_path):
    workspace = imported(tmp_path, 400, wrong=range(1, 45))
    opened = open_audit(workspace, checks=40)
    later, auditor = checks(workspace, 2), Auditor(workspace)
    confirmed = next(i for i in later if i > 44)
    shown = reviewing.show_photo(workspace, confirmed, "bea")
    reviewing.decide(
        workspace, confirmed, Answer.CATEGORY, "bea", shown.photo.label_id, shown=shown.photo
    )
    wrong = [i for i in checks(workspace) if i <= 44]
    for photo_id in [*wrong, *(i for i in checks(workspace) if i not in wrong)]:
        auditor.decide(photo_id)
    outcome = settling.settle(workspace, nothing)
    if outcome.state is InspectionState.OPEN:
        assert is_hidden(workspace, confirmed)
    assert inspecting.open_one(workspace) is None or opened.sample == 40
    workspace.close()


def test_skipped_check_stays_to_review_and_cannot_pass_the_audit(workspace):
    opened = open_audit(workspace)
    first = checks(workspace)[0]
    reviewing.decide(workspace, first, Answer.SKIP, OPERATOR)
    now = counts(workspace, opened)
    assert (now.undecided, now.wrong) == (opened.sample, 0)
    inspecting.cancel(workspace)
    assert len(labels_in_force(workspace)) == PHOTOS - 1
    reviewing.undo(workspace, OPERATOR)
    assert len(labels_in_force(workspace)) == PHOTOS


def test_audit_survives_closing_and_opening(workspace, tmp_path):
    opened = open_audit(workspace)
    Auditor(workspace).decide(checks(workspace)[0])
    other = Workspace.open(tmp_path)
    found = inspecting.open_one(other)
    assert (found.label_import_id, found.blind_left) == (1, opened.sample - 1)
    assert Auditor(other).work().state is InspectionState.PASSED
    other.close()
    assert certificate(workspace).covered == PHOTOS


def test_restored_backup_puts_labels_back_and_uses_all_stages_of_its_audit(workspace):
    open_audit(workspace)
    with workspace.database.write() as session:
        assert close_restored(session)
    assert len(labels_in_force(workspace)) == PHOTOS
    assert auditing.plan(workspace, 1, 0.9).stages_left == 3


def test_audit_that_was_interrupted_while_it_opened_leaves_all_labels(workspace):
    plan = auditing.plan(workspace, 1, 0.9)

    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        auditing.open_audit(workspace, plan, OPERATOR, stop)
    assert len(labels_in_force(workspace)) == PHOTOS
    assert inspecting.open_one(workspace) is None
    assert open_audit(workspace).lot == PHOTOS


def test_merged_categories_count_as_one(workspace):
    open_audit(workspace)
    Auditor(workspace).work()
    one, other = categories.list_categories(workspace)[:2]
    categories.merge_category(workspace, one.name, other.name)
    found = certificate(workspace)
    assert (found.covered, found.found_wrong) == (PHOTOS, 0)


def test_recent_decisions_do_not_tell_the_label_of_a_check(workspace):
    open_audit(workspace)
    hidden = set(checks(workspace))
    lines = reviewing.review_status(workspace, OPERATOR).last
    assert lines
    assert not hidden & {line.decision.photo_id for line in lines}


def test_inspection_of_automatic_labels_keeps_its_own_stages(workspace):
    from hitl_app.services.certification import proposing

    before = proposing.stages_left(workspace)
    open_audit(workspace)
    Auditor(workspace).work()
    assert proposing.stages_left(workspace) == before
    with workspace.database.read() as session:
        assert inspections.under_way(session) is None


def test_photos_whose_labels_are_audited_cannot_be_reverted_nor_can_decoys(tmp_path):
    workspace = imported(tmp_path, PHOTOS, more=300)
    with workspace.database.read() as session:
        assert reverting.decided_count(session, 1) == PHOTOS
        assert not reverting.was_drawn_from(session, 2)
    open_audit(workspace)
    with workspace.database.read() as session:
        assert reverting.was_drawn_from(session, 2)
    workspace.close()


@pytest.mark.own_database
def test_backup_of_an_open_audit_is_verified_and_restored(workspace, tmp_path):
    open_audit(workspace)
    Auditor(workspace).decide(checks(workspace)[0])
    for _ in range(2):
        with workspace.database.read() as session:
            read_through(session, lambda _stage, _done, _total: None)
        Auditor(workspace).work()
    assert certificate(workspace).covered == PHOTOS
