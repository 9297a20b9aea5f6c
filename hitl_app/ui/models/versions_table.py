"""Columns of the table of model versions, children below their parents."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from hitl_app.domain.models import ModelVersion
from hitl_app.domain.reports.lineage import Branch
from hitl_app.ui.kit.tables import Column
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.models.drafts import Learning

_STEP = "\u2003"
Measure = tuple[float, int]
"""Share that was right, and of how many photos."""


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("versions", text, None, n)


def version_columns(
    measured: Callable[[str], Measure | None], live: Callable[[], Measure | None]
) -> list[Column[Branch]]:
    """Return the columns.

    Args:
        measured: Returns the gate's last figures of a version.
        live: Returns the figures of the draft whose suggestions take the place of the active
            version's; None without one.
    """

    def on_photos(branch: Branch) -> str:
        draft = live() if branch.version.active else None
        if draft is not None:
            return _tr("{figures}, live learning").format(figures=_on_photos(draft))
        return _on_photos(_on_validation(branch.version, measured(branch.version.name)))

    return [
        Column(_tr("VERSION"), _name, stretch=True, tip=_tip, tone=_tone),
        Column(_tr("STATE"), _status, tone=_tone),
        Column(_tr("TRAINING PHOTOS"), _training_photos, right=True, tone=_tone),
        Column(_tr("ON YOUR PHOTOS"), on_photos, right=True, tip=_tip, tone=_tone),
        Column(_tr("CREATED"), lambda one: formats.moment(one.version.created_at), tone=_tone),
    ]


def _name(branch: Branch) -> str:
    version = branch.version
    below = f"{_STEP * (branch.depth - 1)}└ " if branch.depth else ""
    return below + (f"● {version.name} · {_tr('active')}" if version.active else version.name)


def _status(branch: Branch) -> str:
    version = branch.version
    words = []
    if version.pruned_at is not None:
        words.append(_tr("removed") if version.outside else _tr("deleted"))
    elif branch.missing:
        words.append(_tr("▲ folder missing"))
    if version.outside:
        words.append(_tr("suggestions only"))
    if version.shipped:
        words.append(_tr("built in"))
    if version.pinned:
        words.append(_tr("◆ pinned"))
    return " · ".join(words) or "–"


def _tip(branch: Branch) -> str:
    test = _figures(branch.version.metrics, "test")
    parts = [branch.version.name]
    if branch.version.parent:
        parts.append(_tr("based on {parent}").format(parent=branch.version.parent))
    if test is not None:
        text = _tr("{share} of {n} test photos; your photos may differ", test[1])
        parts.append(text.format(share=formats.percent(test[0], 1), n=formats.number(test[1])))
    return "\n".join(parts)


def live_figures(learning: "Learning") -> Measure | None:
    """Return the figures of the draft that makes the suggestions; None without one."""
    draft = learning.draft
    count = 0 if draft is None or not draft.used else draft.figures.get("validation", 0)
    return (draft.figures["right"] / count, count) if draft is not None and count else None


def figures_of(version: ModelVersion, measured: Mapping[str, Measure]) -> Measure | None:
    """Return the last figures of a version on the validation photos, if there are any."""
    return _on_validation(version, measured.get(version.name))


def _on_validation(version: ModelVersion, measured: Measure | None) -> Measure | None:
    evaluated = _figures(version.metrics, "evaluated")
    return evaluated or measured or _figures(version.metrics, "validation")


def _on_photos(found: Measure | None) -> str:
    if found is None or not found[1]:
        return _tr("not measured")
    text = _tr("{share} of {all}")
    return text.format(share=formats.percent(found[0], 1), all=formats.number(found[1]))


def _tone(branch: Branch) -> str:
    if branch.version.active:
        return "accent"
    return "dim" if branch.version.pruned_at is not None or branch.missing else ""


def _training_photos(branch: Branch) -> str:
    training_photos = branch.version.metrics.get("training_photos")
    return formats.number(training_photos) if isinstance(training_photos, int) else "–"


def _figures(metrics: Mapping[str, Any], name: str) -> Measure | None:
    """Return accuracy and count of one set that a version was measured on.

    Untrusted: invalid figures count as not measured.
    """
    found = metrics.get(name)
    accuracy, count = (
        (found.get("accuracy"), found.get("count", 0)) if isinstance(found, Mapping) else (None, 0)
    )
    if not isinstance(accuracy, int | float) or not isinstance(count, int):
        return None
    return float(accuracy), count
