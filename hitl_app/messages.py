"""Codes put into words: services and jobs report codes with parameters, people read sentences.

Each problem is one sentence of what happened and one of what to do. The window passes both through
Qt's translation, the terminal prints them as they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hitl_app import training_words
from hitl_app.problems.files import FILE_PROBLEMS
from hitl_app.problems.servers import SERVER_PROBLEMS
from hitl_app.problems.work import WORK_PROBLEMS

Translate = Callable[[str], str]
"""Translates a text of this module; `str` leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Speech:
    """How a document that others read is worded.

    Attributes:
        decimal: Formats a number with so many digits behind the point, or the comma.
    """

    language: str = "en"
    from_right: bool = False
    translate: Translate = str
    number: Callable[[int], str] = "{:,}".format
    decimal: Callable[[float, int], str] = "{:.{}f}".format


ENGLISH = Speech()
"""As the terminal speaks."""

MODEL_REASONS: Mapping[str, str] = {
    "first": "Model in use: {name}, until the first photos show which model fits them.",
    "grey-photos": "Model in use: {name} (for 28×28 grey photos).",
    "other-photos": "Model in use: {name} (for colour photos).",
    "own-categories": "Model in use: {name}. It suggests the categories that it knows by name, and "
    "learns the others from your decisions.",
}
"""Why the active model version labels; other reasons are an operator's or the gate's."""

PROBLEMS = FILE_PROBLEMS | SERVER_PROBLEMS | WORK_PROBLEMS
"""What happened and what to do, by the code of a `KnownError`."""

REJECTIONS: Mapping[str, str] = {
    "photo-unknown": "no photo with that hash, path or name",
    "photo-ambiguous": "more than one photo has that name; give the path or the hash",
    "category-unknown": "no such category",
    "category-retired": "the category is retired; restore it first",
    "label-answer": "the label is an answer of a person, not a category",
    "row-short": "the row names no photo",
    "row-long": "the row has more cells than the first line; quote a text with a separator in it",
    "by-model": "the label comes from a model, not from a person",
    "label-ambiguous": "a fixed answer has the same name as the category; rename the category",
    "model-since": "the photo was scored by another model version since; export again",
    "decided-since": "the photo was decided again after that export; export again",
    "opinion-blind": "the photo needs a second opinion; use --second-opinions to give it",
    "opinion-open": "the photo needs a second opinion, which is given in Review",
    "photo-checked": "the photo is blind for an inspection of imported labels; label it in Review",
    "label-many": "the photo has several labels",
    "row-text": "a text in the row is longer than 4,096 characters",
    "row-json": "the line is not a JSON object",
    "row-score": "the score is not a number from 0 to 1",
    "row-time": "the time is not in ISO 8601, or it lies in the future",
    "row-annotator": "the annotator's name is not allowed for an operator",
    "row-aided": "the photo must be labelled without suggestions, but the row contains one",
}


FALLBACKS: Mapping[str, str] = {
    "folder-gone": "The folder of {lost} is missing. {version} is active again.",
    "weights-changed": "The files of {lost} have been changed. {version} is active again.",
}
"""Why an older version took over by itself."""


# What the gate says of a candidate; the codes are those of `training.finetuning.gate`.
GATE_REASONS: Mapping[str, str] = {
    "too-few-validation": "Not enough validation photos to compare: {count} of {minimum}.",
    "right-more-often": "Compared with the active version on the validation photos: {gained} "
    "newly correct, {lost} newly wrong.",
    "right-less-often": "Compared with the active version on the validation photos: only {gained} "
    "newly correct, {lost} newly wrong.",
    "no-clear-difference": "Compared with the active version on the validation photos: {gained} "
    "newly correct, {lost} newly wrong. The difference is too small to decide.",
    "category-lost": "Less accurate on {category}: {candidate:.0%} of {count} instead of "
    "{active:.0%}.",
    "forgetting": "Less accurate on earlier data not used in training: {candidate:.1%} instead "
    "of {active:.1%}.",
    # What keeps a better one from taking over by itself.
    "another-version-meanwhile": "{version} replaced {parent} during the training and was "
    "not compared with the new version. Compare the two and activate the better one.",
    "inspection-meanwhile": "An inspection was started during the training; activating the new "
    "version would close it. Activate it when the inspection has ended.",
    "more-confident-when-right": "More confident on correct labels.",
    "less-confident-when-right": "Less confident on correct labels.",
}


# Before a retraining: the codes are those of `hitl_app.services.models.schedule`.
RETRAIN_OUTLOOK: Mapping[str, str] = {
    "not-judged": "About {least} more decisions until the result can be judged.",
    "nothing-new": "Retraining would not help: there are no new decisions since the last one.",
    "no-gain": "A retraining would hardly pay: the suggestions follow your decisions already.",
    "few-new": "A retraining will pay after more decisions: about {few}.",
    "few-left": "Few photos are left to review ({left}): a retraining would hardly pay.",
    "none-left": "A retraining would hardly pay: no photos are left to review.",
}


PACE: Mapping[str, str] = {"an-hour": "{pace} per hour"}
"""Unit of the pace."""


def pace_words(per_hour: float, speech: Speech = ENGLISH) -> str:
    """Return a pace in words."""
    return speech.translate(PACE["an-hour"]).format(pace=speech.number(round(per_hour)))


def outlook_doubt(doubt: str, counts: Mapping[str, int], translate: Translate = str) -> str:
    """Return why a retraining cannot start or would hardly pay, as one sentence; "" else.

    Args:
        doubt: A key of `RETRAIN_OUTLOOK`, or "".
        counts: What the sentences name: decisions until a result can be judged (`least`) and until
            a retraining pays (`few`), and photos to review (`left`).
        translate: Translates a text of this module.
    """
    return translate(RETRAIN_OUTLOOK[doubt]).format_map(counts) if doubt else ""


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
    """Placeholders that nobody filled stay readable."""

    def __missing__(self, key: str) -> str:
        return f"({key})"
