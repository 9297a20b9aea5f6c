"""The API, against a real database and the small model."""

import os

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.settings import SECOND_OPINIONS, THRESHOLD
from hitl_app.resources import grey_catalogue
from hitl_app.services.review import reviewing
from hitl_app.services.settings import set_setting
from tests.helpers.files.images import encode, quarters
from tests.helpers.workspace.inspections import catalogue, open_inspection
from tests.helpers.workspace.workspaces import add_photos


def item(number):
    return (grey_catalogue() / f"item-{number:03d}.png").read_bytes()


def decide(browser, photo, *, key="", **given):
    headers = {"Idempotency-Key": key} if key else {}
    return browser.post("/api/decisions", json={"photo": photo, **given}, headers=headers)


def next_of(browser, operator, **params):
    answer = browser.get("/api/queue/next", params={"operator": operator, **params})
    assert answer.status_code == 200, answer.text
    return answer.json()["photo"]


def assert_problem(answer, status, code):
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


def test_classify_puts_a_photo_into_the_queue(browser, workspace):
    found = browser.post("/api/classify", content=item(1)).json()
    assert (found["state"], found["new"], found["width"]) == ("to-review", True, 28)
    shares = [one["probability"] for one in found["categories"]]
    assert len(shares) == 5
    assert shares == sorted(shares, reverse=True)
    photo = next_of(browser, "ann")
    assert photo["id"] == found["photo"]
    assert photo["suggestion"] == found["categories"][0]


def test_classify_takes_a_form_and_keeps_nothing_on_request(browser, workspace):
    form = {"photo": ("shoe.png", item(2), "image/png")}
    found = browser.post("/api/classify?queue=false", files=form).json()
    assert (found["photo"], found["state"]) == (None, None)
    assert reviewing.counts(workspace).photos == 0
    assert browser.post("/api/classify", files=form).json()["photo"] == 1
    assert_problem(browser.post("/api/classify", data={"a": "b"}), 415, "photo-not-an-image")
    empty = browser.post("/api/classify", files={"photo": ("a.png", b"")})
    assert_problem(empty, 422, "photo-empty")


def test_classify_keeps_nothing_when_the_server_keeps_none(opened, workspace):
    browser = opened(keeps=False)
    assert browser.post("/api/classify", content=item(1)).json()["photo"] is None
    assert browser.get("/api/status").json()["keeps_uploads"] is False
    assert reviewing.counts(workspace).photos == 0


def test_classify_auto_accepts_above_the_threshold(browser, workspace):
    set_setting(workspace, THRESHOLD, "0.3")
    assert browser.post("/api/classify", content=item(1)).json()["state"] == "auto-accepted"


def broken_photos():
    photo = encode(quarters(400, 300), "JPEG")
    png = encode(quarters(400, 300), "PNG")
    yield b"", "photo-empty"
    yield b"\0" * 100, None
    yield os.urandom(5000), None
    yield photo[:20], None
    yield photo[: len(photo) // 3], None
    yield png[:60] + os.urandom(500), None
    yield b"<html><body>no photo</body></html>", "photo-not-an-image"
    yield b"GIF89a" + b"\xff" * 30, None
    yield b"RIFF\xff\xff\xff\xffWEBPVP8 " + os.urandom(100), None


def test_classify_answers_broken_photos_with_a_problem(browser, workspace):
    for data, code in broken_photos():
        answer = browser.post("/api/classify", content=data)
        assert 400 <= answer.status_code < 500, answer.text
        assert_problem(answer, answer.status_code, code or answer.json()["code"])
    assert reviewing.counts(workspace).photos == 0


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"none"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: nothing\r\n\r\n"),
        ("multipart/form-data; boundary=" + "x" * 5000, b"--" + b"x" * 5000),
        ("multipart/form-data; boundary=x", b"\xff" * 1000),
    ],
    ids=["no-boundary", "no-name", "long-boundary", "no-parts"],
)
def test_classify_answers_broken_forms_with_a_problem(browser, kind, body):
    answer = browser.post("/api/classify", content=body, headers={"Content-Type": kind})
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"


def test_queue_gives_each_client_another_photo(browser, workspace):
    add_photos(workspace, [0.1, 0.2, 0.3])
    assert [next_of(browser, name)["id"] for name in ("ann", "ben", "ann")] == [1, 2, 1]
    # One operator at two programs counts twice.
    assert next_of(browser, "ann", client="phone")["id"] == 3
    assert next_of(browser, "cem") is None
    assert_problem(decide(browser, 1, operator="ben", answer="skip"), 409, "photo-claimed")


def test_decisions_and_undo_share_the_history_of_the_window(browser, workspace):
    add_photos(workspace, [0.1, 0.2])
    photo = next_of(browser, "ann")["id"]
    assert decide(browser, photo, operator="ann", category="Bag").status_code == 200
    shown = reviewing.show_photo(workspace, photo)
    assert shown.decision.operator == "ann"
    assert shown.decision.suggestion_id is not None
    # The window undoes what the browser decided, and the browser what the window decided.
    assert reviewing.undo(workspace, "ann").photo.photo.id == photo
    reviewing.decide(workspace, 2, Answer.CATEGORY, "ann", 1)
    undone = browser.post("/api/undo", json={"operator": "ann"}).json()
    assert (undone["photo"], undone["changed"]) == (2, 1)
    nothing = browser.post("/api/undo", json={"operator": "ann"})
    assert_problem(nothing, 409, "nothing-to-undo")


