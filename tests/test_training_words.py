"""Codes and texts of `training`, against the translatable texts of the window."""

import ast
import string

import pytest

from hitl_app import resources, training_words
from hitl_app.domain.starter_sets import GREY_KNOWN, KNOWN_SET
from hitl_app.messages import sentences
from tools.translations import ROOT
from training.finetuning.appearance import APPEARANCES
from training.versions.registry import read_card


def raised() -> dict[str, list[set[str]]]:
    """Return the parameters of every error that `training` raises, by its code."""
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
def test_problem_uses_only_parameters_of_error(code):
    fields = {
        name
        for text in training_words.problem(code)
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }
    assert RAISED[code]
    for params in RAISED[code]:
        assert fields <= params


def test_remedies_belong_to_known_problems():
    assert set(training_words.REMEDIES) - {"other"} <= set(training_words.HAPPENED)


def test_sentences_use_text_of_training_when_problem_is_unknown():
    params = {"problem": "one-category", "happened": "All have {x}.", "remedy": "Add some."}
    assert sentences("training-failed", params) == ("All have {x}.", "Add some.")


def test_sentences_translate_problem_when_it_is_known():
    params = {"problem": "card-missing", "happened": "x", "remedy": "y", "path": "/a"}
    happened, remedy = sentences("training-failed", params, str.upper)
    assert happened == "THERE IS NO MODEL VERSION IN (PATH)."
    assert remedy.startswith("COPY THE WHOLE FOLDER")
    assert sentences("training-failed", params)[0] == "There is no model version in /a."


@pytest.mark.parametrize("name", ["fashion-mnist", "photo", "photo-base", "seed-cnn"])
def test_shipped_card_has_only_translatable_texts(name):
    card = read_card(resources.shipped_models() / name)
    texts = {card.purpose, card.data, card.known_failures} - {""}
    shown = {training_words.plain(text) for text in texts}
    assert shown <= set(training_words.SHIPPED.values())
    assert texts.isdisjoint(shown)


def test_plain_returns_text_of_other_cards_unchanged():
    assert training_words.plain("Photos of kettles.") == "Photos of kettles."


def test_ways_describe_every_appearance():
    assert {way.kind for way in APPEARANCES} == set(training_words.WAYS)


def test_starter_set_lists_the_categories_of_the_shipped_models():
    names = KNOWN_SET.names("en")
    known = {"photo": names, "fashion-mnist": names[:GREY_KNOWN]}
    for name, categories in known.items():
        assert tuple(read_card(resources.shipped_models() / name).categories) == categories
