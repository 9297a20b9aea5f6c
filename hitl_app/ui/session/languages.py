"""The language of the window: the one chosen here, else that of the system, else English."""

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from hitl_app.ui.session import recent

NAMES: Mapping[str, str] = {"en": "English", "id": "Bahasa Indonesia"}
"""Languages by code, with their own names."""
VARIABLE = "HITL_LANGUAGE"
"""Environment variable that overrides choice and system."""
_FOLDER = Path(__file__).with_name("translations")
_spoken: list[QTranslator] = []
_codes: list[str] = []


def wanted() -> str:
    """Return the code of the window's language."""
    for code in (os.environ.get(VARIABLE, ""), recent.language()):
        if code in NAMES:
            return code
    codes = [tag.partition("-")[0] for tag in QLocale.system().uiLanguages()]
    return next((code for code in codes if code in NAMES), "en")


def spoken() -> str:
    """Return the code of the language that new windows have."""
    return _codes[-1] if _codes else "en"


def speak(app: QApplication, code: str) -> None:
    """Install the translations of one language for new windows.

    Args:
        app: The application; its layout follows the direction in which the language is written.
        code: One of `NAMES`.
    """
    _codes[:] = [code]
    while _spoken:
        app.removeTranslator(_spoken.pop())
    # Qt ships no Indonesian words for its own buttons and menus, and English needs its plurals.
    shipped = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for file in (
        shipped / f"qtbase_{code}.qm",
        _FOLDER / f"qt_{code}.qm",
        _FOLDER / f"second-look_{code}.qm",
    ):
        translator = QTranslator(app)
        if file.is_file() and translator.load(str(file)):
            app.installTranslator(translator)
            _spoken.append(translator)
    locale = _locale(code)
    QLocale.setDefault(locale)
    app.setLayoutDirection(locale.textDirection())


def _locale(code: str) -> QLocale:
    """Return the locale of figures and dates: the system's, if it has the language."""
    usual = QLocale(code)
    system = QLocale.system()
    fits = system.language() == usual.language() and VARIABLE not in os.environ
    return system if fits else usual
