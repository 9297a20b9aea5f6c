"""Certificates as others read them: figures, a page, and the labels that one covers."""

import csv

import pytest

from hitl_app.domain.certification.bound import STAGES
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.services.categories import categories
from hitl_app.services.certification import certificate_files, inspecting
from hitl_app.services.review import loaded, reviewing
from hitl_app.services.review.claims import Client
from hitl_app.store.schema import PhotoRow
from tests.helpers.workspace.inspections import CHECKS, catalogue, certify, open_inspection, opened


@pytest.fixture
def workspace(tmp_path):
    workspace = catalogue(tmp_path / "workspace")
    yield workspace
    workspace.close()


@pytest.fixture
def passed(workspace):
    """Return the workspace, with one certificate."""
    certify(workspace, target=0.9, threshold=0.98, checks=CHECKS)
    return workspace


def test_certificate_dict_contains_every_figure_by_name(passed):
    (one,) = inspecting.list_certificates(passed)
    assert certificate_files.certificate_dict(one) == {
        "number": 1,
        "kind": "certified",
        "version": one.version,
        "version_sha256": one.version_sha256,
        "threshold": 0.98,
        "target": 0.9,
        "confidence": 0.95,
        "lot": one.lot,
        "checks": CHECKS,
        "wrong": 0,
        "accepted": one.accepted,
        "most_wrong": one.most_wrong,
        "found_wrong": 0,
        "refuted": False,
        "operators": ["ann"],
        "at": one.at.isoformat(timespec="seconds"),
    }


def test_find_certificate_refuses_unknown_number(passed):
    assert certificate_files.find_certificate(passed, 1).id == 1
    with pytest.raises(KnownError) as raised:
        certificate_files.find_certificate(passed, 7)
    assert (raised.value.code, raised.value.params) == ("certificate-unknown", {"number": 7})


def test_write_labels_writes_a_row_for_each_accepted_photo(passed, tmp_path):
    count = certificate_files.write_labels(passed, 1, tmp_path / "labels.csv")
    content = (tmp_path / "labels.csv").read_bytes()
    header = b"\xef\xbb\xbfphoto,path,label,decided_by,certificate\r\n"
    assert content.startswith(header)
    assert b"\r\r" not in content
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    names = {c.id: c.name for c in categories.list_categories(passed)}
    with passed.database.read() as session:
        covered = session.query(PhotoRow.sha256, PhotoRow.first_path, PhotoRow.label_id)
        expected = covered.filter(PhotoRow.certificate_id == 1).order_by(PhotoRow.id).all()
    assert count == len(rows) == len(expected) > 0
    assert [(r["photo"], r["path"], r["label"]) for r in rows] == [
        (sha256, path, names[label]) for sha256, path, label in expected
    ]
    assert {(r["decided_by"], r["certificate"]) for r in rows} == {("model", "1")}


@pytest.mark.parametrize(
    ("write", "name", "ending"),
    [
        (certificate_files.write_page, "x.csv", ".html"),
        (certificate_files.write_labels, "x.html", ".csv"),
    ],
)
def test_write_refuses_other_extension_and_names_the_right_one(
    passed, tmp_path, write, name, ending
):
    with pytest.raises(KnownError) as raised:
        write(passed, 1, tmp_path / name)
    assert raised.value.code == "certificate-kind"
    assert raised.value.params == {"path": str(tmp_path / name), "ending": ending}
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("write", [certificate_files.write_page, certificate_files.write_labels])
def test_write_refuses_file_of_workspace(passed, write):
    ending = "html" if write is certificate_files.write_page else "csv"
    with pytest.raises(KnownError) as raised:
        write(passed, 1, passed.folder / f"review.db.{ending}")
    assert raised.value.code == "target-own"


def test_write_page_returns_certificate_and_names_workspace(passed, tmp_path):
    for name in ("one.html", "two.HTM"):
        assert certificate_files.write_page(passed, 1, tmp_path / name).id == 1
        assert passed.folder.name in (tmp_path / name).read_text(encoding="utf-8")


def test_next_stage_counts_checks_and_as_many_decoys(workspace):
    inspection = open_inspection(workspace)
    assert inspecting.next_stage(inspection) == min(inspection.blind, 2 * STAGES[0] * CHECKS)
    assert inspecting.next_stage(inspection) == 2 * CHECKS


def test_cancel_refuses_without_open_inspection(workspace):
    with pytest.raises(KnownError) as raised:
        inspecting.cancel(workspace)
    assert raised.value.code == "no-inspection"
    opened(workspace, target=0.9, threshold=0.98, checks=CHECKS)
    assert inspecting.cancel(workspace).sample == CHECKS
    assert inspecting.open_one(workspace) is None


def test_skipped_photos_leaves_out_asked_photos(workspace):
    first, second, third = (photo.id for photo in reviewing.queue(workspace, 3))
    reviewing.decide(workspace, first, Answer.SKIP, "ann")
    reviewing.decide(workspace, second, Answer.ASK, "ben")
    found = loaded.skipped_photos(workspace, Client("ann", "window"), 10)
    assert [one.photo.id for one in found] == [first]
    reviewing.decide(workspace, third, Answer.SKIP, "ann")
    assert len(loaded.skipped_photos(workspace, Client("ann", "window"), 10)) == 2
    assert len(loaded.skipped_photos(workspace, Client("ann", "window"), 1)) == 1
