"""How the workspace stands, and how right it is."""

from collections.abc import Iterator
from typing import Any

from hitl_app.cli.terminal import Output, counted, run_shown, say_fallback
from hitl_app.domain.certification.inspections import Inspection
from hitl_app.domain.models import Draft
from hitl_app.domain.reports.catalogue import Catalogue
from hitl_app.domain.settings import TARGET
from hitl_app.messages import pace_words
from hitl_app.services import settings
from hitl_app.services.categories.categories import unknown_to_model
from hitl_app.services.certification import inspecting
from hitl_app.services.certification.page import floor_percent
from hitl_app.services.models import versions
from hitl_app.services.models.drafts import Learning, learning
from hitl_app.services.reports import insights
from hitl_app.services.reports.progress import Progress, as_dict
from hitl_app.services.reports.progress import progress as progress_of
from hitl_app.services.review import opinions as second_opinions
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace

_LAST_POINTS, _MOST_CORRECTED = 10, 10


def status(workspace: Workspace, _given: Any) -> Output:
    """Report how the workspace stands."""
    say_fallback(workspace)
    counts = reviewing.counts(workspace)
    threshold = settings.threshold(workspace)
    version = next((v.name for v in versions.list_versions(workspace) if v.active), None)
    target = settings.get_setting(workspace, TARGET)
    found = insights.catalogue(workspace)
    inspection = inspecting.open_one(workspace)
    with workspace.database.read() as session:
        unknown = [category.name for category in unknown_to_model(session)]
    state = learning(workspace)
    draft = state.draft
    result = {
        "photos": counts.photos,
        "to_review": counts.to_review,
        "reviewed": counts.reviewed,
        "auto_accepted": counts.auto_accepted,
        "training": counts.training,
        "validation": counts.validation,
        "model": version,
        "draft": None if draft is None else _draft(draft),
        "unknown_categories": unknown,
        "threshold": threshold,
        "target": target,
        "certified": found.certified,
        "catalogue": insights.as_dict(found),
        "inspection": None if inspection is None else _status(inspection),
    }
    mark = "" if threshold is None else " (not certified)"
    lines = [f"{name:<10} {'off' if value is None else value}" for name, value in result.items()]
    lines[list(result).index("threshold")] += mark
    lines[list(result).index("draft")] = _draft_line(state)
    lines[list(result).index("catalogue")] = _catalogue_line(found)
    lines[list(result).index("unknown_categories")] = _unknown_line(unknown)
    if inspection is not None:
        left = f"{inspection.blind_left:,} of {counted(inspection.blind, 'photo')} left to label"
        lines[-1] = f"inspection a lot of {inspection.lot:,}, {left}"
    return result, lines


def _draft(draft: Draft) -> dict[str, Any]:
    photos = draft.training_photos
    return {"number": draft.id, "training": photos, "used": draft.used, **draft.figures}


def _draft_line(state: Learning) -> str:
    draft = state.draft
    if draft is None:
        return f"draft      {'none yet' if state.is_on else 'off'}"
    line = f"draft      {draft.id}, learned from {counted(draft.training_photos, 'photo')}"
    return line if draft.used else f"{line}; not used: the model is better on the validation photos"


def _unknown_line(unknown: list[str]) -> str:
    if not unknown:
        return "categories all trained"
    return (
        f"categories not trained yet: {', '.join(unknown)}. Until the model has learned from "
        "examples, it suggests other categories for their photos."
    )


def _catalogue_line(found: Catalogue) -> str:
    if found.share is None:
        return "catalogue  empty"
    text = f"catalogue  at least {floor_percent(found.share)} labelled correctly"
    if found.certified:
        text += f", {floor_percent(found.confidence)} confidence"
    unknown = {
        "to review": found.to_review,
        "not certified": found.uncertified,
        "extended": found.extended,
    }
    parts = [f"{count:,} {what}" for what, count in unknown.items() if count]
    return text + (f"; {', '.join(parts)}" if parts else "")


