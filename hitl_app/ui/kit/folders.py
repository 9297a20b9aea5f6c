"""Folders in the file manager of the system."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from hitl_app.ui.wording.messages import Message


def open_folder(folder: Path) -> None:
    """Open a folder in the file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def written(
    happened: str, file: Path | str, topic: str, remedy: str = "", tone: str = "good"
) -> Message:
    """Return the message on a written file, with an action that opens its folder.

    Args:
        happened: One sentence that names the file.
        file: The file, or the folder that was written.
        topic: See `Message`.
        remedy: See `Message`.
        tone: See `Message`.
    """
    words = QCoreApplication.translate("folders", "Show in folder")
    show = partial(open_folder, Path(file).absolute().parent)
    return Message(
        happened, remedy, tone=tone, actions=((words, show),), topic=topic, is_brief=True
    )
