"""Texts for the codes that services and jobs report.

Each problem has one sentence on the event and one on the remedy. The window passes both through
Qt's translation, the terminal prints them as they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hitl_app import training_words
from hitl_app.problems.files import FILE_PROBLEMS
from hitl_app.problems.work import WORK_PROBLEMS

Translate = Callable[[str], str]
"""Translates a text of this module; `str` leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Language of a document.

    Attributes:
        language: Its code, as HTML has it.
        from_right: Whether it is written from right to left.
        translate: Translates an English sentence.
        number: Formats a whole number with its thousands grouped.
        decimal: Formats a number with so many digits behind the point, or the comma.
    """

    language: str = "en"
    from_right: bool = False
    translate: Translate = str
    number: Callable[[int], str] = "{:,}".format
    decimal: Callable[[float, int], str] = "{:.{}f}".format


ENGLISH = Speech()
"""Speech of the terminal: English."""

MODEL_REASONS: Mapping[str, str] = {
    "first": "{name} labels what comes in, until the first photos say which model fits them.",
    "grey-photos": "{name} labels these photos: they are all 28×28 and grey, as it learned them.",
    "other-photos": "{name} labels these photos: it learned from photos in colour.",
    "own-categories": "{name} lends its features: it knows none of your categories, and suggests "
    "nothing until the first retraining.",
}
"""Reasons why a version is active, besides those of operators and the gate."""

PROBLEMS = FILE_PROBLEMS | WORK_PROBLEMS
"""What happened and what to do, by the code of a `KnownError`."""

REJECTIONS: Mapping[str, str] = {
    "photo-unknown": "no photo of that hash, path or name",
    "photo-ambiguous": "more than one photo has that name; give the path or the hash",
    "category-unknown": "no such category",
    "category-retired": "the category is retired; bring it back first",
    "row-short": "the row names no photo",
    "row-long": "the row has more cells than the first line; quote a text with a separator in it",
    "by-model": "a model said so, not a person",
    "label-ambiguous": "an answer and a category have that name; rename the category",
    "model-since": "another model version labels the photo now; export again",
    "decided-since": "the photo was decided again after that export; export again",
    "opinion-blind": "the photo waits for a blind opinion; a table gives one by --second-opinions",
    "row-aided": "the photo is to be decided blind, and the row shows what was said of it",
}


FALLBACKS: Mapping[str, str] = {
    "folder-gone": "The folder of {lost} is gone, so {version} labels again.",
    "weights-changed": "The files of {lost} are not those that were registered, so {version} "
    "labels again.",
}
"""Reasons for an automatic fallback."""


# Reasons of the gate; the codes are those of `training.finetuning.gate`.
GATE_REASONS: Mapping[str, str] = {
    "too-few-validation": "Too few validation photos are decided: {count}; it takes {minimum} to "
    "judge.",
    "right-more-often": "Of the validation photos it is right on {gained} where the active "
    "version is wrong, and wrong on {lost} where that is right.",
    "right-less-often": "Of the validation photos it is right on only {gained} where the active "
    "version is wrong, and wrong on {lost} where that is right.",
    "no-clear-difference": "Of the validation photos it is right on {gained} where the active "
    "version is wrong, and wrong on {lost} where that is right: too little to tell.",
    "category-lost": "It recognises {category} worse: {candidate:.0%} of {count} instead of "
    "{active:.0%}.",
    "forgetting": "It forgot some of what the model knew: {candidate:.1%} right instead of "
    "{active:.1%} on photos that neither learned.",
    # Reasons against activating a better one automatically.
    "another-version-meanwhile": "While it learned, {version} took over from {parent}, and it was "
    "not compared with that: compare the two, and activate the better one.",
    "inspection-meanwhile": "While it learned, an inspection was opened, which it would close: "
    "activate it when that has ended.",
    "more-confident-when-right": "It is surer of what is right.",
    "less-confident-when-right": "It is less sure of what is right.",
}


PACE: Mapping[str, str] = {"an-hour": "{pace} an hour"}
"""Unit of the pace."""


def pace_words(per_hour: float, speech: Speech = ENGLISH) -> str:
    """Return a pace in words.

    Args:
        per_hour: Decisions an hour of work.
        speech: How it is worded.
    """
    return speech.translate(PACE["an-hour"]).format(pace=speech.number(round(per_hour)))


def gate_reason(code: str, params: Mapping[str, Any], translate: Translate = str) -> str:
    """Return a reason of the gate as one sentence."""
    return translate(GATE_REASONS.get(code, code)).format_map(_Values(params))


def sentences(code: str, params: Mapping[str, Any], translate: Translate = str) -> tuple[str, str]:
    """Return what happened and what to do for a known error.

    A code without an entry would be a bug; it is shown rather than hidden.
    """
    happened, remedy = PROBLEMS.get(code, ("{code} {params}", "Copy this into a report."))
    if code == "training-failed":
        happened, remedy = training_words.problem(str(params.get("problem"))) or (happened, remedy)
    values = _Values({"code": code, "params": dict(params), **params})
    return translate(happened).format_map(values), translate(remedy).format_map(values)


class _Values(dict[str, Any]):
    """Values for placeholders; missing ones stay readable."""

    def __missing__(self, key: str) -> str:
        return f"({key})"
