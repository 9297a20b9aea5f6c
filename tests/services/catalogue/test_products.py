from dataclasses import replace

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.listing import Listing
from hitl_app.domain.photos import Hold, PhotoState
from hitl_app.domain.settings import PRODUCTS, SECOND_OPINIONS
from hitl_app.jobs import products as job_products
from hitl_app.jobs.job import Job
from hitl_app.services import settings
from hitl_app.services.catalogue import catalogue, products
from hitl_app.services.exports.exporting import export
from hitl_app.services.review import reviewing
from hitl_app.store.schema import PhotoRow
from hitl_app.workspace import Workspace
from tests.helpers.workspace.exports import READERS
from tests.helpers.workspace.inspections import opened
from tests.helpers.workspace.workspaces import add_photos, make_workspace

NAMES = ["A_1.jpg", "A_2.jpg", "A_3.jpg", "B_1.jpg", "B_2.jpg", "C.jpg", "other.jpg"]
SHIRT = 7


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path)
    settings.set_setting(workspace, PRODUCTS, "number")
    apply(workspace)
    add_photos(workspace, [0.5] * len(NAMES), names=NAMES)
    yield workspace
    workspace.close()


def apply(workspace, events=None):
    return job_products.run(workspace, Job((events if events is not None else []).append))


def stored(workspace):
    with workspace.database.read() as session:
        return {p.first_path.rsplit("/", 1)[-1]: p.product for p in session.query(PhotoRow)}


def states(workspace):
    with workspace.database.read() as session:
        return {p.id: p.state for p in session.query(PhotoRow)}


def test_import_sets_product_of_new_photos(workspace):
    found = stored(workspace)
    assert found["A_3.jpg"] == "A"
    assert found["other.jpg"] == "other"
    settings.set_setting(workspace, PRODUCTS, "off")
    add_photos(workspace, [0.5], names=["A_4.jpg"])
    assert stored(workspace)["A_4.jpg"] is None


def test_preview_counts_products_and_changes_nothing(workspace):
    before = stored(workspace)
    found = products.preview(workspace, "folder")
    assert (found.photos, found.products, found.alone) == (7, 1, 0)
    assert found.largest.product == "/photos"
    assert found.sizes == ((5, 9, 1),)
    (only,) = found.first
    assert (only.sku, only.photos, len(only.names)) == ("photos", 7, 4)
    assert all(only.thumbnails)
    found = products.preview(workspace, "{sku}_{n}")
    assert (found.products, found.alone) == (2, 2)
    assert [one.product for one in found.first] == ["A", "B"]
    assert found.sizes == ((2, 2, 1), (3, 3, 1))
    found = products.preview(workspace, "off")
    assert (found.products, found.alone, found.first, found.largest) == (0, 7, (), None)
    assert stored(workspace) == before
    assert not products.pending(workspace)


def test_preview_ends_when_stopped(workspace):
    with pytest.raises(CancelledError):
        products.preview(workspace, "number", lambda: True)


def test_products_job_applies_new_rule_to_every_photo(workspace):
    settings.set_setting(workspace, PRODUCTS, "{sku}_{n}")
    assert products.pending(workspace)
    events = []
    result = apply(workspace, events)
    assert result == {"rule": "{sku}_{n}", "changed": 2, "products": 2, "views": 5}
    assert stored(workspace)["C.jpg"] is None
    assert not products.pending(workspace)
    assert {"event": "changed", "what": ["photos", "products"]} in events
    assert apply(workspace)["changed"] == 0
    settings.set_setting(workspace, PRODUCTS, "off")
    assert apply(workspace)["changed"] == 5
    assert set(stored(workspace).values()) == {None}


def test_products_job_resumes_after_cancel(workspace, monkeypatch):
    monkeypatch.setattr(job_products, "_COMMIT", 2)
    settings.set_setting(workspace, PRODUCTS, "folder")
    job = Job(lambda event: job.cancel() if event["event"] == "progress" else None)
    # The first report cancels the job; the next one ends it.
    monkeypatch.setattr("hitl_app.jobs.job._REPORT_S", 0)
    with pytest.raises(CancelledError):
        job_products.run(workspace, job)
    so_far = list(stored(workspace).values()).count("/photos")
    assert 0 < so_far < 7
    assert products.pending(workspace)
    assert apply(workspace)["changed"] == 7 - so_far
    assert not products.pending(workspace)


