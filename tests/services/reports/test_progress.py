"""Progress of the work: photos to review, pace, corrections."""

import csv
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hitl_app.cli import run
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.listing import NO_CATEGORY, Listing
from hitl_app.domain.reports.pace import Work
from hitl_app.domain.reports.progress import burn_down, paces
from hitl_app.domain.runs import RunState
from hitl_app.services import settings
from hitl_app.services.catalogue import catalogue
from hitl_app.services.categories import categories
from hitl_app.services.reports import progress
from hitl_app.services.review import changing, reviewing
from hitl_app.store.models import versions
from hitl_app.store.schema import OperationRow
from hitl_app.workspace import Workspace
from tests.helpers.workspace.inspections import certify, nothing
from tests.helpers.workspace.workspaces import add_photos, make_workspace

FROZEN = Path(__file__).parents[2] / "store" / "engine" / "frozen" / "review-0002.db"
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def hour_of(moment):
    return int(moment.timestamp()) // 3600


@pytest.fixture
def workspace(tmp_path):
    """Yield a workspace of six photos, all suggested as the first category."""
    workspace = make_workspace(tmp_path)
    add_photos(workspace, [0.3, 0.4, 0.5, 0.6, 0.7, 0.8], suggestions=[0] * 6)
    yield workspace
    workspace.close()


def kinds(workspace):
    return categories.list_categories(workspace)


def decide(workspace, photo_id, category, name="ann"):
    reviewing.decide(workspace, photo_id, Answer.CATEGORY, name, category.id)


def left(workspace):
    last = progress.progress(workspace, "ann").burn_down[-1]
    return last.to_review, last.reviewed


def counted(workspace):
    counts = reviewing.counts(workspace)
    return counts.to_review, counts.reviewed


def cells(workspace, operator="ann"):
    found = progress.progress(workspace, operator).corrections
    return {(c.suggested.name, c.decided and c.decided.name): c.photos for c in found.lines()}


def test_burn_down_has_a_point_per_day_and_one_for_now():
    days = [NOW - timedelta(days=n) for n in (9, 7, 2, 0)]
    first, second, third, today = map(hour_of, days)
    points = burn_down({first: 100, third: 10}, {second: 30, today: 5}, {second: 20, today: 0}, NOW)
    assert [(p.at, p.to_review, p.reviewed) for p in points] == [
        (days[0], 0, 0),
        (datetime(2026, 3, 2, tzinfo=UTC), 100, 0),
        (datetime(2026, 3, 4, tzinfo=UTC), 50, 30),
        (datetime(2026, 3, 9, tzinfo=UTC), 60, 30),
        (NOW, 55, 35),
    ]


def test_burn_down_has_a_point_per_hour_when_workspace_is_new():
    begin = hour_of(NOW) - 3
    points = burn_down({begin: 10}, {begin + 1: 4}, {}, NOW)
    assert [(p.at.hour, p.to_review) for p in points] == [(9, 0), (10, 10), (11, 6), (12, 6)]
    assert burn_down({}, {}, {}, NOW) == ()


def test_paces_counts_hours_with_decisions():
    at = hour_of(NOW)
    found = paces([(at, "ann", 90), (at - 24, "ann", 30), (at, "bob", 300)], UTC)
    assert [p.operator for p in found] == ["", "bob", "ann"]
    everybody, bob, ann = found
    assert (ann.decided, ann.hours, ann.per_hour, ann.at(12), ann.at(11)) == (120, 2, 60, 60, 0)
    assert (everybody.decided, everybody.hours) == (420, 3)
    assert bob.at(12) == 300


def test_paces_leaves_breaks_out_when_work_is_known():
    """Breaks are left out; an hour with few decisions counts at the usual pace."""
    at = hour_of(NOW)
    rows = [(at, "ann", 90), (at - 24, "ann", 30), (at, "bob", 2)]
    found = paces(rows, UTC, {(at, "ann"): Work(89, 89, 178.0), (at, "bob"): Work(1, 1, 5.0)})
    everybody, ann, bob = found
    assert ann.per_hour == pytest.approx(1800)
    assert ann.hours == pytest.approx(120 / 1800)
    assert (bob.per_hour, bob.hours) == (2, 1)
    assert everybody.hours == pytest.approx(ann.hours + bob.hours)


