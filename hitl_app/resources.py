"""Where the program's own files are, in a checkout and when it is installed."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

GREY_NETWORK = "fashion-mnist"
"""For catalogues that are all 28x28 and grey, and for a workspace without photos."""
PHOTO_NETWORK = "photo"
"""For all others."""


def shipped_networks() -> Path:
    """Gives the folder of the network versions that come with the program; read-only to it."""
    installed = _PACKAGE / "shipped" / "models"
    return installed if installed.is_dir() else _PACKAGE.parent / "models"


def sample_catalogue() -> Path:
    """Gives the folder of the sample catalogue."""
    return _PACKAGE / "sample"
