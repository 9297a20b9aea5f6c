"""`inspect`, from the plan to the certificate, and what stays hidden meanwhile."""

import csv
import json

import numpy as np
import pytest
from sqlalchemy import select, update

from hitl_app.cli import run
from hitl_app.domain.photos import PhotoState
from hitl_app.services.certification import inspecting
from hitl_app.services.review import reviewing
from hitl_app.services.settings import ACCEPTING
from hitl_app.store.decisions.decisions import last_decision
from hitl_app.store.engine import leases
from hitl_app.store.schema import PhotoRow
from hitl_app.store.values import set_value
from hitl_app.workspace import Workspace
from tests.helpers.workspace.inspections import certify
from tests.helpers.workspace.workspaces import add_photos, make_workspace


@pytest.fixture
def app(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    workspace = make_workspace(tmp_path)
    rng = np.random.default_rng(3)
    sure = rng.uniform(0.985, 0.999, 500).tolist()
    add_photos(workspace, [*sure, *rng.uniform(0.3, 0.8, 100).tolist()])
    workspace.close()
    return tmp_path


def run_json(capsys, *arguments, status=0):
    assert run([*arguments, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def truth(app):
    """Return the suggestion of each photo, which is its right label."""
    workspace = Workspace.open(app)
    with workspace.database.read() as session:
        names = {c.id: c.name for c in workspace_categories(session)}
        rows = session.query(PhotoRow.sha256, PhotoRow.suggestion_id).all()
    workspace.close()
    return {sha256: names[suggestion] for sha256, suggestion in rows}


def workspace_categories(session):
    from hitl_app.store.categories import all_categories

    return all_categories(session)


def test_inspect_tells_all_of_the_work(app, capsys):
    plan = run_json(capsys, "inspect", "--target", "0.9")
    assert plan["blind"] == 2 * plan["checks"]
    assert plan["decisions_until"] is None
    assert run(["inspect", "--target", "0.9"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert f"after labelling about {plan['blind']} photos without suggestions" in first
    assert first.endswith(f"{plan['checks']} checks, and as many decoys.")


def test_inspect_tells_decisions_until_it_pays(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make_workspace(tmp_path, [0.75 + 0.2 * n / 900 for n in range(900)]).close()
    plan = run_json(capsys, "inspect")
    assert plan["decisions_until"] > 0
    assert run(["inspect"]) == 0
    assert capsys.readouterr().out == (
        f"An inspection does not pay yet: about {plan['decisions_until']} more decisions.\n"
    )


def test_inspect_leads_from_plan_to_certificate(app, capsys):
    plan = run_json(capsys, "inspect", "--target", "0.9", "--checks", "60")
    assert plan["lot"] >= 400
    assert plan["checks"] == 60
    opened = run_json(capsys, "inspect", "--open", "--target", "0.9", "--checks", "60")
    assert opened["lot"] == plan["lot"]
    status = run_json(capsys, "status")["inspection"]
    assert status["blind"] == status["blind_left"] > 120
    right = truth(app)
    front = run_json(capsys, "queue", "--limit", "600")["queue"]
    with (app / "said.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("photo", "label"))
        blind = [row["photo"] for row in front if row["confidence"] is None]
        rows.writerows((photo, right[photo]) for photo in blind)
    done = run_json(capsys, "decide", "--from", "said.csv", "--operator", "ann")
    assert done["inspection"]["state"] == "passed"
    assert done["inspection"]["wrong"] == 0
    (certificate,) = run_json(capsys, "inspect", "--list")["certificates"]
    assert certificate["accepted"] == done["inspection"]["accepted"]
    after = run_json(capsys, "status")
    assert (after["certified"], after["inspection"]) == (certificate["accepted"], None)
    assert after["catalogue"]["most_wrong"] == certificate["most_wrong"]
    page = ("inspect", "--certificate", "1", "--out", "one.html", "--labels", "labels.csv")
    assert run_json(capsys, *page)["covered"] == certificate["accepted"]
    assert "Certificate 1" in (app / "one.html").read_text("utf-8")
    assert len((app / "labels.csv").read_text("utf-8-sig").splitlines()) == 1 + after["certified"]
    assert run(["status"]) == 0
    assert "labelled correctly, 95.0 % confidence" in capsys.readouterr().out
    assert run(["inspect", "--certificate", "2"]) == 1
    assert "There is no certificate 2." in capsys.readouterr().err


def test_decide_completes_interrupted_acceptance(app, capsys):
    workspace = Workspace.open(app)
    certify(workspace, target=0.9, threshold=0.98, checks=60)
    accepted = PhotoRow.state == PhotoState.AUTO_ACCEPTED
    with workspace.database.write() as session:
        found = session.scalars(select(PhotoRow.id).where(accepted)).all()
        cut_off = found[100:]
        back = {"state": PhotoState.TO_REVIEW, "label_id": None, "certificate_id": None}
        session.execute(update(PhotoRow).where(PhotoRow.id.in_(cut_off)).values(back))
        set_value(session, ACCEPTING, [1, last_decision(session)])
        lease = leases.take_lease(session, inspecting.LEASE)
    unsure = reviewing.queue(workspace, 5)
    assert run_json(capsys, "status")["certified"] == 100
    rows = ["photo,label", *(f"{photo.sha256},Coat" for photo in unsure[:2])]
    (app / "said.csv").write_text("\n".join(rows) + "\n")
    # Decisions are recorded while another program evaluates the inspection.
    assert run(["decide", "--from", "said.csv"]) == 0
    assert "Another program is evaluating the inspection." in capsys.readouterr().out
    assert run_json(capsys, "status")["certified"] == 100
    with workspace.database.write() as session:
        leases.drop_lease(session, lease)
    workspace.close()
    run_json(capsys, "decide", "--from", "said.csv")
    assert run_json(capsys, "status")["certified"] == len(found)


def test_queue_hides_suggestions_of_blind_photos(app, capsys):
    run_json(capsys, "inspect", "--open", "--target", "0.9", "--checks", "60")
    rows = run_json(capsys, "queue", "--limit", "600")["queue"]
    blind = [row for row in rows if row["confidence"] is None]
    assert len(blind) >= 300
    assert {row["suggestion"] for row in blind} == {""}


def test_opinions_reports_agreement_of_operators(app, capsys):
    run_json(capsys, "settings", "set", "second-opinions", "1")
    rows = run_json(capsys, "queue", "--limit", "3")["queue"]
    for who, labels in (("ann", ["Dress", "Coat", "Bag"]), ("bob", ["Dress", "Coat", "Coat"])):
        lines = [f"{row['photo']},{label}" for row, label in zip(rows, labels, strict=True)]
        (app / "said.csv").write_text("\n".join(["photo,label", *lines]) + "\n")
        run_json(capsys, "decide", "--from", "said.csv", "--operator", who, "--second-opinions")
        wanted = run_json(capsys, "opinions", "--wanted", "--operator", "bob")["wanted"]
        assert len(wanted) == (3 if who == "ann" else 0)
    found = run_json(capsys, "opinions")
    assert (found["compared"], found["pairs"], found["disputed"]) == (3, [["Bag", "Coat", 1]], 1)
    assert run(["opinions"]) == 0
    out = capsys.readouterr().out
    assert "agree on 66.7 %" in out
    assert "Cohen's kappa" in out
    assert "Bag / Coat: 1 photo" in out


def test_mistakes_lists_likely_mistakes(app, capsys):
    right = truth(app)
    photos = [row["photo"] for row in run_json(capsys, "queue", "--limit", "600")["queue"]][-200:]
    labels = {photo: right[photo] for photo in photos}
    wrong = next(photo for photo in photos if right[photo] == "Coat")
    rows = [f"{photo},{label}" for photo, label in labels.items()] + [f"{wrong},Bag"]
    (app / "said.csv").write_text("\n".join(["photo,label", *rows]) + "\n")
    run_json(capsys, "decide", "--from", "said.csv")
    found = run_json(capsys, "mistakes", "--limit", "1")
    assert [row["photo"] for row in found["mistakes"]] == [wrong]
    assert run(["mistakes"]) == 0
    assert "labelled Bag, suggested Coat" in capsys.readouterr().out


def test_inspect_extends_certificate_to_later_photos(app, capsys):
    assert run(["inspect", "--extend"]) == 1
    assert "Set extend-certificates to 1" in capsys.readouterr().err
    run_json(capsys, "settings", "set", "extend-certificates", "1")
    assert run(["inspect", "--extend"]) == 1
    assert "No certificate can be extended now." in capsys.readouterr().err
    for count, arguments in ((None, ("--open", "--checks", "60")), (300, ("--extend",))):
        if count is not None:
            workspace = Workspace.open(app)
            add_photos(workspace, [0.999] * count, folder="/later")
            workspace.close()
        opened = run_json(capsys, "inspect", *arguments, "--target", "0.9")
        assert opened["checks"] == 60
        right = truth(app)
        rows = run_json(capsys, "queue", "--limit", "2000")["queue"]
        lines = [f"{r['photo']},{right[r['photo']]}" for r in rows if r["confidence"] is None]
        (app / "said.csv").write_text("\n".join(["photo,label", *lines]) + "\n")
        assert run(["decide", "--from", "said.csv"]) == 0
        assert ("by extension, not certified" in capsys.readouterr().out) == (count is not None)
    after = run_json(capsys, "status")["catalogue"]
    # Only the lot has arrived: as many decoys were drawn from it as checks.
    assert after["extended"] == 300 - 2 * 60
    assert run(["status"]) == 0
    assert "180 extended" in capsys.readouterr().out


def test_inspect_cancels_open_inspection(app, capsys):
    run_json(capsys, "inspect", "--open", "--target", "0.9", "--checks", "60")
    assert run(["inspect", "--open", "--target", "0.9"]) == 1
    assert "already open" in capsys.readouterr().err
    run_json(capsys, "inspect", "--cancel")
    assert run(["inspect", "--cancel"]) == 1
    assert "No inspection is open." in capsys.readouterr().err


def test_inspect_prints_plan_as_text(app, capsys):
    assert run(["inspect", "--target", "0.9"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Accept ")
    assert "90.0% correct" in out
    assert "Based on only 0 validation photos" in out
    assert run(["inspect", "--target", "0.5"]) == 1
    assert "Choose a value from 80% to 99.9%." in capsys.readouterr().err