def test_products_job_applies_rule_set_meanwhile(workspace, monkeypatch):
    real = job_products.store.put

    def put(session, photos):
        real(session, photos)
        if not done:
            done.append(1)
            job_products_set(session)

    from hitl_app.domain.settings import PRODUCTS_PENDING
    from hitl_app.store.values import mark, set_value

    def job_products_set(session):
        set_value(session, PRODUCTS, "{sku}_{n}")
        mark(session, PRODUCTS_PENDING)

    done = []
    monkeypatch.setattr(job_products.store, "put", put)
    settings.set_setting(workspace, PRODUCTS, "folder")
    assert apply(workspace)["rule"] == "{sku}_{n}"
    assert stored(workspace)["A_1.jpg"] == "A"


def test_decide_covers_all_views_in_one_operation(workspace):
    reviewing.decide(workspace, 2, Answer.SKIP, "ann")
    done = products.decide(workspace, 3, SHIRT, "ann")
    assert done.decided == (3, 1, 2)
    assert (done.blind, done.total, done.cancelled) == (0, 3, False)
    now = states(workspace)
    assert [now[i] for i in range(1, 8)] == ["reviewed"] * 3 + ["to-review"] * 4
    undone = reviewing.undo(workspace, "ann")
    assert undone.changed == 3
    assert undone.photo.photo.id == 3, "the photo on screen"
    assert reviewing.show_photo(workspace, 2).photo.hold is Hold.SKIPPED


def test_decide_leaves_out_reviewed_and_asked_views(workspace):
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ann", 2)
    reviewing.decide(workspace, 2, Answer.ASK, "bob")
    done = products.decide(workspace, 3, SHIRT, "ann")
    assert done.decided == (3,)
    assert reviewing.show_photo(workspace, 1).photo.label_id == 2
    assert reviewing.show_photo(workspace, 2).photo.hold is Hold.ASKED


def test_decide_covers_one_photo_without_product(workspace):
    settings.set_setting(workspace, PRODUCTS, "{sku}_{n}")
    apply(workspace)
    done = products.decide(workspace, 6, SHIRT, "ann")
    assert (done.product, done.decided) == ("", (6,))


def test_decide_refuses_unknown_category(workspace):
    with pytest.raises(KnownError) as raised:
        products.decide(workspace, 1, 4711, "ann")
    assert raised.value.code == "category-unknown"
    assert set(states(workspace).values()) == {"to-review"}


def test_decide_keeps_decided_views_for_undo_when_cancelled(tmp_path):
    workspace = make_workspace(tmp_path)
    settings.set_setting(workspace, PRODUCTS, "folder")
    add_photos(workspace, [0.5] * 250)

    def report(done, _total):
        if done >= 100:
            raise CancelledError

    done = products.decide(workspace, 200, SHIRT, "ann", report)
    assert (len(done.decided), done.total, done.cancelled) == (100, 250, True)
    assert done.decided[0] == 200
    assert reviewing.undo(workspace, "ann").changed == 100
    assert set(states(workspace).values()) == {"to-review"}
    workspace.close()


def test_views_lists_other_views_of_product(workspace):
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ann", SHIRT)
    found = products.views(workspace, 2, "ann", 8)
    assert (found.product, found.total, found.blind) == ("A", 3, False)
    assert [one.photo.id for one in found.shown] == [1, 3]
    assert found.shown[0].category_id == SHIRT
    few = products.views(workspace, 2, "ann", 1)
    assert ([one.photo.id for one in few.shown], few.total) == ([1], 3)
    settings.set_setting(workspace, PRODUCTS, "off")
    apply(workspace)
    assert products.views(workspace, 2, "ann", 8) is None


def test_views_limits_count_and_list_of_huge_product(workspace, monkeypatch):
    monkeypatch.setattr(products, "MOST_COUNTED", 5)
    settings.set_setting(workspace, PRODUCTS, "folder")
    apply(workspace)
    found = products.views(workspace, 2, "ann", 3)
    assert found.total == 5
    assert [one.photo.id for one in found.shown] == [1, 3, 4]


@pytest.fixture
def inspected(tmp_path):
    """Yield a workspace of many products with some blind views."""
    workspace = make_workspace(tmp_path)
    settings.set_setting(workspace, PRODUCTS, "number")
    names = [f"P{i // 4}_{i % 4}.jpg" for i in range(400)]
    add_photos(workspace, [0.99] * 200 + [0.5] * 200, names=names)
    opened(workspace, target=0.9, checks=20, threshold=0.98)
    yield workspace
    workspace.close()


