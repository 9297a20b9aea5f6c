"""Dropped duplicates: out of queue and exports, back after an undo, and never out of a lot."""

import pytest

from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.domain.decisions import Answer
from hitl_app.domain.listing import Listing
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.settings import SECOND_OPINIONS
from hitl_app.services import settings
from hitl_app.services.catalogue.catalogue import whole
from hitl_app.services.categories import categories
from hitl_app.services.exports.exporting import export
from hitl_app.services.reports.progress import progress
from hitl_app.services.review import changing, opinions, reviewing
from hitl_app.store.reports.insights import valid_certificates
from tests.helpers.workspace.copies import add_groups
from tests.helpers.workspace.exports import READERS
from tests.helpers.workspace.inspections import catalogue, certify, opened
from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "shop")
    yield workspace
    workspace.close()


def queued(workspace):
    return {photo.id for photo in reviewing.queue(workspace, 1000)}


def certificates(workspace):
    with workspace.database.read() as session:
        return valid_certificates(session)


@pytest.mark.parametrize("kind", sorted(READERS))
def test_drop_takes_photos_out_of_queue_and_exports(workspace, tmp_path, kind):
    (group,), alone = add_groups(workspace, (4,))
    reviewing.decide(workspace, group[1], Answer.CATEGORY, "ann", 2)
    for again in range(2):
        done = changing.drop(workspace, group[1:], "ann")
        assert (done.changed, done.bound, done.blind) == (3, 0, 0)
        assert queued(workspace) == {group[0], *alone}
        target = tmp_path / f"{again}.{kind}"
        exported = export(workspace, target, kind=kind)
        assert exported.photos == len(READERS[kind](target)) == 4
        some = export(workspace, tmp_path / f"some-{again}.{kind}", kind=kind, only=group)
        assert some.photos == 1
        undone = reviewing.undo(workspace, "ann")
        assert undone.changed == 3
        assert queued(workspace) == {*group, *alone} - {group[1]}
        shown = reviewing.show_photo(workspace, group[1]).photo
        assert (shown.state, shown.label_id) == (PhotoState.REVIEWED, 2), "its label is back"
        back = export(workspace, tmp_path / f"back-{again}.{kind}", kind=kind)
        assert back.photos == 7


def test_drop_is_neither_training_nor_a_correction(workspace):
    (group,), _ = add_groups(workspace, (4,))
    changing.drop(workspace, group[1:], "ann")
    counts = reviewing.counts(workspace)
    assert (counts.reviewed, counts.training, counts.validation) == (3, 0, 0)
    assert progress(workspace, "ann").corrections.total == 0
    reviewing.decide(workspace, group[1], Answer.CATEGORY, "ann", 2)
    assert reviewing.counts(workspace).training + reviewing.counts(workspace).validation == 1


def test_drop_leaves_photos_of_an_open_lot(tmp_path):
    workspace = catalogue(tmp_path)
    opened(workspace, target=0.9, checks=20, threshold=0.98)
    hidden = [photo.id for photo in reviewing.queue(workspace, 1000) if photo.blind]
    lot = [i for i in range(1, 100) if i not in hidden]
    outside = sorted(queued(workspace))[-3:]
    outside = [i for i in outside if i not in hidden]
    done = changing.drop(workspace, [*lot, *hidden, *outside], "ann")
    assert (done.changed, done.bound, done.blind) == (len(outside), len(lot), len(hidden))
    assert {*lot, *hidden} <= queued(workspace)
    workspace.close()


def test_drop_leaves_certified_photos_and_their_certificate(tmp_path):
    workspace = catalogue(tmp_path)
    outcome = certify(workspace, target=0.9, checks=60, threshold=0.98)
    assert outcome.state is InspectionState.PASSED
    (before,) = certificates(workspace)
    ids = list(range(1, 150))
    done = changing.drop(workspace, ids, "ann")
    assert (done.changed, done.bound) == (0, len(ids))
    (after,) = certificates(workspace)
    assert after == before
    assert after.found_wrong == 0
    workspace.close()


def test_drop_leaves_photos_that_wait_for_a_second_opinion(workspace):
    (group,), _ = add_groups(workspace, (3,))
    settings.set_setting(workspace, SECOND_OPINIONS, "1")
    reviewing.decide(workspace, group[0], Answer.CATEGORY, "ann", 2)
    assert changing.drop(workspace, group, "ann").photo_ids == tuple(group[1:])
    assert [shown.photo.id for shown in opinions.wanted(workspace, "ben")] == [group[0]]


def test_listing_of_groups_follows_decisions(workspace):
    groups, _ = add_groups(workspace, (4, 3, 2))
    listing = Listing(groups=tuple(map(tuple, groups)))

    def listed():
        order = whole(workspace, listing, "ann")
        starts = [heading.start for heading in order.headings]
        ends = [*starts[1:], len(order.ids)]
        keys = [heading.key.partition("-")[0] for heading in order.headings]
        spans = zip(starts, ends, strict=True)
        return list(zip(keys, [order.ids[a:b].tolist() for a, b in spans], strict=True))

    first, second, third = groups
    assert [(key, set(ids)) for key, ids in listed()] == [
        ("duplicates", set(one)) for one in groups
    ]
    assert [ids[0] for _, ids in listed()] == [first[0], second[0], third[0]], "the largest"
    reviewing.decide(workspace, second[2], Answer.CATEGORY, "ann", 1)
    assert listed()[1][1][0] == second[2], "the reviewed one"
    label = categories.list_categories(workspace)[0].id
    changing.recategorise(workspace, first, label, "ann")
    assert [key for key, _ in listed()] == ["duplicates", "duplicates", "settled"]
    assert set(listed()[2][1]) == set(first)
    changing.drop(workspace, third[1:], "ann")
    assert [set(ids) for _, ids in listed()] == [set(second), set(first)]
    reviewing.undo(workspace, "ann")
    assert len(listed()) == 3
    some = Listing(groups=listing.groups, state=PhotoState.REVIEWED)
    assert len(whole(workspace, some, "ann").headings) == 2
    assert len(whole(workspace, some, "ann").ids) == 7, "each group is whole"
