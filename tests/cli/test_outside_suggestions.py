"""`import-labels --as suggestions`: labels of an outside model, shown, judged and removed."""

import json

import pytest

from hitl_app.cli import run
from hitl_app.domain.photos import Split
from hitl_app.services.review import changing, reviewing
from hitl_app.workspace import Workspace
from tests.cli.test_labels import NAMES, exported, filled, import_labels, write
from tests.helpers.terminal import run_json

__all__ = ["filled"]
LABELS = ["Dress", "Coat", "Bag", "Coat", "Dress", "Bag", "Coat", "Dress"]
SCORES = [0.9, 0.2, 0.5, 0.95, 0.4, 0.3, 0.6, 0.7]


def suggestions(folder, labels=LABELS, scores=SCORES, name="outside.csv"):
    lines = [f"{n},{a},{s}" for n, a, s in zip(NAMES, labels, scores, strict=False)]
    return write(folder / name, "photo,label,score", *lines)


def suggest(capsys, *arguments):
    return import_labels(capsys, *arguments, "--as", "suggestions")


def queue(capsys):
    rows = run_json(capsys, "queue", "--json")["queue"]
    return [(row["path"][-11:], row["suggestion"], row["confidence"]) for row in rows]


def models(capsys):
    capsys.readouterr()
    return {one["version"]: one for one in run_json(capsys, "models", "list")["models"]}


def test_suggestions_show_and_order_the_queue_and_are_removed_twice(filled, capsys):
    run_json(capsys, "settings", "set", "queue-order", "least-confident")
    suggestions(filled)
    ours = []

    for name in ("outside", "outside-2"):
        done = suggest(capsys, "outside.csv")
        assert (done["recorded"], done["version"], done["operation"]) == (8, name, None)
        assert queue(capsys) == sorted(
            zip(NAMES, LABELS, SCORES, strict=True), key=lambda row: row[2]
        )
        assert models(capsys)[name]["outside"]
        # The jobs that follow leave them.
        run_json(capsys, "categories", "retire", "Shirt")
        run_json(capsys, "categories", "bring-back", "Shirt")
        assert queue(capsys)[0] == (NAMES[1], "Coat", 0.2)

        removed = run_json(capsys, "import-labels", "--remove", str(done["import"]))
        assert removed["changed"] == 8
        ours.append(queue(capsys))
        assert not {row[2] for row in ours[-1]} & set(SCORES)
        assert models(capsys)[name]["pruned"]

    assert ours[0] == ours[1]
    listed = run_json(capsys, "import-labels", "--list")["imports"]
    assert [(one["kind"], one["undone"], one["photos"]) for one in listed] == [
        ("suggestions", True, 0)
    ] * 2
    assert run(["import-labels", "--remove", "1"]) == 1
    assert "was undone before" in capsys.readouterr().err


def test_suggestions_imported_twice_record_nothing_new(filled, capsys):
    suggestions(filled)
    suggest(capsys, "outside.csv")

    again = suggest(capsys, "outside.csv")

    assert (again["recorded"], again["unchanged"], again["version"]) == (0, 8, "")
    assert [name for name, one in models(capsys).items() if one["outside"]] == ["outside"]


def test_newer_suggestions_cover_older_ones_until_they_are_removed(filled, capsys):
    suggestions(filled)
    suggest(capsys, "outside.csv")
    suggestions(filled, ["Bag"] * 3, [0.8] * 3, "newer.csv")

    second = suggest(capsys, "newer.csv")
    assert sorted(queue(capsys))[:4] == [
        (NAMES[0], "Bag", 0.8),
        (NAMES[1], "Bag", 0.8),
        (NAMES[2], "Bag", 0.8),
        (NAMES[3], "Coat", 0.95),
    ]
    run_json(capsys, "import-labels", "--remove", str(second["import"]))
    assert sorted(queue(capsys)) == sorted(zip(NAMES, LABELS, SCORES, strict=True))


def test_suggestions_without_score_come_first_and_wrong_scores_are_listed(filled, capsys):
    write(
        filled / "some.csv",
        "photo,label,score",
        f"{NAMES[0]},Dress,",
        f"{NAMES[1]},Coat,1.2",
        f"{NAMES[2]},Coat,-0.1",
        f"{NAMES[3]},Coat,high",
        f"{NAMES[4]},skip,0.5",
        f"{NAMES[5]},Bag,1",
    )

    done = suggest(capsys, "some.csv")

    assert done["recorded"] == 2
    assert [(one["line"], one["reason"]) for one in done["first"]] == [
        (3, "row-score"),
        (4, "row-score"),
        (5, "row-score"),
        (6, "label-answer"),
    ]
    found = {name: (label, score) for name, label, score in queue(capsys)}
    assert found[NAMES[0]] == ("Dress", None)
    assert found[NAMES[5]] == ("Bag", 1.0)


