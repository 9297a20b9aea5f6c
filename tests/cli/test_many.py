"""`classify-many`, from a terminal."""

import os
import signal
import subprocess
import sys

import numpy as np
import psutil
import pyarrow as pa
import pytest
from pyarrow import parquet

from hitl_app.cli import run
from hitl_app.jobs.imports.many import predicting
from hitl_app.services.categories.categories import list_categories
from hitl_app.workspace import Workspace
from tests.helpers.files.photos import make_photos
from tests.helpers.processes import until
from tests.helpers.terminal import run_json
from tests.helpers.workspace.contents import contents, photos_by_path
from tests.helpers.workspace.workspaces import make_workspace

COUNTS = ("found", "new", "known")
PHOTOS = 160


@pytest.fixture
def photos(tmp_path):
    make_photos(tmp_path / "photos", 12)
    (tmp_path / "photos" / "text.jpg").write_text("not a photo")
    return tmp_path / "photos"


def counts(result):
    return [result[name] for name in COUNTS]


def opened(folder):
    return Workspace.open(folder)


def test_classify_many_brings_photos_into_the_workspace_once(app, capsys, photos):
    arguments = ("classify-many", str(photos), "--workers", "2")
    first = run_json(capsys, *arguments)
    assert counts(first) == [13, 12, 0]
    assert [(f["path"], f["reason"]) for f in first["unreadable"]] == [
        (str(photos / "text.jpg"), "not-an-image")
    ]
    assert counts(run_json(capsys, *arguments)) == [13, 0, 12]
    assert run(list(arguments)) == 0
    captured = capsys.readouterr()
    assert "Files found: 13. New photos: 0. Already imported: 12. Unreadable: 1." in captured.out
    assert "text.jpg: it is not an image of a known format" in captured.out
    assert run_json(capsys, "status")["photos"] == 12


@pytest.mark.parametrize("kind", ["txt", "csv", "parquet", "address"])
def test_classify_many_reads_lists_and_addresses(app, capsys, photos, tmp_path, kind):
    names = [f"photos/{file.name}" for file in sorted(photos.iterdir())]
    source = tmp_path / f"list.{kind}"
    if kind == "txt":
        source.write_text("\n".join([*names, "", "photos/gone.jpg"]))
    elif kind == "csv":
        source.write_text("\n".join(["label;path", *(f"x;{name}" for name in names), "x;gone.jpg"]))
    elif kind == "parquet":
        parquet.write_table(pa.table({"path": [*names, "photos/gone.jpg"]}), source)
    else:
        source = f"file://{photos}"
        (photos / ".hidden").mkdir()
        make_photos(photos / ".hidden", 1, seed=5)
    for new in (12, 0):
        result = run_json(capsys, "classify-many", str(source), "--workers", "1")
        assert (result["new"], result["known"]) == (new, 12 - new)
        reasons = sorted(f["reason"] for f in result["unreadable"])
        assert reasons == ["not-an-image"] if kind == "address" else ["missing", "not-an-image"]


def test_classify_many_writes_predictions_that_import_labels_takes(
    app, capsys, photos, tmp_path, monkeypatch
):
    monkeypatch.setattr(predicting, "_ROWS", 5)
    out = tmp_path / "out"
    arguments = ("classify-many", str(photos), "--workers", "2", "--out", str(out))
    first = run_json(capsys, *arguments)
    assert counts(first) == [13, 12, 0]
    parts = {file.name: file.read_bytes() for file in out.glob("*.parquet")}
    assert sorted(parts) == [f"part-00000{n}.parquet" for n in (1, 2, 3)]
    assert "text.jpg,not-an-image" in (out / "_unreadable.csv").read_text("utf-8-sig")
    assert counts(run_json(capsys, *arguments)) == [13, 0, 12]
    assert {file.name: file.read_bytes() for file in out.glob("*.parquet")} == parts
    # What a killed run had not written.
    (out / "part-000002.parquet").unlink()
    assert counts(run_json(capsys, *arguments)) == [13, 5, 7]

    workspace = make_workspace(app)
    workspace.close()
    run_json(capsys, "import", str(photos))
    workspace = opened(app)
    wanted = photos_by_path(workspace)
    names = {one.id: one.name for one in list_categories(workspace)}
    workspace.close()
    rows = parquet.read_table(out).to_pylist()
    assert {row["path"]: row["sha256"] for row in rows} == {p: w[0] for p, w in wanted.items()}
    for row in rows:
        _, suggestion, confidence = wanted[row["path"]]
        assert row["label"] == names[suggestion]
        assert row["score"] == np.float32(confidence)
    result = run_json(capsys, "import-labels", str(out), "--as", "suggestions")
    assert (result["format"], result["rows"], result["recorded"]) == ("parquet", 12, 12)
    assert run_json(capsys, "import-labels", str(out), "--as", "suggestions")["unchanged"] == 12


