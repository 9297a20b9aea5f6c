"""The card of a model version: what it is, what it learned from, how well it does."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from safeio.characters import is_blank, is_printable
from safeio.foreign import foreign_bytes
from training.core.errors import TrainingError, damaged, require

COPY_AGAIN: Final = "Copy the whole folder of this model again from where it came."
"""The remedy for a damaged version."""
SCHEMA: Final = 2
_FIRST_SCHEMA: Final = 1  # without a purpose
# Part of the format of stored versions, which keep it.
WEIGHTS: Final = "network.keras"
MAX_CATEGORIES: Final = 1000
MIN_TEMPERATURE: Final = 0.05
MAX_TEMPERATURE: Final = 20.0
_MAX_TEXT: Final = 20_000
_MAX_NAME: Final = 255  # as long as a file name may be
_MAX_DEPTH: Final = 10
_MAX_WHOLE: Final = 2**53


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The content of ``card.json``.

    Attributes:
        name: of the version, and of its folder.
        architecture: the builder's name in ``training.architectures.builders``.
        preparation: the name in ``training.inputs.preparation`` of how photos become its input.
        categories: names in the order of the model's outputs.
        parent: the version that it was fine-tuned from, or None.
        data: what it learned from and what was held out, in words.
        seed: of everything random in its training.
        command: what made it, to make it again.
        created_at: ISO 8601, UTC.
        program: version of the program that made it.
        metrics: figures by name of the set they were measured on, and the curve.
        temperature: its log probabilities are divided by this.
        known_failures: what it is known to get wrong, in words.
        purpose: what it is for, in words.
        weights: the file with the weights, always ``network.keras``.
        sha256: of that file, in hexadecimal; set when the version is written.
        schema: of the card itself.
    """

    name: str
    architecture: str
    preparation: str
    categories: tuple[str, ...]
    parent: str | None
    data: str
    seed: int
    command: str
    created_at: str
    program: str
    metrics: Mapping[str, Any]
    temperature: float
    known_failures: str
    purpose: str = ""
    weights: str = WEIGHTS
    sha256: str = ""
    schema: int = SCHEMA

    def to_json(self) -> str:
        """Return the card as indented JSON with a final newline."""
        content = {**asdict(self), "categories": list(self.categories)}
        return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


_NAMES: Final = (
    "name",
    "architecture",
    "preparation",
    "created_at",
    "program",
    "weights",
    "sha256",
)
_TEXTS: Final = ("data", "command", "known_failures", "purpose")


def parse_card(text: str, where: str) -> Card:
    """Read an untrusted card: every field of its type and within bounds.

    Args:
        text: the JSON.
        where: the file's path, for the message.

    Raises:
        TrainingError: ``card-newer`` for a schema that this program does not know,
            ``card-unreadable`` for anything else that is wrong.
    """
    with foreign_bytes(unreadable_card(where)):
        content = json.loads(text, parse_constant=_refuse_constant)
        require(isinstance(content, dict), "it is not an object")
        schema = content.get("schema")
        if isinstance(schema, int) and schema > SCHEMA:
            raise TrainingError(
                "card-newer",
                f"The card {where} was written by a newer version of the program.",
                "Update the program to use this model.",
                {"path": where, "schema": schema},
            )
        return _checked(content)


def unreadable_card(path: Path | str) -> Callable[[Exception], TrainingError]:
    """Return what makes an exception the error of a damaged card."""
    return damaged("card-unreadable", f"The card {path} cannot be read", COPY_AGAIN, path)


def _refuse_constant(constant: str) -> float:
    raise ValueError(f"{constant} is not a number")


def _checked(content: dict[str, Any]) -> Card:
    """Return the card of this JSON object. Raises ValueError for the first thing that is wrong."""
    if content.get("schema") == _FIRST_SCHEMA:
        content = {**content, "schema": SCHEMA, "purpose": ""}
    known = {field.name for field in fields(Card)}
    missing = sorted(known - content.keys())
    require(not missing, f"it lacks {', '.join(missing)}")
    values = {name: content[name] for name in known}
    for name in _TEXTS:
        _text(name, values[name], _MAX_TEXT)
    for name in _NAMES:
        _name(name, values[name])
    if values["parent"] is not None:
        _name("parent", values["parent"])
    require(values["schema"] == SCHEMA, "its schema is unknown")
    require(values["weights"] == WEIGHTS, f"its weights are not in {WEIGHTS}")
    require(_is_whole(values["seed"]), "its seed is not a whole number")
    require(isinstance(values["metrics"], dict), "its metrics are not an object")
    _check_figures(values["metrics"], _MAX_DEPTH)
    temperature = values["temperature"]
    require(
        _is_number(temperature) and MIN_TEMPERATURE <= temperature <= MAX_TEMPERATURE,
        f"its temperature is not a number from {MIN_TEMPERATURE} to {MAX_TEMPERATURE}",
    )
    values["temperature"] = float(temperature)
    values["categories"] = checked_categories(values["categories"])
    return Card(**values)


def _text(name: str, value: object, most: int) -> None:
    require(
        isinstance(value, str) and len(value) <= most,
        f"{name} is not a text of at most {most} characters",
    )


def _name(what: str, value: object) -> None:
    """Raise ValueError unless it is a printable text of at most 255 characters."""
    _text(what, value, _MAX_NAME)
    require(is_printable(str(value)), f"{what} {value!a} holds a character that misleads")


def _check_figures(value: object, depth: int) -> None:
    """Raise ValueError unless it is JSON of bounded depth whose numbers are bounded."""
    if isinstance(value, dict | list):
        require(depth, "its metrics are nested too deep")
        for one in value.values() if isinstance(value, dict) else value:
            _check_figures(one, depth - 1)
        for key in value if isinstance(value, dict) else ():
            _name("one of its metrics", key)
    elif isinstance(value, str):
        _text("one of its metrics", value, _MAX_TEXT)
    else:
        usual = value is None or isinstance(value, bool) or _is_whole(value) or _is_number(value)
        require(usual, "one of its metrics is no number of an ordinary size")


def checked_categories(value: object) -> tuple[str, ...]:
    """Return the categories that a card may have, of a list of names.

    Raises:
        ValueError: for fewer than 2 or more than 1,000, for a name that is blank, too long, twice
            there, or no text, or that holds a control or another character that misleads.
    """
    names = list(value) if isinstance(value, list) else []
    require(
        2 <= len(names) <= MAX_CATEGORIES,
        f"categories are not a list of 2 to {MAX_CATEGORIES} names",
    )
    for name in names:
        _name("a category", name)
        require(not is_blank(name), "a category has no name")
    require(len(set(names)) == len(names), "two categories have the same name")
    return tuple(names)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _MAX_WHOLE


def _is_number(value: object) -> bool:
    return _is_whole(value) or (isinstance(value, float) and math.isfinite(value))