def test_pace_is_the_same_in_progress_and_review_status(workspace, capsys, monkeypatch):
    """Undone decisions and breaks change neither."""
    shirt, *_ = kinds(workspace)
    for number in (1, 2, 3, 4, 5):
        decide(workspace, number, shirt)
    reviewing.undo(workspace, "ann")
    begin = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    with workspace.database.write() as session:
        rows = session.query(OperationRow).order_by(OperationRow.id).all()
        for row, seconds in zip(rows, (0, 2, 6, 600, 601, 602), strict=True):
            row.at = begin + timedelta(seconds=seconds)
            row.hour = hour_of(row.at)
    app = reviewing.review_status(workspace, "ann").per_hour
    assert app is None, "two of four came without a break: too few"
    with workspace.database.write() as session:
        last = session.query(OperationRow).order_by(OperationRow.id).all()[3]
        last.at = begin + timedelta(seconds=12)
    app = reviewing.review_status(workspace, "ann").per_hour
    everybody, ann = progress.progress(workspace, "ann", begin).paces
    assert app == pytest.approx(3600 * 3 / 12)
    assert ann.per_hour == pytest.approx(app, rel=1e-3)
    assert everybody.per_hour == ann.per_hour
    monkeypatch.chdir(workspace.folder)
    assert run(["progress"]) == 0
    assert "ann: 4 decisions in 1 min of work, 900 per hour\n" in capsys.readouterr().out


def test_burn_down_equals_counts_after_every_change(workspace):
    shirt, trouser, *_ = kinds(workspace)
    assert left(workspace) == counted(workspace) == (6, 0)
    decide(workspace, 1, shirt)
    decide(workspace, 2, trouser)
    assert left(workspace) == counted(workspace) == (4, 2)
    decide(workspace, 2, shirt, "bob")
    reviewing.decide(workspace, 3, Answer.SKIP, "ann")
    assert left(workspace) == counted(workspace) == (4, 2)
    reviewing.undo(workspace, "bob")
    assert left(workspace) == counted(workspace) == (4, 2)
    changing.reopen(workspace, [1, 2], "ann", nothing)
    assert left(workspace) == counted(workspace) == (6, 0)
    reviewing.undo(workspace, "ann", nothing)
    assert left(workspace) == counted(workspace) == (4, 2)
    settings.set_setting(workspace, "threshold", "0.75")
    add_photos(workspace, [0.9, 0.2], folder="/later")
    assert left(workspace) == counted(workspace) == (5, 2)


def test_burn_down_equals_counts_after_disputed_opinions(workspace):
    settings.set_setting(workspace, "second-opinions", "1.0")
    shirt, trouser, coat, *_ = kinds(workspace)
    decide(workspace, 1, shirt)
    assert left(workspace) == counted(workspace)
    decide(workspace, 1, trouser, "bob")
    assert left(workspace) == counted(workspace) == (6, 0)
    decide(workspace, 1, coat, "cas")
    assert left(workspace) == counted(workspace) == (5, 1)


def test_burn_down_equals_counts_after_certificate(tmp_path):
    workspace = make_workspace(tmp_path / "sure")
    add_photos(workspace, [0.985 + i / 50_000 for i in range(500)])
    outcome = certify(workspace, target=0.9, threshold=0.98, checks=60)
    assert outcome.state == "passed"
    assert reviewing.counts(workspace).auto_accepted > 0
    assert left(workspace) == counted(workspace)
    workspace.close()


def test_pace_leaves_out_undone_decisions(workspace):
    shirt, *_ = kinds(workspace)
    for photo_id in (1, 2, 3):
        decide(workspace, photo_id, shirt)
    decide(workspace, 4, shirt, "bob")
    reviewing.undo(workspace, "bob")
    changing.reopen(workspace, [1], "ann", nothing)
    found = progress.progress(workspace, "ann").paces
    assert [(p.operator, p.decided) for p in found] == [("", 3), ("ann", 3)]


def test_corrections_count_suggestion_and_decision(workspace):
    shirt, trouser, coat, *_ = kinds(workspace)
    decide(workspace, 1, shirt)
    decide(workspace, 2, trouser)
    decide(workspace, 3, trouser)
    reviewing.decide(workspace, 4, Answer.NOT_A_PHOTO, "ann")
    assert cells(workspace) == {
        (shirt.name, shirt.name): 1,
        (shirt.name, trouser.name): 2,
        (shirt.name, None): 1,
    }
    found = progress.progress(workspace, "ann").corrections
    assert (found.total, found.confirmed, found.decided[-1]) == (4, 1, None)
    assert [(c.decided, c.share) for c in found.most(1)] == [(trouser, 0.5)]
    # Changed, undone or merged: only the decision in force counts.
    decide(workspace, 2, coat)
    assert cells(workspace)[shirt.name, coat.name] == 1
    reviewing.undo(workspace, "ann")
    assert cells(workspace)[shirt.name, trouser.name] == 2
    categories.merge_category(workspace, trouser.name, coat.name)
    assert cells(workspace)[shirt.name, coat.name] == 2
    categories.merge_category(workspace, shirt.name, coat.name)
    assert cells(workspace) == {(coat.name, coat.name): 3, (coat.name, None): 1}


