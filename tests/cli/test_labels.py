"""`import-labels`: labels of other programs, and of own exports, as decisions."""

import csv
import json

import pytest

from hitl_app.cli import run
from hitl_app.domain.settings import LIVE_LEARNING
from hitl_app.services import settings
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace
from tests.helpers.terminal import run_json
from tests.helpers.workspace.workspaces import add_photos, make_workspace

NAMES = [f"item-{number:02d}.png" for number in range(8)]


def make(folder, photos):
    workspace = make_workspace(folder)
    add_photos(workspace, [0.1] * len(NAMES), folder=str(photos), names=NAMES, real=True)
    settings.set_setting(workspace, LIVE_LEARNING, "0")
    workspace.close()


@pytest.fixture
def filled(app):
    make(app, app.parent / "photos")
    return app


def write(file, *lines):
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(file)


def import_labels(capsys, *arguments):
    capsys.readouterr()
    return run_json(capsys, "import-labels", *arguments)


def exported(capsys, folder, name="out.csv"):
    run_json(capsys, "export", str(folder / name))
    with (folder / name).open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def decided(capsys, folder):
    return {
        row["photo"]: (row["label"], row["operator"], row["decided_at"])
        for row in exported(capsys, folder)
        if row["label"]
    }


def failure(capsys, *arguments):
    capsys.readouterr()
    assert run(["import-labels", *arguments]) == 1
    return capsys.readouterr().err


def label_by_two(capsys, folder):
    write(
        folder / "said.csv",
        "picture,what,who,when",
        "item-00.png,Dress,ann,2024-05-01T10:00:00+02:00",
        "item-01.png,Coat,Bo,2024-05-02 08:30:00.250",
        "item-02.png,not-a-photo,Bo,2024-05-03T08:30:00Z",
        "item-03.png,Bag,ann,",
    )
    columns = ("--label-column", "what", "--annotator-column", "who", "--time-column", "when")
    return import_labels(capsys, "said.csv", *columns)


def test_import_labels_records_annotators_and_times_as_one_operation(filled, capsys):
    done = label_by_two(capsys, filled)

    assert (done["recorded"], done["rejected"]) == (4, {})
    rows = {row["path"][-11:]: row for row in exported(capsys, filled)}
    assert rows["item-00.png"]["operator"] == "ann"
    assert rows["item-00.png"]["decided_at"] == "2024-05-01T08:00:00.000+00:00"
    assert rows["item-01.png"]["operator"] == "Bo"
    assert rows["item-01.png"]["decided_at"] == "2024-05-02T08:30:00.250+00:00"
    assert rows["item-02.png"]["label"] == "not-a-photo"
    assert run_json(capsys, "undo")["changed"] == 4
    assert decided(capsys, filled) == {}


def test_import_labels_twice_records_nothing_new(filled, capsys):
    label_by_two(capsys, filled)

    again = label_by_two(capsys, filled)

    assert (again["recorded"], again["unchanged"]) == (0, 4)


@pytest.mark.parametrize("name", ["labels.csv", "labels.json", "labels.parquet"])
def test_exports_come_back_with_people_and_times(filled, capsys, name, tmp_path, monkeypatch):
    _comes_back(filled, capsys, tmp_path, monkeypatch, name)


@pytest.mark.parametrize("kind", ["coco", "folders", "imagefolder"])
def test_export_formats_come_back_with_people_and_times(
    filled, capsys, kind, tmp_path, monkeypatch
):
    name = "labels.coco.json" if kind == "coco" else "labels"
    _comes_back(filled, capsys, tmp_path, monkeypatch, name, "--format", kind)


def _comes_back(filled, capsys, tmp_path, monkeypatch, name, *options):
    label_by_two(capsys, filled)
    before = decided(capsys, filled)
    run_json(capsys, "export", str(tmp_path / name), *options)
    other = tmp_path / "other"
    make(other, filled.parent / "photos")
    monkeypatch.chdir(other)

    done = import_labels(capsys, str(tmp_path / name))

    assert (done["recorded"], done["rejected"]) == (4, {})
    assert len(before) == 4
    assert decided(capsys, other) == before


def test_image_folder_brings_its_photos_in(filled, capsys, tmp_path, monkeypatch):
    label_by_two(capsys, filled)
    before = decided(capsys, filled)
    run_json(capsys, "export", str(tmp_path / "labels"), "--format", "imagefolder")
    other = tmp_path / "other"
    make_workspace(other).close()
    monkeypatch.chdir(other)
    assert import_labels(capsys, str(tmp_path / "labels"), "--no-photos")["rejected"] == {
        "photo-unknown": 4
    }

    done = import_labels(capsys, str(tmp_path / "labels"))

    assert (done["imported"]["new"], done["recorded"]) == (4, 4)
    assert decided(capsys, other) == before


def test_table_brings_the_photos_beside_it_in(filled, capsys, tmp_path, monkeypatch):
    other = tmp_path / "other"
    make_workspace(other).close()
    monkeypatch.chdir(other)
    file = write(
        filled.parent / "photos" / "said.csv",
        "file,label",
        f"{NAMES[0]},Coat",
        f"./{NAMES[1]},Poncho",
        "nowhere.png,Coat",
    )
    preview = import_labels(capsys, file, "--dry-run")
    assert (preview["files"], preview["unknown"]) == (2, {"Poncho": 1})

    done = import_labels(capsys, file, "--new-categories", "create")

    assert (done["imported"]["new"], done["recorded"]) == (2, 2)
    assert done["rejected"] == {"photo-unknown": 1}
    assert sorted(label for label, *_ in decided(capsys, other).values()) == ["Coat", "Poncho"]


