"""Categories that were merged into others, on real databases."""

import pytest

from hitl_app.domain.settings import SECOND_OPINIONS
from hitl_app.services.categories import categories
from hitl_app.services.certification import inspecting
from hitl_app.services.exports.exporting import export
from hitl_app.services.models import versions
from hitl_app.services.reports import insights
from hitl_app.services.review import opinions, reviewing
from hitl_app.services.review.decision_tables import decide_from
from hitl_app.services.settings import set_setting
from hitl_app.store.photos import photos
from tests.helpers.workspace.categories import decide, ids, names, refusal
from tests.helpers.workspace.inspections import catalogue, certify
from tests.helpers.workspace.workspaces import add_photos

COAT, DRESS, SHIRT, BAG = 4, 3, 6, 8  # outputs of the model


def labels(workspace):
    known = {number: name for name, number in ids(workspace).items()}
    with workspace.database.read() as session:
        found = photos.photos_after(session, 0, 1000)
    return {photo.id: known.get(photo.label_id) for photo in found}


# Merging.


def test_merge_category_moves_labels_and_keeps_decisions(workspace, tmp_path):
    one, two, three = add_photos(workspace, [0.5, 0.6, 0.7], suggestions=[COAT, COAT, DRESS])
    decide(workspace, one, "Coat")
    decide(workspace, two, "Shirt")
    categories.merge_category(workspace, "coat", "Pullover")
    assert labels(workspace) == {one: "Pullover", two: "Shirt", three: None}
    assert "Coat" not in names(workspace)
    with workspace.database.read() as session:
        assert session.connection().exec_driver_sql(
            "SELECT category_id FROM decision ORDER BY id"
        ).scalars().all() == [ids(workspace)["Coat"], ids(workspace)["Shirt"]]
    # Decisions are shown with the merged category.
    shown = reviewing.show_photo(workspace, one)
    assert shown.decision.category_id == ids(workspace)["Pullover"]
    lines = reviewing.review_status(workspace, "ann").last
    assert [line.decision.category_id for line in lines] == [
        ids(workspace)["Shirt"],
        ids(workspace)["Pullover"],
    ]
    export(workspace, tmp_path / "out.csv")
    written = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert ",Pullover,person" in written
    assert "Coat" not in written


def test_undo_restores_merged_category_after_merge(workspace):
    (one,) = add_photos(workspace, [0.5])
    decide(workspace, one, "Coat")
    decide(workspace, one, "Bag")
    categories.merge_category(workspace, "Coat", "Pullover")
    reviewing.undo(workspace, "ann")
    assert labels(workspace) == {one: "Pullover"}
    assert (
        reviewing.review_status(workspace, "ann").undoable.category_id == ids(workspace)["Pullover"]
    )


def test_merge_category_follows_chain_to_last_category(workspace):
    (one,) = add_photos(workspace, [0.5])
    decide(workspace, one, "Coat")
    categories.merge_category(workspace, "Coat", "Pullover")
    categories.merge_category(workspace, "Pullover", "Shirt")
    assert labels(workspace) == {one: "Shirt"}
    version = versions.active_version(workspace)
    assert version.outputs.count(ids(workspace)["Shirt"]) == 3
    shown = reviewing.show_photo(workspace, one)
    assert shown.decision.category_id == ids(workspace)["Shirt"]


def test_merge_category_cannot_be_reverted(workspace):
    categories.merge_category(workspace, "Coat", "Pullover")
    assert refusal(categories.bring_back, workspace, "Coat") == "category-merged"
    assert refusal(categories.add_category, workspace, "coat") == "category-merged"
    assert refusal(categories.merge_category, workspace, "Coat", "Bag") == "category-unknown"
    assert refusal(categories.merge_category, workspace, "Bag", "BAG") == "category-same"
    listed = {line.category.name: line.category for line in categories.overview(workspace).lines}
    assert listed["Coat"].merged_into == listed["Pullover"].id


def test_show_photo_adds_probabilities_of_merged_categories(workspace):
    (one,) = add_photos(workspace, [0.55], suggestions=[COAT])
    before = reviewing.show_photo(workspace, one)
    both = sum(before.probabilities[ids(workspace)[name]] for name in ("Coat", "Pullover"))
    categories.merge_category(workspace, "Coat", "Pullover")
    assert versions.stale_photos(workspace) == 1, "its confidence changed"
    with workspace.database.write() as session:
        session.connection().exec_driver_sql("UPDATE photo SET version_id = 1")
    shown = reviewing.show_photo(workspace, one)
    assert shown.photo.suggestion_id == ids(workspace)["Pullover"]
    assert shown.probabilities[ids(workspace)["Pullover"]] == pytest.approx(both)
    assert ids(workspace)["Coat"] not in shown.probabilities


def test_merge_category_settles_dispute_between_merged_categories(workspace):
    set_setting(workspace, SECOND_OPINIONS, "1")
    (one,) = add_photos(workspace, [0.5])
    decide(workspace, one, "Coat", "ann")
    decide(workspace, one, "Pullover", "bob")
    assert opinions.status(workspace).disputed == 1
    assert reviewing.counts(workspace).reviewed == 0
    categories.merge_category(workspace, "Coat", "Pullover")
    status = opinions.status(workspace)
    assert (status.disputed, status.agreed) == (0, 1)
    assert labels(workspace) == {one: "Pullover"}
    assert not reviewing.show_photo(workspace, one).photo.blind
    pairs = opinions.answer_pairs(workspace)
    assert pairs == [(ids(workspace)["Pullover"],) * 2]


def test_decide_from_accepts_merged_name_of_older_export(workspace, tmp_path):
    (one,) = add_photos(workspace, [0.5], names=["a.png"])
    categories.merge_category(workspace, "Coat", "Pullover")
    (tmp_path / "said.csv").write_text("photo,label\na.png,Coat\n")
    assert decide_from(workspace, tmp_path / "said.csv", "ann").recorded == 1
    assert labels(workspace) == {one: "Pullover"}


# Certificates.


def test_merge_category_keeps_certificates_and_reports_them(tmp_path):
    workspace = catalogue(tmp_path / "shop")
    assert certify(workspace, target=0.9, checks=60, threshold=0.98).certificate == 1
    before = insights.catalogue(workspace)
    overview = categories.overview(workspace)
    line = next(one for one in overview.lines if one.category.name == "Coat")
    ((number, count),) = line.labelled.certificates
    assert number == 1
    assert count > 0
    change = categories.merge_category(workspace, "Coat", "Pullover")
    assert change.certificates == ((1, count),)
    after = insights.catalogue(workspace)
    assert (after.certified, after.most_wrong, after.right) == (
        before.certified,
        before.most_wrong,
        before.right,
    )
    assert "Coat" not in labels(workspace).values()
    # Any accepted lot may contain photos of a new category.
    (certificate,) = inspecting.list_certificates(workspace)
    everything = certificate.accepted
    assert categories.add_category(workspace, "Parka").certificates == ((1, everything),)
    workspace.close()
