"""Texts on changes of categories."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from hitl_app.domain.categories import Category
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import told

if TYPE_CHECKING:
    from hitl_app.services.categories.adding import Listed
    from hitl_app.services.categories.categories import CategoryLine, Change


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("categories", text, None, n)


def unknown_words(unknown: Sequence[Category], offered: int) -> tuple[str, str]:
    """Describe categories without an output, in two sentences; "" without any."""
    if not unknown:
        return "", ""
    if len(unknown) == offered:
        return (
            _tr("The model does not know these categories yet."),
            _tr("It makes suggestions once it has learned from your first decisions."),
        )
    names = [category.name for category in unknown[:3]]
    rest = len(unknown) - len(names)
    listed = ", ".join(names)
    if rest:
        listed = _tr("{names} and {n} more", rest).format(names=listed, n=formats.number(rest))
    return (
        _tr("New to the model: {names}.").format(names=listed),
        _tr("A new category is suggested once it has examples."),
    )


def merge_words(line: "CategoryLine", into: str, *, inspection: bool) -> str:
    """Describe the effects of a merge, before it is done."""
    name = line.category.name
    parts = [_moving(line, into), _tr("{name} is retired permanently.").format(name=name)]
    if line.labelled.certificates:
        parts.append(_lots(line.labelled.certificates))
    return _said([*parts, _closing(inspection), _tr("This cannot be undone.")])


def _moving(line: "CategoryLine", into: str) -> str:
    decided, accepted = line.labelled.reviewed, line.labelled.auto_accepted
    name = line.category.name
    if not decided and not accepted:
        return _tr("No photos move from {name} to {into}.").format(name=name, into=into)
    n = formats.number(decided)
    if not accepted:
        text = _tr("{n} reviewed photos move from {name} to {into}.", decided)
        return text.format(n=n, name=name, into=into)
    others = _tr("{n} auto-accepted", accepted).format(n=formats.number(accepted))
    text = _tr("{n} reviewed photos and {others} move from {name} to {into}.", decided)
    return text.format(n=n, others=others, name=name, into=into)


def retire_words(line: "CategoryLine", *, inspection: bool) -> str:
    """Describe the effects of retiring, before it is done."""
    labelled = line.labelled
    name = line.category.name
    parts = [_tr("No reviewed photo is labelled {name}.").format(name=name)]
    if labelled.reviewed:
        text = _tr(
            "{n} reviewed photos keep the label {name} but are not used for training.",
            labelled.reviewed,
        )
        parts = [text.format(n=formats.number(labelled.reviewed), name=name)]
    if labelled.certificates:
        parts.append(_lots(labelled.certificates))
    if labelled.uncertified:
        n = labelled.uncertified
        again = _tr("{n} photos auto-accepted without a certificate return to review.", n)
        parts.append(again.format(n=formats.number(n)))
    parts.append(
        _tr("Photos to review get the most likely remaining category as their suggestion.")
    )
    return _said([*parts, _closing(inspection)])


def _lots(certificates: Sequence[tuple[int, int]]) -> str:
    lots = [
        _tr("{n} auto-accepted photos under certificate {number} may be affected.", n).format(
            n=formats.number(n), number=number
        )
        for number, n in certificates
    ]
    return " ".join(lots)


def _closing(inspection: bool) -> str:  # noqa: FBT001 - what the overview says
    if not inspection:
        return ""
    return _tr("The open inspection will be closed. Its decisions are kept.")


def _said(parts: Sequence[str]) -> str:
    return " ".join(part for part in parts if part)


def consequences(change: "Change") -> str:
    """Describe the effects of a change; "" without any."""
    parts = []
    if change.closed:
        parts.append(_tr("The open inspection was closed. Its decisions are kept."))
    if change.certificates:
        parts.append(_lots(change.certificates))
    return _said(parts)


def listed_words(listed: "Listed") -> tuple[str, str]:
    """Return the result of a list: one sentence, and refusals to copy."""
    added, known, refused = len(listed.changes), len(listed.known), len(listed.refused)
    parts = [_tr("{n} categories were added", added).format(n=formats.number(added))]
    if known:
        there = _tr("{n} already existed", known)
        parts.append(there.format(n=formats.number(known)))
    if refused:
        parts.append(_tr("{n} were rejected", refused).format(n=formats.number(refused)))
    reasons = [
        _tr("{line}: {why}").format(
            line=one.line, why=told(one.error.code, dict(one.error.params))[0]
        )
        for one in listed.refused
    ]
    return ", ".join(parts) + ".", "\n".join(reasons)
