"""Drafts follow the decisions; with the shipped small model and real files."""

import pytest
from sqlalchemy import select

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.settings import LIVE_LEARNING, ORDER, THRESHOLD
from hitl_app.jobs import drafting, explaining, learning, ordering
from hitl_app.jobs.imports import importing
from hitl_app.jobs.job import Job
from hitl_app.jobs.models import rescoring
from hitl_app.services import settings
from hitl_app.services.categories import categories
from hitl_app.services.models import drafts as service
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.store.engine import leases
from hitl_app.store.models import drafts
from hitl_app.store.schema import DecisionRow, DraftRow, PhotoRow
from tests.helpers.files.photos import GARMENTS, make_photos

OWN = ("red", "green", "blue", "grey", "pink", "brown")
COUNT = 72


@pytest.fixture
def own(workspace, recorder, tmp_path):
    """Return a workspace of imported photos of six own categories that the model does not know."""
    names = tmp_path / "names.txt"
    names.write_text("\n".join(OWN))
    from hitl_app.services.categories.adding import begin_with

    begin_with(workspace, names)
    with workspace.database.write() as session:
        from hitl_app.store.models.versions import begin_anew

        begin_anew(session, "seed-cnn", "own-categories")
    make_photos(tmp_path / "drop", COUNT)
    importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")])
    return workspace


def kind(photo):
    """Return the own category of a photo by its file's name."""
    garment = next(n for n, name in enumerate(GARMENTS) if name in photo.path)
    return OWN[garment]


