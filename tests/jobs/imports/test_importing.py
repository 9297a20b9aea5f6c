import hashlib
import shutil
import threading
import zipfile

import numpy as np
import pytest

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.runs import RunState
from hitl_app.jobs.imports import background, importing, reading
from hitl_app.jobs.models import rescoring
from hitl_app.jobs.scoring import Scorer
from hitl_app.services.catalogue import imports
from hitl_app.services.categories import categories
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.services.settings import set_setting
from hitl_app.store.engine import leases
from safeio.decoding.budget import BUDGET
from safeio.decoding.decode import decode_thumbnail
from safeio.reasons import PhotoError, Reason
from tests.helpers.files.layouts import png_of
from tests.helpers.files.photos import make_photos
from training.inputs.preparation import prepare


def run(workspace, recorder, *paths, **params):
    return importing.run(workspace, recorder.job, paths=[str(p) for p in paths], **params)


def facts(result):
    return {k: v for k, v in result.items() if k in ("found", "new", "known", "unreadable")}


def test_import_stores_photos_with_score_and_thumbnail(workspace, recorder, tmp_path):
    files = make_photos(tmp_path / "drop", 7)
    result = run(workspace, recorder, tmp_path / "drop")
    assert facts(result) == {"found": 7, "new": 7, "known": 0, "unreadable": 0}
    assert (result["to_review"], result["auto_accepted"]) == (7, 0)
    assert recorder.stages() == ["scan", "read"]
    by_path = {s.photo.path: s for s in reviewing.next_photos(workspace, limit=10)}
    shown = by_path[str(files[3])]
    assert shown.photo.sha256 == hashlib.sha256(files[3].read_bytes()).hexdigest()
    assert (shown.photo.width, shown.photo.height) == (150, 200)
    assert decode_thumbnail(shown.thumbnail).size == (144, 192)
    assert shown.photo.version == "seed-cnn"
    assert shown.photo.confidence == pytest.approx(max(shown.probabilities.values()))


def test_import_stores_score_of_stored_thumbnail(workspace, recorder, tmp_path):
    make_photos(tmp_path / "drop", 5)
    run(workspace, recorder, tmp_path / "drop")
    scorer = Scorer(workspace)
    for shown in reviewing.next_photos(workspace, limit=10):
        image = prepare(decode_thumbnail(shown.thumbnail), scorer.preparation)
        (score,) = scorer.scores(scorer.features(image[np.newaxis]))
        assert score.suggestion_id == shown.photo.suggestion_id
        assert score.confidence == pytest.approx(shown.photo.confidence, abs=2e-3)


def test_import_stores_equal_files_as_one_photo(workspace, recorder, tmp_path):
    one, two = make_photos(tmp_path / "drop", 2)
    shutil.copy(one, tmp_path / "drop" / "copy.jpg")
    result = run(workspace, recorder, tmp_path / "drop")
    assert facts(result) == {"found": 3, "new": 2, "known": 1, "unreadable": 0}
    shutil.move(two, tmp_path / "drop" / "moved.jpg")
    result = run(workspace, recorder, tmp_path / "drop")
    assert facts(result) == {"found": 3, "new": 0, "known": 3, "unreadable": 0}
    originals = {len(s.originals) for s in reviewing.next_photos(workspace)}
    assert originals == {2}


def test_import_updates_paths_when_content_of_file_changed(workspace, recorder, tmp_path):
    one, two = make_photos(tmp_path / "drop", 2)
    run(workspace, recorder, tmp_path / "drop")
    two.replace(one)
    run(workspace, recorder, tmp_path / "drop")
    paths = sorted(p.path for p in reviewing.queue(workspace, 9))
    # The first photo has no file any more; both paths belong to the second.
    assert paths == ["", str(two)]


def test_import_rescores_photos_when_category_is_retired_meanwhile(
    workspace, recorder, tmp_path, monkeypatch
):
    monkeypatch.setattr(reading, "_BATCH_FILES", 4)
    make_photos(tmp_path / "drop", 24)
    score_some, gone = rescoring.score_some, []

    def interfere(*args):
        score_some(*args)
        if not gone:
            gone.append(reviewing.queue(workspace, 1)[0].suggestion_id)
            names = {c.id: c.name for c in categories.list_categories(workspace)}
            categories.retire_category(workspace, names[gone[0]])

    monkeypatch.setattr(rescoring, "score_some", interfere)
    run(workspace, recorder, tmp_path / "drop")
    assert versions.stale_photos(workspace) == 0
    suggestions = {p.suggestion_id for p in reviewing.queue(workspace, 30)}
    assert not suggestions & {gone[0], None}


