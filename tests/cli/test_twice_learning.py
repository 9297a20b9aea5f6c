"""What learns and measures, given again after something else was done, through the terminal."""

import contextlib
import dataclasses
import io
import json
import shutil

import pytest

from hitl_app import resources
from hitl_app.cli import run
from hitl_app.domain.photos import Role
from hitl_app.domain.splits import role_of
from tests.helpers.inspections import catalogue
from tests.helpers.photos import GARMENTS, make_photos
from tests.helpers.workspaces import make_workspace
from training.architectures import builders
from training.finetuning import finetune
from training.finetuning.config import FinetuneConfig
from training.inputs.preparation import PHOTOS, input_shape
from training.versions.registry import read_card, read_items, write_version

KNOWN = dict(
    zip(GARMENTS, ("T-shirt/top", "Trouser", "Dress", "Coat", "Sneaker", "Bag"), strict=True)
)
PICTURES = 36
DECIDED = 20


def told(folder, *arguments, status=0):
    """Give a command to a workspace and return its JSON, or what it wrote where it fails."""
    out, problem = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(problem):
        code = run(["--workspace", str(folder), *map(str, arguments), "--json"])
    assert code == status, problem.getvalue()
    return json.loads(out.getvalue()) if status == 0 else problem.getvalue()


def decide(folder, labels):
    """Decide photos from a file, which stands for one decision of many photos."""
    file = folder / "decided.csv"
    rows = "".join(f"{photo},{label}\n" for photo, label in labels.items())
    file.write_text(f"photo,label\n{rows}")
    assert told(folder, "decide", "--from", file)["recorded"] == len(labels)


def waiting(folder, names):
    """What is right for each photo that waits, in the order of the files."""
    rows = told(folder, "queue", "--limit", 1000)["queue"]
    kinds = {row["photo"]: row["path"].rsplit("/", 1)[1].rsplit("-", 1)[0] for row in rows}
    paths = {row["photo"]: row["path"][-8:] for row in rows}
    return {photo: names[kinds[photo]] for photo in sorted(kinds, key=paths.get)}


def some(labels, count):
    return dict(list(labels.items())[:count])


@pytest.fixture(scope="module", autouse=True)
def shipped(tmp_path_factory):
    """Ship two small networks, for grey pictures and for photos in colour; they learn a step."""
    root = tmp_path_factory.mktemp("shipped")
    grey = resources.shipped_networks() / "seed-cnn"
    shutil.copytree(grey, root / "seed-cnn")
    card = dataclasses.replace(read_card(grey), name="small-photo", preparation=PHOTOS)
    network = builders.build("seed-cnn", len(card.categories), input_shape(PHOTOS))
    samples = (read_items(grey, which) for which in ("replay", "holdout"))
    write_version(root, card, network, *(one.take(slice(0, 500, 50)) for one in samples))
    real = FinetuneConfig.of

    def briefly(name, **settings):
        return real(name, **{**settings, "head_epochs": 0, "epochs": 1})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "shipped_networks", lambda: root)
        patch.setattr(resources, "GREY_NETWORK", "seed-cnn")
        patch.setattr(resources, "PHOTO_NETWORK", "small-photo")
        patch.setattr(FinetuneConfig, "of", briefly)
        patch.setattr(finetune, "_LEAST_STEPS", 1)
        yield


@pytest.fixture
def small_network():
    """Take the networks of `shipped` instead of those that other tests begin with."""


def teach(place, own):
    """Make a workspace that was retrained once, and return it with what its garments are called."""
    make_photos(place / "drop", PICTURES, size=(60, 80))
    folder, names = place / "desk", KNOWN
    if own:
        names = {kind: f"my {kind}" for kind in GARMENTS}
        (place / "own.txt").write_text("\n".join(names.values()))
        told(folder, "init", "--categories", place / "own.txt")
    else:
        told(folder, "init")
    assert told(folder, "import", place / "drop")["network"] == "small-photo"
    decide(folder, some(waiting(folder, names), DECIDED))
    assert told(folder, "retrain", "--activate")["active"] == "small-photo-1"
    return folder, names


@pytest.fixture(scope="module")
def taught(shipped, tmp_path_factory):
    """A workspace of own categories that was retrained once."""
    return teach(tmp_path_factory.mktemp("taught"), own=True)


@pytest.fixture
def desk(taught, tmp_path):
    """A copy of the workspace that a test may change."""
    shutil.copytree(taught[0], tmp_path / "desk")
    return tmp_path / "desk"


@pytest.fixture
def names(taught):
    return taught[1]


def versions(folder):
    listed = told(folder, "networks", "list")["networks"]
    return {one["version"]: one["parent"] for one in listed}, next(
        one["version"] for one in listed if one["active"]
    )


def test_retrain_learns_again_after_more_decisions_and_an_undo(desk, names):
    decide(desk, some(waiting(desk, names), 8))
    status = told(desk, "status")
    again = told(desk, "retrain", "--activate")
    assert (again["candidate"], again["active"]) == ("small-photo-2", "small-photo-2")
    assert (again["lessons"], again["reference"]) == (status["lessons"], status["reference"])
    assert again["lessons"] + again["reference"] == DECIDED + 8
    assert told(desk, "undo")["changed"] == 8
    third = told(desk, "retrain")
    assert third["candidate"] == "small-photo-3"
    assert third["lessons"] + third["reference"] == DECIDED
    parents, _ = versions(desk)
    assert parents["small-photo-3"] == "small-photo-2"
    assert parents["small-photo-2"] == "small-photo-1"


