"""`import-labels --list`: which decisions came from which source."""

import pytest
from sqlalchemy import delete, select

from hitl_app.cli import run
from hitl_app.services.review.similar import photos_without_vector
from hitl_app.store.decisions import label_imports
from hitl_app.store.schema import DecisionRow, EmbeddingRow, LabelImportRow, ThumbnailRow
from hitl_app.workspace import Workspace
from tests.cli.test_labels import NAMES, decided, exported, filled, import_labels, write
from tests.helpers.terminal import run_json

__all__ = ["filled"]


def listed(capsys):
    capsys.readouterr()
    return run_json(capsys, "import-labels", "--list")["imports"]


def in_force(folder, number):
    workspace = Workspace.open(folder)
    with workspace.database.read() as session:
        found = list(session.scalars(label_imports.photos_in_force(number)))
        given = _labels_given(session, number)
    workspace.close()
    return found, given


def _labels_given(session, number):
    """Return the categories of an import's decisions by photo, also of those undone since."""
    rows = (
        select(DecisionRow.photo_id, DecisionRow.category_id)
        .join(LabelImportRow, LabelImportRow.operation_id == DecisionRow.operation_id)
        .where(LabelImportRow.id == number)
    )
    return dict(session.execute(rows).all())


def test_import_labels_lists_source_people_and_counts_of_each_import(filled, capsys):
    write(filled / "ann.csv", "photo,label", "item-00.png,Dress", "item-01.png,Coat", "no.png,Bag")
    write(filled / "more.csv", "photo,label", "item-01.png,Coat", "item-02.png,Bag")
    first = import_labels(capsys, "ann.csv", "--annotator", "ann")
    second = import_labels(capsys, "more.csv")

    one, two = listed(capsys)

    assert (one["id"], two["id"]) == (first["import"], second["import"]) == (1, 2)
    assert (one["source"], one["format"], one["kind"]) == ("ann.csv", "csv", "decisions")
    assert (one["annotator"], one["operation_id"]) == ("ann", first["operation"])
    assert [one[name] for name in ("rows", "recorded", "unchanged", "rejected")] == [3, 2, 0, 1]
    assert [two[name] for name in ("rows", "recorded", "unchanged", "rejected")] == [2, 1, 1, 0]
    assert (one["photos"], two["photos"]) == (2, 1)
    assert one["finished_at"] >= one["started_at"]


def test_photos_of_an_import_are_those_whose_label_came_from_it(filled, capsys):
    write(filled / "all.csv", "photo,label", "item-00.png,Dress", "item-01.png,Coat")
    number = import_labels(capsys, "all.csv")["import"]
    photos, given = in_force(filled, number)
    assert len(photos) == 2
    write(filled / "later.csv", "photo,label", "item-00.png,Bag")

    import_labels(capsys, "later.csv")
    assert in_force(filled, number) == (photos[1:], given)
    run_json(capsys, "undo")
    assert in_force(filled, number) == (photos, given)
    run_json(capsys, "undo")
    assert in_force(filled, number) == ([], given)
    assert [one["undone"] for one in listed(capsys)] == [True, True]

    again = import_labels(capsys, "all.csv")["import"]
    assert in_force(filled, again)[0] == photos
    assert [one["undone"] for one in listed(capsys)] == [True, True, False]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_import_labels_finds_photos_by_every_name_in_every_encoding(filled, capsys, encoding):
    hashes = [row["photo"] for row in exported(capsys, filled) if "item-02" in row["path"]]
    names = ["photos/item-00.png", "item-01.png", *hashes, "../photos/item-03.png"]
    lines = [f"{name},Café" for name in (*names, "photos/none.png", "/away/item-00.png")]
    text = "\n".join(["photo,label", *lines]) + "\n"
    (filled / "said.csv").write_bytes(text.encode(encoding))
    arguments = ("said.csv", "--encoding", "cp1252") if encoding == "cp1252" else ("said.csv",)

    first = import_labels(capsys, *arguments, "--new-categories", "create")
    again = import_labels(capsys, *arguments)

    assert (first["recorded"], first["created"]) == (4, ["Café"])
    assert (again["recorded"], again["unchanged"]) == (0, 4)
    assert first["rejected"] == again["rejected"] == {"photo-unknown": 2}
    assert {label for label, *_ in decided(capsys, filled).values()} == {"Café"}


def test_suggestions_are_imported_where_thumbnails_are_missing_twice(filled, capsys):
    workspace = Workspace.open(filled)
    with workspace.database.write() as session:
        session.execute(delete(ThumbnailRow).where(ThumbnailRow.photo_id < 3))
        session.execute(delete(EmbeddingRow))
    workspace.close()
    for label in ("Coat", "Bag"):
        write(filled / "said.csv", "photo,label,score", *(f"{one},{label},0.9" for one in NAMES))
        done = import_labels(capsys, "said.csv", "--as", "suggestions")
        assert done["recorded"] == len(NAMES)
        workspace = Workspace.open(filled)
        assert photos_without_vector(workspace) == 0
        workspace.close()


def test_import_labels_lists_an_import_that_recorded_nothing(filled, capsys):
    write(filled / "all.csv", "photo,label", "item-00.png,Dress")
    import_labels(capsys, "all.csv")
    import_labels(capsys, "all.csv")

    assert [(one["recorded"], one["operation_id"] is None) for one in listed(capsys)] == [
        (1, False),
        (0, True),
    ]
    assert run(["import-labels", "--list"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("1: all.csv (csv), decisions, ")
    assert printed[0].endswith("1 label recorded, 1 in force")


def test_dry_run_leaves_no_import(filled, capsys):
    write(filled / "all.csv", "photo,label", "item-00.png,Dress")
    import_labels(capsys, "all.csv", "--dry-run")
    assert listed(capsys) == []


@pytest.mark.parametrize("arguments", [[], ["a.csv", "--list"]])
def test_import_labels_takes_a_source_or_lists(filled, capsys, arguments):
    del filled
    with pytest.raises(SystemExit):
        run(["import-labels", *arguments])
    assert "SOURCE" in capsys.readouterr().err