def test_classify_many_refuses_folder_of_another_model(app, capsys, photos, tmp_path):
    out = str(tmp_path / "out")
    run_json(capsys, "classify-many", str(photos), "--workers", "1", "--out", out)
    more = ("--model", "fashion-mnist", "--out", out)
    assert run(["classify-many", str(photos), *more]) == 1
    assert "predictions of another model" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["gone"], "could not be read"),
        (["empty"], "No photos found"),
        (["labels.csv"], "has no column of photos"),
        (["numbers.parquet"], "has no column of photos or of paths"),
        (["damaged.parquet"], ""),
        (["s3-is-no-address"], "could not be read"),
        (["empty", "--address", "auto"], "the engine is not Ray"),
        (["empty", "--model", "seed-cnn"], "is not the active model"),
        (["empty", "--model", "none"], "none"),
        (["empty", "--out", "out", "--model", "none"], "none"),
    ],
)
def test_classify_many_says_what_is_wrong(app, capsys, monkeypatch, arguments, words):
    monkeypatch.setattr("hitl_app.resources.GREY_MODEL", "fashion-mnist")
    (app / "empty").mkdir()
    (app / "labels.csv").write_text("name,label\na,b\n")
    parquet.write_table(pa.table({"number": [1, 2]}), app / "numbers.parquet")
    (app / "damaged.parquet").write_bytes(b"PAR1 nothing PAR1")
    status = run(["classify-many", *arguments])
    captured = capsys.readouterr()
    if arguments == ["damaged.parquet"]:
        assert "damaged.parquet: it is damaged" in captured.out
        assert status == 0
        return
    assert status == 1
    assert words in captured.err.splitlines()[-1]


@pytest.mark.usefixtures("children_hear_ctrl_c")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "cancelled"])
def test_classify_many_resumes_with_every_photo_once(app, capsys, tmp_path, how):
    make_photos(tmp_path / "shop", PHOTOS, grey=True)
    make_workspace(app).close()
    command = [sys.executable, "-m", "hitl_app", "--workspace", str(app), "classify-many"]
    arguments = [str(tmp_path / "shop"), "--workers", "2"]
    process = subprocess.Popen(
        [*command, *arguments], env={**os.environ, "HITL_SLOW_MS": "20"}, stderr=subprocess.PIPE
    )
    workspace = opened(app)

    def stored():
        return len(photos_by_path(workspace))

    assert until(lambda: stored() > 0, 60)
    workers = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(how)
    process.communicate(timeout=30)
    before = stored()
    assert 0 < before < PHOTOS
    assert until(lambda: not any(worker.is_running() for worker in workers))
    result = run_json(capsys, "--workspace", str(app), "classify-many", *arguments)
    assert result["new"] + (0 if result["resumed"] else before) == PHOTOS
    found = contents(workspace)
    workspace.close()
    assert len(found["photo"]) == len(found["path"]) == len(found["prediction"]) == PHOTOS
    assert len(found["embedding"]) == len(found["thumbnail"]) == PHOTOS
