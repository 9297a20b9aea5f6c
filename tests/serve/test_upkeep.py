"""Suggestions follow the decisions of browsers while no window is open."""

from hitl_app.serve import upkeep
from hitl_app.serve.upkeep import Upkeep
from hitl_app.services.categories.adding import begin_with
from hitl_app.services.review import reviewing
from hitl_app.services.settings import order_pending
from hitl_app.store.models.versions import begin_anew
from tests.helpers.files.photos import GARMENTS, make_photos
from tests.helpers.processes import until

COUNT, DECIDED = 48, 24


def test_uploads_get_suggestions_of_own_categories(browser, workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(upkeep, "_EVERY_S", 0.05)
    names = tmp_path / "names.txt"
    names.write_text("\n".join(f"my {name}" for name in GARMENTS))
    begin_with(workspace, names)
    with workspace.database.write() as session:
        begin_anew(session, "seed-cnn", "own-categories")
    label = {}
    for path in make_photos(tmp_path / "drop", COUNT):
        answer = browser.post("/api/classify", content=path.read_bytes()).json()
        assert answer["categories"] == []
        garment = next(name for name in GARMENTS if path.name.startswith(name))
        label[answer["photo"]] = f"my {garment}"
    with Upkeep(workspace.folder):
        for photo in list(label)[:DECIDED]:
            given = {"photo": photo, "category": label[photo], "operator": "ann"}
            assert browser.post("/api/decisions", json=given).status_code == 200
        left = list(label)[DECIDED:]

        def is_suggested():
            found = [reviewing.show_photo(workspace, photo).photo for photo in left]
            return all(photo.suggestion_id is not None for photo in found)

        assert until(is_suggested, 60)
        assert until(lambda: not order_pending(workspace), 60)
    shown = browser.get("/api/queue/next?operator=ben").json()["photo"]
    assert shown["suggestion"]["name"] in label.values()
