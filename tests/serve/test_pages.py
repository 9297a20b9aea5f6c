"""The pages as a browser without JavaScript uses them."""

import re

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.resources import grey_catalogue, sample_catalogue
from hitl_app.services import places
from hitl_app.services.review import reviewing
from tests.helpers.workspace.workspaces import add_photos


def item(number):
    return (grey_catalogue() / f"item-{number:03d}.png").read_bytes()


@pytest.fixture
def ann(browser):
    """Return a browser whose operator gave a name."""
    assert browser.post("/operator", data={"name": " Ann "}).url.path == "/review"
    return browser


def photo_on(page):
    found = re.search(r'name="photo" value="(\d+)"', page.text)
    return int(found[1]) if found else None


def press(browser, page, answer, **more):
    data = {"photo": photo_on(page), "answer": answer, **more}
    return browser.post("/review", data=data)


def test_upload_page_classifies_all_photos_of_the_form(browser, workspace):
    files = [
        ("photos", ("shoe.png", item(1))),
        ("photos", ("<b>.txt", b"no photo")),
        ("camera", ("", b"")),
    ]
    page = browser.post("/", files=files)
    assert page.text.count('class="card') == 3  # The list and two cards.
    assert "In the review queue" in page.text
    assert "it is not an image of a known format" in page.text
    assert "&lt;b&gt;.txt" in page.text
    assert reviewing.counts(workspace).to_review == 1
    assert "Already in this workspace" in browser.post("/", files=files[:1]).text


def test_upload_page_keeps_nothing_when_only_tried(browser, workspace):
    page = browser.post("/", files=[("photos", ("a.png", item(1)))], data={"try": "1"})
    assert "Not kept" in page.text
    sample = browser.post("/", data={"sample": "product-003.jpg"})
    assert sample.status_code == 422 or "Not kept" in sample.text
    assert reviewing.counts(workspace).photos == 0


def test_upload_page_returns_cards_alone_for_the_script(browser):
    files = [("sample", (None, "product-003.jpg"))]
    cards = browser.post("/?part=1", files=files)
    assert cards.text.strip().startswith("<li")
    assert "<html" not in cards.text
    shown = browser.get("/samples/product-003.jpg")
    assert shown.content == (sample_catalogue() / "product-003.jpg").read_bytes()
    assert shown.headers["content-type"] == "image/jpeg"
    for name in ("product-002.jpg", "labels.csv", "..%2f..%2fmessages.py"):
        assert browser.get(f"/samples/{name}").status_code == 404
    assert browser.post("/", files=[("sample", (None, "labels.csv"))]).status_code == 404


def test_upload_page_announces_that_nothing_is_kept(opened):
    browser = opened(keeps=False)
    assert "Photos are classified, and not kept." in browser.get("/").text


def test_review_asks_for_the_name_once(browser, workspace):
    add_photos(workspace, [0.1])
    assert browser.get("/review").url.path == "/operator"
    refused = browser.post("/operator", data={"name": "a\u202eb"})
    assert refused.status_code == 422
    assert "cannot be shown" in refused.text
    browser.post("/operator", data={"name": "Ann"})
    page = browser.get("/review")
    assert page.url.path == "/review"
    assert "Labelling as Ann" in page.text


def test_review_records_decisions_and_undoes_them(ann, workspace):
    first, second = add_photos(workspace, [0.1, 0.2])
    page = ann.get("/review")
    assert photo_on(page) == first
    page = press(ann, page, "category:3")
    assert photo_on(page) == second
    decision = reviewing.show_photo(workspace, first).decision
    assert (decision.operator, decision.category_id) == ("Ann", 3)
    page = ann.post("/review/undo")
    assert photo_on(page) == first
    assert reviewing.show_photo(workspace, first).decision is None
    for answer in ("not-a-photo", "ask"):
        page = press(ann, page, answer)
    assert photo_on(page) is None
    assert "All done" in page.text


def test_review_shows_skipped_photos_again_on_request(ann, workspace):
    add_photos(workspace, [0.1, 0.2])
    page = press(ann, ann.get("/review"), "skip")
    page = press(ann, page, "skip")
    assert "Skipped: 2" in page.text
    first = ann.get("/review?skipped=true")
    second = press(ann, first, "skip", skipped="true")
    assert {photo_on(first), photo_on(second)} == {1, 2}


