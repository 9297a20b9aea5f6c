"""`import` of product feeds, from a server of this computer."""

import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hitl_app.cli import run
from hitl_app.cli.terminal import run_shown
from hitl_app.services.catalogue.imports import list_imports
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace
from tests.helpers.terminal import run_json
from tests.helpers.web import WebServer, write_xml

PRIVATE = "--allow-private"


@pytest.fixture
def web():
    with WebServer() as server:
        yield server


@pytest.fixture
def feed(app, web):
    rows = [
        {
            "id": f"A{n}",
            "title": f"Shirt {n}",
            "item_group_id": f"G{n // 2}",
            "image_link": web.address(f"ok/{n}.jpg"),
        }
        for n in range(6)
    ]
    rows[0]["additional_image_link"] = [web.address("ok/10.jpg"), web.address("ok/11.jpg")]
    return write_xml(app.parent / "feed.xml", rows)


def import_feed(capsys, *arguments, status=0):
    capsys.readouterr()
    return run_json(capsys, "import", *map(str, arguments), status=status)


def counts(result):
    return [result[name] for name in ("found", "new", "known")] + [len(result["unreadable"])]


def exported(capsys, folder):
    run_json(capsys, "export", str(folder / "out.csv"))
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as source:
        return {row["path"]: row for row in csv.DictReader(source)}


def complaint(capsys, *arguments):
    capsys.readouterr()
    assert run(["import", *map(str, arguments)]) == 1
    return capsys.readouterr().err


def test_import_feed_twice_downloads_each_image_once(app, web, feed, capsys):
    first = import_feed(capsys, feed, PRIVATE)
    assert counts(first) == [8, 8, 0, 0]
    assert first["feed"] == {
        "items": 6, "without": 0, "rejected": 0, "repeated": 0, "downloaded": 8, "failed": 0,
    }  # fmt: skip
    rows = exported(capsys, app)
    row = rows[web.address("ok/3.jpg")]
    assert [row[name] for name in ("item", "title", "product")] == ["A3", "Shirt 3", "G1"]
    assert rows[web.address("ok/11.jpg")]["item"] == "A0"

    again = import_feed(capsys, feed, PRIVATE)

    assert counts(again) == [8, 0, 8, 0]
    assert again["feed"]["downloaded"] == 0
    assert set(web.asked.values()) == {1}
    assert exported(capsys, app) == rows


def test_feed_groups_photos_whatever_the_rule_is(app, feed, capsys):
    import_feed(capsys, feed, PRIVATE)
    for rule in ("off", "folder", "number"):
        found = run_json(capsys, "products", rule, "--apply")
        assert (found["products"], found["photos"], found["alone"]) == (3, 8, 0)
    titles = {row["product"] for row in exported(capsys, app).values()}
    assert titles == {"G0", "G1", "G2"}


def test_another_column_groups(app, web, feed, capsys):
    import_feed(capsys, feed, PRIVATE, "--group-column", "g:title")
    assert {row["product"] for row in exported(capsys, app).values()} == {
        f"Shirt {n}" for n in range(6)
    }
    import_feed(capsys, feed, PRIVATE)
    assert {row["product"] for row in exported(capsys, app).values()} == {"G0", "G1", "G2"}


def test_new_titles_follow_and_decisions_stay(app, web, feed, capsys):
    import_feed(capsys, feed, PRIVATE)
    (app / "decided.csv").write_text(f"photo,label\n{web.address('ok/3.jpg')},Dress\n")
    assert run_json(capsys, "decide", "--from", str(app / "decided.csv"))["recorded"] == 1
    feed.write_text(feed.read_text().replace("Shirt 3", "Skirt 3"))
    import_feed(capsys, feed, PRIVATE)
    row = exported(capsys, app)[web.address("ok/3.jpg")]
    assert (row["title"], row["label"], row["item"]) == ("Skirt 3", "Dress", "A3")


def test_what_failed_is_listed_and_tried_again(app, web, capsys):
    kinds = ["missing/1", "page/2", "less/3", "huge/4", "cut/5/4", "loop/6", "ok/7", "nothing.jpg"]
    lines = [f"S{n};{web.address(kind)}" for n, kind in enumerate(kinds[:-1])]
    lines += ["S8;nothing.jpg", "S9;", "S0;" + web.address("ok/8.jpg")]
    file = app.parent / "feed.csv"
    file.write_text("\n".join(["sku;image", *lines]), encoding="utf-8")

    first = import_feed(capsys, file, PRIVATE)

    assert counts(first) == [9, 2, 0, 7]
    assert first["feed"] | {"downloaded": 0} == {
        "items": 10, "without": 1, "rejected": 0, "repeated": 1, "downloaded": 0, "failed": 7,
    }  # fmt: skip
    reasons = {one["path"]: one["reason"] for one in first["unreadable"]}
    assert {path.removeprefix(web.address("")): one for path, one in reasons.items()} == {
        "missing/1": "server-refused", "page/2": "web-page", "less/3": "truncated",
        "huge/4": "too-large", "cut/5/4": "cut-off", "loop/6": "redirected",
        "nothing.jpg": "bad-address",
    }  # fmt: skip
    second = import_feed(capsys, file, PRIVATE)
    assert (second["new"], len(second["unreadable"])) == (1, 6)
    assert web.asked["/less/3"] == 2
    assert web.asked["/ok/7"] == 1
    assert web.asked["/cut/5/4"] == 5


