"""Imports of labels over the API, against a real database."""

import json
import tempfile
import threading

import pytest

from hitl_app.services.labels.history import list_imports
from hitl_app.services.review import reviewing
from tests.helpers.processes import until
from tests.helpers.workspace.workspaces import add_photos


@pytest.fixture
def shop(workspace):
    return add_photos(workspace, [0.1, 0.2, 0.3])


def paths(workspace, ids):
    return [reviewing.show_photo(workspace, number).photo.path for number in ids]


def table(workspace, ids, label="Bag"):
    rows = [f"{path},{label}\n" for path in paths(workspace, ids)]
    return "path,label\n" + "".join(rows)


def ended(browser, answer):
    assert answer.status_code == 202, answer.text
    address = answer.headers["location"]
    assert until(lambda: browser.get(address).json()["state"] != "running")
    return browser.get(address).json()


def test_labels_are_imported_as_decisions_and_undone(browser, workspace, shop):
    for recorded in (2, 2):
        content = table(workspace, shop[:2])
        params = {"format": "csv", "operator": "ann", "annotator": "ben"}
        done = ended(browser, browser.post("/api/labels", params=params, content=content))
        assert (done["state"], done["result"]["recorded"]) == ("done", recorded)
        decision = reviewing.show_photo(workspace, shop[0]).decision
        assert decision.operator == "ben"
        # The same rows again record nothing.
        again = ended(browser, browser.post("/api/labels", params=params, content=content))
        assert (again["result"]["recorded"], again["result"]["unchanged"]) == (0, 2)
        undone = browser.post("/api/undo", json={"operator": "ann"}).json()
        assert (undone["decisions"], undone["changed"]) == (2, 2)
        assert reviewing.counts(workspace).reviewed == 0


def test_labels_of_a_form_are_tried_without_a_change(browser, workspace, shop):
    lines = [{"path": path, "label": "Parka"} for path in paths(workspace, shop)]
    text = "\n".join(json.dumps(line) for line in lines)
    form = {"file": ("labels.jsonl", text)}
    done = ended(browser, browser.post("/api/labels?dry_run=true", files=form))
    assert (done["state"], done["result"]["unknown"]) == ("done", {"Parka": 3})
    refused = ended(browser, browser.post("/api/labels", files=form))
    assert (refused["state"], refused["problem"]["code"]) == ("failed", "labels-categories")
    assert reviewing.counts(workspace).reviewed == 0
    renamed = ended(browser, browser.post("/api/labels?rename=Parka=Coat", files=form))
    assert renamed["result"]["recorded"] == 3
    created = browser.post("/api/labels?new_categories=create", files=form)
    assert ended(browser, created)["result"]["created"] == ["Parka"]
    assert browser.get("/api/categories").json()[-1]["name"] == "Parka"


def test_label_rows_read_no_files_of_the_server(browser, workspace, shop, tmp_path):
    (tmp_path / "secret.jpg").write_bytes(b"x")
    content = f"path,label\n{tmp_path / 'secret.jpg'},Bag\n/etc/hostname,Bag\n"
    done = ended(browser, browser.post("/api/labels?format=csv", content=content))
    assert done["result"]["rejected"] == {"photo-unknown": 2}
    assert reviewing.counts(workspace).photos == 3


def test_label_imports_keep_the_name_of_the_file_that_was_sent(browser, workspace, shop):
    form = {"file": ("C:\\of ann\\sent.csv", table(workspace, shop))}
    ended(browser, browser.post("/api/labels", files=form))
    ended(browser, browser.post("/api/labels?name=b.csv", files=form))
    ended(browser, browser.post("/api/labels?format=csv", content=table(workspace, shop)))
    assert [one.source for one in list_imports(workspace)] == ["sent.csv", "b.csv", "labels.csv"]
    failed = ended(browser, browser.post("/api/labels?name=broken.csv", content=b""))
    assert failed["problem"]["detail"].startswith("broken.csv cannot be read")


def test_label_imports_report_names_that_are_no_text(browser, workspace, shop):
    path = paths(workspace, shop)[0]
    content = json.dumps([{"path": path, "label": "\ud800", "annotator": "\udfff"}])
    refused = ended(browser, browser.post("/api/labels?name=a.json", content=content))
    assert refused["problem"]["code"] == "labels-categories"
    address = "/api/labels?name=a.json&new_categories=skip"
    done = ended(browser, browser.post(address, content=content))
    assert done["result"]["unknown"] == {r"\ud800": 1}
    assert done["result"]["annotators"] == {r"\udfff": 1}


@pytest.mark.parametrize(
    ("params", "content", "code"),
    [
        ({}, b"path,label\n", "labels-format"),
        ({"name": "labels.exe"}, b"path,label\n", "labels-format"),
        ({"format": "yolo"}, b"", "request-invalid"),
        ({"format": "csv", "rename": "none"}, b"", "rename-invalid"),
        ({"format": "csv", "annotator": "a\u202eb"}, b"", "name-unprintable"),
    ],
)
def test_label_imports_refuse_bad_requests(browser, params, content, code):
    answer = browser.post("/api/labels", params=params, content=content)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("csv", b""),
        ("csv", b"\x00\xff" * 50),
        ("json", b"{" * 5000),
        ("parquet", b"PAR1" + b"\xff" * 100),
        ("coco", b"[]"),
        ("label-studio", b'{"images": 1}'),
    ],
)
def test_label_imports_report_damaged_files(browser, kind, content):
    answer = browser.post(f"/api/labels?format={kind}", content=content)
    done = ended(browser, answer)
    if done["state"] == "failed":
        assert done["problem"]["status"] == 422, done
        assert str(tempfile.gettempdir()) not in done["problem"]["detail"]
    else:
        assert done["result"]["recorded"] == 0


def test_one_import_of_labels_runs_at_a_time_and_can_be_cancelled(
    browser, workspace, shop, monkeypatch
):
    from hitl_app.jobs import labels

    begun, real = threading.Event(), labels.run

    def slow(workspace, job, **params):
        begun.set()
        while True:
            job.progress("read", 1, 3)

    monkeypatch.setattr(labels, "run", slow)
    content = table(workspace, shop)
    first = browser.post("/api/labels?format=csv", content=content)
    assert begun.wait(20)
    second = browser.post("/api/labels?format=csv", content=content)
    assert (second.status_code, second.json()["code"]) == (409, "labels-busy")
    assert browser.get(first.headers["location"]).json()["progress"]["total"] == 3
    browser.delete(first.headers["location"])
    assert ended(browser, first)["state"] == "cancelled"
    monkeypatch.setattr(labels, "run", real)
    # The thread ends a moment after its import.
    assert until(lambda: not any(one.name == "serve-labels" for one in threading.enumerate()))
    done = ended(browser, browser.post("/api/labels?format=csv", content=content))
    assert done["result"]["recorded"] == 3
    assert browser.get("/api/labels/none").json()["code"] == "labels-unknown"
