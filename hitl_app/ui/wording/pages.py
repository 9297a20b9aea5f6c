"""Titles of the pages."""

from PySide6.QtCore import QCoreApplication


def page_titles() -> dict[str, str]:
    """Return the titles of the pages by their keys."""
    return {
        "review": _tr("Review"),
        "grid": _tr("Grid"),
        "catalogue": _tr("Catalogue"),
        "categories": _tr("Categories"),
        "imports": _tr("Imports"),
        "models": _tr("Models"),
        "insights": _tr("Insights"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("pages", text)
