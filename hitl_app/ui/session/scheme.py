"""The colour scheme of the window: the one that was chosen, else that of the system."""

from collections.abc import Mapping

from PySide6.QtWidgets import QApplication

from hitl_app.ui.kit.theme import apply_theme
from hitl_app.ui.session import recent

DARK: Mapping[str, bool | None] = {"": None, "light": False, "dark": True}
"""Whether a scheme is dark, by the name under which it is kept; "" follows the system."""


def apply(app: QApplication, *, dark: bool | None = None) -> None:
    """Apply the scheme; `dark` overrides what was chosen."""
    apply_theme(app, dark=DARK[recent.theme()] if dark is None else dark)


def choose(app: QApplication, name: str) -> None:
    """Keep a choice of `DARK`, and apply it."""
    recent.keep(theme=name)
    apply(app)
