"""Language of documents: that of the window."""

from PySide6.QtCore import QLocale, Qt

from hitl_app.messages import Speech
from hitl_app.ui.wording import formats, messages


def speech() -> Speech:
    """Return the speech of documents in the language of the window."""
    code = QLocale().name().partition("_")[0]
    return Speech(
        language=code,
        from_right=QLocale().textDirection() == Qt.LayoutDirection.RightToLeft,
        translate=messages.translated,
        number=formats.number,
        decimal=formats.decimal,
    )
