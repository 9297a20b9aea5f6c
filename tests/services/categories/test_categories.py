"""The operators' own categories, on real databases."""

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import folded
from hitl_app.domain.settings import SECOND_OPINIONS, THRESHOLD
from hitl_app.services.categories import adding, categories
from hitl_app.services.categories.lists import MOST_NAMES, read_names
from hitl_app.services.certification import inspecting
from hitl_app.services.exports.exporting import export
from hitl_app.services.models import versions
from hitl_app.services.reports import insights
from hitl_app.services.review import opinions, reviewing
from hitl_app.services.review.decision_tables import decide_from
from hitl_app.services.settings import set_setting
from hitl_app.store.categories import register_categories
from hitl_app.store.photos import photos
from hitl_app.store.schema import CategoryRow
from hitl_app.workspace import Workspace
from tests.helpers.inspections import catalogue, certify, opened
from tests.helpers.workspaces import add_photos, make_workspace

COAT, DRESS, SHIRT, BAG = 4, 3, 6, 8  # outputs of the model


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "shop")
    yield workspace
    workspace.close()


def ids(workspace):
    return {c.name: c.id for c in categories.list_categories(workspace, retired=True)}


def names(workspace):
    return [c.name for c in categories.list_categories(workspace)]


def labels(workspace):
    known = {number: name for name, number in ids(workspace).items()}
    with workspace.database.read() as session:
        found = photos.photos_after(session, 0, 1000)
    return {photo.id: known.get(photo.label_id) for photo in found}


def decide(workspace, photo, name, operator="ann"):
    reviewing.decide(workspace, photo, Answer.CATEGORY, operator, ids(workspace)[name])


def refusal(call, *arguments):
    with pytest.raises(KnownError) as raised:
        call(*arguments)
    return raised.value.code


# Merging.


def test_what_was_said_as_one_counts_as_the_other_and_decisions_stay(workspace, tmp_path):
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
    # Wherever a decision is shown it is the category of now.
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


def test_an_undo_after_a_merge_brings_back_the_category_that_counts_now(workspace):
    (one,) = add_photos(workspace, [0.5])
    decide(workspace, one, "Coat")
    decide(workspace, one, "Bag")
    categories.merge_category(workspace, "Coat", "Pullover")
    reviewing.undo(workspace, "ann")
    assert labels(workspace) == {one: "Pullover"}
    assert (
        reviewing.review_status(workspace, "ann").undoable.category_id == ids(workspace)["Pullover"]
    )


def test_a_chain_of_merges_ends_at_the_last(workspace):
    (one,) = add_photos(workspace, [0.5])
    decide(workspace, one, "Coat")
    categories.merge_category(workspace, "Coat", "Pullover")
    categories.merge_category(workspace, "Pullover", "Shirt")
    assert labels(workspace) == {one: "Shirt"}
    version = versions.active_version(workspace)
    assert version.outputs.count(ids(workspace)["Shirt"]) == 3
    shown = reviewing.show_photo(workspace, one)
    assert shown.decision.category_id == ids(workspace)["Shirt"]


def test_a_merge_is_for_good(workspace):
    categories.merge_category(workspace, "Coat", "Pullover")
    assert refusal(categories.bring_back, workspace, "Coat") == "category-merged"
    assert refusal(categories.add_category, workspace, "coat") == "category-merged"
    assert refusal(categories.merge_category, workspace, "Coat", "Bag") == "category-unknown"
    assert refusal(categories.merge_category, workspace, "Bag", "BAG") == "category-same"
    listed = {line.category.name: line.category for line in categories.overview(workspace).lines}
    assert listed["Coat"].merged_into == listed["Pullover"].id


def test_photos_that_wait_show_both_probabilities_together(workspace):
    (one,) = add_photos(workspace, [0.55], suggestions=[COAT])
    before = reviewing.show_photo(workspace, one)
    both = sum(before.probabilities[ids(workspace)[name]] for name in ("Coat", "Pullover"))
    categories.merge_category(workspace, "Coat", "Pullover")
    assert versions.stale_photos(workspace) == 1, "its confidence is another one now"
    with workspace.database.write() as session:
        session.connection().exec_driver_sql("UPDATE photo SET version_id = 1")
    shown = reviewing.show_photo(workspace, one)
    assert shown.photo.suggestion_id == ids(workspace)["Pullover"]
    assert shown.probabilities[ids(workspace)["Pullover"]] == pytest.approx(both)
    assert ids(workspace)["Coat"] not in shown.probabilities


def test_operators_who_said_either_agree_after_a_merge(workspace):
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
    said = opinions.answer_pairs(workspace)
    assert said == [(ids(workspace)["Pullover"],) * 2]