def decide(workspace, count, operator="ann"):
    """Decide photos from all over the queue as they are; return them."""
    ids = {c.name: c.id for c in categories.list_categories(workspace)}
    waiting = [photo for photo in reviewing.queue(workspace, COUNT) if not photo.blind]
    photos = waiting[:: max(1, len(waiting) // count)][:count]
    for photo in photos:
        reviewing.decide(
            workspace, photo.id, Answer.CATEGORY, operator, ids[kind(photo)], shown=photo
        )
    return photos


def learn(workspace):
    return learning.run(workspace, Job(lambda _event: None), once=True)


def right(workspace):
    names = {c.id: c.name for c in categories.list_categories(workspace)}
    waiting = reviewing.queue(workspace, COUNT)
    return sum(names.get(p.suggestion_id) == kind(p) for p in waiting) / len(waiting)


def all_drafts(workspace):
    with workspace.database.read() as session:
        numbers = session.scalars(select(DraftRow.id).order_by(DraftRow.id)).all()
        return [drafts.find(session, number) for number in numbers]


def test_learning_suggests_own_categories_after_few_decisions(own):
    assert {p.suggestion_id for p in reviewing.queue(own, COUNT)} == {None}
    assert learn(own)["draft"] is None, "nothing was decided"
    decide(own, 20)
    result = learn(own)
    assert result["suggested"] == COUNT - 20
    assert right(own) > 0.6
    assert {p.draft for p in reviewing.queue(own, COUNT)} == {result["draft"]}
    assert not service.is_due(own)


def test_decision_records_suggestion_and_draft_as_shown(own):
    decide(own, 20)
    first = learn(own)["draft"]
    (shown, *_) = decide(own, 12)
    learn(own)
    with own.database.read() as session:
        row = session.query(DecisionRow).filter(DecisionRow.photo_id == shown.id).one()
        assert (row.draft_id, row.suggestion_id) == (first, shown.suggestion_id)
        assert row.confidence == pytest.approx(shown.confidence)
    later = reviewing.queue(own, 1)[0]
    ids = [c.id for c in categories.list_categories(own)]
    before = reviewing.show_photo(own, later.id).photo
    decide(own, 10)
    learn(own)
    # Decided as it was shown before the last draft.
    reviewing.decide(own, later.id, Answer.CATEGORY, "ann", ids[0], shown=before)
    with own.database.read() as session:
        row = session.query(DecisionRow).filter(DecisionRow.photo_id == later.id).first()
        assert row.draft_id == before.draft


def test_learning_follows_undo_and_repeated_decision(own):
    decide(own, 20)
    learn(own)
    before = {p.id: p.suggestion_id for p in reviewing.queue(own, COUNT)}
    ids = [c.id for c in categories.list_categories(own)]
    wrong = reviewing.queue(own, COUNT)[-1]
    reviewing.decide(own, wrong.id, Answer.CATEGORY, "ann", ids[0])
    learn(own)
    reviewing.undo(own, "ann")
    learn(own)
    after = {p.id: p.suggestion_id for p in reviewing.queue(own, COUNT)}
    assert after == before
    reviewing.decide(own, wrong.id, Answer.CATEGORY, "ann", ids[1])
    learn(own)
    first, _, undone, _ = all_drafts(own)
    assert first.training_photos == undone.training_photos


def test_learning_again_keeps_draft_without_new_decisions(own):
    decide(own, 20)
    first = learn(own)
    again = learn(own)
    assert again["draft"] == first["draft"]
    assert again["suggested"] == 0
    assert len(all_drafts(own)) == 1


def test_recorded_draft_can_be_fitted_again(own):
    decide(own, 20)
    number = learn(own)["draft"]
    with own.database.read() as session:
        draft = drafts.find(session, number)
        kept = dict(session.query(PhotoRow.id, PhotoRow.confidence).all())
    decide(own, 12)
    learn(own)
    fitted, head = drafting.fit_again(own, draft)
    assert fitted.outputs == draft.outputs
    assert fitted.figures == draft.figures
    waiting = [p.id for p in reviewing.queue(own, COUNT)]
    from hitl_app.jobs.scoring import Scorer
    from hitl_app.store.photos import vectors

    with own.database.read() as session:
        packed = vectors.of_photos(session, Scorer(own).source.backbone_id, waiting)
    scores = drafting.draft_scores(head, fitted, vectors.table(list(packed.values())))
    for photo_id, score in zip(packed, scores, strict=True):
        assert score.confidence == pytest.approx(kept[photo_id], abs=1e-3)


def test_learning_waits_for_second_category(own):
    ids = {c.name: c.id for c in categories.list_categories(own)}
    same = [p for p in reviewing.queue(own, COUNT) if kind(p) == "red"][:6]
    for photo in same:
        reviewing.decide(own, photo.id, Answer.CATEGORY, "ann", ids["red"])
    assert learn(own)["draft"] is None
    assert {p.suggestion_id for p in reviewing.queue(own, COUNT)} == {None}


def test_switching_learning_off_restores_suggestions_of_model(workspace, recorder, tmp_path):
    make_photos(tmp_path / "drop", 48)
    importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")])
    before = {p.id: (p.suggestion_id, p.confidence) for p in reviewing.queue(workspace, 99)}
    ids = [c.id for c in categories.list_categories(workspace)]
    for n, photo in enumerate(reviewing.queue(workspace, 12)):
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", ids[n % 3])
    assert learn(workspace)["draft"]
    settings.set_setting(workspace, LIVE_LEARNING, "0")
    assert service.is_due(workspace)
    assert learn(workspace)["draft"] is None
    after = {p.id: (p.suggestion_id, p.confidence) for p in reviewing.queue(workspace, 99)}
    assert after == {i: before[i] for i in after}
    assert {p.draft for p in reviewing.queue(workspace, 99)} == {None}
    settings.set_setting(workspace, LIVE_LEARNING, "1")
    assert learn(workspace)["draft"]


def test_draft_that_is_worse_on_validation_photos_suggests_nothing(
    workspace, recorder, tmp_path, monkeypatch
):
    make_photos(tmp_path / "drop", 24)
    importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")])
    ids = [c.id for c in categories.list_categories(workspace)]
    for n, photo in enumerate(reviewing.queue(workspace, 12)):
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", ids[n % 3])
    monkeypatch.setattr(drafting, "is_worse", lambda *_: True)
    assert learn(workspace)["draft"] is None
    (draft,) = all_drafts(workspace)
    assert not draft.used
    assert {p.draft for p in reviewing.queue(workspace, 99)} == {None}


def test_draft_leaves_blind_photos_and_open_lot_unchanged(own):
    decide(own, 20)
    learn(own)
    with own.database.write() as session:
        hidden = session.query(PhotoRow).filter(PhotoRow.state == PhotoState.TO_REVIEW).first()
        hidden.blind = True
        kept = hidden.id, hidden.draft_id, hidden.confidence
    decide(own, 20)
    assert learn(own)["draft"] > kept[1]
    with own.database.read() as session:
        row = session.get_one(PhotoRow, kept[0])
        assert (row.id, row.draft_id, row.confidence) == kept


def test_learning_waits_while_inspection_is_opened(own):
    decide(own, 20)
    with own.database.write() as session:
        lease = leases.take_lease(session, "inspect")
    assert learn(own)["suggested"] == 0
    with own.database.write() as session:
        leases.drop_lease(session, lease)
    assert learn(own)["suggested"] == COUNT - 20


def test_suggestions_are_written_after_inspection_that_began_meanwhile(own, monkeypatch):
    decide(own, 20)
    real, answers = leases.is_held, iter((False, True))
    monkeypatch.setattr(learning.leases, "is_held", lambda *args: next(answers, real(*args)))
    assert learn(own)["suggested"] == COUNT - 20


def test_queue_keeps_order_in_force(own):
    settings.set_setting(own, ORDER, "most-confident")
    decide(own, 20)
    learn(own)
    confidences = [p.confidence for p in reviewing.queue(own, COUNT)]
    assert confidences == sorted(confidences, reverse=True)
    settings.set_setting(own, ORDER, "least-confident")
    ordering.run(own, Job(lambda _event: None))
    decide(own, 10)
    learn(own)
    found = [p.confidence for p in reviewing.queue(own, 10)]
    assert found == sorted(found)


def test_draft_obeys_manual_threshold(own):
    decide(own, 30)
    learn(own)
    middle = sorted(p.confidence for p in reviewing.queue(own, COUNT))[20]
    settings.set_setting(own, THRESHOLD, f"{max(0.3, middle):.2f}")
    decide(own, 4)
    learn(own)
    assert all(p.confidence < max(0.3, middle) + 0.01 for p in reviewing.queue(own, COUNT))


def test_second_learner_is_refused(own):
    with own.database.write() as session:
        leases.take_lease(session, learning.LEASE)
    with pytest.raises(KnownError, match="job-busy"):
        learn(own)


def test_learning_ends_when_cancelled_and_continues_later(own):
    decide(own, 20)
    events = []
    job = Job(lambda event: (events.append(event), job.cancel()))
    with pytest.raises(CancelledError):
        learning.run(own, job)
    assert learn(own)["draft"] == 1
    assert right(own) > 0.6


def test_new_photos_get_suggestions_of_next_draft(own, recorder, tmp_path):
    decide(own, 20)
    learn(own)
    make_photos(tmp_path / "more", 12, seed=5)
    importing.run(own, recorder.job, paths=[str(tmp_path / "more")])
    assert versions.stale_photos(own) == 0
    learn(own)
    assert None not in {p.suggestion_id for p in reviewing.queue(own, 99)}


def test_rescoring_leaves_suggestions_of_draft(own, recorder):
    decide(own, 20)
    learn(own)
    assert rescoring.run(own, recorder.job)["scored"] == 0
    assert right(own) > 0.6


def test_explanation_is_of_the_draft_that_made_the_suggestion(own, recorder):
    """A version that knows none of the categories has no output to explain."""
    decide(own, 24)
    assert learn(own)["draft"]
    for _ in range(2):
        shown = next(p for p in reviewing.queue(own, COUNT) if p.draft is not None)
        found = explaining.run(own, recorder.job, photo=shown.id, operator="ann")
        assert found["category"] == shown.suggestion_id
        assert max(max(row) for row in found["heat"]) <= 1
        assert shown.suggestion_id not in versions.active_version(own).outputs
    # Again after an undo and the same decision, by another draft.
    reviewing.undo(own, "ann")
    learn(own)
    decide(own, 10)
    learn(own)
    later = next(p for p in reviewing.queue(own, COUNT) if p.draft != shown.draft)
    assert explaining.run(own, recorder.job, photo=later.id)["category"] == later.suggestion_id
