import io

from PIL import Image

from hitl_app.domain.decisions import Answer
from hitl_app.jobs.imports import importing
from hitl_app.jobs.imports.renewing import outdated
from hitl_app.services.review import reviewing
from hitl_app.store.imports.thumbnails import replace_thumbnails
from safeio.decoding.decode import decode_thumbnail
from tests.helpers.files.photos import make_photos


def run(workspace, recorder, *paths, **params):
    return importing.run(workspace, recorder.job, paths=[str(p) for p in paths], **params)


def shown(workspace):
    """Return photos to review with their thumbnails, by number."""
    return {s.photo.id: s for s in reviewing.next_photos(workspace, limit=20)}


def sizes(workspace):
    return {i: decode_thumbnail(s.thumbnail).size for i, s in shown(workspace).items()}


def make_smaller(workspace, photo_ids):
    """Store thumbnails of 128 pixels, as earlier versions did."""
    photos = shown(workspace)
    smaller = {}
    for photo in photo_ids:
        image = decode_thumbnail(photos[photo].thumbnail)
        image.thumbnail((128, 128))
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=95, subsampling=0)
        smaller[photo] = buffer.getvalue()
    with workspace.database.write() as session:
        replace_thumbnails(session, smaller)


def test_import_again_replaces_smaller_thumbnails(workspace, recorder, tmp_path):
    make_photos(tmp_path / "drop", 5)
    run(workspace, recorder, tmp_path / "drop")
    first = {photo: s.thumbnail for photo, s in shown(workspace).items()}
    make_smaller(workspace, list(first)[:3])
    assert sorted(sizes(workspace).values()) == [(96, 128)] * 3 + [(144, 192)] * 2
    result = run(workspace, recorder, tmp_path / "drop", again=True)
    assert (result["renewed"], result["new"], result["known"]) == (3, 0, 5)
    assert {photo: s.thumbnail for photo, s in shown(workspace).items()} == first
    assert run(workspace, recorder, tmp_path / "drop", again=True)["renewed"] == 0


def test_import_keeps_smaller_thumbnails_unless_it_reads_again(workspace, recorder, tmp_path):
    make_photos(tmp_path / "drop", 2)
    run(workspace, recorder, tmp_path / "drop")
    make_smaller(workspace, shown(workspace))
    assert run(workspace, recorder, tmp_path / "drop")["renewed"] == 0
    assert set(sizes(workspace).values()) == {(96, 128)}


def test_import_again_keeps_decisions_and_labels(workspace, recorder, tmp_path):
    make_photos(tmp_path / "drop", 3)
    run(workspace, recorder, tmp_path / "drop")
    photos = shown(workspace)
    make_smaller(workspace, photos)
    photo = min(photos)
    category = photos[photo].photo.suggestion_id
    reviewing.decide(workspace, photo, Answer.CATEGORY, "ann", category)
    result = run(workspace, recorder, tmp_path / "drop", again=True)
    assert result["renewed"] == 3
    assert photo not in shown(workspace)
    assert result["to_review"] == 2


def test_outdated_counts_damaged_thumbnails_and_spares_small_originals(
    workspace, recorder, tmp_path
):
    make_photos(tmp_path / "drop", 1)
    Image.new("RGB", (60, 40), "red").save(tmp_path / "drop" / "small.png")
    run(workspace, recorder, tmp_path / "drop")
    photos = sorted(shown(workspace))
    with workspace.database.read() as session:
        assert outdated(session, photos) == set()
    with workspace.database.write() as session:
        replace_thumbnails(session, {photos[0]: b"no image"})
    with workspace.database.read() as session:
        assert outdated(session, photos) == {photos[0]}