def test_an_older_export_may_name_what_was_merged(workspace, tmp_path):
    (one,) = add_photos(workspace, [0.5], names=["a.png"])
    categories.merge_category(workspace, "Coat", "Pullover")
    (tmp_path / "said.csv").write_text("photo,label\na.png,Coat\n")
    assert decide_from(workspace, tmp_path / "said.csv", "ann").recorded == 1
    assert labels(workspace) == {one: "Pullover"}


# What a change touches.


def test_merging_keeps_certificates_and_names_the_lots(tmp_path):
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
    # A new category may be hidden in any accepted lot.
    (certificate,) = inspecting.list_certificates(workspace)
    everything = certificate.accepted
    assert categories.add_category(workspace, "Parka").certificates == ((1, everything),)
    workspace.close()


@pytest.mark.parametrize(
    ("change", "closes"),
    [
        (lambda w: categories.add_category(w, "Parka"), True),
        (lambda w: categories.merge_category(w, "Coat", "Pullover"), True),
        (lambda w: categories.retire_category(w, "Coat"), True),
        (lambda w: categories.rename_category(w, "Coat", "Parka"), False),
        (lambda w: categories.move_category(w, "Coat", 0), False),
    ],
)
def test_what_changes_what_can_be_said_closes_an_open_inspection(tmp_path, change, closes):
    workspace = make_workspace(tmp_path / "shop", [0.99] * 400 + [0.5] * 100)
    opened(workspace, target=0.9, checks=30, threshold=0.98)
    assert categories.overview(workspace).inspection
    assert change(workspace).closed is closes
    assert (inspecting.open_one(workspace) is None) is closes
    workspace.close()


def test_no_count_of_the_overview_moves_with_what_the_model_said_of_a_blind_photo(tmp_path):
    workspace = make_workspace(tmp_path / "shop", [0.99] * 400 + [0.5] * 100)
    opened(workspace, target=0.9, checks=30, threshold=0.98)
    blind = [p.id for p in reviewing.queue(workspace, 500) if p.blind]
    before = categories.overview(workspace)
    reviewing.decide(workspace, blind[0], Answer.SKIP, "ann")
    assert categories.overview(workspace) == before
    said = []
    for photo in blind[1:8]:
        before = categories.overview(workspace)
        decide(workspace, photo, "Coat")
        after = categories.overview(workspace)
        said.append(
            [
                b.labelled.reviewed - a.labelled.reviewed
                for a, b in zip(before.lines, after.lines, strict=True)
            ]
        )
    assert len({tuple(one) for one in said}) == 1, "whatever the model said, all moved alike"
    workspace.close()


def test_the_overview_counts_what_people_and_models_labelled(workspace):
    set_setting(workspace, THRESHOLD, "0.9")
    one, _, _ = add_photos(workspace, [0.5, 0.95, 0.96], suggestions=[COAT, COAT, BAG])
    decide(workspace, one, "Bag")
    found = {line.category.name: line.labelled for line in categories.overview(workspace).lines}
    assert (found["Bag"].reviewed, found["Bag"].auto_accepted) == (1, 1)
    coat = found["Coat"]
    assert (coat.reviewed, coat.auto_accepted, coat.certificates) == (0, 1, ())


# Order, names, and the rest.


def test_the_order_is_the_operators(workspace):
    categories.move_category(workspace, "Bag", 0)
    assert names(workspace)[:3] == ["Bag", "T-shirt/top", "Trouser"]
    categories.move_category(workspace, "Bag", 2)
    assert names(workspace)[:3] == ["T-shirt/top", "Trouser", "Bag"]
    categories.move_category(workspace, "Trouser", 999)
    assert names(workspace)[-1] == "Trouser"
    categories.retire_category(workspace, "Bag")
    categories.bring_back(workspace, "Bag")
    added = categories.add_category(workspace, "Parka").category
    assert names(workspace)[-1] == "Parka"
    assert added.position == max(c.position for c in categories.list_categories(workspace))


def test_names_that_cannot_be(workspace):
    for name, code in (
        ("  ", "name-empty"),
        ("x" * 61, "name-too-long"),
        ("a\x07b", "name-unprintable"),
        ("cOAT", "category-exists"),
        ("skip", "name-reserved"),
    ):
        assert refusal(categories.add_category, workspace, name) == code
        assert refusal(categories.rename_category, workspace, "Bag", name) == code
    categories.retire_category(workspace, "Coat")
    assert refusal(categories.rename_category, workspace, "Bag", "coat") == "category-retired"
    assert refusal(categories.bring_back, workspace, "Bag") == "category-exists"
    assert refusal(categories.bring_back, workspace, "Nothing") == "category-unknown"


