"""Counts, progress and decisions reveal no checks while an inspection is open."""

import json

import numpy as np

from hitl_app.domain.decisions import Answer
from hitl_app.domain.listing import Listing
from hitl_app.domain.photos import PhotoState
from hitl_app.services.catalogue import catalogue
from hitl_app.services.categories import categories
from hitl_app.services.certification import inspecting, proposing, settling
from hitl_app.services.reports import diagnostics, insights, progress
from hitl_app.services.review import changing, reviewing
from hitl_app.store.schema import PhotoRow
from tests.helpers.workspace.adversary import CHECKS, output_of, progress_figures
from tests.helpers.workspace.inspections import all_checks, nothing, opened
from tests.helpers.workspace.workspaces import add_photos, make_workspace


def test_counts_change_alike_when_check_or_decoy_is_decided(workspace, capsys):
    """Counts of a slider and of a plan, before and after, must not reveal a confidence."""
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    check = set(all_checks(workspace))
    front = [p.id for p in reviewing.queue(workspace, 300) if p.blind]
    chosen = next(i for i in front if i in check), next(i for i in front if i not in check)
    changes = []
    for photo_id in chosen:
        for answer, label in ((Answer.SKIP, None), (Answer.CATEGORY, 1)):
            before = _counts(workspace, capsys)
            reviewing.decide(workspace, photo_id, answer, "ann", label)
            after = _counts(workspace, capsys)
            changes.append([b - a for a, b in zip(before, after, strict=True)])
            if answer is Answer.SKIP:
                places = len(categories.list_categories(workspace, retired=True)) + 3
                assert after[:places] == before[:places], "skipped photos were to review before"
    assert changes[0] == changes[2]
    assert changes[1] == changes[3]


def _counts(workspace, capsys):
    histogram = reviewing.confidence_histogram(workspace)
    plan = proposing.proposal(workspace, 0.9, 0.5, 30).plan
    status = json.loads(output_of(capsys, "status", "--json"))
    found = insights.catalogue(workspace)
    kinds = categories.overview(workspace).lines
    report = diagnostics.of_workspace(workspace)
    return [
        *(line.labelled.reviewed + line.labelled.auto_accepted for line in kinds),
        histogram.flagged(0.9),
        histogram.flagged(0.5),
        0 if plan is None else plan.lot,
        *(status[name] for name in ("photos", "to_review", "reviewed", "auto_accepted")),
        *status["inspection"].values(),
        found.right,
        found.to_review,
        *(report[name] for name in ("photos", "to review", "auto-accepted", "reviewed")),
        *report["rows"].values(),
    ]


def test_progress_changes_alike_when_check_or_decoy_is_decided(workspace):
    """A check, a decoy and any other photo change the same figures equally."""
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    check = set(all_checks(workspace))
    front = [p.id for p in reviewing.queue(workspace, 300) if p.blind]
    chosen = next(i for i in front if i in check), next(i for i in front if i not in check)
    suggestion_shown = next(p for p in reviewing.queue(workspace, 300) if not p.blind)
    with workspace.database.read() as session:
        suggestions = dict(session.query(PhotoRow.id, PhotoRow.suggestion_id).all())
    kinds = [c.id for c in categories.list_categories(workspace)]
    steps = []
    for photo_id in (*chosen, suggestion_shown.id):
        other = next(kind for kind in kinds if kind != suggestions[photo_id])
        before = progress_figures(workspace)
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", other)
        after = progress_figures(workspace)
        left = {name: after[0][name] - before[0][name] for name in after[0]}
        paced = [dict(one[1]).get("ann", 0) for one in (before, after)]
        steps.append((left, paced[1] - paced[0], after[2] == before[2], after[3] == before[3]))
    same = ({"to_review": -1, "reviewed": 1}, 1)
    assert [step[:2] for step in steps] == [same] * 3
    assert [step[2] for step in steps] == [True, True, False], (
        "only photos with a shown suggestion count"
    )
    # Nor do later suggestions of the model change them.
    before = progress_figures(workspace)
    with workspace.database.write() as session:
        for photo in session.query(PhotoRow).filter(PhotoRow.blind):
            photo.suggestion_id, photo.confidence = 1 + photo.id % 10, (photo.id % 97) / 97
    assert progress_figures(workspace) == before


def test_catalogue_hides_suggestions_of_blind_photos_shown_before(workspace):
    """Photos were decided with suggestion, reopened, made blind, and the reopening undone."""
    sure = [p for p in reviewing.queue(workspace, 10_000) if p.confidence > 0.98]
    for photo in sure:
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", 1)
    changing.reopen(workspace, [photo.id for photo in sure], "ann", nothing)
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    reviewing.undo(workspace, "ann", nothing)
    with workspace.database.read() as session:
        ids = {i for (i,) in session.query(PhotoRow.id).filter(PhotoRow.blind)}
    shown = set()
    for category in categories.list_categories(workspace):
        listing = Listing(suggested_id=category.id)
        shown |= set(catalogue.whole(workspace, listing, "ann").ids.tolist())
    assert shown, "photos outside of the inspection are shown"
    assert not shown & ids
    corrections = progress.progress(workspace, "ann").corrections
    assert corrections.total == len(shown)


def test_show_photo_hides_suggestion_of_check_until_inspection_ends(workspace):
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    first = next(p for p in reviewing.queue(workspace, 300) if p.blind)
    reviewing.decide(workspace, first.id, Answer.CATEGORY, "ann", 1)
    shown = reviewing.show_photo(workspace, first.id)
    assert shown.photo.state is PhotoState.REVIEWED
    assert (shown.photo.suggestion_id, shown.photo.confidence, shown.probabilities) == (None, 0, {})
    assert shown.decision.suggestion_id is None
    assert reviewing.review_status(workspace, "ann").last[0].decision.suggestion_id is None
    inspecting.cancel(workspace)
    shown = reviewing.show_photo(workspace, first.id)
    assert shown.photo.suggestion_id is not None
    assert shown.probabilities


def test_open_inspection_takes_decoys_from_lot_when_no_other_photos_exist(tmp_path, monkeypatch):
    monkeypatch.setattr(inspecting.secrets, "randbits", lambda _bits: 5)
    sure = np.random.default_rng(1).uniform(0.982, 0.999, 800)
    small = make_workspace(tmp_path / "sure", sure.tolist())
    opened(small, target=0.9, checks=30, threshold=0.98)
    check = set(all_checks(small))
    front = [p.id in check for p in reviewing.queue(small, 80) if p.blind]
    assert len(front) >= 25
    assert 0.3 < np.mean(front) < 0.7
    small.close()


def test_settle_takes_no_decoys_from_later_photos(workspace):
    """Their age would reveal older or newer ones."""
    newest = max(p.id for p in reviewing.queue(workspace, 10_000))
    proposal = proposing.proposal(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    inspecting.open_inspection(workspace, proposal, "ann", nothing)
    later = add_photos(workspace, [0.31] * 50, folder="/later")
    assert min(later) > newest
    _decide_first_stage_wrong(workspace)
    outcome = settling.settle(workspace, nothing)
    assert outcome.state == "open", "a second stage adds checks and decoys"
    blind = {p.id for p in reviewing.queue(workspace, 10_000) if p.blind}
    assert not blind & set(later)


def _decide_first_stage_wrong(workspace):
    from tests.helpers.workspace.inspections import Operator, checks, decide_many

    ids = [photo_id for (photo_id,) in checks(workspace)]
    operator = Operator(workspace, ids[: CHECKS // 4])
    decide_many(workspace, {i: operator.right(i) for i in ids})
