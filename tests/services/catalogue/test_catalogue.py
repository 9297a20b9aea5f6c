"""The catalogue in every order and under every filter, against the same in plain Python."""

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError
from hitl_app.domain.listing import NO_CATEGORY, Grouping, Listing, Sort
from hitl_app.domain.photos import PhotoState
from hitl_app.services.catalogue import catalogue
from hitl_app.services.exports import exporting
from hitl_app.services.review import changing, opinions, reviewing
from hitl_app.services.settings import set_setting
from hitl_app.store.photos import catalogue as store
from tests.helpers.workspace.inspections import catalogue as some_catalogue
from tests.helpers.workspace.inspections import certify, open_inspection
from tests.helpers.workspace.workspaces import add_photos, make_workspace

GROUPINGS = tuple(Grouping)


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path)
    add_photos(workspace, [0.3 + i / 100 for i in range(40)], folder="/spring")
    add_photos(workspace, [0.9 - i / 100 for i in range(20)], folder="/Autumn 100%")
    for photo_id, who in ((3, "ann"), (50, "bob"), (7, "ann"), (9, "bob"), (30, "ann")):
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, who, 1 + photo_id % 5)
    reviewing.decide(workspace, 12, Answer.NOT_A_PHOTO, "ann")
    reviewing.decide(workspace, 13, Answer.SKIP, "ann")
    yield workspace
    workspace.close()


def everything(workspace, operator="ann"):
    ids = range(1, reviewing.counts(workspace).photos + 1)
    return {one.photo.id: one for one in catalogue.listed(workspace, ids, operator)}


def ids(workspace, listing, operator="ann"):
    return catalogue.whole(workspace, listing, operator).ids.tolist()


@pytest.mark.parametrize(
    ("listing", "belongs"),
    [
        (Listing(state=PhotoState.REVIEWED), lambda one: one.photo.state == "reviewed"),
        (Listing(category_id=2), lambda one: one.category_id == 2),
        (Listing(category_id=NO_CATEGORY), lambda one: one.category_id is None),
        (Listing(import_id=2), lambda one: one.photo.path.startswith("/Autumn")),
        (Listing(least=0.5, most=0.6), lambda one: 0.5 <= one.photo.confidence <= 0.6),
        (Listing(decided_by="bob"), lambda one: one.decided_by == "bob"),
        (Listing(text="AUTUMN 100%"), lambda one: one.photo.path.startswith("/Autumn")),
        (Listing(text="%"), lambda one: "%" in one.photo.path),
        (Listing(since=datetime(2020, 1, 1, tzinfo=UTC)), lambda one: one.decided_at is not None),
        (Listing(before=datetime(2020, 1, 1, tzinfo=UTC)), lambda _one: False),
        (
            Listing(state=PhotoState.TO_REVIEW, category_id=3, text="photo-0000"),
            lambda one: (
                one.photo.state == "to-review"
                and one.category_id == 3
                and "photo-0000" in one.photo.path
            ),
        ),
    ],
)
def test_whole_applies_every_filter(workspace, listing, belongs):
    wanted = {i for i, one in everything(workspace).items() if belongs(one)}
    assert set(ids(workspace, listing)) == wanted


def key_of(sort, one):
    """Return the sort key of a photo; photos without a value come last."""
    none = datetime.max.replace(tzinfo=UTC)
    if sort is Sort.CONFIDENCE:
        sure = not one.photo.blind
        return (not sure, one.photo.confidence if sure else 0, one.photo.id)
    if sort is Sort.REVIEWED:
        since = timedelta(0) if one.decided_at is None else none - one.decided_at
        return (one.decided_at is None, since, one.photo.id if since == timedelta(0) else 0)
    if sort is Sort.NEWEST:
        return (-one.photo.id,)
    if sort is Sort.CATEGORY:
        return (one.category_id is None, one.category_id or 0, one.photo.path)
    return (one.photo.path,)


@pytest.mark.parametrize("sort", tuple(Sort))
def test_whole_sorts_in_every_order(workspace, sort):
    known = everything(workspace)
    wanted = sorted(known, key=lambda i: key_of(sort, known[i]))
    assert ids(workspace, Listing(sort=sort)) == wanted


def test_whole_puts_photos_without_value_last_when_backwards(workspace):
    forwards = ids(workspace, Listing(sort=Sort.REVIEWED))
    backwards = ids(workspace, Listing(sort=Sort.REVIEWED, backwards=True))
    assert backwards == forwards[:6][::-1] + forwards[6:]


@pytest.mark.parametrize(("sort", "grouping"), list(product(Sort, GROUPINGS)))
@pytest.mark.parametrize("few", [5, 20_000])
def test_first_equals_beginning_of_whole(workspace, sort, grouping, few, monkeypatch):
    """Photos are found by an index, or by sorting where they are few."""
    monkeypatch.setattr(store, "_FEW", few)
    for listing in (Listing(), Listing(state=PhotoState.TO_REVIEW), Listing(text="spring")):
        wanted = replace(listing, sort=sort, grouping=grouping)
        first = catalogue.first(workspace, wanted, "ann", 11)
        whole = catalogue.whole(workspace, wanted, "ann")
        assert first.ids.tolist() == whole.ids.tolist()[:11]
        assert first.headings == whole.headings[: len(first.headings)]
        assert not first.whole


def test_headings_mark_beginning_of_groups(workspace):
    order = catalogue.whole(workspace, Listing(grouping=Grouping.STATE), "ann")
    assert [(h.key, h.start) for h in order.headings] == [("to-review", 0), ("reviewed", 54)]
    known = everything(workspace)
    assert {known[i].photo.state for i in order.ids[54:].tolist()} == {PhotoState.REVIEWED}


