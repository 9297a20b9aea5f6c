"""Texts of decisions."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from hitl_app.domain.decisions import Answer, Decision, Operation


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
    return _tr("undone")


def _tr(text: str) -> str:
    return QCoreApplication.translate("answers", text)
