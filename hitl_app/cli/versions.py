"""Model versions from the terminal: the list, measures, and what is kept."""

from typing import Any

from hitl_app.cli.terminal import Output, counted, followed_up, run_shown
from hitl_app.domain.models import ModelVersion
from hitl_app.domain.reports.lineage import family
from hitl_app.messages import gate_reason, outlook_doubt
from hitl_app.services.models import outside, pruning, schedule
from hitl_app.services.models import versions as models
from hitl_app.services.models.schedule import Outlook
from hitl_app.workspace import Workspace
from safeio.printing import complain


def list_versions(workspace: Workspace, _given: Any) -> Output:
    """List the versions, children below their parents, and whether a retraining pays."""
    versions = models.list_versions(workspace)
    outlook = schedule.outlook(workspace)
    measured = outside.measures(workspace)
    result = [
        {
            "version": v.name,
            "active": v.active,
            "parent": v.parent,
            "shipped": v.shipped,
            "pinned": v.pinned,
            "pruned": v.pruned_at is not None,
            "outside": v.outside,
            **(_measure(*measured[v.name]) if v.name in measured else {}),
        }
        for v in versions
    ]
    lines = [
        f"{'*' if b.version.active else ' '} {'  ' * b.depth}{b.version.name}{_marks(b.version)}"
        f"{_right(*measured[b.version.name]) if b.version.name in measured else ''}"
        for b in family(versions)
    ]
    since = f"{counted(outlook.decisions, 'decision')} since the last retraining."
    lines.append(" ".join([since, *_outlook_lines(outlook)]))
    status = {
        "decisions": outlook.decisions,
        "decisions_missing": outlook.missing,
        "gain": outlook.gain,
        "seconds": None if outlook.seconds is None else round(outlook.seconds, 1),
        "pays": outlook.pays,
    }
    return {"models": result, "retraining": status}, lines


def _measure(accuracy: float, count: int) -> dict[str, Any]:
    return {"validation": {"accuracy": accuracy, "count": count}}


def _right(accuracy: float, count: int) -> str:
    return f": correct on {100 * accuracy:.1f} % of {counted(count, 'validation photo')}"


def _outlook_lines(outlook: Outlook) -> list[str]:
    """Describe expected gain and duration of a retraining, and what is against it."""
    gain = "unknown" if outlook.gain is None else f"about {100 * outlook.gain:.1f} points"
    time = "unknown" if outlook.seconds is None else f"about {_span(outlook.seconds)}"
    lines = [f"Expected gain: {gain}. Time needed: {time}."]
    against = outlook_doubt(outlook.doubt, outlook.counts)
    return [*lines, against] if against else lines


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def _marks(version: ModelVersion) -> str:
    marks = (
        ("pinned", version.pinned),
        ("suggestions only", version.outside),
        ("removed" if version.outside else "pruned", version.pruned_at is not None),
        ("shipped", version.shipped),
    )
    words = [word for word, so in marks if so]
    return f" ({', '.join(words)})" if words else ""


def prune(workspace: Workspace, _given: Any) -> Output:
    """Prune old versions and take away what killed jobs left."""
    pruned = pruning.prune(workspace)
    result = {
        "pruned": list(pruned.versions),
        "leftovers": list(pruned.leftovers),
        "freed": pruned.freed,
    }
    names = [*pruned.versions, *pruned.leftovers]
    event = f"Deleted {', '.join(names)}." if names else "Nothing to delete."
    return result, [f"{event} {pruned.freed / 1e6:,.1f} MB freed."]


def pin(workspace: Workspace, given: Any, *, pinned: bool) -> Output:
    """Pin a version, or let it go."""
    version = pruning.pin(workspace, given.version, pinned=pinned)
    event = "is pinned and will not be deleted" if pinned else "is not pinned any more"
    result = {"version": version.name, "pinned": version.pinned}
    return result, [f"{version.name} {event}."]


def evaluate(workspace: Workspace, given: Any) -> Output:
    """Measure a version on the validation photos."""
    result = run_shown("evaluate", workspace, version=given.version)
    line = (
        f"{result['version']} is correct on {100 * result['accuracy']:.1f} % of "
        f"{counted(result['count'], 'validation photo')}."
    )
    return result, [line]


