"""Import labels from a file or a folder, and the photos that they are on."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from hitl_app.domain.labels import LabelKind
from hitl_app.domain.names import folded
from hitl_app.imaging.names import show
from hitl_app.jobs.imports import importing
from hitl_app.jobs.job import Job
from hitl_app.jobs.models import rescoring
from hitl_app.services.labels.formats import Source, detect
from hitl_app.services.labels.matching import Matches, match
from hitl_app.services.labels.naming import Naming, NewCategories, settle_names, unknown_names
from hitl_app.services.labels.recording import record_matches
from hitl_app.services.labels.rows import Columns
from hitl_app.services.labels.running import Origin, Recorded
from hitl_app.services.labels.suggesting import record_suggestions, remove_suggestions
from hitl_app.services.review import reviewing
from hitl_app.services.settings import operator_name
from hitl_app.store.decisions import decisions
from hitl_app.workspace import Workspace
from safeio.cells import restore
from safeio.characters import printable


def run(  # noqa: PLR0913 - the parameters of a job are its message
    workspace: Workspace,
    job: Job,
    *,
    source: str,
    name: str = "",
    kind: str = "",
    become: str = LabelKind.DECISIONS,
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
    refuse_several: bool = False,
    new: str = NewCategories.REFUSE,
    renamed: Mapping[str, str] | None = None,
    operator: str = "",
    annotator: str = "",
    photos: bool = True,
    dry_run: bool = False,
) -> dict[str, Any]:
    """Import labels as decisions of people, or as suggestions of an outside model.

    Args:
        workspace: An open workspace.
        job: Receives progress; may cancel.
        source: The file or the folder.
        name: Its name as it is recorded; empty for that of the file or the folder.
        kind: Name of a `LabelFormat`; empty to find it out.
        become: What they become, a `LabelKind`.
        columns: Fields of `Columns` with names of columns.
        encoding: Of a text; empty to find it out.
        refuse_several: Whether photos with several COCO annotations are rejected.
        new: What to do with unknown categories, a `NewCategories`.
        renamed: Categories by label.
        operator: Who imports and can undo it; empty for the operator of the workspace.
        annotator: Operator of rows that name none; empty for `operator`.
        photos: Whether to import photos of the source that are not in the workspace.
        dry_run: Whether to change nothing.

    Returns:
        `format`, `rows`, `labels` (rows by label), `unknown` (rows by unknown category),
        `annotators` (rows by name), `operators` (those of them who are operators here), `files`
        (photos to import), `recorded`, `unchanged`, `repeated`, `differing` (of these), `empty`,
        `rejected` (rows by reason), `first` (lines of rejected rows), `created` (categories),
        `import` (its number), `operation` of decisions, `version` of suggestions, and as `imported`
        the result of the import of photos.

    Raises:
        KnownError: The source cannot be read, or has unknown categories and `new` refuses them.
        CancelledError: The job was cancelled; what was recorded stays.
    """
    operator = operator_name(workspace, operator)
    annotator = operator_name(workspace, annotator or operator)
    path = Path(source).absolute()
    as_suggestions = LabelKind(become) is LabelKind.SUGGESTIONS
    labels = Source(
        path,
        kind or detect(path),
        Columns(**columns or {}),
        refuse_several,
        predictions=as_suggestions,
        encoding=encoding,
    )
    naming = Naming(NewCategories(new), dict(renamed or {}))
    found = _match(workspace, job, labels, bring=photos)
    if dry_run:
        return _result(workspace, labels, found, naming)
    # Before photos are imported: unknown categories may end it here.
    created = settle_names(workspace, found, naming)
    imported = None
    if found.brought:
        imported = importing.run(workspace, job, paths=found.brought)
        found = _match(workspace, job, labels, bring=False)
        created += settle_names(workspace, found, naming)
    report = partial(job.progress, "record")
    with job.lease(workspace, "labels"), _rare_collections():
        origin = Origin(show(name or path.name), labels.kind, operator, annotator)
        record = record_suggestions if as_suggestions else record_matches
        recorded = record(workspace, found, naming, origin, report)
    job.changed("photos", "categories", *(("models",) if as_suggestions else ()))
    result = _result(workspace, labels, found, naming, recorded)
    return result | {"created": list(created), **({"imported": imported} if imported else {})}


def revert(workspace: Workspace, job: Job, *, operation: int, operator: str) -> dict[str, Any]:
    """Undo an import of labels.

    Returns:
        `changed`: the number of photos that changed.

    Raises:
        KnownError: Code `nothing-to-undo`; it was undone before.
    """
    report = partial(job.progress, "record")
    undone = reviewing.undo(workspace, operator, report, operation=operation)
    job.changed("photos")
    return {"changed": undone.changed}


def remove(workspace: Workspace, job: Job, *, number: int) -> dict[str, Any]:
    """Remove the suggestions of an import of labels; the active model suggests instead.

    Returns:
        `changed`: the number of photos that changed; and the result of scoring them.

    Raises:
        KnownError: There is no such import of suggestions, or they were removed before.
    """
    with job.lease(workspace, "labels"):
        removed = remove_suggestions(workspace, number, partial(job.progress, "record"))
    job.changed("photos", "models")
    return rescoring.run_last(workspace, job) | {"changed": removed}


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Collect garbage rarely: rows leave no cycles, and each collection visits many of them."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _match(workspace: Workspace, job: Job, labels: Source, *, bring: bool) -> Matches:
    # Without the lock, which the window needs.
    with workspace.database.read() as session, _rare_collections():
        return match(session, labels, lambda rows: job.progress("read", rows, None), bring=bring)


def _shown(counts: Mapping[str, int]) -> dict[str, int]:
    # Not every text of a file can be written as JSON.
    return {printable(name): rows for name, rows in counts.items()}


def _result(
    workspace: Workspace,
    labels: Source,
    found: Matches,
    naming: Naming,
    recorded: Recorded | None = None,
) -> dict[str, Any]:
    with workspace.database.read() as session:
        unknown = unknown_names(session, found.counts(), naming)
        here = {folded(name) for name in decisions.operators(session)}
    people = _shown({name: rows for name, rows in found.people().most_common() if name})
    rejected = found.rejected
    result = {
        "format": labels.kind,
        "rows": found.rows,
        "labels": _shown(dict(found.counts().most_common())),
        "unknown": _shown(unknown),
        "annotators": people,
        "operators": [name for name in people if folded(restore(name)) in here],
        "files": len(found.brought),
        "recorded": 0,
        "repeated": found.repeated,
        "differing": found.differing,
        "empty": found.empty,
        "rejected": dict(rejected.counts),
        "first": [{"line": one.line, "reason": one.reason} for one in rejected.first],
        "import": None,
        "operation": None,
        "version": "",
    }
    if recorded is not None:
        result |= {
            "recorded": recorded.counts.recorded,
            "unchanged": recorded.counts.unchanged,
            "import": recorded.number,
            "operation": recorded.operation,
            "version": recorded.version,
        }
    return result