def test_unknown_categories_are_refused_created_skipped_or_mapped(filled, capsys):
    file = write(
        filled / "said.csv", "image,label", "item-00.png,Poncho", "item-01.png,Coat",
        "item-02.png,Parka",
    )  # fmt: skip

    said = failure(capsys, file)
    assert "Poncho, Parka" in said
    preview = import_labels(capsys, file, "--dry-run", "--map", "Parka=Coat")
    assert preview["unknown"] == {"Poncho": 1}
    assert decided(capsys, filled) == {}
    skipped = import_labels(capsys, file, "--new-categories", "skip", "--map", "parka=Coat")
    assert (skipped["recorded"], skipped["rejected"]) == (2, {"category-unknown": 1})
    created = import_labels(capsys, file, "--new-categories", "create", "--map", "Parka=Coat")
    assert (created["recorded"], created["created"]) == (1, ["Poncho"])
    assert sorted(label for label, *_ in decided(capsys, filled).values()) == [
        "Coat", "Coat", "Poncho",
    ]  # fmt: skip


def test_bad_rows_are_rejected_one_by_one(filled, capsys):
    write(
        filled / "said.csv", "file_name\tclass\tscore\tannotator\ttimestamp",
        "item-00.png\tDress\t0.5\tann\t2024-01-01",
        "item-01.png\tDress\t1.5\tann\t2024-01-01",
        "item-02.png\tDress\t0.5\tann\tyesterday",
        "item-03.png\tDress\t0.5\tann\t2999-01-01",
        "item-04.png\tDress\t0.5\tskip\t2024-01-01",
        "nowhere.png\tDress\t0.5\tann\t2024-01-01",
        "../../etc/passwd\tDress\t0.5\tann\t2024-01-01",
        f"{'x' * 5000}\tDress\t0.5\tann\t2024-01-01",
        "item-05.png\tDress\t0.5\tann\t2024-01-01\tmore",
        "item-06.png\t\t\t\t",
    )  # fmt: skip

    done = import_labels(capsys, "said.csv")

    assert (done["recorded"], done["empty"]) == (1, 1)
    assert {one["line"]: one["reason"] for one in done["first"]} == {
        3: "row-score", 4: "row-time", 5: "row-time", 6: "row-annotator", 7: "photo-unknown",
        8: "photo-unknown", 9: "row-text", 10: "row-long",
    }  # fmt: skip


def test_annotator_who_is_known_here_is_one_operator(filled, capsys):
    run_json(capsys, "decide", "--operator", "Ann", "--from", write(
        filled / "first.csv", "photo,label", "item-07.png,Coat",
    ))  # fmt: skip
    write(filled / "said.csv", "photo,label,annotator", "item-00.png,Dress,ANN")

    import_labels(capsys, "said.csv")

    assert {operator for _, operator, _ in decided(capsys, filled).values()} == {"Ann"}


def test_later_decision_stands_against_an_older_row(filled, capsys):
    run_json(capsys, "decide", "--from", write(
        filled / "first.csv", "photo,label", "item-00.png,Coat",
    ))  # fmt: skip
    write(filled / "old.csv", "photo,label,time", "item-00.png,Dress,2020-01-01")

    done = import_labels(capsys, "old.csv", "--annotator", "ann")

    assert done["rejected"] == {"decided-since": 1}
    [(label, _, _)] = decided(capsys, filled).values()
    assert label == "Coat"


def test_last_row_on_a_photo_counts(filled, capsys):
    write(filled / "said.csv", "photo,label", "item-00.png,Coat", "item-00.png,Dress")

    done = import_labels(capsys, "said.csv", "--annotator", "ann")

    assert (done["recorded"], done["repeated"]) == (1, 1)
    [(label, operator, _)] = decided(capsys, filled).values()
    assert (label, operator) == ("Dress", "ann")


def test_import_labels_leaves_photos_of_a_folder_outside_alone(filled, capsys, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "new.png").write_bytes((filled.parent / "photos" / NAMES[0]).read_bytes() + b"1")
    (filled / "link.png").symlink_to(outside / "new.png")
    write(filled / "said.csv", "photo,label", "../outside/new.png,Coat", "link.png,Coat")

    done = import_labels(capsys, "said.csv")

    assert (done["files"], done["rejected"]) == (0, {"photo-unknown": 2})


def test_dry_run_prints_counts_and_changes_nothing(filled, capsys):
    file = write(filled / "said.jsonl", *(
        json.dumps({"image": name, "label": label})
        for name, label in zip(NAMES, ["Coat", "Coat", "Poncho"], strict=False)
    ))  # fmt: skip
    capsys.readouterr()

    assert run(["import-labels", file, "--dry-run"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "Format: jsonl. 3 rows.",
        "Labels that are categories here: Coat (2).",
        "Labels that are not categories here: Poncho (1).",
        "Nothing was changed.",
    ]


def test_blind_photo_refuses_a_row_that_shows_its_suggestion(filled, capsys):
    workspace = Workspace.open(filled)
    with workspace.database.write() as session:
        from hitl_app.store.schema import PhotoRow

        session.get_one(PhotoRow, 1).blind = True
    workspace.close()
    write(
        filled / "said.csv", "photo,label,suggestion", "item-00.png,Coat,Coat",
        "item-01.png,Coat,Coat",
    )  # fmt: skip

    done = import_labels(capsys, "said.csv")

    assert (done["recorded"], done["rejected"]) == (1, {"row-aided": 1})
    workspace = Workspace.open(filled)
    assert reviewing.counts(workspace).reviewed == 1
    workspace.close()
