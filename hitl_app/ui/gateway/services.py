"""Lazy imports of the services: each is imported by the thread that first calls it.

They bring SQLAlchemy and NumPy with them, which take longer to import than the window to show.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hitl_app.services.catalogue import catalogue, imports, products, sample, watching
    from hitl_app.services.categories import adding, categories
    from hitl_app.services.certification import certificate_files as certificates
    from hitl_app.services.certification import inspecting, proposing, settling
    from hitl_app.services.models import pruning, schedule, versions
    from hitl_app.services.reports import progress
    from hitl_app.services.review import changing, grid, reviewing
    from hitl_app.services.workspace import windows

__all__ = [
    "adding",
    "catalogue",
    "categories",
    "certificates",
    "changing",
    "grid",
    "imports",
    "inspecting",
    "products",
    "progress",
    "proposing",
    "pruning",
    "reviewing",
    "sample",
    "schedule",
    "settling",
    "versions",
    "watching",
    "windows",
]


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
    catalogue = _Deferred("catalogue.catalogue")
    categories = _Deferred("categories.categories")
    certificates = _Deferred("certification.certificate_files")
    changing = _Deferred("review.changing")
    grid = _Deferred("review.grid")
    imports = _Deferred("catalogue.imports")
    inspecting = _Deferred("certification.inspecting")
    products = _Deferred("catalogue.products")
    progress = _Deferred("reports.progress")
    proposing = _Deferred("certification.proposing")
    pruning = _Deferred("models.pruning")
    reviewing = _Deferred("review.reviewing")
    sample = _Deferred("catalogue.sample")
    schedule = _Deferred("models.schedule")
    settling = _Deferred("certification.settling")
    versions = _Deferred("models.versions")
    watching = _Deferred("catalogue.watching")
    windows = _Deferred("workspace.windows")
