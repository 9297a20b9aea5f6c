"""The least number of right labels in a catalogue, and the certificates for it."""

import csv
import json
from html.parser import HTMLParser

import numpy as np
import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from hitl_app.domain.certification.inspections import Certificate, InspectionState
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import Counts
from hitl_app.domain.reports.catalogue import CERTIFIED, EXTENDED, Catalogue, catalogue_of
from hitl_app.domain.settings import THRESHOLD
from hitl_app.jobs import flagging
from hitl_app.jobs.job import Job
from hitl_app.services.certification import inspecting
from hitl_app.services.certification.certificate_files import (
    find_certificate,
    write_labels,
    write_page,
)
from hitl_app.services.certification.page import floor_percent, page
from hitl_app.services.exports.exporting import export
from hitl_app.services.reports.insights import catalogue
from hitl_app.services.review import reviewing
from hitl_app.services.settings import set_setting
from hitl_app.store.reports import insights
from hitl_app.store.schema import CertificateRow, PhotoRow
from tests.helpers.workspace.inspections import Operator, certify, decide_many
from tests.helpers.workspace.workspaces import add_photos, make_workspace

SURE, UNSURE = 300, 60


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    rng = np.random.default_rng(3)
    add_photos(workspace, [*rng.uniform(0.985, 0.999, SURE), *rng.uniform(0.3, 0.8, UNSURE)])
    yield workspace
    workspace.close()


def passed(workspace, **wanted):
    outcome = certify(workspace, target=0.9, checks=60, threshold=0.98, **wanted)
    assert outcome.state is InspectionState.PASSED
    return outcome


def accepted_ids(workspace):
    with workspace.database.read() as session:
        rows = (
            session.query(PhotoRow.id)
            .where(PhotoRow.state == "auto-accepted")
            .order_by(PhotoRow.id)
        )
        return [photo_id for (photo_id,) in rows]


def test_catalogue_has_no_share_when_empty(tmp_path):
    empty = make_workspace(tmp_path)
    assert catalogue(empty).share is None
    empty.close()


def test_catalogue_counts_only_decisions_without_certificates(workspace):
    decide_many(workspace, {1: 1, 2: 1})
    found = catalogue(workspace)
    assert (found.reviewed, found.right, found.confidence) == (2, 2, 1.0)
    assert found.share == 2 / (SURE + UNSURE)


def test_catalogue_counts_certificate_by_its_bound(workspace):
    passed(workspace)
    (certificate,) = inspecting.list_certificates(workspace)
    found = catalogue(workspace)
    assert found.certified == certificate.accepted
    assert found.most_wrong == certificate.most_wrong > 0
    assert found.right == found.reviewed + certificate.accepted - certificate.most_wrong
    assert found.confidence == pytest.approx(certificate.confidence)
    assert found.reviewed + found.certified + found.to_review == SURE + UNSURE


def test_catalogue_counts_photos_accepted_by_threshold_as_uncertified(workspace):
    set_setting(workspace, THRESHOLD, "0.98")
    flagging.run(workspace, Job(lambda _event: None))
    found = catalogue(workspace)
    assert (found.uncertified, found.certified, found.right) == (SURE, 0, 0)


@pytest.mark.parametrize("answer", [Answer.CATEGORY, Answer.SKIP])
def test_catalogue_keeps_bound_when_photos_leave_certificate(workspace, answer):
    """All possible errors may be among the photos that stay."""
    passed(workspace)
    before = catalogue(workspace)
    operator = Operator(workspace, ())
    for photo_id in accepted_ids(workspace)[:3]:
        label = operator.right(photo_id) if answer is Answer.CATEGORY else None
        reviewing.decide(workspace, photo_id, answer, "ann", label)
    after = catalogue(workspace)
    assert after.certified == before.certified - 3
    assert after.most_wrong == before.most_wrong
    assert after.right == before.right - (0 if answer is Answer.CATEGORY else 3)
    reviewing.undo(workspace, "ann")
    undone = catalogue(workspace)
    assert undone.certified == after.certified + 1, "the earlier state is restored"
    assert undone.most_wrong == before.most_wrong


