"""Archives of model versions with invalid cards."""

import json
import zipfile

import pytest

from hitl_app import resources
from hitl_app.cli import run
from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture
def app(tmp_path, monkeypatch):
    folder = tmp_path / "workspace"
    folder.mkdir()
    make_workspace(folder).close()
    monkeypatch.chdir(folder)
    return folder


def archive(folder, **changed):
    """Write an archive with nothing but a card, which is refused before anything else is read."""
    card = resources.shipped_models() / resources.PHOTO_MODEL / "card.json"
    content = {**json.loads(card.read_text("utf-8")), "name": "extended", **changed}
    file = folder / "it.zip"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("card.json", json.dumps(content))
    return str(file)


def refusal(capsys, file):
    assert run(["models", "import", file]) == 1
    *progress, error = capsys.readouterr().err.splitlines()
    assert all(line.endswith(" 0 of 1") for line in progress)
    assert len(error) < 700
    return error


@pytest.mark.parametrize(
    "name", ["skip", "ASK", "Not-A-Photo", "withdrawn", "ｓｋｉｐ", "sk\u200dip"]
)
def test_models_import_refuses_a_card_that_names_an_answer(app, capsys, name):
    error = refusal(capsys, archive(app, categories=["Bag", name]))
    assert f"has a category “{name}”, which is a reserved name." in error


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("\u202egpj", r"\u202egpj"),
        ("a\u2066b", r"a\u2066b"),
        ("a\x00b", r"a\x00b"),
        ("a\nb", r"a\nb"),
        ("a\u2028b", r"a\u2028b"),
        ("\x9b2J", r"\x9b2J"),
        ("\ud800", r"\ud800"),
    ],
)
def test_models_import_refuses_a_card_with_characters_that_mislead(app, capsys, name, shown):
    error = refusal(capsys, archive(app, categories=["Bag", name]))
    assert f"{shown}' holds a character that misleads" in error


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"categories": ["Bag", "x" * 20_000]}, "not a text of at most 255 characters"),
        ({"categories": ["Bag", "x" * 61]}, f"a category “{'x' * 59}…”, which is not allowed here"),
        ({"categories": [str(n) for n in range(100_000)]}, "not a list of 2 to 1000 names"),
        ({"categories": ["Bag", "\u200d\u3164"]}, "a category has no name"),
        ({"categories": ["Bag", "bAG"]}, "the categories “Bag” and “bAG”, which are the same"),
        ({"categories": ["می\u200cخواهم", "میخواهم"]}, "which are the same here"),
        ({"categories": ["Caf\u00e9", "Cafe\u0301"]}, "which are the same here"),
        ({"categories": {"Bag": 1}}, "not a list of 2 to 1000 names"),
        ({"categories": [["Bag"], ["Coat"]]}, "is not a text"),
        ({"name": "../up"}, "cannot be the name of a model version"),
        ({"name": "a/b"}, "cannot be the name of a model version"),
        ({"name": "CON"}, "cannot be the name of a model version"),
        ({"name": "nul.txt"}, "cannot be the name of a model version"),
        ({"name": "photo."}, "cannot be the name of a model version"),
        ({"name": ".hidden"}, "cannot be the name of a model version"),
        ({"name": "x" * 250}, f"{'x' * 99}…” cannot be the name of a model version"),
        ({"name": "x\u202e"}, "holds a character that misleads"),
        ({"name": "x" * 20_000}, "name is not a text of at most 255 characters"),
        ({"parent": "\x1b[2J"}, "holds a character that misleads"),
        ({"architecture": "\x1b[2J"}, "holds a character that misleads"),
        ({"metrics": {"test": {"accuracy": 10**40}}}, "no number of an ordinary size"),
        ({"metrics": json.loads("[" * 30 + "]" * 30)}, "its metrics are not an object"),
        ({"metrics": {"a": json.loads("[" * 30 + "]" * 30)}}, "its metrics are nested too deep"),
        ({"metrics": {"\x1b": 1}}, "holds a character that misleads"),
        ({"seed": 10**40}, "its seed is not a whole number"),
    ],
)
def test_models_import_refuses_a_card_in_one_sentence(app, capsys, changed, words):
    assert words in refusal(capsys, archive(app, **changed))
    assert not (app / "models").exists() or not list((app / "models").iterdir())


def test_models_import_refuses_a_card_with_huge_numbers(app, capsys):
    file = archive(app)
    with zipfile.ZipFile(file) as made:
        card = made.read("card.json").decode()
    for text in (
        card.replace('"metrics": {', '"metrics": {"a": 1e999, '),
        card.replace('"metrics": {', '"metrics": {"a": ' + "9" * 10_000 + ", "),
        card.replace('"metrics": {', '"metrics": {"a": ' + "[" * 200_000),
    ):
        assert text != card
        with zipfile.ZipFile(file, "w") as made:
            made.writestr("card.json", text)
        assert "cannot be read" in refusal(capsys, file)


def test_models_import_refuses_name_that_differs_only_in_case(app, capsys):
    error = refusal(capsys, archive(app, name="SEED-CNN"))
    assert "There is already a model version named SEED-CNN." in error
