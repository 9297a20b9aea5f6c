"""Commands on model versions."""

from typing import Any

from hitl_app.cli.opening import opened
from hitl_app.cli.terminal import followed_up, report, run_shown
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
    gain = "not known yet" if outlook.gain is None else f"about {100 * outlook.gain:.1f} points"
    lines.append(
        f"{outlook.decisions:,} decisions since the last retraining; another is expected to gain "
        f"{gain} in about {max(1, round(outlook.seconds / 60))} min."
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
    texts = [word for word, so in marks if so]
    return f" ({', '.join(texts)})" if texts else ""


def prune(given: Any) -> None:
    """Prune old versions and leftovers of killed jobs."""
    with opened(given) as workspace:
        pruned = pruning.prune(workspace)
    result = {
        "pruned": list(pruned.versions),
        "leftovers": list(pruned.leftovers),
        "freed": pruned.freed,
    }
    names = [*pruned.versions, *pruned.leftovers]
    text = f"Took away {', '.join(names)}." if names else "There is nothing to prune."
    report(given, result, [f"{text} {pruned.freed / 1e6:,.1f} MB are free again."])


def pin(given: Any, *, pinned: bool) -> None:
    """Pin or unpin a version."""
    with opened(given) as workspace:
        version = pruning.pin(workspace, given.version, pinned=pinned)
    text = "is never pruned" if pinned else "may be pruned"
    result = {"version": version.name, "pinned": version.pinned}
    report(given, result, [f"{version.name} {text}."])


def evaluate(given: Any) -> None:
    """Measure a version on the validation photos."""
    with opened(given, Durability.NORMAL) as workspace:
        result = run_shown("evaluate", workspace, version=given.version)
    line = (
        f"{result['version']} is right on {100 * result['accuracy']:.1f} % of "
        f"{result['count']:,} validation photos."
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
        f"{result['version']} beside {result['against']}: {result['verdict']}; right on "
        f"{after:.1f} % instead of {before:.1f} % of {result['count']:,} validation photos.",
        *(gate_reason(one["code"], one["params"]) for one in result["reasons"]),
    ]
    report(given, result, lines)


def effect_lines(result: dict[str, Any]) -> list[str]:
    """Return lines on the effect of a version on the remaining work, if known."""
    effect = result.get("effect")
    if not effect or not effect["fewer"]:
        return []
    count = int(float(f"{abs(effect['fewer']):.1e}"))
    what = "fewer" if effect["fewer"] > 0 else "more"
    return [f"About {count:,} photos {what} to review at a target of {100 * effect['target']:g} %."]


def activate(given: Any) -> None:
    """Activate a version."""
    with opened(given, Durability.NORMAL) as workspace:
        result = run_shown("activate", workspace, version=given.version)
        followed_up(workspace)
    _taken_over(given, result)


def roll_back(given: Any) -> None:
    """Roll back to the previous version."""
    with opened(given, Durability.NORMAL) as workspace:
        result = run_shown("rollback", workspace)
        followed_up(workspace)
    _taken_over(given, result)


def _taken_over(given: Any, result: dict[str, Any]) -> None:
    line = f"{result['model']} is active; {result['scored']:,} photos were scored again."
    report(given, result, [line, *effect_lines(result)])


def export(given: Any) -> None:
    """Write a version into one file."""
    with opened(given) as workspace:
        params = {"version": given.version, "file": str(given.file)}
        result = run_shown("version-export", workspace, **params)
    report(given, result, [f"{result['version']} was written to {result['file']}."])


def import_file(given: Any) -> None:
    """Import a version from a file."""
    with opened(given) as workspace:
        result = run_shown("version-import", workspace, file=str(given.file))
    line = f"{result['version']} is here; 'models activate {result['version']}' lets it label."
    report(given, result, [line])
