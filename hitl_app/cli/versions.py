"""Model versions from the terminal: the list, measures, and what is kept."""

from typing import Any

from hitl_app.cli.opening import opened
from hitl_app.cli.terminal import counted, followed_up, report, run_shown
from hitl_app.domain.models import ModelVersion
from hitl_app.domain.reports.lineage import family
from hitl_app.messages import gate_reason
from hitl_app.services.models import pruning, schedule
from hitl_app.services.models import versions as models
from hitl_app.store.engine.dialect import Durability


def list_versions(given: Any) -> None:
    """List the versions, children below their parents, and whether a retraining pays."""
    with opened(given) as workspace:
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
    report(given, {"models": result, "retraining": status}, lines)


def _marks(version: ModelVersion) -> str:
    marks = (
        ("pinned", version.pinned),
        ("pruned", version.pruned_at is not None),
        ("shipped", version.shipped),
    )
    words = [word for word, so in marks if so]
    return f" ({', '.join(words)})" if words else ""


def prune(given: Any) -> None:
    """Prune old versions and take away what killed jobs left."""
    with opened(given) as workspace:
        pruned = pruning.prune(workspace)
    result = {
        "pruned": list(pruned.versions),
        "leftovers": list(pruned.leftovers),
        "freed": pruned.freed,
    }
    names = [*pruned.versions, *pruned.leftovers]
    event = f"Deleted {', '.join(names)}." if names else "Nothing to delete."
    report(given, result, [f"{event} {pruned.freed / 1e6:,.1f} MB freed."])


def pin(given: Any, *, pinned: bool) -> None:
    """Pin a version, or let it go."""
    with opened(given) as workspace:
        version = pruning.pin(workspace, given.version, pinned=pinned)
    event = "is pinned and will not be deleted" if pinned else "is not pinned any more"
    result = {"version": version.name, "pinned": version.pinned}
    report(given, result, [f"{version.name} {event}."])


def evaluate(given: Any) -> None:
    """Measure a version on the validation photos."""
    with opened(given, Durability.NORMAL) as workspace:
        result = run_shown("evaluate", workspace, version=given.version)
    line = (
        f"{result['version']} is correct on {100 * result['accuracy']:.1f} % of "
        f"{counted(result['count'], 'validation photo')}."
    )
    report(given, result, [line])


def compare(given: Any) -> None:
    """Compare two versions on the validation photos."""
    with opened(given, Durability.NORMAL) as workspace:
        result = run_shown(
            "compare", workspace, version=given.version, against=given.against
        )  # fmt: skip
    before, after = (100 * result[side]["accuracy"] for side in ("active", "candidate"))
    lines = [
        f"{result['version']} compared with {result['against']}: {result['verdict']}; correct on "
        f"{after:.1f} % instead of {before:.1f} % of "
        f"{counted(result['count'], 'validation photo')}.",
        *(gate_reason(one["code"], one["params"]) for one in result["reasons"]),
    ]
    report(given, result, lines)


def effect_lines(result: dict[str, Any]) -> list[str]:
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


def activate(given: Any) -> None:
    """Let a version take over."""
    with opened(given, Durability.NORMAL) as workspace:
        result = run_shown("activate", workspace, version=given.version)
        followed_up(workspace)
    _taken_over(given, result)


def roll_back(given: Any) -> None:
    """Bring the version before back."""
    with opened(given, Durability.NORMAL) as workspace:
        result = run_shown("rollback", workspace)
        followed_up(workspace)
    _taken_over(given, result)


def _taken_over(given: Any, result: dict[str, Any]) -> None:
    line = f"{result['model']} is active; {counted(result['scored'], 'photo')} scored again."
    report(given, result, [line, *effect_lines(result)])


def export(given: Any) -> None:
    """Write a version into one file."""
    with opened(given) as workspace:
        params = {"version": given.version, "file": str(given.file)}
        result = run_shown("version-export", workspace, **params)
    report(given, result, [f"{result['version']} exported to {result['file']}."])


def import_file(given: Any) -> None:
    """Take a version out of a file."""
    with opened(given) as workspace:
        result = run_shown("version-import", workspace, file=str(given.file))
    line = (
        f"{result['version']} imported. Activate it with `hitl-app models activate "
        f"{result['version']}`."
    )
    report(given, result, [line])