def test_catalogue_counts_nothing_for_refuted_certificate(workspace):
    passed(workspace)
    (certificate,) = inspecting.list_certificates(workspace)
    ids = accepted_ids(workspace)
    operator = Operator(workspace, ids)
    decide_many(workspace, {i: operator.right(i) for i in ids[: certificate.most_wrong]})
    assert catalogue(workspace).most_wrong == certificate.most_wrong
    decide_many(workspace, {i: operator.right(i) for i in ids[: certificate.most_wrong + 1]})
    found = catalogue(workspace)
    assert found.most_wrong == found.certified > certificate.most_wrong
    assert found.right == found.reviewed
    (now,) = inspecting.list_certificates(workspace)
    assert "Do not rely on this certificate" in page(now, "workspace")


def cover(number=1, kind=CERTIFIED, covered=100, most_wrong=5):
    return Certificate(
        **dict.fromkeys(Certificate.__dataclass_fields__, 0)
        | {"id": number, "kind": kind, "covered": covered, "most_wrong": most_wrong}
        | {"label_import": None}
    )


def test_catalogue_of_separates_extended_from_certified():
    counts = Counts(photos=300, to_review=100, auto_accepted=200)
    found = catalogue_of(counts, [cover(), cover(2, EXTENDED, 100, 100)], [[0.95]])
    assert (found.certified, found.extended, found.right) == (100, 100, 95)


def test_catalogue_of_limits_bound_to_covered_photos():
    found = catalogue_of(Counts(photos=3, auto_accepted=3), [cover(covered=3)], [[0.95]])
    assert (found.most_wrong, found.right) == (3, 0)


def test_catalogue_of_multiplies_confidence_of_budgets():
    both = [cover(), cover(2)]
    found = catalogue_of(Counts(photos=200, auto_accepted=200), both, [[0.95, 0.99], [0.9]])
    assert found.confidence == pytest.approx(0.95 * 0.9)
    assert found.most_wrong == 10


def test_most_wrong_keeps_budget_over_all_stages():
    """Two lots, up to six stages in all: bounds are too low no more often than the budget."""
    from hitl_app.domain.certification.bound import STAGES, STAGES_ALLOWED, most_wrong

    rng = np.random.default_rng(11)
    level, false, replays = 0.2 / STAGES_ALLOWED, 0, 800
    for _ in range(replays):
        stages, held = 0, True
        while stages < STAGES_ALLOWED:
            lot = rng.permutation(np.arange(400) < 40)
            for times in STAGES[: STAGES_ALLOWED - stages]:
                stages += 1
                wrong = int(lot[: 25 * times].sum())
                bound = most_wrong(400, 25 * times, wrong, level)
                if bound - wrong <= 0.2 * (400 - 25 * times):
                    held = held and bound >= 40
                    break
        false += not held
    assert false / replays <= 0.2


def test_budgets_has_one_budget_for_first_photos(workspace):
    certify(workspace, target=0.9, checks=60, threshold=0.98)
    with workspace.database.read() as session:
        assert insights.budgets(session) == ((0.95,),)
    assert catalogue(workspace).confidence == pytest.approx(0.95)


def test_database_refuses_to_change_certificate(workspace):
    passed(workspace)
    for change in (update(CertificateRow).values(wrong=0), delete(CertificateRow)):
        with pytest.raises(DBAPIError, match="never changed"), workspace.database.write() as s:
            s.execute(change)
    assert len(inspecting.list_certificates(workspace)) == 1