def test_decisions_with_one_key_are_recorded_once(browser, workspace):
    add_photos(workspace, [0.1, 0.2])
    first = decide(browser, 1, key="k", operator="ann", category=3)
    again = decide(browser, 1, key="k", operator="ann", category=3)
    assert (first.status_code, first.json()) == (200, again.json())
    other = decide(browser, 2, key="k", operator="ann", category=3)
    assert_problem(other, 422, "request-key-used")
    # Another operator's key is another one.
    assert decide(browser, 2, key="k", operator="ben", category=3).status_code == 200
    browser.post("/api/undo", json={"operator": "ann"})
    assert decide(browser, 1, key="k", operator="ann", category=3).json() == first.json()
    assert reviewing.show_photo(workspace, 1).decision is None


def test_decisions_with_one_key_are_recorded_once_after_a_restart(opened, workspace):
    add_photos(workspace, [0.1, 0.2])
    first = decide(opened(), 1, key="k", operator="ann", category=3)
    again = opened()
    assert decide(again, 1, key="k", operator="ann", category=3).json() == first.json()
    other = decide(again, 1, key="k", operator="ann", category=2)
    assert_problem(other, 422, "request-key-used")
    assert len(reviewing.review_status(workspace, "ann").last) == 1
    # A refused decision is not remembered: it may be sent again.
    assert_problem(decide(again, 1, key="l", operator="ann", category=2), 409, "photo-decided")
    again.post("/api/undo", json={"operator": "ann"})
    assert decide(again, 1, key="l", operator="ann", category=2).status_code == 200


def test_only_the_last_keys_are_remembered(opened, workspace, monkeypatch):
    monkeypatch.setattr("hitl_app.store.answered.MOST", 2)
    add_photos(workspace, [0.1, 0.2, 0.3, 0.4])
    browser = opened()
    for photo in (1, 2, 3):
        assert decide(browser, photo, key=f"k{photo}", category=3).status_code == 200
    # The first one is forgotten, so its key is new.
    assert decide(browser, 4, key="k1", category=3).status_code == 200
    assert_problem(decide(browser, 4, key="k3", category=3), 422, "request-key-used")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"photo": 99, "category": 1}, 404),
        ({"photo": 1, "category": "none"}, 422),
        ({"photo": 1, "category": 999}, 422),
        ({"photo": 1}, 422),
        ({"photo": 2**70, "category": 1}, 422),
        ({"photo": True, "category": 1}, 422),
        ({"photo": 1, "category": True}, 422),
        ({"photo": 1, "category": 1.0}, 422),
        ({"photo": 1, "answer": "withdrawn"}, 422),
        ({"photo": 1, "answer": "none"}, 422),
        ({"photo": 1, "category": 1, "more": 1}, 422),
        ({"photo": 1, "category": 1, "operator": "a\u202eb"}, 422),
        ({"photo": 1, "category": 1, "operator": "x" * 100}, 422),
    ],
)
def test_decisions_answer_bad_requests_with_a_problem(browser, workspace, given, status):
    add_photos(workspace, [0.1])
    answer = browser.post("/api/decisions", json=given)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert reviewing.counts(workspace).reviewed == 0


def test_decisions_answer_other_bodies_with_a_problem(browser):
    for body in (b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"photo": 1e999}', b"[" * 9000):
        answer = browser.post("/api/decisions", content=body)
        assert 400 <= answer.status_code < 500, body[:20]
        assert answer.headers["content-type"] == "application/problem+json"


def test_blind_photos_stay_blind(opened, tmp_path):
    from starlette.testclient import TestClient

    from hitl_app.serve.app import make_app

    workspace = catalogue(tmp_path / "lot")
    open_inspection(workspace)
    with TestClient(make_app(workspace), base_url="http://localhost") as browser:
        photo = next_of(browser, "ann")
        while photo is not None and not photo["blind"]:
            assert decide(browser, photo["id"], operator="ann", answer="skip").status_code == 200
            photo = next_of(browser, "ann")
        assert (photo["suggestion"], photo["probabilities"]) == (None, [])
        assert decide(browser, photo["id"], operator="ann", category=1).status_code == 200
    assert reviewing.show_photo(workspace, photo["id"]).decision.suggestion_id is None
    workspace.close()


def test_photos_for_a_second_opinion_are_decided_by_others(browser, workspace):
    set_setting(workspace, SECOND_OPINIONS, "1")
    add_photos(workspace, [0.1])
    assert decide(browser, 1, operator="ann", category=1).status_code == 200
    assert_problem(decide(browser, 1, operator="ben", category=2), 409, "photo-decided")


def test_status_and_categories_describe_the_workspace(browser, workspace):
    add_photos(workspace, [0.1, 0.2])
    status = browser.get("/api/status").json()
    assert (status["photos"], status["to_review"], status["model"]) == (2, 2, "seed-cnn")
    assert status["workspace"] == "workspace"
    first, *_ = browser.get("/api/categories").json()
    assert first == {"id": 1, "name": "T-shirt/top", "key": "1"}


def test_openapi_describes_every_operation(browser):
    paths = browser.get("/openapi.json").json()["paths"]
    assert {"/api/classify", "/api/queue/next", "/api/decisions", "/api/undo", "/api/status",
            "/api/categories", "/api/labels", "/api/labels/{number}"} == set(paths)  # fmt: skip
    body = paths["/api/classify"]["post"]["requestBody"]["content"]
    assert set(body) == {"application/octet-stream", "multipart/form-data"}
    for address in ("/api/none", "/api/decisions"):
        answer = browser.get(address)
        assert answer.status_code in (404, 405)
        assert answer.headers["content-type"] == "application/problem+json"
