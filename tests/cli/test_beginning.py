"""A new workspace from a terminal: options, and questions for what none of them says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from hitl_app.domain.starter_sets import STARTER_SETS
from tests.helpers.terminal import run_json


@pytest.fixture
def photos(tmp_path) -> Path:
    folder = tmp_path / "my photos"
    for place, name in enumerate(("Boots", "Scarves")):
        (folder / name).mkdir(parents=True)
        Image.new("RGB", (80, 90), (200, 90 * place, 60)).save(folder / name / "one.jpg")
    return folder


def category_names(capsys, *options) -> list[str]:
    return [one["name"] for one in run_json(capsys, "categories", "list", *options)["categories"]]


def test_init_imports_photos_and_begins_with_starter_set_in_either_language(app, capsys, photos):
    made = run_json(capsys, "init", "--photos", str(photos), "--starter", "perabot")
    assert (made["new"], made["import"]["new"]) == (True, 2)
    for _opening in range(2):
        assert category_names(capsys)[:3] == ["Sofa", "Kursi berlengan", "Kursi"]
    assert run_json(capsys, "status")["photos"] == 2
    english = run_json(capsys, "init", "--workspace", "other", "--starter", "furniture")
    assert english["categories"][:3] == ["Sofa", "Armchair", "Chair"]


def test_init_names_known_categories_in_indonesian_and_model_suggests_them(app, capsys, photos):
    run_json(capsys, "init", "--starter", "pakaian", "--photos", str(photos))
    for _opening in range(2):
        queue = run_json(capsys, "queue")["queue"]
        assert {one["suggestion"] for one in queue} <= set(category_names(capsys))
    assert "Kaus" in category_names(capsys)


def test_starter_sets_have_as_many_different_names_in_each_language():
    for one in STARTER_SETS:
        english, indonesian = one.names("en"), one.names("id")
        assert len(english) == len(indonesian)
        for names in (english, indonesian):
            assert len({name.casefold() for name in names}) == len(names)


def answer(folder: Path, *arguments: str, answers: str) -> tuple[int, str]:
    """Run `hitl-app init` in a terminal of its own; return its status and what it showed."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "hitl_app", "init", *arguments]
    process = subprocess.Popen(command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.write(ours, answers.encode())
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return process.wait(100), shown.decode(errors="replace")


@pytest.mark.usefixtures("own_models")
def test_init_asks_in_a_terminal_for_photos_place_and_categories(tmp_path, capsys, photos):
    place = tmp_path / "labels"
    answers = f"no-such-folder\n{photos}\n{place}\nfolders\n"
    status, shown = answer(tmp_path, answers=answers)
    assert status == 0, shown
    assert "there is no such file or folder" in shown
    assert "Model in use: photo" in shown
    for _opening in range(2):
        assert category_names(capsys, "--workspace", str(place)) == ["Boots", "Scarves"]
        assert run_json(capsys, "status", "--workspace", str(place))["photos"] == 2
    assert sorted(path.name for path in photos.iterdir()) == ["Boots", "Scarves"]


@pytest.mark.usefixtures("own_models")
def test_init_asks_only_for_what_is_missing(capsys, photos):
    for file in photos.rglob("*.jpg"):
        # The model for small grey photos is quicker.
        Image.open(file).convert("L").resize((28, 28)).save(file)
    options = ("--photos", str(photos), "--starter", "toys")
    status, shown = answer(photos, *options, answers="\n")
    assert status == 0, shown
    assert "Photos to import" not in shown
    assert "Categories: a set" not in shown
    # The folder of the photos is never proposed for the labels.
    assert not (photos / "review.db").exists()
    made = Path(shown.split("Workspace created: ")[1].splitlines()[0])
    assert made.parent.name == "my photos"
    assert photos not in made.parents
    assert "Doll" in category_names(capsys, "--workspace", str(made.parent))


def test_init_asks_nothing_without_a_terminal(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "hitl_app", "init", "--json"],
        cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["new"] is True
    assert (tmp_path / "review.db").exists()
