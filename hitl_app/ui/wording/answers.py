"""Texts of decisions and suggestions."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from hitl_app.domain.decisions import Answer, Decision, Operation
from hitl_app.domain.photos import Photo
from hitl_app.ui.wording import formats


def answer_words(said: Decision | Operation, names: Mapping[int, str]) -> str:
    """Return the text of a decision.

    Args:
        said: A decision, or the first one of an operation.
        names: Category names by id; a retired one may be missing.
    """
    if said.answer is Answer.CATEGORY:
        return names.get(said.category_id or 0, _tr("a retired category"))
    if said.answer is Answer.SKIP:
        return _tr("skipped")
    if said.answer is Answer.ASK:
        return _tr("asked a colleague")
    if said.answer is Answer.NOT_A_PHOTO:
        return _tr("not a product photo")
    if said.answer is Answer.DUPLICATE:
        return _tr("duplicate")
    return _tr("undone")


def source_words(photo: Photo) -> str:
    """Name the model and the draft that made a suggestion; "" without a visible one."""
    if photo.blind or photo.version is None or photo.suggestion_id is None:
        return ""
    if photo.draft is None:
        return _tr("Suggested by model {model}").format(model=photo.version)
    text = _tr("Suggested by model {model} with live learning (draft {number})")
    return text.format(model=photo.version, number=formats.number(photo.draft))


def _tr(text: str) -> str:
    return QCoreApplication.translate("answers", text)