def test_what_came_back_may_be_suggested_again(workspace):
    add_photos(workspace, [0.9, 0.8], suggestions=[COAT, DRESS])
    categories.retire_category(workspace, "Coat")
    assert versions.stale_photos(workspace) == 1
    categories.bring_back(workspace, "Coat")
    assert versions.stale_photos(workspace) == 2


def test_a_category_that_the_model_cannot_say_is_told_until_a_version_can(workspace):
    categories.add_category(workspace, "Parka")
    with workspace.database.read() as session:
        (unknown,) = categories.unknown_to_model(session)
    assert unknown.name == "Parka"
    assert not categories.overview(workspace).lines[-1].known or unknown.retired
    first = versions.active_version(workspace)
    with workspace.database.write() as session:
        from hitl_app.store.models import versions as rows

        newer = rows.add_version(
            session,
            name="newer",
            parent=first.name,
            sha256="0" * 64,
            outputs=[*first.outputs, unknown.id],
            metrics={},
            shipped=False,
        )
        rows.activate(session, newer, "operator")
    with workspace.database.read() as session:
        assert categories.unknown_to_model(session) == ()


# Lists.


def test_a_list_of_names(workspace, tmp_path):
    file = tmp_path / "names.txt"
    text = f"\ufeffParka\r\n\r\nscarf\nCOAT\nScarf\n{'x' * 61}\na\x07b\n  Belt  \nskip\n"
    file.write_text(text, encoding="utf-8", newline="")
    listed = adding.add_from(workspace, file)
    assert [change.category.name for change in listed.changes] == ["Parka", "scarf", "Belt"]
    assert listed.known == ("Coat",)
    assert [(one.line, one.error.code) for one in listed.refused] == [
        (5, "category-repeated"),
        (6, "name-too-long"),
        (7, "name-unprintable"),
        (9, "name-reserved"),
    ]
    assert names(workspace)[-3:] == ["Parka", "scarf", "Belt"]


def test_names_with_joiners_are_the_same_without_them(workspace, tmp_path):
    file = tmp_path / "names.txt"
    file.write_text("تی\u200cشرت\nتیشرت\n👩\u200d🦰 wigs\n\u200d\n", encoding="utf-8")
    listed = adding.add_from(workspace, file)
    assert [change.category.name for change in listed.changes] == ["تی\u200cشرت", "👩\u200d🦰 wigs"]
    assert [(one.line, one.error.code) for one in listed.refused] == [
        (2, "category-repeated"),
        (4, "name-empty"),
    ]
    assert refusal(categories.add_category, workspace, "تیشرت") == "category-exists"
    assert categories.retire_category(workspace, "تیشرت").category.name == "تی\u200cشرت"
    assert categories.bring_back(workspace, "تیشرت").category.name == "تی\u200cشرت"


def test_names_are_compared_by_one_rule_also_in_a_database_of_an_older_program(workspace):
    """What is compared is stored, and was made by another rule, or by another program."""
    with workspace.database.write() as session:
        rows = session.query(CategoryRow).order_by(CategoryRow.id).limit(3).all()
        heart, first, second = rows
        heart.name, heart.folded = "❤\ufe0f", "❤\ufe0f"
        swapped = (first.name, second.name)
        for row, stored in ((first, "x"), (second, swapped[0]), (first, swapped[1])):
            row.folded = folded(stored)
            session.flush()
    folder = workspace.folder
    workspace.close()
    again = Workspace.open(folder)
    assert refusal(categories.add_category, again, "❤") == "category-exists"
    for name in swapped:
        assert categories.rename_category(again, name, f"{name} x").category.name == f"{name} x"
    again.close()


@pytest.mark.parametrize("name", ["skip", "withdrawn", "a\x1bb", "x" * 61, "\u202exyz"])
def test_bring_back_refuses_what_cannot_be_the_name_of_a_category(workspace, name):
    with workspace.database.write() as session:
        register_categories(session, [name])
    assert refusal(categories.bring_back, workspace, name) == "category-name-refused"


def test_decide_from_refuses_an_answer_that_is_a_category_as_well(workspace, tmp_path):
    add_photos(workspace, [0.9], names=["a.png"])
    with workspace.database.write() as session:
        session.get_one(CategoryRow, COAT + 1).name = "Skip"
        session.get_one(CategoryRow, COAT + 1).folded = "skip"
    file = tmp_path / "said.csv"
    file.write_text("photo,label\na.png,skip\n")
    done = decide_from(workspace, file, "ann")
    assert [one.reason for one in done.rejected] == ["label-ambiguous"]
    categories.rename_category(workspace, "skip", "Jump")
    assert decide_from(workspace, file, "ann").recorded == 1


