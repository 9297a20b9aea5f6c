"""The folder of the model versions that come with the program."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def shipped_models() -> Path:
    """Return the folder of the model versions that come with the program; read-only to it."""
    installed = _ROOT / "hitl_app" / "shipped" / "models"
    return installed if installed.is_dir() else _ROOT / "models"
