"""When a retraining pays, when one starts automatically, and the effect of an activation."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import Score
from hitl_app.domain.photos import Split
from hitl_app.domain.reports.learning import (
    Point,
    expected_gain,
    expected_seconds,
    gain_over_draft,
)
from hitl_app.domain.reports.lineage import family, interval
from hitl_app.domain.runs import RunState
from hitl_app.domain.settings import RETRAIN_AFTER, RETRAIN_FROM, find_setting
from hitl_app.services import settings
from hitl_app.services.certification import proposing
from hitl_app.services.models import effect, schedule, versions
from hitl_app.services.review import reviewing
from hitl_app.store.engine import leases
from hitl_app.store.models import scores
from hitl_app.store.models import versions as rows
from hitl_app.store.photos import counts, photos
from hitl_app.store.schema import TrainingRunRow
from tests.helpers.workspace.drafts import suggest_by_draft
from tests.helpers.workspace.inspections import opened
from tests.helpers.workspace.scored import backbone_of
from tests.helpers.workspace.workspaces import add_photos, let_another_take_over, make_workspace


@pytest.fixture
def early(monkeypatch):
    """Let one validation photo be enough to judge a candidate."""
    monkeypatch.setattr("training.finetuning.enough.ENOUGH", 1)


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace", [0.3 + 0.6 * n / 80 for n in range(80)])
    yield workspace
    workspace.close()


def decide(workspace, count):
    version = versions.active_version(workspace)
    for photo in reviewing.queue(workspace, count):
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", version.outputs[0])


def run(
    workspace,
    training_photos,
    accuracy,
    *,
    state=RunState.DONE,
    seconds=60,
    count=200,
    at=None,
    live=None,
):
    with workspace.database.write() as session:
        number = rows.start_run(session, "seed-cnn", {}, list(range(training_photos)))
        report = {"candidate": {"accuracy": accuracy}, "count": count, "seconds": seconds}
        report |= {} if live is None else {"live": live}
        rows.end_run(session, number, state, candidate=f"v{number}", report=report)
        if at is not None:
            session.get_one(TrainingRunRow, number).started_at = at


# Expectations.


def points(*pairs):
    return [Point(training_photos, accuracy, 200, 60.0) for training_photos, accuracy in pairs]


def test_expected_gain_returns_none_for_fewer_than_two_points():
    assert expected_gain([], 500, least=50) is None
    assert expected_gain(points((200, 0.7)), 500, least=50) is None
    assert expected_gain(points((200, 0.7), (200, 0.8)), 500, least=50) is None
    few = [Point(200, 0.7, 20), Point(400, 0.8, 20)]
    assert expected_gain(few, 500, least=50) is None, "too few validation photos"


def test_expected_gain_extrapolates_power_law_of_errors():
    past = points((100, 0.6), (400, 0.8))
    assert expected_gain(past, 1600, least=50) == pytest.approx(0.1)
    assert expected_gain(past, 400, least=50) == 0
    # Chance results are not extrapolated without limit.
    assert expected_gain(points((100, 0.2), (200, 0.9)), 400, least=50) < 0.2
    assert expected_gain(points((100, 0.8), (400, 0.7)), 1600, least=50) == 0


def test_expected_seconds_uses_past_runs():
    assert expected_seconds([], 1000) is None
    past = [Point(100, 0.5, 200, 40.0), Point(1000, 0.5, 200, 300.0)]
    assert expected_seconds(past, 1000) == 300
    assert 40 <= expected_seconds(past, 150) <= 80


def test_outlook_counts_decisions_since_last_run(workspace, early):
    first = schedule.outlook(workspace)
    assert (first.decisions, first.first, first.gain, first.pays) == (0, True, None, False)
    assert first.training_photos_due == schedule.ENOUGH
    decide(workspace, 30)
    run(workspace, 24, 0.6)
    decide(workspace, 20)
    then = schedule.outlook(workspace)
    assert (then.decisions, then.first) == (20, False)
    settings.set_setting(workspace, RETRAIN_AFTER, "20")
    assert schedule.outlook(workspace).pays
    assert schedule.outlook(workspace).training_photos_due == 0


def test_outlook_does_not_pay_when_no_gain_is_expected(workspace):
    run(workspace, 10, 0.9)
    run(workspace, 20, 0.9)
    decide(workspace, 25)
    settings.set_setting(workspace, RETRAIN_AFTER, "20")
    outlook = schedule.outlook(workspace)
    assert outlook.gain == 0
    assert not outlook.pays


def test_outlook_counts_decisions_until_candidate_can_be_judged(workspace):
    with workspace.database.read() as session:
        coming = counts.validation_to_review(session)
    assert schedule.outlook(workspace).missing == 80 + 5 * (30 - coming)
    decide(workspace, 40)
    with workspace.database.read() as session:
        validation = counts.validation_count(session)
        coming = counts.validation_to_review(session)
    assert validation + coming < 30
    outlook = schedule.outlook(workspace)
    assert outlook.missing == 40 + 5 * (30 - validation - coming), "all that is left, and more"
    settings.set_setting(workspace, RETRAIN_AFTER, "20")
    assert not schedule.outlook(workspace).pays
    assert not schedule.is_due(workspace), "it could not be judged"


@pytest.mark.parametrize("seed", [1, 2])
def test_outlook_counts_coming_validation_photos_when_few_photos_are_left(tmp_path, seed):
    workspace = make_workspace(tmp_path / "larger", [0.5] * 480)
    # Without this, five decisions would be expected for each, though half of these are.
    first = versions.active_version(workspace).outputs[0]
    photos_of = {Split.TRAINING: [], Split.VALIDATION: []}
    for photo in reviewing.queue(workspace, 500):
        photos_of[photo.split].append(photo.id)
    coming = photos_of[Split.VALIDATION]
    for photo in photos_of[Split.TRAINING][len(coming) :]:
        reviewing.decide(workspace, photo, Answer.CATEGORY, "ann", first)
    told = schedule.outlook(workspace).missing
    left = coming + photos_of[Split.TRAINING][: len(coming)]
    random.Random(seed).shuffle(left)
    decided = 0
    while schedule.outlook(workspace).missing:
        reviewing.decide(workspace, left[decided], Answer.CATEGORY, "ann", first)
        decided += 1
    workspace.close()
    assert told / 1.5 < decided < told * 1.5


def test_gain_over_draft_is_mean_of_comparisons_with_enough_photos():
    one = {"count": 100, "candidate": 0.86, "accuracy": 0.80}
    other = {"count": 300, "candidate": 0.86, "accuracy": 0.84}
    few = {"count": 20, "candidate": 1.0, "accuracy": 0.5}
    assert gain_over_draft([{}, few], least=50) is None
    assert gain_over_draft([one, {}, other, few], least=50) == pytest.approx(0.03)
    assert gain_over_draft([{**one, "candidate": 0.7}], least=50) == 0


def test_outlook_counts_decisions_until_a_retraining_pays(workspace, early):
    assert schedule.outlook(workspace).few == schedule.ENOUGH
    decide(workspace, 30)
    outlook = schedule.outlook(workspace)
    assert (outlook.few, outlook.doubt) == (schedule.ENOUGH - 30, "few-left")
    settings.set_setting(workspace, RETRAIN_AFTER, "50")
    outlook = schedule.outlook(workspace)
    assert (outlook.few, outlook.doubt) == (20, "few-new")
    settings.set_setting(workspace, RETRAIN_AFTER, "20")
    outlook = schedule.outlook(workspace)
    assert (outlook.few, outlook.doubt) == (0, "")


def test_outlook_compares_with_draft_in_force(workspace, early):
    run(workspace, 10, 0.6)
    run(workspace, 20, 0.8)
    decide(workspace, 25)
    assert schedule.outlook(workspace).gain > 0.003
    version = versions.active_version(workspace)
    suggest_by_draft(workspace, version.outputs[0], used=False)
    assert schedule.outlook(workspace).gain > 0.003
    suggest_by_draft(workspace, version.outputs[0])
    assert schedule.outlook(workspace).gain is None, "no retraining was compared with a draft"
    live = {"count": 60, "candidate": 0.82, "accuracy": 0.82}
    run(workspace, 20, 0.8, live=live)
    outlook = schedule.outlook(workspace)
    assert (outlook.gain, outlook.doubt) == (0, "nothing-new")
    decide(workspace, 5)
    assert schedule.outlook(workspace).doubt == "no-gain"
    settings.set_setting(workspace, "live-learning", "0")
    assert schedule.outlook(workspace).gain > 0


# Automatic retraining.


def test_is_due_only_when_setting_is_on(workspace, early):
    decide(workspace, 60)
    assert not schedule.is_due(workspace)
    settings.set_setting(workspace, RETRAIN_AFTER, "50")
    assert schedule.is_due(workspace)
    settings.set_setting(workspace, RETRAIN_AFTER, "off")
    assert not schedule.is_due(workspace)


def test_is_due_after_enough_decisions_but_not_after_failure(workspace, early):
    settings.set_setting(workspace, RETRAIN_AFTER, "20")
    decide(workspace, 19)
    assert not schedule.is_due(workspace)
    decide(workspace, 1)
    assert schedule.is_due(workspace)
    run(workspace, 16, 0.5, state=RunState.FAILED)
    assert not schedule.is_due(workspace), "a failed retraining is not repeated at once"


def test_is_due_is_false_during_retraining_or_inspection(workspace, early):
    settings.set_setting(workspace, RETRAIN_AFTER, "20")
    decide(workspace, 20)
    with workspace.database.write() as session:
        lease = leases.take_lease(session, versions.LEASE)
    assert not schedule.is_due(workspace)
    with workspace.database.write() as session:
        leases.drop_lease(session, lease)
    assert schedule.is_due(workspace)
    add_photos(workspace, [0.99] * 400, folder="/more")
    opened(workspace, checks=60)
    assert not schedule.is_due(workspace)


def test_is_due_once_at_night(workspace, early):
    settings.set_setting(workspace, RETRAIN_FROM, "22:00")
    now = datetime.now(UTC).astimezone()
    night = (now + timedelta(days=1)).replace(hour=23, minute=0, second=0)
    assert not schedule.is_due(workspace, night), "nothing was decided"
    decide(workspace, 10)
    assert schedule.is_due(workspace, night)
    assert schedule.is_due(workspace, night + timedelta(hours=4)), "midnight is in the night"
    assert not schedule.is_due(workspace, night.replace(hour=12))
    run(workspace, 8, 0.5, at=night - timedelta(minutes=30))
    assert not schedule.is_due(workspace, night), "once a night"


def test_is_due_is_false_shortly_after_a_decision(workspace, early):
    decide(workspace, 10)
    with workspace.database.read() as session:
        last = counts.last_decided(session).astimezone()
    settings.set_setting(workspace, RETRAIN_FROM, last.strftime("%H:%M"))
    begin = last.replace(second=0, microsecond=0)
    assert not schedule.is_due(workspace, last + timedelta(minutes=9))
    assert schedule.is_due(workspace, begin + timedelta(minutes=12))


def test_retrain_from_parses_time_of_day():
    parse = find_setting(RETRAIN_FROM).parse
    assert parse(" 7:05") == "07:05"
    assert parse("off") is None
    for text in ("24:00", "noon", "7"):
        with pytest.raises(KnownError) as raised:
            parse(text)
        assert raised.value.code == "setting-time"


# Effect of an activation.


@pytest.fixture
def judged(tmp_path):
    """Yield a workspace with enough validation photos, and many to review."""
    workspace = make_workspace(tmp_path / "judged", [0.35] * 330)
    decide(workspace, 330)
    add_photos(workspace, [0.55 + 0.4 * n / 3000 for n in range(3000)], folder="/waits")
    yield workspace
    workspace.close()


def score_again(workspace, confidence):
    """Score the photos to review as another version would."""
    with workspace.database.write() as session:
        version = rows.active_version(session)
        to_review = photos.queue(session, 5000)
        for start in range(0, len(to_review), 400):
            found = {
                p.id: Score(version.outputs[0], confidence(p), b"\0" * 20)
                for p in to_review[start : start + 400]
            }
            source = scores.Source(version.id, backbone_of(session, version.id))
            scores.add_scores(session, source, found, None)


def test_tell_reports_photos_saved_by_better_version_once(judged):
    before = proposing.proposal(judged)
    assert before.trusted
    effect.note_before(judged, "other")
    let_another_take_over(judged)
    assert effect.tell(judged) is None, "not all is scored yet"
    score_again(judged, lambda photo: min(0.999, photo.confidence + 0.25))
    after = proposing.proposal(judged)
    report = effect.tell(judged)
    saved = 0 if before.plan is None else before.plan.saved
    assert report == {"fewer": round(after.plan.saved - saved), "target": 0.95}
    assert report["fewer"] > 0
    assert effect.tell(judged) is None, "it is reported once"


def test_tell_returns_none_for_other_version_or_few_validation_photos(judged, workspace):
    effect.note_before(judged, "somebody-else")
    let_another_take_over(judged)
    score_again(judged, lambda photo: photo.confidence)
    assert effect.tell(judged) is None
    effect.note_before(workspace, "other")
    let_another_take_over(workspace)
    score_again(workspace, lambda _: 0.99)
    assert effect.tell(workspace) is None


# The family tree.


def test_family_lists_versions_below_their_parents(workspace):
    with workspace.database.write() as session:
        for name, parent in (("a", "seed-cnn"), ("b", "a"), ("c", "a"), ("d", "nobody")):
            rows.add_version(
                session,
                name=name,
                parent=parent,
                sha256="0" * 64,
                outputs=[1],
                metrics={},
                shipped=False,
            )
    tree = [(one.version.name, one.depth) for one in family(versions.list_versions(workspace))]
    line = tree[tree.index(("seed-cnn", 0)) :]
    assert line[:4] == [("seed-cnn", 0), ("a", 1), ("c", 2), ("b", 2)]
    assert ("d", 0) in tree


def test_interval_contains_share_and_narrows_with_count():
    for right, count in ((0, 5), (3, 5), (5, 5), (300, 500)):
        low, high = interval(right, count)
        assert 0 <= low <= right / count <= high <= 1
    assert interval(0, 5)[1] == pytest.approx(0.4345, abs=1e-3)
    wide, narrow = interval(3, 5), interval(300, 500)
    assert narrow[1] - narrow[0] < wide[1] - wide[0]