def test_review_continues_when_a_photo_was_decided_in_the_window(ann, workspace):
    add_photos(workspace, [0.1, 0.2])
    page = ann.get("/review")
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ben", 2)
    page = press(ann, page, "category:3")
    assert "was decided in the meantime" in page.text
    assert photo_on(page) == 2
    assert reviewing.show_photo(workspace, 1).photo.label_id == 2


def test_review_gives_two_browsers_two_photos(ann, opened, workspace):
    add_photos(workspace, [0.1])
    assert photo_on(ann.get("/review")) == 1
    other = opened()
    # The same name at another browser.
    page = other.post("/operator", data={"name": "Ann"})
    assert photo_on(page) is None
    assert "on other screens" in page.text


@pytest.mark.parametrize("answer", ["", "category", "category:x", "skip:1", "withdrawn", "x" * 99])
def test_review_refuses_answers_of_no_button(ann, workspace, answer):
    add_photos(workspace, [0.1])
    assert press(ann, ann.get("/review"), answer).status_code == 422
    assert reviewing.counts(workspace).to_review == 1


def test_review_without_a_suggestion_names_the_reason(ann, workspace):
    from tests.helpers.workspace.workspaces import suggest

    add_photos(workspace, [0.1])
    suggest(workspace, None)
    assert "The model has no suggestion yet." in ann.get("/review").text


def test_review_notes_that_the_original_is_lost(ann, workspace, tmp_path):
    note = "original not found: stored thumbnail"
    (photo,) = add_photos(workspace, [0.1], folder=str(tmp_path / "shop"), real=True)
    assert note not in ann.get("/review").text
    (tmp_path / "shop").rename(tmp_path / "drive")
    assert note in ann.get("/review").text
    thumbnail = ann.get(f"/photos/{photo}/picture").content
    assert thumbnail == ann.get(f"/photos/{photo}/thumbnail").content
    places.set_place(str(tmp_path / "shop"), tmp_path / "drive")
    assert note not in ann.get("/review").text
    assert ann.get(f"/photos/{photo}/picture").content != thumbnail


def test_pictures_are_served_and_unknown_ones_are_not_found(browser, workspace, tmp_path):
    add_photos(workspace, [0.1], folder=str(tmp_path / "real"), real=True)
    thumbnail, picture = (browser.get(f"/photos/1/{kind}") for kind in ("thumbnail", "picture"))
    assert thumbnail.headers["content-type"] == "image/png"
    assert picture.headers["content-type"] == "image/jpeg"
    assert browser.get("/photos/99/thumbnail").status_code == 404
    assert browser.get("/photos/x/thumbnail").status_code == 422
    page = browser.get("/photos/99/picture", headers={"Accept": "text/html"})
    assert "There is no photo 99" in page.text


def test_pages_follow_the_language_of_the_browser(ann, workspace):
    add_photos(workspace, [0.1])
    page = ann.get("/review", headers={"Accept-Language": "id-ID,id;q=0.9,en;q=0.5"})
    assert '<html lang="id">' in page.text
    assert "Urungkan" in page.text
    page = ann.get("/review", headers={"Accept-Language": "de,fr;q=0.9,x;q=y"})
    assert '<html lang="en">' in page.text


def test_docs_list_the_operations(browser):
    page = browser.get("/docs")
    for address in ("/api/classify", "/api/queue/next", "/api/undo"):
        assert address in page.text


@pytest.mark.parametrize("number", [2**31, 2**64])
def test_pages_refuse_numbers_that_no_database_takes(ann, workspace, number):
    photo = add_photos(workspace, [0.1])[0]
    for address in (
        f"/review?photo={number}",
        f"/review?after={number}",
        f"/photos/{number}/thumbnail",
        f"/photos/{number}/picture",
    ):
        assert ann.get(address).status_code == 422
    for given in (
        {"photo": number, "answer": "skip"},
        {"photo": photo, "answer": f"category:{number}"},
    ):
        assert ann.post("/review", data=given).status_code == 422
    assert reviewing.counts(workspace).to_review == 1
