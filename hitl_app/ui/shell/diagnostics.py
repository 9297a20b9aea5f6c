"""Copy diagnostics of program, workspace and screen."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QGuiApplication

from hitl_app.ui.gateway.services import diagnostics
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import theme
from hitl_app.ui.wording.messages import Message

if TYPE_CHECKING:
    from hitl_app.ui.shell.host import Host
    from hitl_app.workspace import Workspace


def copy_diagnostics(window: "Host") -> None:
    """Copy diagnostics to the clipboard, and report it."""
    work = partial(_text, window=of_window(window))
    session = window.session
    if session is not None and session.is_open:
        session.store.submit(Lane.READS, work, partial(_copied, window))
    else:
        _copied(window, work(None))


def _text(workspace: "Workspace | None", window: dict[str, Any]) -> str:
    own = {} if workspace is None else {"workspace": diagnostics.of_workspace(workspace)}
    return diagnostics.as_text({"program": diagnostics.of_program(), **own, "window": window})


def of_window(window: "Host") -> dict[str, Any]:
    """Return diagnostics of the window: screen and job outcomes."""
    screen = window.screen()
    size = screen.size()
    jobs = () if window.session is None else window.session.outcomes
    code = (
        "" if window.error is None else getattr(window.error, "code", type(window.error).__name__)
    )
    return {
        "Qt": qVersion(),
        "window system": QGuiApplication.platformName(),
        "screen": f"{size.width()} x {size.height()}, scale {screen.devicePixelRatio():g}",
        "screens": len(QGuiApplication.screens()),
        "window": f"{window.width()} x {window.height()}",
        "page": window.page_key,
        "scheme": "dark" if theme.tokens() is theme.DARK else "light",
        "not opened": code or "no",
        "jobs that ended": [" ".join(filter(None, one)) for one in jobs],
    }


def _copied(window: "Host", text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    window.messages.tell(
        Message(
            _tr("Diagnostics copied. Paste them into your bug report."),
            _tr("They contain no names of photos, categories or people."),
            tone="good",
            topic="diagnostics",
        )
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("diagnostics", text)
