"""What a change of the categories touches, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from hitl_app.domain.entities import Category
from hitl_app.ui import formats
from hitl_app.ui.messages import told

if TYPE_CHECKING:
    from hitl_app.services.categories import CategoryLine, Change, Listed

_MOST_NAMES = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("categories", text)


def unknown_words(unknown: Sequence[Category], offered: int) -> str:
    """Says what the network cannot say yet, and what that means; "" if it knows everything.

    Args:
        unknown: Categories that it has no output for.
        offered: How many categories there are.
    """
    if not unknown:
        return ""
    if len(unknown) == offered:
        return _tr(
            "The network knows none of these categories: it suggests nothing until the first "
            "retraining."
        )
    names = [category.name for category in unknown[:_MOST_NAMES]]
    rest = len(unknown) - len(names)
    listed = ", ".join(names)
    if rest:
        listed = _tr("{names} and {n} more").format(names=listed, n=formats.number(rest))
    return _tr(
        "Not known to the network: {names}. It can be sure and wrong about their photos until the "
        "next retraining."
    ).format(names=listed)


def merge_words(line: "CategoryLine", into: str, *, inspection: bool) -> str:
    """Says what a merge touches, before it is done."""
    name = line.category.name
    parts = [_moving(line, into), _tr("{name} is retired for good.").format(name=name)]
    if line.labelled.certificates:
        parts.append(_lots(line.labelled.certificates))
    return _said([*parts, _closing(inspection), _tr("This cannot be undone.")])


def _moving(line: "CategoryLine", into: str) -> str:
    decided, accepted = line.labelled.decided, line.labelled.accepted
    name = line.category.name
    if not decided and not accepted:
        return _tr("No photo has to move from {name} to {into}.").format(name=name, into=into)
    who = formats.counted(decided, _tr("One decided photo"), _tr("{n} decided photos"))
    if accepted:
        others = formats.counted(accepted, _tr("one accepted"), _tr("{n} accepted"))
        who = _tr("{who} and {others}").format(who=who, others=others)
    text = _tr("{who} move from {name} to {into}.")
    if decided == 1 and not accepted:
        text = _tr("{who} moves from {name} to {into}.")
    return text.format(who=who, name=name, into=into)


def retire_words(line: "CategoryLine", *, inspection: bool) -> str:
    """Says what retiring touches, before it is done."""
    labelled = line.labelled
    name = line.category.name
    parts = [_tr("No photo was decided as {name}.").format(name=name)]
    if labelled.decided:
        one = _tr("One decided photo keeps {name} as its label, and teaches nothing.")
        many = _tr("{n} decided photos keep {name} as their label, and teach nothing.")
        text = one if labelled.decided == 1 else many
        parts = [text.format(n=formats.number(labelled.decided), name=name)]
    if labelled.certificates:
        parts.append(_lots(labelled.certificates))
    if labelled.uncertified:
        again = _tr("{n} photos that were accepted without a certificate wait again.")
        parts.append(again.format(n=formats.number(labelled.uncertified)))
    parts.append(_tr("What waits gets the likeliest category that is left."))
    return _said([*parts, _closing(inspection)])


def _lots(certificates: Sequence[tuple[int, int]]) -> str:
    text = _tr("{n} accepted photos under certificate {number} may be touched.")
    lots = [text.format(n=formats.number(n), number=number) for number, n in certificates]
    return " ".join(lots)


def _closing(inspection: bool) -> str:  # noqa: FBT001 - what the overview says
    if not inspection:
        return ""
    return _tr("The open inspection is closed; its decisions stay.")


def _said(parts: Sequence[str]) -> str:
    return " ".join(part for part in parts if part)


def consequences(change: "Change") -> str:
    """Says what a change has touched; "" if it was nothing."""
    parts = []
    if change.closed:
        parts.append(_tr("The open inspection was closed; its decisions stay."))
    if change.certificates:
        parts.append(_lots(change.certificates))
    return _said(parts)


def listed_words(listed: "Listed") -> tuple[str, str]:
    """Says what came of a list: one sentence, and each refusal to copy."""
    added = formats.counted(
        len(listed.changes), _tr("One category was added"), _tr("{n} categories were added")
    )
    parts = [added]
    if listed.known:
        known = len(listed.known)
        there = formats.counted(known, _tr("one was there already"), _tr("{n} were there already"))
        parts.append(there)
    if listed.refused:
        refused = len(listed.refused)
        parts.append(formats.counted(refused, _tr("one was refused"), _tr("{n} were refused")))
    reasons = [
        _tr("{line}: {why}").format(
            line=one.line, why=told(one.error.code, dict(one.error.params))[0]
        )
        for one in listed.refused
    ]
    return ", ".join(parts) + ".", "\n".join(reasons)