def rows(file):
    with file.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def test_export_names_certificate_of_each_photo(workspace, tmp_path):
    passed(workspace)
    add_photos(workspace, [0.99] * 4, folder="/later")
    set_setting(workspace, THRESHOLD, "0.98")
    flagging.run(workspace, Job(lambda _event: None))
    export(workspace, tmp_path / "all.csv")
    export(workspace, tmp_path / "all.json")
    whole = json.loads((tmp_path / "all.json").read_bytes())
    found = catalogue(workspace)
    assert whole["catalogue"]["certified"] == found.certified
    assert whole["catalogue"]["right_at_least"] == found.right
    (certificate,) = whole["certificates"]
    assert certificate["most_wrong"] == found.most_wrong
    assert len(certificate["version_sha256"]) == 64
    for photos in (rows(tmp_path / "all.csv"), whole["photos"]):
        grounds = [(row["state"], row["certificate"]) for row in photos]
        assert grounds.count(("auto-accepted", str(certificate["number"]))) == found.certified
        assert grounds.count(("auto-accepted", "not certified")) == found.uncertified == 4
        assert {text for state, text in grounds if state != "auto-accepted"} == {""}


class _Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.tags = "", []

    def handle_data(self, data):
        self.text += data + "\n"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_write_page_contains_figures_and_no_links(workspace, tmp_path):
    passed(workspace)
    (certificate,) = inspecting.list_certificates(workspace)
    write_page(workspace, certificate.id, tmp_path / "one.html")
    parsed = _Text()
    parsed.feed((tmp_path / "one.html").read_text("utf-8"))
    for expected in (
        certificate.version,
        certificate.version_sha256,
        f"Photos in the lot\n{certificate.lot}\n",
        f"{certificate.most_wrong}\n",
        f"at most {certificate.most_wrong} of the {certificate.accepted}",
        "90.0 % correct",
        "ann",
        f"{certificate.at:%Y-%m-%d}",
        "What this certificate does not state",
    ):
        assert expected in parsed.text
    assert not [a for _, a in parsed.tags if {"src", "href"} & a.keys()], (
        "the page loads nothing else"
    )
    assert "script" not in [tag for tag, _ in parsed.tags]


def test_page_escapes_markup_in_names(workspace):
    passed(workspace)
    certificate = find_certificate(workspace, 1)
    text = page(certificate, "<script>alert(1)</script> $title")
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; $title" in text


def test_floor_percent_never_rounds_up(workspace):
    assert floor_percent(0.94999) == "94.9 %"
    assert floor_percent(0.95) == "95.0 %"
    assert floor_percent(0.29) == "29.0 %"


def test_write_labels_matches_certificates_of_export(workspace, tmp_path):
    passed(workspace)
    add_photos(workspace, [0.2], folder="=1+1")
    ids = accepted_ids(workspace)
    reviewing.decide(workspace, ids[0], Answer.SKIP, "ann")
    assert write_labels(workspace, 1, tmp_path / "labels.csv") == len(ids) - 1
    written = rows(tmp_path / "labels.csv")
    labels = {r["photo"]: r["label"] for r in written}
    export(workspace, tmp_path / "all.csv")
    covered = {
        r["photo"]: r["label"] for r in rows(tmp_path / "all.csv") if r["certificate"] == "1"
    }
    assert labels == covered


@pytest.mark.parametrize(
    ("number", "name", "code"),
    [(7, "x.html", "certificate-unknown"), (1, "x.doc", "certificate-kind")],
)
def test_write_refuses_unknown_certificate_and_extension(workspace, tmp_path, number, name, code):
    passed(workspace)
    for write in (write_page, write_labels):
        suffixed = name if write is write_page else name.replace("html", "csv")
        with pytest.raises(KnownError) as raised:
            write(workspace, number, tmp_path / suffixed)
        assert raised.value.code == code
    assert not list(tmp_path.glob("x.*"))


def test_catalogue_computes_right_and_share():
    found = Catalogue(10, 2, 5, 1, 1, 1, 2, 0.95)
    assert found.right == 5
    assert found.share == 0.5
