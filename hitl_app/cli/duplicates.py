"""The command on near-duplicates: list them, and drop all but one of each group."""

from typing import Any

from hitl_app.cli.terminal import counted, opened, report, run_shown, table
from hitl_app.domain.listing import ListedPhoto, Listing
from hitl_app.services import settings
from hitl_app.services.catalogue import catalogue
from hitl_app.services.categories.categories import list_categories
from hitl_app.services.review import changing
from hitl_app.workspace import Workspace
from safeio.cells import defuse
from safeio.printing import write_rows

_FIELDS = ("group", "photo", "path", "width", "height", "state", "label")


def duplicates(given: Any) -> None:
    """Find near-duplicates, list them, and drop all but the first of each group on request."""
    with opened(given) as workspace:
        operator = settings.operator_name(workspace, given.operator)
        found = run_shown("duplicates", workspace)
        groups = _groups(workspace, found["groups"], operator)
        names = {c.id: c.name for c in list_categories(workspace, retired=True)}
        others = [one.photo.id for group in groups for one in group[1:]]
        done = changing.drop(workspace, others, operator) if given.drop else None
    rows = [
        dict(zip(_FIELDS, (number, *_cells(one, names)), strict=True))
        for number, group in enumerate(groups, 1)
        for one in group
    ]
    result = {
        "duplicates": rows,
        "groups": len(groups),
        "compared": found["compared"],
        "left_out": found["left_out"],
        **({} if done is None else {"dropped": done.changed, "kept": done.blind + done.bound}),
    }
    if given.format == "csv" and not given.json:
        write_rows([_FIELDS, *([defuse(str(value)) for value in row.values()] for row in rows)])
        return
    if given.format == "table" and not given.json and rows:
        shown = [
            (str(r["group"]), r["path"], f"{r['width']}×{r['height']}", r["state"], r["label"])
            for r in rows
        ]
        table("Near-duplicates", ("group", "path", "size", "state", "label"), shown)
    lines = [
        f"{counted(len(groups), 'group')} with {counted(len(rows), 'photo')}, of "
        f"{counted(found['compared'], 'photo')} compared."
    ]
    if found["left_out"]:
        lines.append(f"{counted(found['left_out'], 'photo')} cannot be compared yet.")
    if done is not None:
        lines.append(f"Dropped: {counted(done.changed, 'photo')}.")
        if done.blind + done.bound:
            lines.append(f"Kept: {counted(done.blind + done.bound, 'photo')}. {_WHY}")
    given.json = given.json or given.format == "json"
    report(given, result, lines)


_WHY = "An inspection, a certificate or a second opinion needs them."


def _groups(workspace: Workspace, found: list[list[int]], operator: str) -> list[list[ListedPhoto]]:
    """Return the groups as the window shows them."""
    if not found:
        return []
    listing = Listing(groups=tuple(map(tuple, found)))
    order = catalogue.whole(workspace, listing, operator)
    ends = [heading.start for heading in order.headings[1:]] + [len(order.ids)]
    return [
        list(catalogue.listed(workspace, order.ids[heading.start : end].tolist(), operator))
        for heading, end in zip(order.headings, ends, strict=True)
    ]


def _cells(one: ListedPhoto, names: dict[int, str]) -> tuple[Any, ...]:
    photo = one.photo
    label = names.get(photo.label_id or 0, "")
    return photo.sha256, photo.path, photo.width, photo.height, photo.state.value, label
