import json
from pathlib import Path

import pytest

from tests.helpers.models.errors import refused
from training.versions.card import parse_card
from training.versions.registry import (
    read_card,
)


def test_parse_card_returns_what_was_written(version: Path) -> None:
    card = read_card(version)
    assert parse_card(card.to_json(), "here") == card
    assert card.categories == ("bar", "block", "ring")
    assert card.parent is None
    assert card.metrics["test"]["accuracy"] > 0.8


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("temperature", 0),
        ("temperature", "1"),
        ("temperature", True),
        ("temperature", float("nan")),
        ("temperature", 1e9),
        ("weights", "../../network.keras"),
        ("categories", ["one"]),
        ("categories", ["one", "one"]),
        ("categories", ["one", " "]),
        ("categories", "one two"),
        ("categories", ["one", 2]),
        ("name", 5),
        ("parent", 5),
        ("seed", 1.5),
        ("metrics", []),
        ("schema", 0),
        ("schema", "1"),
        ("data", "x" * 20_001),
    ],
)
def test_parse_card_raises_when_a_value_is_wrong(version: Path, field: str, value: object) -> None:
    content = {**json.loads(read_card(version).to_json()), field: value}
    refused("card-unreadable", parse_card, json.dumps(content), "here")


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 100_000, '{"schema": NaN}'])
def test_parse_card_raises_when_the_text_is_no_card(text: str) -> None:
    refused("card-unreadable", parse_card, text, "here")


def test_parse_card_explains_a_newer_card() -> None:
    error = refused("card-newer", parse_card, '{"schema": 3}', "here")
    assert "Update the program" in str(error)


def test_parse_card_reads_the_first_schema(version: Path) -> None:
    content = json.loads(read_card(version).to_json())
    assert content.pop("purpose")
    card = parse_card(json.dumps({**content, "schema": 1}), "here")
    assert (card.purpose, card.schema) == ("", 2)
    refused("card-unreadable", parse_card, json.dumps(content), "here")


def test_parse_card_ignores_unknown_fields(version: Path) -> None:
    card = read_card(version)
    content = {**json.loads(card.to_json()), "colour": "blue"}
    assert parse_card(json.dumps(content), "here") == card