def _status(inspection: Inspection) -> dict[str, Any]:
    # Checks and the photos beside them are counted together: nobody is to tell one from another.
    return {
        "lot": inspection.lot,
        "checks": inspection.sample,
        "blind": inspection.blind,
        "blind_left": inspection.blind_left,
    }


def opinions(workspace: Workspace, given: Any) -> Output:
    """Report how far operators agree, or what waits for one of them."""
    if given.wanted:
        return _wanted(workspace, given)
    result = run_shown("agreement", workspace)
    if result["share"] is None:
        lines = ["No photo has been labelled by two operators yet."]
    else:
        kappa = "" if result["kappa"] is None else f"; Cohen's kappa {result['kappa']:.2f}"
        lines = [
            f"Operators agree on {100 * result['share']:.1f} % of "
            f"{counted(result['compared'], 'photo')}{kappa}.",
            *(
                f"{one} / {other}: {counted(count, 'photo')}"
                for one, other, count in result["pairs"]
            ),
        ]
    lines.append(
        f"Second opinions needed: {result['wanted']:,}. Third opinions needed: "
        f"{result['disputed']:,}."
    )
    return result, lines


def _wanted(workspace: Workspace, given: Any) -> Output:
    operator = settings.operator_name(workspace, given.operator)
    found = second_opinions.wanted(workspace, operator, given.limit)
    rows = [{"photo": shown.photo.sha256, "path": shown.photo.path} for shown in found]
    lines = [f"{row['photo'][:12]}  {row['path']}" for row in rows]
    return {"operator": operator, "wanted": rows}, lines


def mistakes(workspace: Workspace, given: Any) -> Output:
    """List decisions that held-out predictions are confidently against."""
    result = run_shown("mistakes", workspace, limit=given.limit, label_import=given.lot)
    lines = [
        f"{row['path']}: labelled {row['label']}, suggested {row['likelier']} "
        f"({100 * row['probability']:.0f} %)"
        for row in result["mistakes"]
    ]
    lines.append(
        f"Worth a second look: {result['found']:,} of {counted(result['compared'], 'decision')}. "
        f"Not compared: {result['left_out']:,}."
    )
    return result, lines


def progress(workspace: Workspace, given: Any) -> Output:
    """Report what is left, the pace, what is corrected into what, and what retrainings brought."""
    operator = settings.operator_name(workspace, given.operator)
    found = progress_of(workspace, operator)
    return as_dict(found), list(_progress_lines(found))


def _span(hours: float) -> str:
    return f"{hours:,.1f} h" if hours >= 1 else f"{max(1, round(60 * hours))} min"


def _progress_lines(found: Progress) -> Iterator[str]:
    if not found.burn_down:
        yield "No photos yet. Import some with `hitl-app import`."
        return
    for point in found.burn_down[-_LAST_POINTS:]:
        yield (
            f"{point.at:%Y-%m-%d %H:%M}  {point.to_review:,} to review, {point.reviewed:,} reviewed"
        )
    for pace in found.paces:
        who = pace.operator or "everyone"
        often = f"{counted(pace.decided, 'decision')} in {_span(pace.hours)} of work"
        yield f"{who}: {often}, {pace_words(pace.per_hour)}"
    corrections = found.corrections
    if not corrections.total:
        yield "No suggestions confirmed or corrected yet."
        return
    yield f"Confirmed: {corrections.confirmed:,} of {counted(corrections.total, 'suggestion')}."
    for line in corrections.most(_MOST_CORRECTED):
        into = "not a product photo" if line.decided is None else line.decided.name
        yield f"{line.suggested.name} → {into}: {line.photos:,} ({100 * line.share:.0f} %)"
    for one in found.learning:
        yield (
            f"{one.version or 'no version'}: {counted(one.training_photos, 'training photo')}, "
            f"{100 * one.accuracy:.1f} % of "
            f"{counted(one.validation, 'validation photo')} ({100 * one.low:.1f} to "
            f"{100 * one.high:.1f})"
        )
