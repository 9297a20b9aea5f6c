"""Tables of decisions: which rows are new decisions, and which photo a row names."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hitl_app.domain.decisions import Answer, OperationKind
from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import PhotoState
from hitl_app.services.categories import categories
from hitl_app.services.exports.exporting import export
from hitl_app.services.review import reviewing
from hitl_app.services.review.decision_tables import decide_from
from hitl_app.services.settings import set_setting
from hitl_app.store.decisions import decisions, recording
from hitl_app.store.decisions.consequences import NewDecision
from hitl_app.store.schema import PhotoRow
from tests.helpers.workspace.workspaces import add_photos, make_workspace


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    yield workspace
    workspace.close()


def decide(workspace, folder: Path, text: str, operator="ann", **options):
    folder.mkdir(exist_ok=True)
    (folder / "said.csv").write_text(text, encoding="utf-8")
    return decide_from(workspace, folder / "said.csv", operator, **options)


def labels(workspace, ids):
    return [reviewing.show_photo(workspace, i).photo.label_id for i in ids]


def reasons(done):
    return [(one.line, one.reason) for one in done.rejected]


def edit(file: Path, old: str, new: str, line: int) -> Path:
    """Change a cell of a table, as a text editor would."""
    lines = file.read_text("utf-8-sig").splitlines()
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new)
    changed = file.with_name("edited.csv")
    changed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return changed


def in_force(workspace, photo_id):
    with workspace.database.read() as session:
        return decisions.decision_in_force(session, photo_id)


# Decisions in force.


def test_decide_from_records_only_the_rows_that_differ(workspace, tmp_path):
    ids = add_photos(workspace, [0.1] * 4)
    reviewing.decide(workspace, ids[0], Answer.CATEGORY, "ann", 4)
    reviewing.decide(workspace, ids[1], Answer.CATEGORY, "ann", 4)
    reviewing.decide(workspace, ids[2], Answer.NOT_A_PHOTO, "ann")
    before = [in_force(workspace, i) for i in ids]
    export(workspace, tmp_path / "out.csv")
    edited = edit(tmp_path / "out.csv", "Dress", "Bag", 3)
    for recorded in (1, 0):
        done = decide_from(workspace, edited, "bob")
        assert (done.recorded, done.unchanged, done.empty) == (recorded, 3 - recorded, 1)
    assert [in_force(workspace, i) for i in (ids[0], ids[2], ids[3])] == [*before[::2], None]
    assert in_force(workspace, ids[1]).operator == "bob"
    undone = reviewing.undo(workspace, "bob")
    assert (undone.operation.photos, undone.changed) == (1, 1)
    assert in_force(workspace, ids[1]).operator == "ann"
    assert decide_from(workspace, edited, "eve").recorded == 1


def test_decide_from_begins_no_operation_when_all_is_in_force(workspace, tmp_path):
    add_photos(workspace, [0.1] * 2)
    text = "photo,label\nphoto-00000.png,Dress\nphoto-00001.png,ask\n"
    assert decide(workspace, tmp_path, text).recorded == 2
    assert decide(workspace, tmp_path, text, "bob").unchanged == 2
    with pytest.raises(KnownError, match="nothing-to-undo"):
        reviewing.undo(workspace, "bob")


def test_decide_from_uses_last_row_of_photo_even_if_it_is_in_force(workspace, tmp_path):
    (number,) = add_photos(workspace, [0.1])
    reviewing.decide(workspace, number, Answer.CATEGORY, "ann", 4)
    rows = ("photo-00000.png,Coat", "photo-00000.png,Dress")
    done = decide(workspace, tmp_path, "\n".join(("photo,label", *rows)), "bob")
    assert (done.recorded, done.unchanged, done.repeated) == (0, 1, 1)
    done = decide(workspace, tmp_path, "\n".join(("photo,label", *rows[::-1])), "bob")
    assert (done.recorded, done.unchanged, done.repeated) == (1, 0, 1)


def test_decide_from_compares_again_when_others_decided_meanwhile(workspace, tmp_path, monkeypatch):
    ids = add_photos(workspace, [0.1] * 2)
    monkeypatch.setattr("hitl_app.services.review.decision_tables._SLICE", 1)
    between = []

    def on_pause(_seconds):
        if not between:
            between.append(reviewing.decide(workspace, ids[1], Answer.CATEGORY, "bob", 4))

    monkeypatch.setattr("hitl_app.store.engine.database.time.sleep", on_pause)
    text = "photo,label\nphoto-00000.png,Dress\nphoto-00001.png,Dress\n"
    done = decide(workspace, tmp_path, text)
    assert (done.recorded, done.unchanged) == (1, 1)
    assert in_force(workspace, ids[1]).operator == "bob"
    assert reviewing.undo(workspace, "ann").operation.photos == 1


def test_decide_from_accepts_categories_merged_or_retired_since(workspace, tmp_path):
    ids = add_photos(workspace, [0.1] * 3)
    for photo_id, category in zip(ids, (4, 5, 9), strict=True):
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", category)
    export(workspace, tmp_path / "out.csv")
    names = [c.name for c in categories.list_categories(workspace)]
    categories.merge_category(workspace, names[3], names[8])
    categories.retire_category(workspace, names[4])
    done = decide_from(workspace, tmp_path / "out.csv", "bob")
    assert (done.recorded, done.unchanged, reasons(done)) == (0, 3, [])
    done = decide(workspace, tmp_path, f"photo,label\nphoto-00002.png,{names[4]}\n", "bob")
    assert reasons(done) == [(2, "category-retired")]


# Labels of a model.


@pytest.fixture
def accepted(workspace):
    """Add three photos that the threshold accepts, as categories 1 to 3; return their numbers."""
    set_setting(workspace, "threshold", "0.9")
    return add_photos(workspace, [0.95] * 3)


def test_decide_from_records_a_corrected_row_of_an_accepted_photo(workspace, accepted, tmp_path):
    export(workspace, tmp_path / "out.csv")
    edited = edit(tmp_path / "out.csv", "Trouser", "Bag", 3)
    for recorded in (1, 0):
        done = decide_from(workspace, edited, "ann")
        # The second time the row equals the decision in force.
        assert (done.recorded, done.unchanged, reasons(done)) == (recorded, 3 - recorded, [])
    counts = reviewing.counts(workspace)
    assert (counts.auto_accepted, counts.reviewed) == (2, 1)
    assert labels(workspace, accepted) == [1, 9, 3]
    assert in_force(workspace, accepted[1]).operator == "ann"


def test_decide_from_refuses_labels_of_inactive_model(workspace, accepted, tmp_path):
    export(workspace, tmp_path / "out.csv")
    reviewing.decide(workspace, accepted[0], Answer.CATEGORY, "ann", 9)
    with workspace.database.write() as session:
        for number, label in ((accepted[1], 5), (accepted[2], 6)):
            session.get_one(PhotoRow, number).label_id = label
    edited = edit(tmp_path / "out.csv", "seed-cnn", "older", 3)
    done = decide_from(workspace, edited, "bob")
    assert (done.recorded, reasons(done)) == (1, [(2, "by-model"), (3, "model-since")])
    assert labels(workspace, accepted) == [9, 5, 3]


def test_decide_from_keeps_decisions_made_after_export(workspace, tmp_path):
    ids = add_photos(workspace, [0.1] * 2)
    reviewing.decide(workspace, ids[0], Answer.CATEGORY, "ann", 4)
    export(workspace, tmp_path / "out.csv")
    with workspace.database.write() as session:
        at = datetime(2126, 1, 1, tzinfo=UTC)
        operation = recording.add_operation(session, OperationKind.WINDOW, "ann", 1, at=at)
        recording.record(session, operation, [NewDecision(ids[0], Answer.CATEGORY, 9)], None)
    done = decide_from(workspace, tmp_path / "out.csv", "bob")
    assert (done.recorded, reasons(done)) == (0, [(2, "decided-since")])
    # A person typed the label where the export had none.
    done = decide(workspace, tmp_path, "photo,label,decided_at\nphoto-00000.png,Dress,\n", "bob")
    assert done.recorded == 1


@pytest.mark.parametrize("dated", ["", "yesterday", "2126-01-01", "2126-01-01T00:00:00+00:00"])
def test_decide_from_records_corrections_of_exported_decision(workspace, tmp_path, dated):
    (number,) = add_photos(workspace, [0.1])
    reviewing.decide(workspace, number, Answer.CATEGORY, "ann", 4)
    text = f"photo,label,decided_by,decided_at\nphoto-00000.png,Bag,person,{dated}\n"
    assert decide(workspace, tmp_path, text, "bob").recorded == 1


def test_decide_from_refuses_check_in_row_with_suggestion(workspace, tmp_path):
    ids = add_photos(workspace, [0.95] * 2)
    with workspace.database.write() as session:
        for number in ids:
            session.get_one(PhotoRow, number).blind = True
    text = "photo,label,suggestion\nphoto-00000.png,Dress,Dress\nphoto-00001.png,Dress,\n"
    done = decide(workspace, tmp_path, text)
    assert (done.recorded, reasons(done)) == (1, [(2, "row-aided")])


# Photos of rows.


def test_decide_from_finds_photos_by_end_of_path_and_from_folder_of_list(workspace, tmp_path):
    shop, other = str(tmp_path / "shop"), "/elsewhere"
    names = ["a/1.png", "b/1.png", "2.png"]
    ids = add_photos(workspace, [0.1] * 3, folder=shop, names=names)
    add_photos(workspace, [0.1] * 3, folder=other, names=["a/1.png", "c/1.png", "2.png"])
    text = "photo,label\na/1.png,Dress\n.\\b\\1.png,Bag\n./2.png,Coat\nc/1.png,Coat\n1.png,Coat\n"
    done = decide(workspace, tmp_path / "shop", text)
    # An ambiguous end of a path names the photo below the list's folder.
    assert (done.recorded, reasons(done)) == (4, [(6, "photo-ambiguous")])
    assert labels(workspace, ids) == [4, 9, 5]
    done = decide(workspace, tmp_path, "photo,label\na/1.png,Bag\nb/1.png,Bag\nx/b/1.png,Bag\n")
    assert (done.unchanged, reasons(done)) == (
        1,
        [(2, "photo-ambiguous"), (4, "photo-unknown")],
    )


def test_decide_from_finds_photos_whose_names_are_spelt_decomposed(workspace, tmp_path):
    one, both, *_ = add_photos(
        workspace,
        [0.1] * 4,
        names=["cafe\u0301/1.png", "gro\u0308\u00dfe.png", "gr\u00f6\u00dfe.png", "Q\u0301.png"],
    )
    add_photos(workspace, [0.1], folder="/more", names=["Q\u0301.png"])
    rows = ("caf\u00e9/1.png,Dress", "gro\u0308\u00dfe.png,Bag", "/photos/caf\u00e9/1.png,Dress")
    done = decide(workspace, tmp_path, "\n".join(("photo,label", *rows)))
    assert (done.recorded, done.repeated, reasons(done)) == (2, 1, [])
    assert labels(workspace, [one, both, both + 1]) == [4, 9, None]
    done = decide(workspace, tmp_path, "photo,label\nQ\u0301.png,Bag\n")
    assert reasons(done) == [(2, "photo-ambiguous")]


def test_decide_from_finds_hashes_in_either_case(workspace, tmp_path):
    (number,) = add_photos(workspace, [0.1])
    sha256 = reviewing.show_photo(workspace, number).photo.sha256
    text = f"photo,label\n{sha256.upper()},Coat\n{sha256},Dress\n"
    done = decide(workspace, tmp_path, text)
    assert (done.recorded, done.repeated, labels(workspace, [number])) == (1, 1, [4])


def test_decide_from_finds_names_that_are_shown_with_escapes(workspace, tmp_path):
    (number,) = add_photos(workspace, [0.1], names=["a\\u202egnp.png"])
    assert decide(workspace, tmp_path, "photo,label\na\u202egnp.png,Dress\n").recorded == 1
    assert labels(workspace, [number]) == [4]


def test_decide_from_rejects_a_row_that_is_longer_than_the_first_line(workspace, tmp_path):
    add_photos(workspace, [0.1], names=["a"])
    done = decide(workspace, tmp_path, "photo,label\na,b.png,Dress\n")
    assert reasons(done) == [(2, "row-long")]


@pytest.mark.parametrize("kind", ["json", "xlsx", "parquet"])
def test_decide_from_refuses_exports_that_are_no_text(workspace, tmp_path, kind):
    add_photos(workspace, [0.1])
    export(workspace, tmp_path / f"out.{kind}")
    with pytest.raises(KnownError) as raised:
        decide_from(workspace, tmp_path / f"out.{kind}", "ann")
    assert raised.value.code == "csv-unreadable"
    assert reviewing.counts(workspace).reviewed == 0


def test_decide_from_reads_the_table_of_an_exported_folder(workspace, tmp_path):
    ids = add_photos(workspace, [0.1] * 2, folder=str(tmp_path / "shop"), real=True)
    reviewing.decide(workspace, ids[0], Answer.CATEGORY, "ann", 4)
    export(workspace, tmp_path / "out", kind="folders")
    done = decide_from(workspace, tmp_path / "out" / "labels.csv", "bob")
    assert (done.recorded, done.unchanged, done.empty) == (0, 1, 1)
    assert reviewing.show_photo(workspace, ids[1]).photo.state is PhotoState.TO_REVIEW