def test_catalogue_lists_photos_of_one_correction(workspace):
    shirt, trouser, *_ = kinds(workspace)
    decide(workspace, 2, trouser)
    decide(workspace, 5, shirt)
    reviewing.decide(workspace, 4, Answer.NOT_A_PHOTO, "ann")

    def behind(category_id):
        wanted = Listing(suggested_id=shirt.id, category_id=category_id)
        return catalogue.whole(workspace, wanted, "ann").ids.tolist()

    assert behind(trouser.id) == [2]
    assert behind(shirt.id) == [5]
    assert behind(NO_CATEGORY) == [4]
    assert behind(None) == [2, 4, 5]


def test_corrections_hide_photos_with_open_second_opinion(workspace):
    settings.set_setting(workspace, "second-opinions", "1.0")
    shirt, trouser, *_ = kinds(workspace)
    decide(workspace, 2, trouser)
    assert cells(workspace, "ann") == {(shirt.name, trouser.name): 1}
    assert cells(workspace, "bob") == {}


def test_learning_has_interval_of_completed_retrainings(workspace):
    with workspace.database.write() as session:
        report = {"candidate": {"accuracy": 0.8}, "active": {"accuracy": 0.7}, "count": 50}
        for name, state in (("one", RunState.DONE), ("", RunState.CANCELLED)):
            number = versions.start_run(session, "seed", {}, list(range(200)))
            versions.end_run(
                session, number, state, candidate=name, verdict="better", report=report
            )
    (learned,) = progress.progress(workspace, "ann").learning
    assert (learned.version, learned.training_photos, learned.validation) == ("one", 200, 50)
    assert learned.low < 0.75 < learned.accuracy < 0.85 < learned.high


@pytest.mark.own_database
def test_progress_includes_decisions_of_older_workspace(tmp_path):
    shutil.copy(FROZEN, tmp_path / "review.db")
    workspace = Workspace.open(tmp_path)
    assert left(workspace) == counted(workspace)
    with workspace.database.read() as session:
        assert counted(workspace)[1] > 0, "nothing was decided in it"
        operations = session.query(OperationRow).all()
        assert sum(row.decided for row in operations) == counted(workspace)[1]
        assert [row.hour for row in operations] == [hour_of(row.at) for row in operations]
    workspace.close()


def test_progress_command_prints_same_figures(workspace, tmp_path, capsys, monkeypatch):
    shirt, trouser, *_ = kinds(workspace)
    decide(workspace, 1, trouser)
    monkeypatch.chdir(tmp_path)
    assert run(["progress", "--json", "--operator", "ann"]) == 0
    output = json.loads(capsys.readouterr().out)
    assert output["burn_down"][-1]["to_review"] == 5
    assert output["pace"][0] == {"operator": "", "decided": 1, "hours": 1, "per_hour": 1.0}
    assert output["corrections"] == [
        {"suggested": shirt.name, "said": trouser.name, "photos": 1, "share": 1.0}
    ]
    assert run(["progress"]) == 0
    assert f"{shirt.name} → {trouser.name}: 1 (100 %)" in capsys.readouterr().out


def test_progress_command_suggests_import_without_photos(tmp_path, capsys, monkeypatch):
    make_workspace(tmp_path / "new").close()
    monkeypatch.chdir(tmp_path / "new")
    assert run(["progress"]) == 0
    assert "hitl-app import" in capsys.readouterr().out


def test_write_table_writes_no_formulas_and_refuses_workspace(workspace, tmp_path):
    shirt, trouser, *_ = kinds(workspace)
    categories.rename_category(workspace, trouser.name, "=1+1")
    decide(workspace, 1, trouser)
    found = progress.progress(workspace, "ann")
    table = progress.TABLES["corrections"](found)
    progress.write_table(workspace, table, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["suggested", "said", "photos", "share"], [shirt.name, "'=1+1", "1", "1.0"],
        ]  # fmt: skip
    with pytest.raises(KnownError) as raised:
        progress.write_table(workspace, table, workspace.folder / "review.db")
    assert raised.value.code == "target-own"


def test_tables_have_a_column_for_each_figure(workspace):
    decide(workspace, 1, kinds(workspace)[0])
    found = progress.progress(workspace, "ann")
    for name, make in progress.TABLES.items():
        table = make(found)
        assert all(len(row) == len(table.columns) for row in table.rows), name
    with workspace.database.read() as session:
        hours = {row.hour for row in session.query(OperationRow)}
    assert all(abs(hour - hour_of(datetime.now(UTC))) <= 1 for hour in hours)