def compare(workspace: Workspace, given: Any) -> Output:
    """Compare two versions on the validation photos."""
    result = run_shown("compare", workspace, version=given.version, against=given.against)
    before, after = (100 * result[side]["accuracy"] for side in ("active", "candidate"))
    lines = [
        f"{result['version']} compared with {result['against']}: {result['verdict']}; correct on "
        f"{after:.1f} % instead of {before:.1f} % of "
        f"{counted(result['count'], 'validation photo')}.",
        *(gate_reason(one["code"], one["params"]) for one in result["reasons"]),
    ]
    return result, lines


def _effect_lines(result: dict[str, Any]) -> list[str]:
    """Describe the effect of another version on the remaining work, where it is known."""
    effect = result.get("effect")
    if not effect or not effect["fewer"]:
        return []
    count = int(float(f"{abs(effect['fewer']):.1e}"))
    what = "fewer" if effect["fewer"] > 0 else "more"
    return [
        f"About {counted(count, f'{what} photo')} to review at {100 * effect['target']:g} "
        "% accuracy."
    ]


def activate(workspace: Workspace, given: Any) -> Output:
    """Let a version take over."""
    result = run_shown("activate", workspace, version=given.version)
    followed_up(workspace)
    return _taken_over(result)


def roll_back(workspace: Workspace, _given: Any) -> Output:
    """Bring the version before back."""
    result = run_shown("rollback", workspace)
    followed_up(workspace)
    return _taken_over(result)


def _taken_over(result: dict[str, Any]) -> Output:
    line = f"{result['model']} is active; {counted(result['scored'], 'photo')} scored again."
    return result, [line, *_effect_lines(result)]


def export(workspace: Workspace, given: Any) -> Output:
    """Write a version into one file."""
    params = {"version": given.version, "file": str(given.file)}
    result = run_shown("version-export", workspace, **params)
    return result, [f"{result['version']} exported to {result['file']}."]


def export_runtime(workspace: Workspace, given: Any) -> Output:
    """Write a version for another runtime."""
    result = run_shown(
        "runtime-export",
        workspace,
        version=given.version,
        target=str(given.target),
        runtime=given.format,
        draft=given.draft,
        replace=given.replace,
    )
    lines = [
        f"{result['version']} exported to {result['file']}.",
        f"Checked on {counted(result['photos'], 'picture')}: {result['equal']} with the same "
        f"category, probabilities within {max(result['largest'], 1e-4):.4f}.",
    ]
    return result, lines


def import_file(workspace: Workspace, given: Any) -> Output:
    """Take a version out of a file."""
    result = run_shown("version-import", workspace, file=str(given.file))
    line = (
        f"{result['version']} imported. Activate it with `hitl-app models activate "
        f"{result['version']}`."
    )
    return result, [line]


def _say_outlook(workspace: Workspace, *, can_begin: bool) -> None:
    """Report before a retraining how long it takes and what it brings, unless it cannot begin."""
    outlook = schedule.outlook(workspace)
    if not outlook.training_photos or (outlook.missing and not can_begin):
        return
    if not outlook.is_measured:
        run_shown("forecast", workspace)
        outlook = schedule.outlook(workspace)
    complain(*_outlook_lines(outlook))


def _live_lines(live: dict[str, Any] | None) -> list[str]:
    """Describe how a candidate did beside the draft that was in force."""
    if not live or not live["count"]:
        return []
    return [
        f"Compared with live learning (draft {live['draft']}) on the same photos: correct on "
        f"{100 * live['candidate']:.1f} % instead of {100 * live['accuracy']:.1f} % "
        f"({live['only_candidate_right']:,} newly correct, {live['only_live_right']:,} newly "
        "wrong)."
    ]


def retrain(workspace: Workspace, given: Any) -> Output:
    """Retrain the model on the decisions."""
    _say_outlook(workspace, can_begin=given.activate)
    result = run_shown("retrain", workspace, activate=given.activate)
    followed_up(workspace)
    lines = [
        f"Candidate {result['candidate']}: {result['verdict']}; "
        f"{result['active']} is active ({counted(result['training_photos'], 'training photo')}, "
        f"{counted(result['validation'], 'validation photo')}).",
        *(gate_reason(code, params) for code, params in result["reasons"]),
        *_live_lines(result["metrics"].get("live")),
    ]
    if result["left_out"]:
        lines.append(
            f"{counted(result['left_out'], 'reviewed photo')} left out: categories retired."
        )
    if result["unreadable"]:
        lines.append(
            f"{counted(result['unreadable'], 'reviewed photo')} left out: thumbnails missing."
        )
    lines += _effect_lines(result)
    return result, lines
