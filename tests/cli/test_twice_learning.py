"""Commands that train and measure, repeated after other commands."""

import contextlib
import dataclasses
import io
import json
import shutil

import pytest

from hitl_app import resources
from hitl_app.cli import run
from hitl_app.domain.photos import Split, split_of
from tests.helpers.files.photos import GARMENTS, make_photos
from tests.helpers.workspace.inspections import catalogue
from tests.helpers.workspace.workspaces import make_workspace
from training.architectures import builders
from training.finetuning import passes
from training.finetuning.config import FinetuneConfig
from training.inputs.preparation import PHOTOS, input_shape
from training.versions.registry import read_card, read_items, write_version

KNOWN = dict(
    zip(GARMENTS, ("T-shirt/top", "Trouser", "Dress", "Coat", "Sneaker", "Bag"), strict=True)
)
PICTURES = 36
REVIEWED = 20


def run_json(folder, *arguments, status=0):
    """Run a command on a workspace; return its JSON, or its error output where it fails."""
    out, problem = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(problem):
        code = run(["--workspace", str(folder), *map(str, arguments), "--json"])
    assert code == status, problem.getvalue()
    return json.loads(out.getvalue()) if status == 0 else problem.getvalue()


def decide(folder, labels):
    """Decide photos from a file, in one operation."""
    file = folder / "decided.csv"
    rows = "".join(f"{photo},{label}\n" for photo, label in labels.items())
    file.write_text(f"photo,label\n{rows}")
    assert run_json(folder, "decide", "--from", file)["recorded"] == len(labels)


def to_review(folder, names):
    """Return the right label of each photo to review, in the order of the files."""
    rows = run_json(folder, "queue", "--limit", 1000)["queue"]
    kinds = {row["photo"]: row["path"].rsplit("/", 1)[1].rsplit("-", 1)[0] for row in rows}
    paths = {row["photo"]: row["path"][-8:] for row in rows}
    return {photo: names[kinds[photo]] for photo in sorted(kinds, key=paths.get)}


def some(labels, count):
    return dict(list(labels.items())[:count])


@pytest.fixture(scope="module", autouse=True)
def shipped(tmp_path_factory):
    """Ship two small models, for grey and for colour photos, and limit retrainings to a step."""
    root = tmp_path_factory.mktemp("shipped")
    grey = resources.shipped_models() / "seed-cnn"
    shutil.copytree(grey, root / "seed-cnn")
    card = dataclasses.replace(read_card(grey), name="small-photo", preparation=PHOTOS)
    model = builders.build("seed-cnn", len(card.categories), input_shape(PHOTOS))
    samples = (read_items(grey, which) for which in ("replay", "holdout"))
    write_version(root, card, model, *(one.take(slice(0, 500, 50)) for one in samples))
    real = FinetuneConfig.of

    def briefly(name, **settings):
        return real(name, **{**settings, "head_epochs": 0, "epochs": 1})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "shipped_models", lambda: root)
        patch.setattr(resources, "GREY_MODEL", "seed-cnn")
        patch.setattr(resources, "PHOTO_MODEL", "small-photo")
        patch.setattr(FinetuneConfig, "of", briefly)
        patch.setattr(passes, "_MIN_STEPS", 1)
        yield


@pytest.fixture
def small_model():
    """Keep the models of `shipped` instead of the smallest model."""


def make_retrained(place, own):
    """Make a workspace that was retrained once; return it with the names of its garments."""
    make_photos(place / "drop", PICTURES, size=(60, 80))
    folder, names = place / "workspace", KNOWN
    if own:
        names = {kind: f"my {kind}" for kind in GARMENTS}
        (place / "own.txt").write_text("\n".join(names.values()))
        run_json(folder, "init", "--categories", place / "own.txt")
    else:
        run_json(folder, "init")
    assert run_json(folder, "import", place / "drop")["model"] == "small-photo"
    decide(folder, some(to_review(folder, names), REVIEWED))
    assert run_json(folder, "retrain", "--activate")["active"] == "small-photo-1"
    return folder, names


