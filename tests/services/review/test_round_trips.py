"""Exports that are read back as tables of decisions."""

import csv
import json

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import PhotoState
from hitl_app.services.exports.exporting import export
from hitl_app.services.review import reviewing
from hitl_app.services.review.decision_tables import decide_from
from hitl_app.services.settings import set_setting
from hitl_app.store.models import scores
from tests.helpers.workspace.workspaces import add_photos, make_workspace


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    yield workspace
    workspace.close()


def rows(file):
    with file.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def decide(workspace, tmp_path, text, encoding="utf-8"):
    file = tmp_path / "decisions.csv"
    file.write_bytes(text.encode(encoding))
    return decide_from(workspace, file, "ann")


def test_export_contains_label_operator_and_state(workspace, tmp_path):
    a, b, *_ = add_photos(workspace, [0.1, 0.2, 0.3, 0.95])
    reviewing.decide(workspace, a, Answer.CATEGORY, "ann", 2)
    reviewing.decide(workspace, b, Answer.NOT_A_PHOTO, "bob")
    with workspace.database.write() as session:
        scores.flag_slice(session, 0.9, 1, 10)
    assert export(workspace, tmp_path / "out.csv").photos == 4
    decided, rejected, to_review, accepted = rows(tmp_path / "out.csv")
    assert (decided["label"], decided["decided_by"], decided["operator"]) == (
        "Trouser",
        "person",
        "ann",
    )
    assert decided["decided_at"].endswith("+00:00")
    assert (decided["confidence"], decided["model"]) == ("", "")
    assert (rejected["label"], rejected["state"]) == ("not-a-photo", "reviewed")
    assert (to_review["label"], to_review["decided_by"], to_review["state"]) == (
        "",
        "",
        "to-review",
    )
    assert (accepted["decided_by"], accepted["model"]) == ("model", "seed-cnn")
    assert (accepted["certified"], accepted["confidence"]) == ("no", "0.9502")
    assert export(workspace, tmp_path / "out.json").photos == 4
    same = json.loads((tmp_path / "out.json").read_bytes())["photos"]
    assert [row["photo"] for row in same] == [row["photo"] for row in rows(tmp_path / "out.csv")]
    assert same[3]["certified"] is False


def test_export_escapes_formulas_that_decide_from_reads_back(workspace, tmp_path):
    names = ["=cmd|'calc'!A0.png", "+1.png", "'quoted.png", "plain.png"]
    add_photos(workspace, [0.1, 0.2, 0.3, 0.4], folder="=2+3", names=names)
    export(workspace, tmp_path / "out.csv")
    written = rows(tmp_path / "out.csv")
    assert all(row["path"].startswith("'=") for row in written)
    text = "photo,label\n" + "".join(f'"{row["path"]}",Dress\n' for row in written)
    assert decide(workspace, tmp_path, text).recorded == 4
    by_name = "photo,label\n'=cmd|'calc'!A0.png,Coat\n'+1.png,Coat\n'quoted.png,Coat\n"
    assert decide(workspace, tmp_path, by_name).recorded == 3


def test_decide_from_records_only_human_rows_of_export(workspace, tmp_path):
    a, b, _ = add_photos(workspace, [0.1, 0.2, 0.95])
    reviewing.decide(workspace, a, Answer.CATEGORY, "ann", 2)
    reviewing.decide(workspace, b, Answer.NOT_A_PHOTO, "ann")
    with workspace.database.write() as session:
        scores.flag_slice(session, 0.9, 1, 10)
    add_photos(workspace, [0.5], folder="/later")
    export(workspace, tmp_path / "out.csv")
    other = make_workspace(tmp_path / "other")
    add_photos(other, [0.1, 0.2, 0.95])
    add_photos(other, [0.5], folder="/later")
    done = decide_from(other, tmp_path / "out.csv", "eve")
    other.close()
    assert (done.recorded, done.empty) == (2, 1)
    assert [(r.line, r.reason) for r in done.rejected] == [(4, "by-model")]


@pytest.mark.parametrize(
    "text",
    [
        "photo,label\nphoto-00000.png,Dress\n",
        "\ufeffphoto,label\nphoto-00000.png,Dress\n",
        "label;photo;note\r\nDress;photo-00000.png;\r\n",
        "Photo\tLabel\nphoto-00000.png\tdress\n",
        'photo,label\n"/photos/photo-00000.png", Dress \n',
    ],
)
def test_decide_from_accepts_equal_tables_in_any_form(workspace, tmp_path, text):
    (number,) = add_photos(workspace, [0.1])
    assert decide(workspace, tmp_path, text).recorded == 1
    assert reviewing.show_photo(workspace, number).photo.label_id == 4


