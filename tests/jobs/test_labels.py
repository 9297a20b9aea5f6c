"""Imports of labels that are cancelled, and that are undone later than other decisions."""

import json
import os
import sys

import pytest
from PIL import Image
from sqlalchemy import select

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.jobs import labels
from hitl_app.jobs.job import Job
from hitl_app.services.labels import running
from hitl_app.services.labels.history import list_imports
from hitl_app.services.review import reviewing
from hitl_app.store.schema import DecisionRow
from tests.helpers.workspace.workspaces import add_photos, make_workspace

PHOTOS = 600


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    add_photos(workspace, [0.1] * PHOTOS)
    yield workspace
    workspace.close()


@pytest.fixture
def file(tmp_path):
    rows = [f"photo-{number:05d}.png,Coat" for number in range(PHOTOS)]
    (tmp_path / "said.csv").write_text("\n".join(["photo,label", *rows]) + "\n")
    return str(tmp_path / "said.csv")


def reviewed(workspace):
    return reviewing.counts(workspace).reviewed


def test_cancelled_import_is_undone_as_one_operation(workspace, file):
    def cancel(event):
        if event.get("stage") == "record":
            job.cancel()

    job = Job(cancel)
    with pytest.raises(CancelledError):
        labels.run(workspace, job, source=file, operator="ann")

    assert 0 < reviewed(workspace) < PHOTOS
    undone = reviewing.undo(workspace, "ann")
    assert undone.operation.photos == undone.changed
    assert reviewed(workspace) == 0


def test_import_in_several_statements_is_one_operation(workspace, file, monkeypatch):
    monkeypatch.setattr(running, "_AT_ONCE", 70)

    done = labels.run(workspace, Job(lambda _event: None), source=file, operator="ann")

    assert (done["recorded"], reviewed(workspace)) == (PHOTOS, PHOTOS)
    assert reviewing.undo(workspace, "ann").changed == PHOTOS
    assert reviewed(workspace) == 0


def test_import_takes_smaller_steps_once_another_operator_decides(workspace, file, monkeypatch):
    monkeypatch.setattr("hitl_app.jobs.job._REPORT_S", 0)
    monkeypatch.setattr(running, "_TOGETHER", running._TOGETHER._replace(most=50))
    monkeypatch.setattr(running, "_ALONE", running._ALONE._replace(short_s=60, long_s=90))
    steps = []

    def watch(event):
        if event.get("stage") == "record":
            steps.append(event["done"])
            if len(steps) == 2:
                reviewing.decide(workspace, PHOTOS, Answer.NOT_A_PHOTO, "zoe")

    labels.run(workspace, Job(watch), source=file, operator="ann")

    assert steps == [0, 50, 450, 500, 550, 600]
    # Only the import is undone.
    assert reviewing.undo(workspace, "ann").changed == PHOTOS
    assert reviewed(workspace) == 1


def test_import_is_reverted_without_later_decisions(workspace, file):
    done = labels.run(workspace, Job(lambda _event: None), source=file, operator="ann")
    reviewing.decide(workspace, 1, Answer.NOT_A_PHOTO, "ann")

    changed = labels.revert(
        workspace, Job(lambda _event: None), operation=done["operation"], operator="ann"
    )

    assert changed == {"changed": PHOTOS - 1}
    assert reviewed(workspace) == 1
    with pytest.raises(KnownError) as refused:
        labels.revert(
            workspace, Job(lambda _event: None), operation=done["operation"], operator="ann"
        )
    assert refused.value.code == "nothing-to-undo"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_labels_of_files_whose_names_are_no_text_are_recorded(workspace, tmp_path):
    table = tmp_path / os.fsdecode(b"caf\xe9.csv")
    table.write_text("photo,label\nphoto-00000.png,Coat\n")
    assert labels.run(workspace, Job(lambda _event: None), source=str(table))["recorded"] == 1
    assert list_imports(workspace)[0].source == r"caf\xe9.csv"
    for name, colour in ((b"Coat/caf\xe9.png", "red"), (b"Bag/b.png", "blue")):
        file = tmp_path / "set" / os.fsdecode(name)
        file.parent.mkdir(parents=True)
        Image.new("RGB", (40, 40), colour).save(file)

    def imported():
        return labels.run(workspace, Job(lambda _event: None), source=str(tmp_path / "set"))

    first, second = imported(), imported()
    assert (first["files"], first["recorded"], first["rejected"]) == (0, 2, {})
    assert (second["recorded"], second["unchanged"]) == (0, 2)


def test_labels_with_halves_of_characters_are_rejected_alone(workspace, tmp_path):
    rows = [
        {"photo": "photo-00000.png", "label": "Coat"},
        {"photo": "\ud800", "label": "Coat"},
        {"photo": "photo-00001.png", "label": "\udfff"},
        {"photo": "photo-00002.png", "label": "Coat", "annotator": "\udfff"},
    ]
    file = tmp_path / "a.json"
    file.write_text(json.dumps(rows))
    found = labels.run(workspace, Job(lambda _event: None), source=str(file), new="create")
    assert found["recorded"] == 1
    assert set(found["rejected"]) == {"photo-unknown", "category-unknown", "row-annotator"}


def test_annotators_of_several_imports_are_one_operator_however_they_are_spelt(workspace, tmp_path):
    def imported(*rows, annotator=""):
        file = tmp_path / "a.csv"
        file.write_text("\n".join(["photo,label,annotator", *rows]) + "\n")
        job = Job(lambda _event: None)
        return labels.run(workspace, job, source=str(file), operator="bob", annotator=annotator)

    imported("photo-00000.png,Coat,Ann Lee")
    found = imported("photo-00001.png,Coat,ANN LEE", "photo-00002.png,Coat,", annotator="ann lee")
    assert found["operators"] == ["ANN LEE"]
    with workspace.database.read() as session:
        assert set(session.scalars(select(DecisionRow.operator))) == {"Ann Lee"}