@pytest.fixture(scope="module")
def retrained(shipped, tmp_path_factory):
    """Return a workspace of own categories that was retrained once."""
    return make_retrained(tmp_path_factory.mktemp("taught"), own=True)


@pytest.fixture
def app(retrained, tmp_path):
    """Return a copy of the workspace that a test may change."""
    shutil.copytree(retrained[0], tmp_path / "workspace")
    return tmp_path / "workspace"


@pytest.fixture
def names(retrained):
    return retrained[1]


def versions(folder):
    listed = run_json(folder, "models", "list")["models"]
    return {one["version"]: one["parent"] for one in listed}, next(
        one["version"] for one in listed if one["active"]
    )


def test_retrain_uses_current_decisions_after_more_and_an_undo(app, names):
    decide(app, some(to_review(app, names), 8))
    status = run_json(app, "status")
    again = run_json(app, "retrain", "--activate")
    assert (again["candidate"], again["active"]) == ("small-photo-2", "small-photo-2")
    assert (again["training_photos"], again["validation"]) == (
        status["training"],
        status["validation"],
    )
    assert again["training_photos"] + again["validation"] == REVIEWED + 8
    assert run_json(app, "undo")["changed"] == 8
    third = run_json(app, "retrain", "--activate")
    assert third["candidate"] == "small-photo-3"
    assert third["training_photos"] + third["validation"] == REVIEWED
    parents, _ = versions(app)
    assert parents["small-photo-3"] == "small-photo-2"
    assert parents["small-photo-2"] == "small-photo-1"


def test_retrain_runs_again_in_shipped_categories(tmp_path):
    app, names = make_retrained(tmp_path, own=False)
    decide(app, some(to_review(app, names), 8))
    again = run_json(app, "retrain", "--activate")
    assert again["active"] == "small-photo-2"
    assert again["training_photos"] + again["validation"] == REVIEWED + 8
    assert run_json(app, "models", "rollback")["model"] == "small-photo-1"


def test_evaluate_gives_the_same_figures_after_an_undo_and_the_same_decisions(app, names):
    first = run_json(app, "models", "evaluate")
    more = some(to_review(app, names), 12)
    decide(app, more)
    second = run_json(app, "models", "evaluate")
    validation = [photo for photo in more if split_of(photo) is Split.VALIDATION]
    assert validation
    assert second["count"] == first["count"] + len(validation)
    run_json(app, "undo")
    decide(app, more)
    third = run_json(app, "models", "evaluate")
    assert {**second, "at": third["at"]} == third


def test_compare_gives_the_same_verdict_until_a_decision_changes_it(app, names):
    compare = ("models", "compare", "small-photo", "small-photo-1")
    first = run_json(app, *compare)
    assert run_json(app, *compare) == first
    decide(app, some(to_review(app, names), 12))
    second = run_json(app, *compare)
    assert second["count"] > first["count"]
    run_json(app, "undo")
    assert run_json(app, *compare) == first


def test_rollback_activates_version_before_last_activation(app):
    assert run_json(app, "models", "activate", "small-photo-1")["scored"] == 0, "it is active"
    assert run_json(app, "models", "activate", "small-photo")["scored"] == PICTURES - REVIEWED
    assert run_json(app, "models", "rollback")["model"] == "small-photo-1"
    assert run_json(app, "models", "activate", "small-photo")["scored"] == PICTURES - REVIEWED
    assert run_json(app, "models", "activate", "small-photo-1")["model"] == "small-photo-1"
    assert run_json(app, "models", "rollback")["model"] == "small-photo"
    assert versions(app)[1] == "small-photo"