def test_import_accepts_archive_file_and_folder_together(workspace, recorder, tmp_path):
    files = make_photos(tmp_path / "drop", 4)
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.write(make_photos(tmp_path / "z", 1, seed=77)[0], "coat/z.jpg")
        archive.write(files[0], "again.jpg")
    result = run(workspace, recorder, files[3], tmp_path / "more.zip", tmp_path / "drop")
    assert result["new"] == 5
    paths = [s.photo.path for s in reviewing.next_photos(workspace, limit=9)]
    assert str(tmp_path / "more.zip" / "coat" / "z.jpg") in paths


def test_import_lists_unreadable_files_and_continues(workspace, recorder, tmp_path):
    files = make_photos(tmp_path / "drop", 3)
    (tmp_path / "drop" / "text.jpg").write_text("not a photo")
    (tmp_path / "drop" / "empty.png").touch()
    (tmp_path / "drop" / "half.jpg").write_bytes(files[0].read_bytes()[:3000])
    result = run(workspace, recorder, tmp_path / "drop", tmp_path / "gone")
    assert facts(result) == {"found": 7, "new": 3, "known": 0, "unreadable": 4}
    listed = imports.unreadable_files(workspace, result["import"])
    assert {(f.path.rsplit("/", 1)[-1], f.reason) for f in listed} == {
        ("text.jpg", "not-an-image"),
        ("empty.png", "empty"),
        ("half.jpg", "truncated"),
        ("gone", "missing"),
    }


def test_import_fails_when_nothing_is_found(workspace, recorder, tmp_path):
    (tmp_path / "none").mkdir()
    with pytest.raises(KnownError) as raised:
        run(workspace, recorder, tmp_path / "none")
    assert raised.value.code == "nothing-found"
    assert [r.state for r in imports.list_imports(workspace)] == [RunState.FAILED]


def test_import_keeps_photos_when_cancelled_and_resumes(workspace, recorder, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "_BATCH_FILES", 5)
    make_photos(tmp_path / "drop", 30)
    recorder.stop_at = ("read", 10)
    with pytest.raises(CancelledError) as raised:
        run(workspace, recorder, tmp_path / "drop")
    (cancelled,) = imports.list_imports(workspace)
    assert raised.value.result == {"import": cancelled.id}, "it can be resumed"
    assert cancelled.state is RunState.CANCELLED
    assert 0 < cancelled.new < 30
    assert reviewing.counts(workspace).photos == cancelled.new
    fresh = type(recorder)()
    result = importing.run(workspace, fresh.job, resume=cancelled.id)
    assert facts(result) == {"found": 30, "new": 30, "known": 0, "unreadable": 0}
    (done,) = imports.list_imports(workspace)
    assert (done.state, done.new, done.known) == (RunState.DONE, 30, 0)


def test_import_refuses_to_resume_unknown_import(workspace, recorder):
    with pytest.raises(KnownError) as raised:
        importing.run(workspace, recorder.job, resume=99)
    assert raised.value.code == "import-unknown"


def test_import_refuses_to_run_beside_another_import(workspace, recorder, tmp_path):
    make_photos(tmp_path / "drop", 1)
    with workspace.database.write() as session:
        leases.take_lease(session, imports.LEASE)
    with pytest.raises(KnownError) as raised:
        run(workspace, recorder, tmp_path / "drop")
    assert raised.value.code == "job-busy"
    assert imports.list_imports(workspace) == ()


def test_import_auto_accepts_above_threshold(workspace, recorder, tmp_path):
    make_photos(tmp_path / "drop", 40)
    run(workspace, recorder, tmp_path / "drop")
    confidences = [p.confidence for p in reviewing.queue(workspace, 40)]
    middle = confidences[20]
    set_setting(workspace, "threshold", str(middle))
    make_photos(tmp_path / "more", 40, seed=1)
    result = run(workspace, type(recorder)(), tmp_path / "more")
    assert result["auto_accepted"] > 0
    to_review = reviewing.queue(workspace, 100)
    assert all(p.state is PhotoState.TO_REVIEW for p in to_review)
    fresh = [p for p in to_review if "/more/" in p.path]
    assert all(p.confidence < middle for p in fresh)
    assert result["auto_accepted"] + len(fresh) == 40