def blind(workspace):
    with workspace.database.read() as session:
        return {i for (i,) in session.query(PhotoRow.id).filter(PhotoRow.blind)}


def of_product(photo_id):
    first = (photo_id - 1) // 4 * 4 + 1
    return set(range(first, first + 4))


def test_decide_leaves_out_and_counts_blind_views(inspected):
    hidden = blind(inspected)
    mixed = next(i for i in range(1, 401) if i not in hidden and of_product(i) & hidden)
    done = products.decide(inspected, mixed, SHIRT, "ann")
    assert set(done.decided) == of_product(mixed) - hidden
    assert done.blind == len(of_product(mixed) & hidden)
    now = states(inspected)
    assert {now[i] for i in of_product(mixed) & hidden} == {PhotoState.TO_REVIEW}


def test_decide_refuses_blind_photo(inspected):
    hidden = min(blind(inspected))
    before = states(inspected)
    with pytest.raises(KnownError) as raised:
        products.decide(inspected, hidden, SHIRT, "ann")
    assert raised.value.code == "blind-now"
    assert states(inspected) == before


def test_views_of_blind_photo_show_pictures_only(inspected):
    hidden = blind(inspected)
    mixed = next(i for i in hidden if of_product(i) - hidden)
    for other in of_product(mixed) - hidden:
        reviewing.decide(inspected, other, Answer.CATEGORY, "ann", SHIRT)
    found = products.views(inspected, mixed, "ann", 8)
    assert found.blind
    assert {one.photo.id for one in found.shown} == of_product(mixed) - {mixed}
    for one in found.shown:
        assert one.thumbnail
        decision = (one.category_id, one.answer, one.decided_by, one.decided_at)
        assert decision == (None, None, "", None)
        photo = one.photo
        assert (photo.state, photo.label_id, photo.suggestion_id) == ("to-review", None, None)
        assert (photo.confidence, photo.version) == (0, None)
    suggestion_shown = products.views(inspected, min(of_product(mixed) - hidden), "ann", 8)
    (seen,) = [one for one in suggestion_shown.shown if one.photo.id == mixed]
    assert (seen.photo.suggestion_id, seen.photo.version, seen.category_id) == (None, None, None)


def test_decide_treats_photo_with_open_second_opinion_as_blind(workspace):
    """It is treated like any other blind photo."""
    settings.set_setting(workspace, SECOND_OPINIONS, "1")
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ann", SHIRT)
    settings.set_setting(workspace, SECOND_OPINIONS, "0.0001")
    done = products.decide(workspace, 2, SHIRT, "bob")
    assert (set(done.decided), done.blind, done.total) == ({2, 3}, 1, 3)
    with pytest.raises(KnownError):
        products.decide(workspace, 1, SHIRT, "bob")
    found = products.views(workspace, 2, "bob", 8)
    (seen,) = [one for one in found.shown if one.photo.id == 1]
    assert (seen.photo.state, seen.decided_by) == ("to-review", "")
    assert products.views(workspace, 1, "bob", 8).blind
    mine = products.views(workspace, 2, "ann", 8)
    assert [one.decided_by for one in mine.shown if one.photo.id == 1] == ["ann"]


def test_catalogue_filters_by_product(workspace):
    order = catalogue.whole(workspace, Listing(product="A"), "ann")
    assert sorted(order.ids.tolist()) == [1, 2, 3]
    assert catalogue.first(workspace, Listing(product="B"), "ann", 1).ids.tolist() == [4]
    nothing = catalogue.whole(workspace, replace(Listing(product="A"), text="_2"), "ann")
    assert nothing.ids.tolist() == [2]


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx", "parquet", "coco"])
def test_export_contains_product(workspace, tmp_path, kind):
    add_photos(workspace, [0.5], names=["=1+1_1.jpg"], folder="/evil")
    target = tmp_path / f"out-{kind}"
    export(workspace, target, kind=kind)
    found = [row["product"] for row in READERS[kind](target)]
    assert found[:3] == ["A"] * 3
    assert found[-1] == ("'=1+1" if kind == "csv" else "=1+1")


def test_workspace_keeps_products_after_restart(workspace):
    workspace.close()
    again = Workspace.open(workspace.folder)
    assert products.rule(again) == "number"
    assert stored(again)["A_1.jpg"] == "A"
    again.close()