def test_suggestions_are_judged_on_reviewed_validation_photos(filled, capsys):
    suggestions(filled)
    write(filled / "said.csv", "photo,label", *(f"{name},Coat" for name in NAMES))
    import_labels(capsys, "said.csv")
    assert suggest(capsys, "outside.csv")["recorded"] == 8

    workspace = Workspace.open(filled)
    with workspace.database.read() as session:
        from sqlalchemy import select

        from hitl_app.store.schema import PhotoRow

        rows = session.execute(select(PhotoRow.first_path, PhotoRow.split)).all()
    workspace.close()
    held_out = [path[-11:] for path, split in rows if split == Split.VALIDATION]
    right = [LABELS[NAMES.index(name)] == "Coat" for name in held_out]
    listed = models(capsys)["outside"]
    if held_out:
        assert listed["validation"] == {
            "accuracy": sum(right) / len(right),
            "count": len(right),
        }
    assert not [one for one in exported(capsys, filled) if one["label"] != "Coat"]


def test_decision_confirms_an_outside_suggestion_and_undo_shows_it_again(filled, capsys):
    suggestions(filled)
    suggest(capsys, "outside.csv")
    write(filled / "said.csv", "photo,label", f"{NAMES[3]},Coat")

    import_labels(capsys, "said.csv")
    assert len(queue(capsys)) == 7
    run_json(capsys, "undo")

    assert (NAMES[3], "Coat", 0.95) in queue(capsys)


def test_photo_that_is_to_review_again_shows_suggestions_imported_meanwhile(filled, capsys):
    write(filled / "said.csv", "photo,label", f"{NAMES[2]},Coat", f"{NAMES[3]},Bag")
    import_labels(capsys, "said.csv")
    suggestions(filled)
    done = suggest(capsys, "outside.csv")
    assert len(queue(capsys)) == 6
    workspace = Workspace.open(filled)
    reopened = reviewing.show_photo(workspace, 4).photo
    assert changing.reopen(workspace, [reopened.id], "ann").changed == 1
    workspace.close()
    assert (NAMES[3], "Coat", 0.95) in queue(capsys)

    run_json(capsys, "undo")

    assert sorted(queue(capsys)) == sorted(zip(NAMES, LABELS, SCORES, strict=True))
    run_json(capsys, "import-labels", "--remove", str(done["import"]))
    assert not {row[2] for row in queue(capsys)} & set(SCORES)


@pytest.mark.parametrize("command", ["activate", "evaluate", "compare", "pin", "export"])
def test_outside_model_refuses_what_it_cannot_do(filled, capsys, command):
    suggestions(filled)
    suggest(capsys, "outside.csv")
    extra = {"export": ["out.zip"], "evaluate": []}.get(command, [])
    capsys.readouterr()

    assert run(["models", command, "outside", *extra]) == 1
    assert "only suggestions were imported" in capsys.readouterr().err


def test_threshold_accepts_outside_suggestions_like_any(filled, capsys):
    run_json(capsys, "settings", "set", "threshold", "0.9")
    suggestions(filled)

    done = suggest(capsys, "outside.csv")

    rows = {row["path"][-11:]: row for row in exported(capsys, filled)}
    accepted = {name for name, row in rows.items() if row["decided_by"] == "model"}
    assert {NAMES[0], NAMES[3]} <= accepted
    assert rows[NAMES[3]]["model"] == "outside"
    run_json(capsys, "import-labels", "--remove", str(done["import"]))
    rows = exported(capsys, filled)
    assert not [row for row in rows if row["model"] == "outside"]


def test_label_studio_predictions_come_as_suggestions(filled, capsys):
    def choice(label):
        return [{"type": "choices", "value": {"choices": [label]}}]

    tasks = [
        {
            "data": {"image": f"/data/upload/1/0a1b2c3d-{NAMES[0]}"},
            "annotations": [{"result": choice("Bag")}],
            "predictions": [{"result": choice("Dress"), "score": 0.87, "model_version": "v1"}],
        }
    ]
    (filled / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")

    assert suggest(capsys, "tasks.json")["recorded"] == 1
    assert (NAMES[0], "Dress", 0.87) in queue(capsys)


def test_encodings_are_named_and_annotators_shown_before_an_import(filled, capsys):
    run_json(capsys, "categories", "add", "Müts")
    write(filled / "first.csv", "photo,label,annotator", f"{NAMES[0]},Coat,ann")
    import_labels(capsys, "first.csv")
    rows = f"photo,label,annotator\n{NAMES[1]},Müts,ANN\n{NAMES[1]},Coat,bo\n{NAMES[2]},Müts,bo\n"
    for name, encoding in (("w.csv", "cp1252"), ("u.csv", "utf-16-le"), ("b.csv", "utf-8-sig")):
        (filled / name).write_bytes(rows.encode(encoding))

    capsys.readouterr()
    assert run(["import-labels", "w.csv"]) == 1
    assert "line 2 is not in UTF-8" in (said := capsys.readouterr().err)
    assert "--encoding" in said
    shown = import_labels(capsys, "w.csv", "--encoding", "cp1252", "--dry-run")
    assert shown["unknown"] == {}
    assert (shown["annotators"], shown["operators"]) == ({"bo": 2}, [])

    done = import_labels(capsys, "w.csv", "--encoding", "cp1252")
    assert (done["recorded"], done["repeated"], done["differing"]) == (2, 1, 1)
    for arguments in (("u.csv", "--encoding", "utf-16"), ("b.csv",)):
        again = import_labels(capsys, *arguments)
        assert (again["recorded"], again["unchanged"]) == (0, 2)
