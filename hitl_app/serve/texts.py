"""Texts of the pages, in English, and their translations."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import hitl_app

LANGUAGES: Final = ("en", "id")
PAGE_TEXTS: Mapping[str, str] = {
    "upload": "Upload",
    "review": "Review",
    "api": "API",
    "lead": "Choose photos, or drop or paste them here",
    "choose": "Choose photos",
    "camera": "Take a photo",
    "classify": "Classify",
    "only-try": "Only try: keep nothing",
    "kept": "Photos are kept in this workspace. A person reviews those that the model is not "
    "confident about.",
    "not-kept": "Photos are classified, and not kept.",
    "samples": "No photo at hand? Try one of these:",
    "results": "Results",
    "to-review": "In the review queue",
    "auto-accepted": "Auto-accepted",
    "reviewed": "Already reviewed",
    "tried": "Not kept",
    "known": "Already in this workspace",
    "no-suggestion": "The model has no suggestion yet.",
    "uploading": "Uploading…",
    "failed": "The upload failed. Try again.",
    "photo-of": "Photo {name}",
    "lost": "original not found: stored thumbnail",
    "name-title": "Who is labelling?",
    "name-lead": "Your name is recorded with each of your decisions.",
    "name": "Name",
    "continue": "Continue",
    "change-name": "Change",
    "as": "Labelling as {operator}",
    "suggestion": "Suggestion",
    "confirm": "Confirm",
    "confirm-name": "Confirm {name}",
    "categories": "Categories",
    "skip": "Skip",
    "not-a-photo": "Not a product photo",
    "ask": "Ask a colleague",
    "undo": "Undo",
    "blind": "This photo is labelled without a suggestion.",
    "question": "Question of {operator}",
    "left": "To review: {count}",
    "all-done": "All done",
    "all-done-lead": "No photo is left to review.",
    "with-others": "The photos that are left are on other screens.",
    "skipped-left": "Skipped: {count}",
    "review-skipped": "Review skipped",
    "reload": "Look again",
    "token-title": "Access token",
    "token-lead": "Enter the token that was shown when the server was started.",
    "token": "Token",
    "problem": "That did not work",
    "unreadable": "The photo cannot be read: {reason}.",
    "empty": "The photo is empty.",
    "too-large": "The photo is larger than {most} MB.",
    "internal": "An unexpected error occurred. Try again.",
    "no-page": "There is no such page.",
    "no-method": "This address takes no such request.",
    "no-sample": "There is no such sample photo.",
    "no-answer": "There is no such answer.",
    "token-wrong": "The access token is wrong.",
    "token-often": "Too many wrong tokens. Wait a minute.",
    "request-large": "The request is larger than {most}.",
    "request-slow": "The request is too slow.",
    "other-page": "The request comes from another page.",
    "back": "Back",
    "enter-key": "Enter",
    "docs-lead": "Everything that the pages do, for programs. Errors are RFC 9457 problems.",
    "docs-json": "OpenAPI description",
}
"""By the names that the templates use."""


def language_of(accepted: str) -> str:
    """Return the language of the pages for the header `Accept-Language`."""
    wanted: list[tuple[float, str]] = []
    for part in accepted.split(",")[:20]:
        tag, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), tag.partition("-")[0].lower()))
        except ValueError:
            continue
    found = [code for weight, code in sorted(wanted, key=lambda one: one[0]) if weight]
    return next((code for code in found if code in LANGUAGES), "en")


@cache
def translation(language: str) -> Callable[[str], str]:
    """Return a function that translates a text of a table, as the window shows it."""
    if language == "en":
        return str
    # Of Qt only this: the pages use the window's translations.
    from PySide6.QtCore import QTranslator

    folder = Path(hitl_app.__file__).with_name("ui") / "session" / "translations"
    translator = QTranslator()
    translator.load(str(folder / f"second-look_{language}.qm"))

    @cache
    def translate(text: str) -> str:
        return translator.translate("words", text) or text

    return translate


@cache
def texts(language: str) -> Mapping[str, str]:
    """Return the texts of the pages in a language."""
    translate = translation(language)
    return {name: translate(text) for name, text in PAGE_TEXTS.items()}
