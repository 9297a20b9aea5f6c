"""Lazy imports of the services: each is imported by the thread that first calls it.

They bring SQLAlchemy and NumPy with them, which take longer to import than the window to show.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # What is listed here is re-exported; see `pyproject.toml`.
    from hitl_app.services import places, settings
    from hitl_app.services.catalogue import (
        catalogue,
        imports,
        previewing,
        products,
        sample,
        watching,
    )
    from hitl_app.services.categories import adding, categories, lists
    from hitl_app.services.certification import (
        auditing,
        extension,
        inspecting,
        proposing,
        settling,
    )
    from hitl_app.services.certification import certificate_files as certificates
    from hitl_app.services.exports import exporting
    from hitl_app.services.feeds import previewing as feed_previews
    from hitl_app.services.labels import previewing as label_previews
    from hitl_app.services.models import (
        drafts,
        outside,
        pruning,
        reliability,
        schedule,
        versions,
    )
    from hitl_app.services.reports import diagnostics, insights, progress
    from hitl_app.services.review import (
        changing,
        claims,
        grid,
        kept,
        loaded,
        opinions,
        pending,
        reviewing,
        similar,
    )
    from hitl_app.services.workspace import restoring, windows


class _Deferred:
    """A module that is imported when one of its functions is called, not when it is named."""

    def __init__(self, name: str) -> None:
        self._name = f"hitl_app.services.{name}"

    def __getattr__(self, function: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            return getattr(import_module(self._name), function)(*args, **kwargs)

        return call


if not TYPE_CHECKING:
    adding = _Deferred("categories.adding")
    auditing = _Deferred("certification.auditing")
    catalogue = _Deferred("catalogue.catalogue")
    categories = _Deferred("categories.categories")
    certificates = _Deferred("certification.certificate_files")
    changing = _Deferred("review.changing")
    claims = _Deferred("review.claims")
    diagnostics = _Deferred("reports.diagnostics")
    drafts = _Deferred("models.drafts")
    exporting = _Deferred("exports.exporting")
    extension = _Deferred("certification.extension")
    feed_previews = _Deferred("feeds.previewing")
    grid = _Deferred("review.grid")
    imports = _Deferred("catalogue.imports")
    insights = _Deferred("reports.insights")
    inspecting = _Deferred("certification.inspecting")
    kept = _Deferred("review.kept")
    label_previews = _Deferred("labels.previewing")
    lists = _Deferred("categories.lists")
    loaded = _Deferred("review.loaded")
    opinions = _Deferred("review.opinions")
    outside = _Deferred("models.outside")
    places = _Deferred("places")
    pending = _Deferred("review.pending")
    previewing = _Deferred("catalogue.previewing")
    products = _Deferred("catalogue.products")
    progress = _Deferred("reports.progress")
    proposing = _Deferred("certification.proposing")
    pruning = _Deferred("models.pruning")
    reliability = _Deferred("models.reliability")
    restoring = _Deferred("workspace.restoring")
    reviewing = _Deferred("review.reviewing")
    sample = _Deferred("catalogue.sample")
    schedule = _Deferred("models.schedule")
    settings = _Deferred("settings")
    settling = _Deferred("certification.settling")
    similar = _Deferred("review.similar")
    versions = _Deferred("models.versions")
    watching = _Deferred("catalogue.watching")
    windows = _Deferred("workspace.windows")