def test_private_addresses_are_refused_by_default(app, web, feed, capsys):
    result = import_feed(capsys, feed)
    assert {one["reason"] for one in result["unreadable"]} == {"private-address"}
    assert not web.asked
    assert "private network, which was not allowed" in _text(capsys, feed)


def _text(capsys, feed):
    assert run(["import", str(feed)]) == 0
    return capsys.readouterr().out


def test_again_asks_for_images_that_have_changed(app, web, capsys):
    rows = [{"id": kind, "image_link": web.address(f"{kind}/1")} for kind in ("since", "changing")]
    file = write_xml(app.parent / "feed.xml", rows)
    import_feed(capsys, file, PRIVATE)
    before = exported(capsys, app)

    result = import_feed(capsys, file, PRIVATE, "--again")

    assert (result["new"], result["changed"], result["feed"]["downloaded"]) == (1, 1, 1)
    after = exported(capsys, app)
    assert after[web.address("since/1")] == before[web.address("since/1")]
    assert after[web.address("changing/1")]["photo"] != before[web.address("changing/1")]["photo"]


def test_killed_import_of_feed_resumes_without_downloading_again(app, web, capsys):
    rows = [{"id": n, "image_link": web.address(f"ok/{n}.jpg")} for n in range(6)]
    rows += [{"id": n, "image_link": web.address(f"held/{n}.jpg")} for n in range(6, 9)]
    file = write_xml(app.parent / "feed.xml", rows)
    command = [sys.executable, "-m", "hitl_app", "import", str(file), PRIVATE]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 120
        while len(list(Path("downloads").rglob("*.jpg"))) < 6 or not web.asked["/held/8.jpg"]:
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
    finally:
        process.kill()
        process.wait()
    web.let_go.set()

    result = import_feed(capsys, file, PRIVATE)

    assert result["resumed"]
    assert counts(result) == [9, 9, 0, 0]
    assert result["feed"]["downloaded"] == 3
    assert {web.asked[f"/ok/{n}.jpg"] for n in range(6)} == {1}
    workspace = Workspace.open(app)
    assert reviewing.counts(workspace).photos == 9
    assert [run_.state.value for run_ in list_imports(workspace)] == ["done"]
    workspace.close()
    assert not list((app / "downloads").rglob(".*"))


def test_reverted_import_comes_back_without_downloads(app, web, feed, capsys):
    import_feed(capsys, feed, PRIVATE)
    workspace = Workspace.open(app)
    run_shown("import-undo", workspace, number=1)
    assert reviewing.counts(workspace).photos == 0
    workspace.close()
    assert counts(import_feed(capsys, feed, PRIVATE)) == [8, 8, 0, 0]
    assert set(web.asked.values()) == {1}


def test_one_image_of_several_items_is_one_photo_of_the_first(app, web, capsys):
    rows = [{"id": f"A{n}", "image_link": web.address("ok/1.jpg")} for n in range(3)]
    result = import_feed(capsys, write_xml(app.parent / "feed.xml", rows), PRIVATE)
    assert (counts(result), sum(web.asked.values())) == ([3, 1, 2, 0], 1)
    (row,) = exported(capsys, app).values()
    assert (row["item"], row["product"]) == ("A0", "A0")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("bomb.xml", '<!DOCTYPE a [<!ENTITY b "c">]><rss/>', "document type declaration"),
        ("none.csv", "image_link,id\n,1\n", "No images found"),
        ("other.csv", "a,b\n1,2\n", "no column with images"),
        ("coded.csv", "title,image\nCh\udce2le,http://x/1.jpg\n", "not in UTF-8"),
    ],
)
def test_feeds_that_cannot_be_read_are_explained(app, capsys, name, text, said):
    file = app.parent / name
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert said in complaint(capsys, file)
    assert "Traceback" not in complaint(capsys, file)


def test_feed_stands_alone_and_options_need_one(app, feed, capsys):
    assert "named together" in complaint(capsys, feed, app.parent)
    assert "no product feed" in complaint(capsys, app.parent, PRIVATE)
