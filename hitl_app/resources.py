"""Folders of the program's own files, in a checkout or an installation."""

from pathlib import Path

from training.versions.shipped import shipped_models

__all__ = [
    "GREY_MODEL",
    "PHOTO_MODEL",
    "guide_folder",
    "sample_catalogue",
    "shipped_models",
]

_PACKAGE = Path(__file__).resolve().parent

GREY_MODEL = "fashion-mnist"
"""For catalogues that are all 28x28 and grey, and for a workspace without photos."""
PHOTO_MODEL = "photo"
"""For all other catalogues."""


def sample_catalogue() -> Path:
    """Return the folder of the sample catalogue."""
    return _PACKAGE / "sample"


def guide_folder() -> Path:
    """Return the folder of the guide."""
    installed = _PACKAGE / "shipped" / "guide"
    return installed if installed.is_dir() else _PACKAGE.parent / "docs" / "guide"
