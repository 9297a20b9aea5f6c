"""Commands on status, opinions, mistakes and progress."""

from collections.abc import Iterator
from typing import Any

from hitl_app.cli.opening import opened
from hitl_app.cli.terminal import report, run_shown, say_fallback
from hitl_app.domain.certification.inspections import Inspection
from hitl_app.domain.reports.catalogue import Catalogue
from hitl_app.domain.settings import TARGET
from hitl_app.messages import pace_words
from hitl_app.services import settings
from hitl_app.services.categories.categories import unknown_to_model
from hitl_app.services.certification import inspecting
from hitl_app.services.certification.page import floor_percent
from hitl_app.services.models import versions
from hitl_app.services.reports import insights
from hitl_app.services.reports.progress import Progress, as_dict
from hitl_app.services.reports.progress import progress as progress_of
from hitl_app.services.review import opinions as second_opinions
from hitl_app.services.review import reviewing

_LAST_POINTS, _MOST_CORRECTED = 10, 10


def status(given: Any) -> None:
    """Report the state of the workspace."""
    with opened(given) as workspace:
        say_fallback(workspace)
        counts = reviewing.counts(workspace)
        threshold = settings.threshold(workspace)
        version = next((v.name for v in versions.list_versions(workspace) if v.active), None)
        target = settings.get_setting(workspace, TARGET)
        found = insights.catalogue(workspace)
        inspection = inspecting.open_one(workspace)
        with workspace.database.read() as session:
            unknown = [category.name for category in unknown_to_model(session)]
    result = {
        "photos": counts.photos,
        "to_review": counts.to_review,
        "reviewed": counts.reviewed,
        "auto_accepted": counts.auto_accepted,
        "training": counts.training,
        "validation": counts.validation,
        "model": version,
        "unknown_categories": unknown,
        "threshold": threshold,
        "target": target,
        "certified": found.certified,
        "catalogue": insights.as_dict(found),
        "inspection": None if inspection is None else _status(inspection),
    }
    mark = "" if threshold is None else " (what it accepts is not certified)"
    lines = [f"{name:<10} {'off' if value is None else value}" for name, value in result.items()]
    lines[list(result).index("threshold")] += mark
    lines[list(result).index("catalogue")] = _catalogue_line(found)
    lines[list(result).index("unknown_categories")] = _unknown_line(unknown)
    if inspection is not None:
        left = f"{inspection.blind_left:,} of {inspection.blind:,} blind photos wait"
        lines[-1] = f"inspection a lot of {inspection.lot:,}, {left}"
    report(given, result, lines)


def _unknown_line(unknown: list[str]) -> str:
    if not unknown:
        return "categories all known to the model"
    return (
        f"categories the model does not know {', '.join(unknown)}: until the next retraining it "
        "can be sure and wrong about their photos"
    )


def _catalogue_line(found: Catalogue) -> str:
    if found.share is None:
        return "catalogue  empty"
    text = f"catalogue  at least {floor_percent(found.share)} labelled right"
    if found.certified:
        text += f", with a confidence of {floor_percent(found.confidence)}"
    unknown = {
        "wait": found.to_review,
        "are not certified": found.uncertified,
        "are carried": found.extended,
    }
    parts = [f"{count:,} {what}" for what, count in unknown.items() if count]
    return text + (f"; {', '.join(parts)}" if parts else "")


def _status(inspection: Inspection) -> dict[str, Any]:
    # Checks and decoys are counted together, since they must be indistinguishable.
    return {
        "lot": inspection.lot,
        "checks": inspection.sample,
        "blind": inspection.blind,
        "blind_left": inspection.blind_left,
    }


def opinions(given: Any) -> None:
    """Report agreement of operators, or photos for an operator's second opinion."""
    if given.wanted:
        _wanted(given)
        return
    with opened(given) as workspace:
        result = run_shown("agreement", workspace)
    if result["share"] is None:
        lines = ["No photo was decided by two operators yet."]
    else:
        kappa = "" if result["kappa"] is None else f"; Cohen's kappa {result['kappa']:.2f}"
        lines = [
            f"{result['compared']:,} photos were decided by two operators: they agree on "
            f"{100 * result['share']:.1f} %{kappa}.",
            *(f"{count:,} times {one} and {other}" for one, other, count in result["pairs"]),
        ]
    lines.append(
        f"{result['wanted']:,} photos wait for a second opinion, {result['disputed']:,} for a "
        "third."
    )
    report(given, result, lines)


def _wanted(given: Any) -> None:
    with opened(given) as workspace:
        operator = settings.operator_name(workspace, given.operator)
        found = second_opinions.wanted(workspace, operator, given.limit)
    rows = [{"photo": shown.photo.sha256, "path": shown.photo.path} for shown in found]
    lines = [f"{row['photo'][:12]}  {row['path']}" for row in rows]
    report(given, {"operator": operator, "wanted": rows}, lines)


def mistakes(given: Any) -> None:
    """List decisions that held-out predictions contradict."""
    with opened(given) as workspace:
        result = run_shown("mistakes", workspace, limit=given.limit)
    lines = [
        f"{row['path']}: decided as {row['label']}, probably {row['likelier']} "
        f"({100 * row['probability']:.0f} %)"
        for row in result["mistakes"]
    ]
    lines.append(
        f"{result['found']:,} of {result['compared']:,} decisions are probably mistakes; "
        f"{result['left_out']:,} could not be compared."
    )
    report(given, result, lines)


def progress(given: Any) -> None:
    """Report burn-down, pace, corrections and learning curve."""
    with opened(given) as workspace:
        operator = settings.operator_name(workspace, given.operator)
        found = progress_of(workspace, operator)
    report(given, as_dict(found), list(_progress_lines(found)))


def _span(hours: float) -> str:
    return f"{hours:,.1f} h" if hours >= 1 else f"{max(1, round(60 * hours))} min"


def _progress_lines(found: Progress) -> Iterator[str]:
    if not found.burn_down:
        yield "No photo yet: hitl-app import brings some in."
        return
    for point in found.burn_down[-_LAST_POINTS:]:
        yield f"{point.at:%Y-%m-%d %H:%M}  {point.to_review:,} waiting, {point.reviewed:,} decided"
    for pace in found.paces:
        who = pace.operator or "everybody"
        often = f"{pace.decided:,} decisions in {_span(pace.hours)} of work"
        yield f"{who}: {often}, {pace_words(pace.per_hour)}"
    corrections = found.corrections
    if not corrections.total:
        yield "Nothing was decided yet with a suggestion in sight."
        return
    yield f"{corrections.confirmed:,} of {corrections.total:,} suggestions were confirmed."
    for line in corrections.most(_MOST_CORRECTED):
        into = "no product photo" if line.said is None else line.said.name
        yield f"{line.suggested.name} into {into}: {line.photos:,} ({100 * line.share:.0f} %)"
    for one in found.learning:
        yield (
            f"{one.version or 'no version'}: {one.training_photos:,} training photos, "
            f"{100 * one.accuracy:.1f} % of {one.validation:,} validation "
            f"photos ({100 * one.low:.1f} to {100 * one.high:.1f})"
        )
