"""The operators' own categories, on real databases."""

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.names import folded
from hitl_app.domain.settings import THRESHOLD
from hitl_app.services.categories import adding, categories
from hitl_app.services.certification import inspecting
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.services.review.decision_tables import decide_from
from hitl_app.services.settings import set_setting
from hitl_app.store.categories import register_categories
from hitl_app.store.schema import CategoryRow
from hitl_app.workspace import Workspace
from tests.helpers.workspace.categories import decide, names, refusal
from tests.helpers.workspace.inspections import opened
from tests.helpers.workspace.workspaces import add_photos, make_workspace

COAT, DRESS, SHIRT, BAG = 4, 3, 6, 8  # outputs of the model


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
def test_category_changes_close_open_inspection_when_outputs_change(tmp_path, change, closes):
    workspace = make_workspace(tmp_path / "shop", [0.99] * 400 + [0.5] * 100)
    opened(workspace, target=0.9, checks=30, threshold=0.98)
    assert categories.overview(workspace).inspection
    assert change(workspace).closed is closes
    assert (inspecting.open_one(workspace) is None) is closes
    workspace.close()


def test_overview_counts_do_not_depend_on_suggestion_of_blind_photo(tmp_path):
    workspace = make_workspace(tmp_path / "shop", [0.99] * 400 + [0.5] * 100)
    opened(workspace, target=0.9, checks=30, threshold=0.98)
    blind = [p.id for p in reviewing.queue(workspace, 500) if p.blind]
    before = categories.overview(workspace)
    reviewing.decide(workspace, blind[0], Answer.SKIP, "ann")
    assert categories.overview(workspace) == before
    changes = []
    for photo in blind[1:8]:
        before = categories.overview(workspace)
        decide(workspace, photo, "Coat")
        after = categories.overview(workspace)
        changes.append(
            [
                b.labelled.reviewed - a.labelled.reviewed
                for a, b in zip(before.lines, after.lines, strict=True)
            ]
        )
    assert len({tuple(one) for one in changes}) == 1, "the changes do not depend on the suggestions"
    workspace.close()


def test_overview_counts_reviewed_and_auto_accepted_photos(workspace):
    set_setting(workspace, THRESHOLD, "0.9")
    one, _, _ = add_photos(workspace, [0.5, 0.95, 0.96], suggestions=[COAT, COAT, BAG])
    decide(workspace, one, "Bag")
    found = {line.category.name: line.labelled for line in categories.overview(workspace).lines}
    assert (found["Bag"].reviewed, found["Bag"].auto_accepted) == (1, 1)
    coat = found["Coat"]
    assert (coat.reviewed, coat.auto_accepted, coat.certificates) == (0, 1, ())


# Order and names.


def test_move_category_sets_order(workspace):
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


def test_add_and_rename_category_refuse_invalid_names(workspace):
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


def test_bring_back_marks_photos_for_rescoring(workspace):
    add_photos(workspace, [0.9, 0.8], suggestions=[COAT, DRESS])
    categories.retire_category(workspace, "Coat")
    assert versions.stale_photos(workspace) == 1
    categories.bring_back(workspace, "Coat")
    assert versions.stale_photos(workspace) == 2


def test_unknown_to_model_lists_category_until_a_version_has_it(workspace):
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


def test_categories_ignore_joiners_when_names_are_compared(workspace, tmp_path):
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


@pytest.mark.own_database
def test_categories_compare_names_by_one_rule_in_older_database(workspace):
    """Stored forms of names may come from another rule, or from another program."""
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


@pytest.mark.own_database
@pytest.mark.parametrize("name", ["skip", "withdrawn", "a\x1bb", "x" * 61, "\u202exyz"])
def test_bring_back_refuses_invalid_name(workspace, name):
    with workspace.database.write() as session:
        register_categories(session, [name])
    assert refusal(categories.bring_back, workspace, name) == "category-name-refused"


def test_decide_from_refuses_answer_that_is_also_a_category(workspace, tmp_path):
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


# A workspace of own categories.


def test_begin_with_offers_only_own_categories(tmp_path):
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
        assert [c.name for c in categories.unknown_to_model(session)] == ["Parka"]
    assert not versions.is_undecided(workspace), "the first photos do not bring categories back"
    workspace.close()
    workspace = Workspace.open(tmp_path / "shop")
    assert names(workspace) == ["Parka", "Coat"]
    versions.activate(workspace, version)
    assert names(workspace) == ["Parka", "Coat"]
    adding.begin_with(workspace, file)
    workspace.close()


def test_begin_with_maps_outputs_to_categories_of_their_names(tmp_path):
    file = tmp_path / "own.txt"
    workspace = Workspace.create(tmp_path / "shop")
    wanted = (
        ("Parka\nDRESSES\ndress\nT-Shirts\nTopi", ["T-Shirts", "dress", "Topi"]),
        ("Top\ntrousers\nGaun\nBagel\nBoots", ["Top", "trousers", "Gaun"]),
    )
    for text, known in (*wanted, wanted[0]):
        file.write_text(text)
        adding.begin_with(workspace, file)
        called = {c.id: c.name for c in categories.list_categories(workspace, retired=True)}
        assert list(called.values()) == text.split("\n")
        for version in versions.list_versions(workspace):
            outputs = [called[one] for one in version.outputs if one]
            assert outputs == [name for name in known if name != "Topi" or "photo" in version.name]
    workspace.close()


def test_begin_with_refuses_workspace_with_photos(workspace, tmp_path):
    add_photos(workspace, [0.5])
    (tmp_path / "own.txt").write_text("Parka\n")
    before = names(workspace)
    code = refusal(adding.begin_with, workspace, tmp_path / "own.txt")
    assert (code, names(workspace)) == ("workspace-not-empty", before)


def test_choose_first_keeps_retired_categories_retired(tmp_path):
    workspace = Workspace.create(tmp_path / "shop")
    categories.retire_category(workspace, "Coat")
    categories.add_category(workspace, "Parka")
    before = names(workspace)
    versions.choose_first(workspace, grey=False)
    assert names(workspace) == before
    workspace.close()
