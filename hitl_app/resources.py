"""Folders of the program's own files, in a checkout or an installation."""

from pathlib import Path

from training.versions.shipped import shipped_models

__all__ = [
    "GREY_MODEL",
    "PHOTO_MODEL",
    "SUPERSEDED",
    "grey_catalogue",
    "guide_folder",
    "sample_catalogue",
    "shipped_models",
]

_PACKAGE = Path(__file__).resolve().parent

GREY_MODEL = "fashion-mnist"
"""For catalogues that are all 28x28 and grey, and for a workspace without photos."""
PHOTO_MODEL = "photo"
"""For all other catalogues."""

SUPERSEDED = {"photo-64": "photo"}
"""By the name that an earlier shipped version has now, the one that takes its place."""


def sample_catalogue() -> Path:
    """Return the folder of the sample catalogue: 120 product pictures in colour."""
    return _PACKAGE / "sample_products"


def grey_catalogue() -> Path:
    """Return the folder of a sample of 300 grey pictures of 28x28 pixels."""
    return _PACKAGE / "sample"


def guide_folder() -> Path:
    """Return the folder of the guide."""
    installed = _PACKAGE / "shipped" / "guide"
    return installed if installed.is_dir() else _PACKAGE.parent / "docs" / "guide"
