"""Second opinions at browsers."""

import pytest

from hitl_app.domain.settings import SECOND_OPINIONS
from hitl_app.services.review import opinions, reviewing
from hitl_app.services.settings import set_setting
from tests.helpers.workspace.workspaces import add_photos


@pytest.fixture(autouse=True)
def asked(workspace, monkeypatch):
    set_setting(workspace, SECOND_OPINIONS, "1")
    monkeypatch.setattr("hitl_app.serve.served.randbelow", lambda _below: 1)


def next_of(browser, operator):
    return browser.get("/api/queue/next", params={"operator": operator}).json()["photo"]


def decide(browser, photo, operator, **given):
    body = {"photo": photo, "operator": operator, **given}
    return browser.post("/api/decisions", json=body)


def test_second_opinion_is_blind_and_counts(browser, workspace):
    add_photos(workspace, [0.1])
    decide(browser, 1, "ann", category=1)
    assert next_of(browser, "ann") is None
    # Two people may see it at once: it is not claimed.
    for operator in ("ben", "cem"):
        photo = next_of(browser, operator)
        assert (photo["id"], photo["blind"], photo["suggestion"]) == (1, True, None)
        assert photo["probabilities"] == []
    assert decide(browser, 1, "ben", category=1).status_code == 200
    assert opinions.status(workspace).agreed == 1
    refused = decide(browser, 1, "cem", category=2)
    assert (refused.status_code, refused.json()["code"]) == (409, "photo-decided")
    # Undone, it is asked for again.
    browser.post("/api/undo", json={"operator": "ben"})
    assert next_of(browser, "ben")["id"] == 1
    assert decide(browser, 1, "ben", category=2).status_code == 200
    third = next_of(browser, "cem")
    assert (third["id"], third["blind"]) == (1, True)
    assert decide(browser, 1, "cem", category=2).status_code == 200
    assert reviewing.show_photo(workspace, 1).photo.label_id == 2
    assert opinions.status(workspace).settled == 1


def test_skipped_second_opinions_come_after_the_others(browser, workspace):
    add_photos(workspace, [0.1, 0.2])
    for photo in (1, 2):
        decide(browser, photo, "ann", category=1)
    first = next_of(browser, "ben")["id"]
    assert next_of(browser, "ben")["id"] == first
    skipped = decide(browser, first, "ben", answer="skip").json()
    assert skipped["operation"] is None
    assert next_of(browser, "ben")["id"] == 3 - first
    decide(browser, 3 - first, "ben", category=1)
    assert next_of(browser, "ben")["id"] == first
    assert reviewing.counts(workspace).reviewed == 2


def test_second_opinions_come_between_other_photos_by_chance(browser, workspace, monkeypatch):
    add_photos(workspace, [0.1, 0.2])
    decide(browser, 1, "ann", category=1)
    assert next_of(browser, "ben")["id"] == 2
    decide(browser, 2, "ben", answer="skip")
    monkeypatch.setattr("hitl_app.serve.served.randbelow", lambda _below: 0)
    add_photos(workspace, [0.3], folder="/more")
    assert next_of(browser, "ben")["id"] == 1
    monkeypatch.setattr("hitl_app.serve.served.randbelow", lambda _below: 1)
    # Asked again without a decision, it is the same photo.
    assert next_of(browser, "ben")["id"] == 1
    assert next_of(browser, "ann")["id"] == 3


def test_review_page_hides_the_first_decision(browser, workspace):
    add_photos(workspace, [0.1])
    decide(browser, 1, "ann", category=1)
    browser.post("/operator", data={"name": "ben"})
    page = browser.get("/review")
    assert "labelled without a suggestion" in page.text
    assert "<meter" not in page.text
    page = browser.post("/review", data={"photo": 1, "answer": "category:3"})
    assert "All done" in page.text
    page = browser.post("/review/undo")
    assert "labelled without a suggestion" in page.text
    assert reviewing.show_photo(workspace, 1).photo.label_id == 1
