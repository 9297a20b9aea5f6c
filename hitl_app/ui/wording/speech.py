"""How documents are worded: in the language that the window speaks."""

from PySide6.QtCore import QLocale, Qt

from hitl_app.messages import Speech
from hitl_app.ui.wording import formats, messages


def speech() -> Speech:
    """Return how a document is worded in the language that the window speaks."""
    code = QLocale().name().partition("_")[0]
    return Speech(
        language=code,
        from_right=QLocale().textDirection() == Qt.LayoutDirection.RightToLeft,
        translate=messages.translated,
        number=formats.number,
        decimal=formats.decimal,
    )
