"""Command that classifies very many photos, on several processes or a Ray cluster."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hitl_app import resources
from hitl_app.cli import values
from hitl_app.cli.imports import import_into, unreadable_line
from hitl_app.cli.terminal import folder_of, report, shown_job
from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import EngineName
from hitl_app.imaging.remote import is_remote
from hitl_app.jobs.imports.many.engines import Plan
from hitl_app.services.models.versions import active_version, find_usable
from hitl_app.store.engine.dialect import Durability
from hitl_app.workspace import Workspace, database_path
from safeio.printing import Parser

if TYPE_CHECKING:
    from hitl_app.jobs.imports.many.predicting import Model

TEXT = "Classify very many photos on several processes, or on a Ray cluster"


def add_to(add: Parser) -> None:
    """Add the arguments."""
    add.add_argument(
        "sources",
        nargs="+",
        type=values.path,
        metavar="SOURCE",
        help="folder, photo, ZIP file, list of paths (.txt, .csv), Parquet file of paths or "
        "photos, or address (s3://, gs://)",
    )
    add.add_argument(
        "--engine",
        type=EngineName,
        choices=tuple(EngineName),
        default=EngineName.LOCAL,
        help="processes of this computer (default), or Ray",
    )
    add.add_argument(
        "--address",
        default="",
        metavar="ADDRESS",
        help="of a Ray cluster; auto: the one of this computer (default: start one)",
    )
    add.add_argument(
        "--workers", type=values.positive, default=0, metavar="N", help="default: one a processor"
    )
    add.add_argument(
        "--model",
        metavar="VERSION",
        help="model version (default: the active one); another one only with --out",
    )
    add.add_argument(
        "--out",
        type=values.folder,
        metavar="FOLDER",
        help="write Parquet files for `import-labels --as suggestions` into this folder, instead "
        "of importing the photos into the workspace",
    )


def classify(given: Any) -> None:
    """Classify photos, into the workspace or into Parquet files."""
    sources: list[str] = given.sources
    if not any(is_remote(one) or os.path.lexists(one) for one in sources):
        detail = "there is no such file or folder"
        raise KnownError("read-failed", path=", ".join(sources), detail=detail)
    if given.address and given.engine is not EngineName.RAY:
        raise KnownError("address-engine")
    plan = Plan(given.engine, given.workers, given.address)
    if given.out is not None:
        _into_files(given, sources, plan)
        return
    workspace = Workspace.create(folder_of(given), Durability.NORMAL)
    try:
        if given.model and active_version(workspace).name != given.model:
            _find_version(workspace, given.model)
            raise KnownError("model-inactive", version=given.model)
        result, lines = import_into(workspace, sources, engine=asdict(plan))
    finally:
        workspace.close()
    report(given, result, lines)


def _into_files(given: Any, sources: Sequence[str], plan: Plan) -> None:
    from hitl_app.jobs.imports.many import predicting

    with shown_job("Classifying") as job:
        model = _model(folder_of(given), given.model)
        result = predicting.run(job, sources, given.out, model, plan)
    lines = [
        f"Files found: {result['found']:,}. Classified: {result['new']:,}. "
        f"Classified before: {result['known']:,}. Unreadable: {result['unreadable']:,}.",
        *(unreadable_line(f["path"], f["reason"], f["detail"]) for f in result["files"]),
        f"Predictions of {result['model']}: {result['folder']}",
    ]
    report(given, result, lines)


def _model(folder: Path, name: str | None) -> "Model":
    """Return a version of the workspace, or a shipped one where there is no workspace."""
    from hitl_app.jobs.folder_scoring import FolderScorer
    from hitl_app.jobs.imports.many.predicting import Model
    from hitl_app.jobs.imports.many.work import Recipe
    from hitl_app.jobs.scoring import Scorer
    from hitl_app.services.categories.categories import list_categories
    from training.versions.card import parse_card

    if not database_path(folder).exists():
        place = resources.shipped_models() / (name or resources.PHOTO_MODEL)
        if Path(place.name) != Path(name or place.name) or not (place / "card.json").is_file():
            raise KnownError("version-unknown", version=name)
        card = parse_card((place / "card.json").read_text("utf-8"), str(place))
        names = dict(enumerate(card.categories, 1))
        scorer = FolderScorer(place, tuple(names), names.keys())
        return Model(place.name, card.sha256, Recipe.of(scorer, tuple(names)), names)
    workspace = Workspace.open(folder)
    try:
        version = _find_version(workspace, name) if name else active_version(workspace)
        chosen = Scorer(workspace, None if version.active else version)
        names = {one.id: one.name for one in list_categories(workspace, retired=True)}
        sha256 = workspace.card(version.name).sha256
    finally:
        workspace.close()
    return Model(version.name, sha256, Recipe.of(chosen, version.outputs), names)


def _find_version(workspace: Workspace, name: str) -> Any:
    with workspace.database.read() as session:
        return find_usable(session, name)
