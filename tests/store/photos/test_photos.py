import numpy as np
import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.models import Score
from hitl_app.domain.photos import PhotoState
from hitl_app.services.review import loaded, reviewing
from hitl_app.services.review.claims import Client
from hitl_app.services.settings import set_setting
from hitl_app.store.engine import leases
from hitl_app.store.models import scores
from hitl_app.store.models.versions import active_version, add_version
from hitl_app.store.photos import photos
from hitl_app.store.schema import LeaseRow
from tests.helpers.workspace.scored import backbone_of
from tests.helpers.workspace.workspaces import add_photos, make_workspace


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path)
    yield workspace
    workspace.close()


def queue(workspace, limit=100, **where):
    with workspace.database.read() as session:
        return list(photos.queue(session, limit, **where))


def test_queue_orders_photos_by_confidence_then_age(workspace):
    numbers = add_photos(workspace, [0.5, 0.25, 0.5, 0.75])
    assert [p.id for p in queue(workspace)] == [numbers[i] for i in (1, 0, 2, 3)]


def test_queue_pages_have_no_gap_or_overlap(workspace):
    rng = np.random.default_rng(3)
    add_photos(workspace, list(rng.choice([0.25, 0.5, 0.625, 0.875], 50)))
    whole = queue(workspace)
    walked, after = [], None
    while page := queue(workspace, 7, after=after):
        walked += page
        after = page[-1]
    assert walked == whole
    assert queue(workspace, 50, after=whole[-1], backwards=True) == whole[-2::-1]


def test_next_photos_continues_after_current_photo_and_wraps(workspace):
    numbers = add_photos(workspace, [0.1, 0.2, 0.3, 0.4])
    third = reviewing.show_photo(workspace, numbers[2]).photo
    reviewing.decide(workspace, numbers[2], Answer.CATEGORY, "ann", 1)
    shown = reviewing.next_photos(workspace, limit=4, after=third)
    assert [s.photo.id for s in shown] == [numbers[3], numbers[0], numbers[1]]
    assert loaded.previous_photo(workspace, Client("", "window"), third).photo.id == numbers[1]


def test_show_photo_returns_probabilities_by_category(workspace):
    (number,) = add_photos(workspace, [0.75], suggestions=[4])
    shown = reviewing.show_photo(workspace, number)
    assert shown.photo.suggestion_id is not None
    assert shown.probabilities[shown.photo.suggestion_id] == 0.75
    assert sum(shown.probabilities.values()) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.9, 1.0])
def test_confidence_histogram_predicts_counts_after_threshold_is_applied(workspace, threshold):
    numbers = add_photos(workspace, list(np.random.default_rng(5).random(300)))
    reviewing.decide(workspace, numbers[0], Answer.CATEGORY, "ann", 1)
    reviewing.decide(workspace, numbers[1], Answer.SKIP, "ann")
    histogram = reviewing.confidence_histogram(workspace)
    with workspace.database.write() as session:
        scores.flag_slice(session, threshold, 1, 1000)
    counts = reviewing.counts(workspace)
    assert counts.to_review == histogram.flagged(threshold)
    assert counts.auto_accepted == counts.uncertified == histogram.accepted(threshold)
    assert counts.reviewed == 1
    with workspace.database.write() as session:
        scores.flag_slice(session, None, 1, 1000)
    assert reviewing.counts(workspace).to_review == 299


def test_add_scores_leaves_reviewed_photos_unchanged(workspace):
    decided, to_review = add_photos(workspace, [0.1, 0.2])
    reviewing.decide(workspace, decided, Answer.CATEGORY, "ann", 2)
    with workspace.database.write() as session:
        old = active_version(session)
        version = add_version(
            session,
            name="next",
            parent=old.name,
            sha256="",
            outputs=old.outputs,
            metrics={},
            shipped=False,
        )
        row = np.full(10, 0.02, "<f2")
        row[6] = 0.8
        found = dict.fromkeys((decided, to_review), Score(old.outputs[6], 0.8, row.tobytes()))
        source = scores.Source(version, backbone_of(session, version))
        scores.add_scores(session, source, found, None)
        scores.add_scores(session, source, found, None)  # A killed run repeats its last batch.
        assert scores.stale_count(session, version) == 0
    kept = reviewing.show_photo(workspace, decided)
    assert (kept.photo.label_id, kept.photo.version) == (2, old.name)
    moved = reviewing.show_photo(workspace, to_review)
    assert (moved.photo.suggestion_id, moved.photo.version) == (old.outputs[6], "next")
    assert moved.probabilities[old.outputs[6]] == pytest.approx(0.8, abs=0.001)


def test_add_photos_auto_accepts_above_active_threshold(workspace):
    set_setting(workspace, "threshold", "0.5")
    low, high = add_photos(workspace, [0.25, 0.75])
    assert reviewing.show_photo(workspace, low).photo.state is PhotoState.TO_REVIEW
    shown = reviewing.show_photo(workspace, high).photo
    assert (shown.state, shown.certified) == (PhotoState.AUTO_ACCEPTED, False)
    assert shown.label_id == shown.suggestion_id


def test_take_lease_refuses_second_holder_until_first_is_dead(workspace):
    with workspace.database.write() as session:
        lease = leases.take_lease(session, "import")
    with pytest.raises(Exception, match="job-busy"), workspace.database.write() as session:
        leases.take_lease(session, "import")
    with workspace.database.write() as session:
        # As after a kill: another process has the number since.
        session.get_one(LeaseRow, "import").process_started -= 1000
    with workspace.database.write() as session:
        newer = leases.take_lease(session, "import")
        assert not leases.beat(session, lease)
        assert leases.beat(session, newer)
        leases.drop_lease(session, lease)
        assert leases.is_held(session, "import")
        leases.drop_lease(session, newer)
        assert not leases.is_held(session, "import")
