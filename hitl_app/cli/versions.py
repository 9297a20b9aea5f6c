"""Model versions from the terminal: the list, measures, and what is kept."""

from typing import Any

from hitl_app.cli.terminal import Output, counted, followed_up, run_shown
from hitl_app.domain.models import ModelVersion
from hitl_app.domain.reports.lineage import family
from hitl_app.messages import gate_reason
from hitl_app.services.models import pruning, schedule
from hitl_app.services.models import versions as models
from hitl_app.workspace import Workspace


def list_versions(workspace: Workspace, _given: Any) -> Output:
    """List the versions, children below their parents, and whether a retraining pays."""
    versions = models.list_versions(workspace)
    outlook = schedule.outlook(workspace)
    result = [
        {
            "version": v.name,
            "active": v.active,
            "parent": v.parent,
            "shipped": v.shipped,
            "pinned": v.pinned,
            "pruned": v.pruned_at is not None,
        }
        for v in versions
    ]
    lines = [
        f"{'*' if b.version.active else ' '} {'  ' * b.depth}{b.version.name}{_marks(b.version)}"
        for b in family(versions)
    ]
    gain = "unknown" if outlook.gain is None else f"about {100 * outlook.gain:.1f} points"
    lines.append(
        f"{counted(outlook.decisions, 'decision')} since the last retraining. Expected "
        f"gain: {gain}. "
        f"Time needed: about {max(1, round(outlook.seconds / 60))} min."
    )
    status = {
        "decisions": outlook.decisions,
        "gain": outlook.gain,
        "seconds": round(outlook.seconds, 1),
        "pays": outlook.pays,
    }
    return {"models": result, "retraining": status}, lines


def _marks(version: ModelVersion) -> str:
    marks = (
        ("pinned", version.pinned),
        ("pruned", version.pruned_at is not None),
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


def import_file(workspace: Workspace, given: Any) -> Output:
    """Take a version out of a file."""
    result = run_shown("version-import", workspace, file=str(given.file))
    line = (
        f"{result['version']} imported. Activate it with `hitl-app models activate "
        f"{result['version']}`."
    )
    return result, [line]


def retrain(workspace: Workspace, given: Any) -> Output:
    """Retrain the model on the decisions."""
    result = run_shown("retrain", workspace, activate=given.activate)
    followed_up(workspace)
    lines = [
        f"Candidate {result['candidate']}: {result['verdict']}; "
        f"{result['active']} is active ({counted(result['training_photos'], 'training photo')}, "
        f"{counted(result['validation'], 'validation photo')}).",
        *(gate_reason(code, params) for code, params in result["reasons"]),
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