def test_import_refuses_weights_that_differ_from_card(workspace, recorder, tmp_path, monkeypatch):
    make_photos(tmp_path / "drop", 1)
    bad = tmp_path / "shipped" / "seed-cnn"
    shutil.copytree(workspace.version_folder("seed-cnn"), bad)
    data = bytearray((bad / "network.keras").read_bytes())
    data[-1] ^= 1
    (bad / "network.keras").write_bytes(data)
    monkeypatch.setattr("hitl_app.resources.shipped_models", lambda: tmp_path / "shipped")
    with pytest.raises(KnownError) as raised:
        run(workspace, recorder, tmp_path / "drop")
    assert raised.value.code == "training-failed"
    assert raised.value.params["problem"] == "weights-mismatch"
    assert reviewing.counts(workspace).photos == 0


def test_import_refuses_exchanged_card(workspace, recorder, tmp_path, monkeypatch):
    other = tmp_path / "shipped" / "seed-cnn"
    shutil.copytree(workspace.version_folder("seed-cnn"), other)
    card = (other / "card.json").read_text()
    sha256 = workspace.card("seed-cnn").sha256
    (other / "card.json").write_text(card.replace(sha256, "0" * 64))
    monkeypatch.setattr("hitl_app.resources.shipped_models", lambda: tmp_path / "shipped")
    make_photos(tmp_path / "drop", 1)
    with pytest.raises(KnownError) as raised:
        run(workspace, recorder, tmp_path / "drop")
    assert raised.value.code == "version-replaced"


def test_import_ends_when_cancelled_while_a_decoder_blocks(
    workspace, recorder, tmp_path, monkeypatch
):
    make_photos(tmp_path / "drop", 3)
    begun, over = threading.Event(), threading.Event()

    def stuck(_data, _conditions):
        begun.set()
        over.wait(60)
        raise PhotoError(Reason.DAMAGED)

    monkeypatch.setattr(reading, "thumbnail", stuck)
    monkeypatch.setattr(background, "_LEAVE_S", 0.05)
    canceller = threading.Thread(target=lambda: (begun.wait(60), recorder.job.cancel()))
    canceller.start()
    try:
        with pytest.raises(CancelledError):
            run(workspace, recorder, tmp_path / "drop")
        assert not over.is_set()
    finally:
        over.set()
        canceller.join()
    (cancelled,) = imports.list_imports(workspace)
    assert (cancelled.state, cancelled.new) == (RunState.CANCELLED, 0)


def test_import_reads_large_files_again_and_alone(workspace, recorder, tmp_path, monkeypatch):
    make_photos(tmp_path / "drop", 4)
    with zipfile.ZipFile(tmp_path / "drop" / "more.zip", "w") as archive:
        archive.write(make_photos(tmp_path / "z", 1, seed=77)[0], "z.jpg")
    monkeypatch.setattr(reading, "_LARGE", 1000)
    free = []
    real = reading.thumbnail

    def watched(data, conditions):
        free.append((conditions.alone, BUDGET._free))
        return real(data, conditions)

    monkeypatch.setattr(reading, "thumbnail", watched)
    result = run(workspace, recorder, tmp_path / "drop")
    assert facts(result) == {"found": 5, "new": 5, "known": 0, "unreadable": 0}
    assert free == [(True, 0)] * 5
    assert BUDGET._free == BUDGET.total


def test_import_continues_after_photos_beyond_its_bounds(
    workspace, recorder, tmp_path, monkeypatch
):
    drop = tmp_path / "drop"
    whole = make_photos(drop, 3)[0].read_bytes()
    (drop / "segments.jpg").write_bytes(whole[:2] + b"\xff\xfe\0\2" * 600 + whole[2:])
    (drop / "large.png").write_bytes(png_of(np.zeros((900, 900), np.uint8), bits=8))
    (drop / "layers.jpg").write_bytes(b"8BPS\0\1" + bytes(99))
    (drop / "end.jpg").write_bytes(whole[:-2])
    monkeypatch.setattr(BUDGET, "total", 2**20)
    result = run(workspace, recorder, drop)
    assert facts(result) == {"found": 7, "new": 4, "known": 0, "unreadable": 3}
    listed = imports.unreadable_files(workspace, result["import"])
    assert {(f.path.rsplit("/", 1)[-1], f.reason) for f in listed} == {
        ("segments.jpg", "too-complex"),
        ("large.png", "too-heavy"),
        ("layers.jpg", "unsupported"),
    }
    assert "Photoshop (PSD)" in {f.detail for f in listed}


def test_import_lists_a_text_as_no_photo(workspace, recorder, tmp_path):
    (tmp_path / "readme.txt").write_text("/photos/1.jpg\n")
    result = run(workspace, recorder, tmp_path / "readme.txt")
    assert facts(result) == {"found": 1, "new": 0, "known": 0, "unreadable": 1}
    (file,) = imports.unreadable_files(workspace, result["import"])
    assert file.reason == "not-an-image"