def test_decide_from_records_other_rows_when_some_are_rejected(workspace, tmp_path):
    add_photos(workspace, [0.1, 0.2], names=["one.png", "two.png"])
    add_photos(workspace, [0.3], folder="/elsewhere", names=["two.png"])
    done = decide(
        workspace,
        tmp_path,
        "photo,label\none.png,Hovercraft\nnone.png,Dress\ntwo.png,Dress\n,Dress\n"
        "/elsewhere/two.png,skip\none.png,ASK\none.png\n",
    )
    assert [(r.line, r.reason) for r in done.rejected] == [
        (2, "category-unknown"),
        (3, "photo-unknown"),
        (4, "photo-ambiguous"),
        (5, "row-short"),
    ]
    assert (done.recorded, done.empty) == (2, 1)
    counts = reviewing.counts(workspace)
    assert (counts.skipped, counts.asked) == (1, 1)


def test_decide_from_uses_last_row_of_photo(workspace, tmp_path):
    (number,) = add_photos(workspace, [0.1])
    done = decide(workspace, tmp_path, "photo,label\nphoto-00000.png,Coat\nphoto-00000.png,Dress\n")
    assert done.recorded == 1
    assert reviewing.show_photo(workspace, number).photo.label_id == 4


def test_decide_from_lets_other_decisions_in_between_slices(workspace, tmp_path, monkeypatch):
    monkeypatch.setattr("hitl_app.services.review.decision_tables._SLICE", 10)
    numbers = add_photos(workspace, [0.5] * 60)
    text = "photo,label\n" + "".join(f"photo-{i:05d}.png,Dress\n" for i in range(1, 60))
    between = []

    def on_pause(_seconds):
        if not between:
            between.append(reviewing.decide(workspace, numbers[0], Answer.CATEGORY, "bob", 1))

    monkeypatch.setattr("hitl_app.store.engine.database.time.sleep", on_pause)
    assert decide(workspace, tmp_path, text).recorded == 59
    assert reviewing.counts(workspace).reviewed == 60
    assert reviewing.undo(workspace, "ann").changed == 59
    assert reviewing.show_photo(workspace, numbers[0]).photo.label_id == 1


def test_decide_from_is_one_operation_for_undo(workspace, tmp_path):
    add_photos(workspace, [0.1, 0.2, 0.3])
    text = "photo,label\n" + "".join(f"photo-0000{i}.png,Dress\n" for i in range(3))
    decide(workspace, tmp_path, text)
    assert reviewing.counts(workspace).reviewed == 3
    undone = reviewing.undo(workspace, "ann")
    assert (undone.operation.photos, undone.changed) == (3, 3)
    assert reviewing.counts(workspace).reviewed == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"photo-00000.png,Dress\n", "csv-columns"),
        (b"", "csv-columns"),
        (b"photo,label\n\xff\xfe,Dress\n", "csv-unreadable"),
        (b'photo,label\n"open,Dress\n', "csv-unreadable"),
        (b"photo,label\n" + b"x" * 200_000 + b",Dress\n", "csv-unreadable"),
    ],
)
def test_decide_from_refuses_invalid_tables(workspace, tmp_path, content, code):
    add_photos(workspace, [0.1])
    file = tmp_path / "bad.csv"
    file.write_bytes(content)
    with pytest.raises(KnownError) as raised:
        decide_from(workspace, file, "ann")
    assert raised.value.code == code
    assert reviewing.counts(workspace).reviewed == 0


def test_decide_from_refuses_missing_table(workspace, tmp_path):
    with pytest.raises(KnownError) as raised:
        decide_from(workspace, tmp_path / "none.csv", "ann")
    assert raised.value.code == "read-failed"


def test_export_keeps_old_file_when_it_fails(workspace, tmp_path):
    add_photos(workspace, [0.1] * 3)
    file = tmp_path / "out.csv"
    file.write_text("old")

    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(workspace, file, stop)
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.csv"]


@pytest.mark.parametrize(
    ("name", "code"), [("out.ods", "export-kind"), ("none/out.csv", "write-failed")]
)
def test_export_refuses_unknown_format_and_missing_folder(workspace, tmp_path, name, code):
    with pytest.raises(KnownError) as raised:
        export(workspace, tmp_path / name)
    assert raised.value.code == code


def test_decide_from_returns_skipped_photo_to_queue_above_threshold(workspace, tmp_path):
    set_setting(workspace, "threshold", "0.5")
    (number,) = add_photos(workspace, [0.9])
    decide(workspace, tmp_path, "photo,label\nphoto-00000.png,skip\n")
    assert reviewing.show_photo(workspace, number).photo.state is PhotoState.TO_REVIEW