def test_the_first_column_of_a_table(workspace, tmp_path):
    file = tmp_path / "names.csv"
    file.write_text('Category;Count\n"Rain; coat";7\n;8\n\'=Sum;1\nParka;2\n')
    listed = adding.add_from(workspace, file)
    assert [change.category.name for change in listed.changes] == ["Rain; coat", "=Sum", "Parka"]
    assert [(one.line, one.error.code) for one in listed.refused] == [(3, "name-empty")]


def test_add_from_takes_the_column_of_categories_of_a_list_of_photos(workspace, tmp_path):
    file = tmp_path / "labels.csv"
    text = "photo;Class\n1.png;Parka\n2.png;parka\n3.png;skip\n4.png;\n5.png;Coat\n6.png;Scarf\n"
    file.write_text(text, encoding="utf-16")
    listed = adding.add_from(workspace, file)
    assert [change.category.name for change in listed.changes] == ["Parka", "Scarf"]
    assert (listed.known, listed.refused) == (("Coat",), ())


@pytest.mark.parametrize("name", ["names.csv", "names.txt"])
def test_add_from_refuses_lists_that_are_no_text(workspace, tmp_path, name):
    for content in (b"PK\x03\x04", b"Parka\nB\xfcrste\n", b"Par\0ka\n"):
        (tmp_path / name).write_bytes(content)
        assert refusal(adding.add_from, workspace, tmp_path / name) == "list-unreadable"


def test_folders_are_names(workspace, tmp_path):
    for name in ("b-Parka", "a-Scarf", ".hidden", "__MACOSX"):
        (tmp_path / "photos" / name).mkdir(parents=True)
    (tmp_path / "photos" / "file.jpg").write_text("")
    listed = adding.add_from(workspace, tmp_path / "photos")
    assert [change.category.name for change in listed.changes] == ["a-Scarf", "b-Parka"]


def test_lists_that_cannot_be_used(workspace, tmp_path):
    before = names(workspace)
    empty, many, huge, binary = (tmp_path / f"{n}.txt" for n in "abcd")
    empty.write_text("\n \n")
    many.write_text("\n".join(f"name {i}" for i in range(MOST_NAMES + 1)))
    huge.write_bytes(b"x\n" * (1 << 20))
    binary.write_bytes(b"\xff\xfe\x00")
    (tmp_path / "bare").mkdir()
    for source, code in (
        (empty, "list-empty"),
        (many, "list-too-long"),
        (huge, "list-unreadable"),
        (binary, "list-unreadable"),
        (tmp_path / "missing.txt", "read-failed"),
        (tmp_path / "bare", "no-subfolders"),
    ):
        assert refusal(adding.add_from, workspace, source) == code
    assert names(workspace) == before
    many.write_text("\n".join(f"name {i}" for i in range(MOST_NAMES)))
    assert len(read_names(many).names) == MOST_NAMES
    assert refusal(adding.add_from, workspace, many) == "category-too-many"


# A workspace of one's own categories.


def test_only_own_categories_are_offered(tmp_path):
    file = tmp_path / "own.txt"
    file.write_text("Parka\nCoat\n")
    workspace = Workspace.create(tmp_path / "shop")
    adding.begin_with(workspace, file)
    assert [c.name for c in categories.list_categories(workspace, retired=True)] == [
        "Parka",
        "Coat",
    ]
    version, reason = versions.why_active(workspace)
    assert reason == "own-categories"
    with workspace.database.read() as session:
        assert len(categories.unknown_to_model(session)) == 2
    assert not versions.is_undecided(workspace), "the first photos do not bring categories back"
    workspace.close()
    workspace = Workspace.open(tmp_path / "shop")
    assert names(workspace) == ["Parka", "Coat"]
    versions.activate(workspace, version)
    assert names(workspace) == ["Parka", "Coat"]
    adding.begin_with(workspace, file)
    workspace.close()


def test_a_workspace_with_photos_keeps_its_categories(workspace, tmp_path):
    add_photos(workspace, [0.5])
    (tmp_path / "own.txt").write_text("Parka\n")
    before = names(workspace)
    code = refusal(adding.begin_with, workspace, tmp_path / "own.txt")
    assert (code, names(workspace)) == ("workspace-not-empty", before)


def test_the_first_photos_bring_no_category_back_that_the_operator_retired(tmp_path):
    workspace = Workspace.create(tmp_path / "shop")
    categories.retire_category(workspace, "Coat")
    categories.add_category(workspace, "Parka")
    before = names(workspace)
    versions.choose_first(workspace, grey=False)
    assert names(workspace) == before
    workspace.close()
