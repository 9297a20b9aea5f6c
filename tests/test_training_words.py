"""What `training` reports and writes, against the words that the window has for it."""

import ast
import string

import pytest

from hitl_app import resources, training_words
from hitl_app.messages import sentences
from tools.translations import ROOT
from training.finetuning.appearance import APPEARANCES
from training.versions.registry import read_card


def raised() -> dict[str, list[set[str]]]:
    """Gives the parameters of every error that `training` raises, by its code."""
    found: dict[str, list[set[str]]] = {}
    for file in (ROOT / "training").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            match ast.unparse(node.func), node.args:
                case "TrainingError", [ast.Constant(code), _, _, ast.Dict(keys)]:
                    found.setdefault(code, []).append({key.value for key in keys})
                case "TrainingError", [ast.Constant(code), *_]:
                    found.setdefault(code, []).append(set())
                case "damaged", [ast.Constant(code), *_]:
                    found.setdefault(code, []).append({"path", "detail"})
                case "TrainingError" | "damaged", [code, *_]:
                    assert file.name == "errors.py", f"{file.name}: {ast.unparse(code)}"
    return found


RAISED = raised()


@pytest.mark.parametrize("code", training_words.HAPPENED)
def test_words_name_only_what_the_error_carries(code):
    fields = {
        name
        for text in training_words.problem(code)
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }
    assert RAISED[code]
    for params in RAISED[code]:
        assert fields <= params


def test_remedies_are_of_problems():
    assert set(training_words.REMEDIES) - {"other"} <= set(training_words.HAPPENED)


def test_a_problem_without_words_is_told_as_training_tells_it():
    told = {"problem": "one-category", "happened": "All have {x}.", "remedy": "Add some."}
    assert sentences("training-failed", told) == ("All have {x}.", "Add some.")


def test_a_problem_with_words_is_told_in_them():
    told = {"problem": "card-missing", "happened": "x", "remedy": "y", "path": "/a"}
    happened, remedy = sentences("training-failed", told, str.upper)
    assert happened == "THERE IS NO MODEL VERSION IN (PATH)."
    assert remedy.startswith("COPY THE WHOLE FOLDER")
    assert sentences("training-failed", told)[0] == "There is no model version in /a."


@pytest.mark.parametrize("name", ["fashion-mnist", "photo", "photo-base", "seed-cnn"])
def test_every_shipped_card_can_be_said_in_other_languages(name):
    card = read_card(resources.shipped_models() / name)
    said = {card.purpose, card.data, card.known_failures} - {""}
    assert said <= set(training_words.SHIPPED.values())


def test_every_way_that_training_photos_may_look_has_words():
    assert {way.kind for way in APPEARANCES} == set(training_words.WAYS)