def test_stoppable_read_ends_when_stopped(workspace):
    calls = []

    def stopped():
        calls.append(1)
        return True

    with pytest.raises(CancelledError), workspace.database.stoppable_read(stopped) as session:
        session.connection().exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        )
    assert calls
    assert len(ids(workspace, Listing())) == 60, "the connection is as good as before"


# Changes of many photos.


def test_recategorise_is_one_operation_for_undo(workspace):
    before = everything(workspace)
    done = changing.recategorise(workspace, list(range(1, 21)), 4, "ann")
    same = [i for i in range(1, 21) if before[i].decided_by and before[i].category_id == 4]
    assert (done.changed, done.same, done.blind) == (20 - len(same), len(same), 0)
    assert {everything(workspace)[i].category_id for i in range(1, 21)} == {4}
    undone = reviewing.undo(workspace, "ann")
    assert undone.changed == undone.operation.photos == done.changed
    assert everything(workspace) == before


def test_reopen_is_restored_by_undo(workspace):
    before = everything(workspace)
    done = changing.reopen(workspace, [3, 7, 9, 1], "ann")
    assert (done.changed, done.same) == (3, 1)
    assert everything(workspace)[3].photo.state is PhotoState.TO_REVIEW
    reviewing.decide(workspace, 3, Answer.CATEGORY, "ann", 5)
    reviewing.undo(workspace, "ann")
    assert everything(workspace)[3].photo.state is PhotoState.TO_REVIEW, "it had been reopened"
    assert reviewing.undo(workspace, "ann").changed == 3
    assert everything(workspace) == before


def test_reopen_keeps_photo_in_queue_above_threshold(workspace):
    changing.recategorise(workspace, [20], 4, "ann")
    set_setting(workspace, "threshold", "0.3")
    assert changing.reopen(workspace, [20], "ann").changed == 1
    assert everything(workspace)[20].photo.state is PhotoState.TO_REVIEW


def test_undo_restores_certificate_of_reopened_photo(tmp_path):
    workspace = some_catalogue(tmp_path)
    certify(workspace, target=0.9, checks=60, threshold=0.98)
    certified = ids(workspace, Listing(state=PhotoState.AUTO_ACCEPTED))[:5]
    before = everything(workspace)
    assert before[certified[0]].photo.certificate == 1
    changing.reopen(workspace, certified, "ann")
    now = everything(workspace)
    assert {(now[i].photo.state, now[i].photo.certificate) for i in certified} == {
        (PhotoState.TO_REVIEW, None)
    }
    reviewing.undo(workspace, "ann")
    assert everything(workspace) == before
    workspace.close()


def test_undo_resumes_after_recategorise_and_undo_were_cancelled(tmp_path):
    workspace = make_workspace(tmp_path, [0.5] * 350)
    before = everything(workspace)

    def stop_at(place):
        def report(done, _total):
            if done >= place:
                raise CancelledError

        return report

    done = changing.recategorise(workspace, list(range(1, 351)), 2, "ann", stop_at(200))
    assert (done.changed, done.cancelled) == (200, True)
    assert reviewing.undoable(workspace, "ann").photos == 200
    with pytest.raises(CancelledError):
        reviewing.undo(workspace, "ann", stop_at(100))
    assert reviewing.counts(workspace).reviewed == 100
    assert reviewing.undo(workspace, "ann").changed == 100
    assert everything(workspace) == before
    workspace.close()


def test_recategorise_leaves_out_all_blind_photos(tmp_path):
    workspace = some_catalogue(tmp_path)
    open_inspection(workspace)
    blind = [i for i, one in everything(workspace).items() if one.photo.blind]
    suggestion_shown = [i for i, one in everything(workspace).items() if not one.photo.blind][:9]
    done = changing.recategorise(workspace, [*blind, *suggestion_shown], 2, "ann")
    assert (done.changed, done.blind) == (9, len(blind))
    assert changing.reopen(workspace, blind, "ann").changed == 0
    workspace.close()


def test_export_writes_selection_in_its_order(workspace, tmp_path):
    file = tmp_path / "some.csv"
    assert exporting.export(workspace, file, only=[50, 3, 12]).photos == 3
    with file.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.DictReader(source))
    known = everything(workspace)
    assert [row["path"] for row in rows] == [known[i].photo.path for i in (50, 3, 12)]
    assert rows[2]["label"] == "not-a-photo"


# Second opinions.


def test_catalogue_shows_photo_with_open_second_opinion_as_to_review(tmp_path):
    workspace = make_workspace(tmp_path, [0.3 + i / 100 for i in range(20)])
    set_setting(workspace, "second-opinions", "1")
    for photo_id in (2, 5, 8):
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", 1)
    assert len(opinions.wanted(workspace, "bob")) == 3
    decided = Listing(state=PhotoState.REVIEWED)
    assert ids(workspace, decided, "ann") == [2, 5, 8]
    for hiding in (
        decided,
        Listing(decided_by="ann"),
        Listing(since=datetime(2020, 1, 1, tzinfo=UTC)),
    ):
        assert ids(workspace, hiding, "bob") == []
    assert len(ids(workspace, Listing(state=PhotoState.TO_REVIEW), "bob")) == 20
    assert not {2, 5, 8} & set(ids(workspace, Listing(least=0.01), "bob"))
    assert set(ids(workspace, Listing(category_id=NO_CATEGORY), "bob")) == {2, 5, 8}
    assert ids(workspace, Listing(sort=Sort.REVIEWED), "bob") == list(range(1, 21))
    shown = everything(workspace, "bob")[5]
    assert (shown.photo.state, shown.category_id, shown.decided_by) == ("to-review", None, "")
    assert changing.recategorise(workspace, [2, 5], 3, "bob").blind == 2
    workspace.close()
