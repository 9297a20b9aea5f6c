"""The categories from a terminal."""

from collections.abc import Sequence
from typing import Any

from hitl_app.cli.beginning import refusals, refused
from hitl_app.cli.terminal import Output, counted, run_shown
from hitl_app.domain.categories import Labelled
from hitl_app.services.categories import adding, categories
from hitl_app.services.categories.categories import CategoryLine, Change
from hitl_app.services.models import versions
from hitl_app.workspace import Workspace


def show(workspace: Workspace, _given: Any) -> Output:
    """List the categories."""
    found = categories.overview(workspace)
    names = {line.category.id: line.category.name for line in found.lines}
    result = [
        {
            "name": line.category.name,
            "position": line.category.position,
            "retired": line.category.retired,
            "merged_into": names.get(line.category.merged_into or 0),
            "reviewed": line.labelled.reviewed,
            "auto_accepted": line.labelled.auto_accepted,
            "known": line.known,
        }
        for line in found.lines
    ]
    lines = [_line(line, found.version, names) for line in found.lines]
    return {"categories": result}, lines


def _line(line: CategoryLine, version: str, names: dict[int, str]) -> str:
    if line.category.merged_into is not None:
        return f"{line.category.name} (merged into {names[line.category.merged_into]})"
    if line.category.retired:
        return f"{line.category.name} (retired)"
    return line.category.name + ("" if line.known else f" (not trained yet in {version})")


def add(workspace: Workspace, given: Any) -> Output:
    """Add a category."""
    change = categories.add_category(workspace, given.name)
    scored = _score_again(workspace)
    lines = [f"Added {change.category.name}.", *_consequences(change)]
    return {"added": change.category.name, **_touched(change), "scored": scored}, lines


def bring_back(workspace: Workspace, given: Any) -> Output:
    """Offer a retired category again."""
    change = categories.bring_back(workspace, given.name)
    scored = _score_again(workspace)
    lines = [f"{change.category.name} is active again.", *_consequences(change)]
    return {"added": change.category.name, **_touched(change), "scored": scored}, lines


def rename(workspace: Workspace, given: Any) -> Output:
    """Rename a category."""
    categories.rename_category(workspace, given.old, given.new)
    return {"old": given.old, "new": given.new}, [f"{given.old} is now {given.new}."]


def retire(workspace: Workspace, given: Any) -> Output:
    """Offer a category no more."""
    change = categories.retire_category(workspace, given.name)
    scored = _score_again(workspace)
    line = f"{given.name} is retired; {counted(scored, 'photo')} scored again."
    result = {"retired": given.name, "scored": scored, **_touched(change)}
    return result, [line, *_consequences(change)]


def merge(workspace: Workspace, given: Any) -> Output:
    """Let a category count as another one; report first what that touches."""
    if not given.yes:
        return _preview(given, categories.merged_photos(workspace, given.name, given.into))
    change = categories.merge_category(workspace, given.name, given.into)
    scored = _score_again(workspace)
    photos = counted(scored, "photo")
    line = f"{given.name} was merged into {change.category.name}; {photos} scored again."
    result = {
        "merged": given.name,
        "into": change.category.name,
        "scored": scored,
        **_touched(change),
    }
    return result, [line, *_consequences(change)]


def _preview(given: Any, labelled: Labelled) -> Output:
    text = (
        f"{labelled.reviewed:,} reviewed and {labelled.auto_accepted:,} auto-accepted photos "
        f"would move from {given.name} to {given.into}, and {given.name} would be retired "
        "permanently. This cannot be undone. Add --yes to confirm."
    )
    counts = {"reviewed": labelled.reviewed, "auto_accepted": labelled.auto_accepted}
    return {"merged": None, **counts}, [text]


def move(workspace: Workspace, given: Any) -> Output:
    """Move a category to another place."""
    categories.move_category(workspace, given.name, given.place - 1)
    offered = [c.name for c in categories.list_categories(workspace)]
    return {"categories": offered}, [", ".join(offered)]


def import_names(workspace: Workspace, given: Any) -> Output:
    """Add the categories that a file or the subfolders of a folder name."""
    listed = adding.add_from(workspace, given.source)
    scored = _score_again(workspace)
    added = [change.category.name for change in listed.changes]
    lines = [
        f"Categories added: {len(added):,}. Already there: {len(listed.known):,}. "
        f"Refused: {len(listed.refused):,}.",
        *refusals(listed),
        *(_consequences(listed.changes[0]) if listed.changes else ()),
    ]
    result = {
        "added": added,
        "known": list(listed.known),
        "refused": refused(listed),
        "scored": scored,
    }
    return result, lines


def _score_again(workspace: Workspace) -> int:
    if not versions.stale_photos(workspace):
        return 0
    return int(run_shown("rescore", workspace)["scored"])


def _touched(change: Change) -> dict[str, Any]:
    lots = [{"number": number, "photos": count} for number, count in change.certificates]
    return {"inspection_closed": change.closed, "certificates": lots}


def _consequences(change: Change) -> Sequence[str]:
    lines = []
    if change.closed:
        lines.append("The open inspection was closed. Its decisions are kept.")
    if change.certificates:
        lots = ", ".join(
            f"{number} ({counted(count, 'photo')})" for number, count in change.certificates
        )
        lines.append(f"Certificates that may be affected: {lots}.")
    return lines