def test_retrain_learns_again_in_shipped_categories(tmp_path):
    desk, names = teach(tmp_path, own=False)
    decide(desk, some(waiting(desk, names), 8))
    again = told(desk, "retrain", "--activate")
    assert again["active"] == "small-photo-2"
    assert again["lessons"] + again["reference"] == DECIDED + 8
    assert told(desk, "networks", "rollback")["network"] == "small-photo-1"


def test_evaluate_gives_the_same_figures_after_an_undo_and_the_same_decisions(desk, names):
    first = told(desk, "networks", "evaluate")
    more = some(waiting(desk, names), 12)
    decide(desk, more)
    second = told(desk, "networks", "evaluate")
    validation = [photo for photo in more if role_of(photo) is Role.REFERENCE]
    assert validation
    assert second["count"] == first["count"] + len(validation)
    told(desk, "undo")
    decide(desk, more)
    third = told(desk, "networks", "evaluate")
    assert {**second, "at": third["at"]} == third


def test_compare_gives_the_same_verdict_until_a_decision_changes_it(desk, names):
    compare = ("networks", "compare", "small-photo", "small-photo-1")
    first = told(desk, *compare)
    assert told(desk, *compare) == first
    decide(desk, some(waiting(desk, names), 12))
    second = told(desk, *compare)
    assert second["count"] > first["count"]
    told(desk, "undo")
    assert told(desk, *compare) == first


def test_activate_and_rollback_go_back_and_forth(desk):
    assert told(desk, "networks", "activate", "small-photo-1")["scored"] == 0, "it is active"
    assert told(desk, "networks", "activate", "small-photo")["scored"] == PICTURES - DECIDED
    assert told(desk, "networks", "rollback")["network"] == "small-photo-1"
    assert told(desk, "networks", "activate", "small-photo")["scored"] == PICTURES - DECIDED
    assert told(desk, "networks", "activate", "small-photo-1")["network"] == "small-photo-1"
    assert told(desk, "networks", "rollback")["network"] == "small-photo"
    assert versions(desk)[1] == "small-photo"


def test_export_and_import_of_a_version_again_lose_nothing(desk, names, tmp_path):
    file, other = tmp_path / "version.zip", tmp_path / "other"
    assert told(desk, "networks", "export", "small-photo-1", file)["version"] == "small-photo-1"
    first = file.read_bytes()
    decide(desk, some(waiting(desk, names), 4))
    assert told(desk, "networks", "export", "small-photo-1", file)["bytes"] == len(first)
    assert told(other, "init")["new"]
    assert told(other, "networks", "import", file)["version"] == "small-photo-1"
    refused = told(other, "networks", "import", file, status=1)
    assert "There is already a network version" in refused
    told(other, "categories", "add", "Scarf")
    assert "There is already" in told(other, "networks", "import", file, status=1)
    assert told(other, "networks", "activate", "small-photo-1")["network"] == "small-photo-1"
    back = tmp_path / "back.zip"
    told(other, "networks", "export", "small-photo-1", back)
    told(desk, "networks", "activate", "small-photo")
    assert "There is already" in told(desk, "networks", "import", back, status=1)


def test_retrain_learns_from_an_imported_version_again(taught, desk, names, tmp_path):
    file, other = tmp_path / "version.zip", tmp_path / "other"
    told(desk, "networks", "export", "small-photo-1", file)
    listed = tmp_path / "names.txt"
    listed.write_text("\n".join(names.values()))
    told(other, "init", "--categories", listed)
    told(other, "networks", "import", file)
    told(other, "networks", "activate", "small-photo-1")
    told(other, "import", taught[0].parent / "drop")
    told(other, "networks", "activate", "small-photo-1")
    for number in (2, 3):
        decide(other, some(waiting(other, names), 14))
        trained = told(other, "retrain", "--activate")
        assert trained["active"] == f"small-photo-{number}"
        assert trained["lessons"] + trained["reference"] == 14 * (number - 1)


def test_mistakes_are_found_again_after_an_undo_and_the_same_decisions(tmp_path):
    make_workspace(tmp_path / "desk", [0.9] * 70).close()
    rows = told(tmp_path / "desk", "queue", "--limit", 100)["queue"]
    labels = {row["photo"]: row["suggestion"] for row in rows}
    wrong = next(photo for photo, label in labels.items() if label == "Coat")
    labels[wrong] = "Bag"
    decide(tmp_path / "desk", labels)
    first = told(tmp_path / "desk", "mistakes")
    assert [(row["photo"], row["likelier"]) for row in first["mistakes"]] == [(wrong, "Coat")]
    assert told(tmp_path / "desk", "mistakes") == first
    told(tmp_path / "desk", "undo")
    assert told(tmp_path / "desk", "mistakes")["compared"] == 0
    decide(tmp_path / "desk", labels)
    assert told(tmp_path / "desk", "mistakes") == first


def test_inspect_opens_again_after_it_was_cancelled(tmp_path):
    catalogue(tmp_path / "desk").close()
    plan = ("inspect", "--plan", "--target", "0.9")
    wanted = ("--target", "0.9", "--threshold", "0.98", "--checks", "60")
    first = told(tmp_path / "desk", *plan)
    assert told(tmp_path / "desk", *plan) == first
    opened = told(tmp_path / "desk", "inspect", "--open", *wanted)
    assert told(tmp_path / "desk", "inspect", "--open", *wanted, status=1)
    told(tmp_path / "desk", "inspect", "--cancel")
    assert told(tmp_path / "desk", "inspect", "--cancel", status=1)
    assert told(tmp_path / "desk", *plan) == first
    again = told(tmp_path / "desk", "inspect", "--open", *wanted)
    assert (again["lot"], again["checks"]) == (opened["lot"], opened["checks"])
    assert told(tmp_path / "desk", "inspect", "--list") == {"certificates": []}
