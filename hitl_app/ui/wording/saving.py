"""Messages about decisions that a server saved late."""

from PySide6.QtCore import QCoreApplication

from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import Message

TOPIC = "server"


def given_in(saved: int, refused: int) -> Message:
    """Return the message on decisions that had waited for the server.

    Args:
        saved: How many are saved now.
        refused: How many are not.
    """
    happened = _tr("{n} decisions that waited for the server were saved.", saved)
    remedy = _tr(
        "{n} were not: another operator decided these photos meanwhile, or they changed. Their "
        "labels stay as they are.",
        refused,
    )
    return Message(
        happened.format(n=formats.number(saved)),
        remedy.format(n=formats.number(refused)) if refused else "",
        tone="warning" if refused else "good",
        topic=TOPIC,
    )


def _tr(text: str, n: int) -> str:
    return QCoreApplication.translate("saving", text, None, n)
