"""Photos that come in one by one, without a folder."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.settings import THRESHOLD
from hitl_app.jobs.imports import importing, pipeline, reverting
from hitl_app.jobs.imports.uploading import UPLOADS, Uploads
from hitl_app.resources import grey_catalogue
from hitl_app.services.catalogue.imports import list_imports
from hitl_app.services.models.versions import is_undecided
from hitl_app.services.review import reviewing
from hitl_app.services.settings import set_setting
from safeio.reasons import PhotoError
from tests.helpers.files.images import encode, quarters
from tests.helpers.workspace.models import add_child


def item(number):
    return (grey_catalogue() / f"item-{number:03d}.png").read_bytes()


@pytest.fixture
def uploads(workspace):
    return Uploads(workspace, "web")


def test_classify_keeps_nothing_when_only_tried(workspace, uploads):
    found = uploads.classify(item(1), store=False)
    assert list(found.probabilities.values()) == sorted(found.probabilities.values(), reverse=True)
    assert sum(found.probabilities.values()) == pytest.approx(1, abs=0.01)
    assert (found.photo_id, found.state) == (None, None)
    assert is_undecided(workspace)
    assert not (workspace.folder / UPLOADS).exists()


def test_classify_stores_a_photo_as_an_import_does(workspace, uploads, tmp_path, recorder):
    found = uploads.classify(item(1), "my shirt.png", store=True)
    photo = reviewing.show_photo(workspace, found.photo_id)
    (path,) = (workspace.folder / UPLOADS).rglob("*.png")
    assert path.read_bytes() == item(1)
    assert path.name == "my shirt.png"
    assert photo.photo.sha256 == hashlib.sha256(item(1)).hexdigest()
    assert photo.photo.path == str(path)
    likeliest, share = next(iter(found.probabilities.items()))
    assert (photo.photo.suggestion_id, photo.photo.confidence) == (likeliest, share)
    (run,) = list_imports(workspace)
    assert (run.roots, run.new, run.found, run.state) == (("web",), 1, 1, "done")

    # An import of the same photo stores what the upload stored.
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop" / "again.png").write_bytes(item(1))
    result = importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")])
    assert (result["new"], result["known"]) == (0, 1)


def test_classify_counts_a_known_photo_once(workspace, uploads):
    first = uploads.classify(item(1), store=True)
    second = uploads.classify(item(1), store=True)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.photo_id == second.photo_id


def test_classify_by_several_threads_stores_each_photo_once(workspace, uploads):
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: uploads.classify(item(n % 3 + 1), store=True), range(12)))
    assert sum(one.is_new for one in found) == 3
    assert reviewing.counts(workspace).photos == 3
    assert len(list_imports(workspace)) == 1


def test_classify_auto_accepts_above_the_threshold(workspace, uploads):
    set_setting(workspace, THRESHOLD, "0.3")
    assert uploads.classify(item(1), store=True).state is PhotoState.AUTO_ACCEPTED
    set_setting(workspace, THRESHOLD, "off")
    assert uploads.classify(item(2), store=True).state is PhotoState.TO_REVIEW


def test_classify_uses_the_version_that_was_activated_since(workspace, uploads):
    uploads.classify(item(1), store=True)
    add_child(workspace, "seed-cnn-1")
    assert uploads.classify(item(2), store=True).model == "seed-cnn-1"
    assert reviewing.show_photo(workspace, 2).photo.version == "seed-cnn-1"


def test_classify_begins_a_new_import_after_a_revert(workspace, uploads, recorder):
    uploads.classify(item(1), store=True)
    (run,) = list_imports(workspace)
    reverting.run(workspace, recorder.job, number=run.id)
    assert uploads.classify(item(1), store=True).is_new
    assert [run.state for run in list_imports(workspace)] == ["done", "reverted"]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\shop\\shoe.png", "shoe"),
        ("..", "photo"),
        ("a\0b\n.png", "a_b_"),
        ("x" * 500 + ".png", "x" * 60),
        ("gaun ñ 写真.webp", "gaun ñ 写真"),
        ("", "photo"),
    ],
)
def test_classify_writes_below_uploads_whatever_the_name(workspace, uploads, name, stem):
    uploads.classify(item(1), name, store=True)
    (path,) = (workspace.folder / UPLOADS).rglob("*.png")
    assert path.parent.parent == workspace.folder / UPLOADS
    assert path.stem == stem


def test_classify_refuses_a_link_in_the_place_of_uploads(workspace, uploads, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (workspace.folder / UPLOADS).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KnownError, match="own-link"):
        uploads.classify(item(1), store=True)
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert reviewing.counts(workspace).photos == 0


def test_classify_refuses_what_is_no_photo(workspace, uploads):
    whole = encode(quarters(300, 200), "JPEG")
    for data in (b"nothing", whole[:60], whole[: len(whole) // 2]):
        with pytest.raises(PhotoError):
            uploads.classify(data, store=True)
    assert reviewing.counts(workspace).photos == 0


def test_import_takes_a_photo_that_an_upload_brought_meanwhile(
    workspace, uploads, tmp_path, recorder, monkeypatch
):
    """The upload comes between the import's check of hashes and its commit."""
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop" / "one.png").write_bytes(item(1))
    uploads.classify(item(2), store=True)
    real, came = pipeline.Pipeline._store, []

    def store(run, new, old, refused):
        if new:
            came.append(uploads.classify(item(1), store=True))
        real(run, new, old, refused)

    monkeypatch.setattr(pipeline.Pipeline, "_store", store)
    result = importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")])
    assert result["new"] == 0
    assert len(reviewing.show_photo(workspace, came[0].photo_id).originals) == 2