def test_models_export_and_import_keep_version_when_repeated(app, names, tmp_path):
    file, other = tmp_path / "version.zip", tmp_path / "other"
    assert run_json(app, "models", "export", "small-photo-1", file)["version"] == "small-photo-1"
    first = file.read_bytes()
    decide(app, some(to_review(app, names), 4))
    again = run_json(app, "models", "export", "small-photo-1", file)
    assert again["bytes"] == len(first) == file.stat().st_size
    assert run_json(other, "init")["new"]
    assert run_json(other, "models", "import", file)["version"] == "small-photo-1"
    refused = run_json(other, "models", "import", file, status=1)
    assert "There is already a model version" in refused
    run_json(other, "categories", "add", "Scarf")
    assert "There is already" in run_json(other, "models", "import", file, status=1)
    assert run_json(other, "models", "activate", "small-photo-1")["model"] == "small-photo-1"
    parents, active = versions(other)
    assert (parents["small-photo-1"], active) == ("small-photo", "small-photo-1")
    back = tmp_path / "back.zip"
    run_json(other, "models", "export", "small-photo-1", back)
    run_json(app, "models", "activate", "small-photo")
    assert "There is already" in run_json(app, "models", "import", back, status=1)


def test_retrain_continues_from_imported_version(retrained, app, names, tmp_path):
    file, other = tmp_path / "version.zip", tmp_path / "other"
    run_json(app, "models", "export", "small-photo-1", file)
    listed = tmp_path / "names.txt"
    listed.write_text("\n".join(names.values()))
    run_json(other, "init", "--categories", listed)
    run_json(other, "models", "import", file)
    run_json(other, "models", "activate", "small-photo-1")
    run_json(other, "import", retrained[0].parent / "drop")
    run_json(other, "models", "activate", "small-photo-1")
    for number in (2, 3):
        decide(other, some(to_review(other, names), 14))
        trained = run_json(other, "retrain", "--activate")
        assert trained["active"] == f"small-photo-{number}"
        assert trained["training_photos"] + trained["validation"] == 14 * (number - 1)


def test_mistakes_are_found_again_after_an_undo_and_the_same_decisions(tmp_path):
    make_workspace(tmp_path / "workspace", [0.9] * 70).close()
    rows = run_json(tmp_path / "workspace", "queue", "--limit", 100)["queue"]
    labels = {row["photo"]: row["suggestion"] for row in rows}
    wrong = next(photo for photo, label in labels.items() if label == "Coat")
    labels[wrong] = "Bag"
    decide(tmp_path / "workspace", labels)
    first = run_json(tmp_path / "workspace", "mistakes")
    assert [(row["photo"], row["likelier"]) for row in first["mistakes"]] == [(wrong, "Coat")]
    assert run_json(tmp_path / "workspace", "mistakes") == first
    run_json(tmp_path / "workspace", "undo")
    assert run_json(tmp_path / "workspace", "mistakes")["compared"] == 0
    decide(tmp_path / "workspace", labels)
    assert run_json(tmp_path / "workspace", "mistakes") == first


def test_inspect_opens_again_after_it_was_cancelled(tmp_path):
    catalogue(tmp_path / "workspace").close()
    plan = ("inspect", "--plan", "--target", "0.9")
    wanted = ("--target", "0.9", "--threshold", "0.98", "--checks", "60")
    first = run_json(tmp_path / "workspace", *plan)
    assert run_json(tmp_path / "workspace", *plan) == first
    opened = run_json(tmp_path / "workspace", "inspect", "--open", *wanted)
    assert run_json(tmp_path / "workspace", "inspect", "--open", *wanted, status=1)
    run_json(tmp_path / "workspace", "inspect", "--cancel")
    assert run_json(tmp_path / "workspace", "inspect", "--cancel", status=1)
    assert run_json(tmp_path / "workspace", *plan) == first
    again = run_json(tmp_path / "workspace", "inspect", "--open", *wanted)
    assert (again["lot"], again["checks"]) == (opened["lot"], opened["checks"])
    assert run_json(tmp_path / "workspace", "inspect", "--list") == {"certificates": []}
