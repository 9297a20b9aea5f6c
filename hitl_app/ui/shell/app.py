"""Start the window; slow work follows its first painting."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QSize, QTimer
from PySide6.QtGui import QGuiApplication, QIcon, QImage
from PySide6.QtWidgets import QApplication

from hitl_app.ui.commands import keymap
from hitl_app.ui.kit import icons
from hitl_app.ui.kit.theme import LIGHT
from hitl_app.ui.session import languages, recent, scheme
from hitl_app.ui.shell.window import MainWindow
from hitl_app.ui.shell.window_memory import WindowMemory

_POLL_MS = 20
_SWITCH_S = 0.0005


def make_application(*, dark: bool | None = None) -> QApplication:
    """Return the application with its theme.

    Args:
        dark: Which scheme; None follows the choice, else the system.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
        languages.speak(app, languages.wanted())
        # Five milliseconds, Python's own choice, is a third of what a decision may take.
        sys.setswitchinterval(_SWITCH_S)
        app.setApplicationName("second-look")
        app.setApplicationDisplayName("Second Look")
        app.setDesktopFileName("second-look")
        app.setWindowIcon(QIcon(icons.pixmap("review", LIGHT.accent, 64)))
    scheme.apply(app, dark=dark)
    return app


def run_window(
    workspace_folder: Path | None,
    *,
    create: bool = False,
    import_paths: Sequence[Path] = (),
    sample: bool = False,
) -> int:
    """Show the window until it is closed.

    Args:
        workspace_folder: The workspace; None opens the last one, or asks.
        create: Whether the workspace may be made.
        import_paths: What to import as soon as it is open.
        sample: Whether it is opened for the sample catalogue.

    Returns:
        The exit status.
    """
    app = make_application()
    keymap.load()
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(lambda: scheme.apply(app))
    shown: list[MainWindow] = []

    def make_window() -> MainWindow:
        window = MainWindow()
        window.make_another = make_window
        WindowMemory(window)
        window.first_shown.connect(window.keep_warm)
        window.first_shown.connect(window.garbage.settle)
        window.first_shown.connect(window.operators.ask_at_second)
        window.session_began.connect(window.operators.watch)
        shown[:] = [window]
        return window

    window = make_window()

    def begin() -> None:
        folder = workspace_folder or recent.last_workspace()
        if folder is None:
            window.show_welcome()
        else:
            window.open_workspace(folder, create=create, import_paths=import_paths)

    # After painting: opening imports modules that painting does not need.
    window.first_painted.connect(lambda: QTimer.singleShot(0, begin))
    if sample:
        window.first_shown.connect(window.touring.offer)
    window.show()
    status = app.exec()
    shown[0].deleteLater()
    return status


def picture(
    workspace_folder: Path,
    file: Path,
    size: tuple[int, int] = (1280, 800),
    *,
    dark: bool = False,
) -> None:
    """Write a picture of the window with the first photo on it; start no job.

    Args:
        workspace_folder: An existing workspace.
        file: The PNG to write.
        size: Of the window, in pixels.
        dark: Whether the dark scheme is wanted.

    Raises:
        KnownError: The workspace cannot be opened or the file cannot be written.
    """
    # This platform draws into memory; an empty name, like none, would ask for a screen.
    os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
    make_application(dark=dark)
    window = MainWindow(with_jobs=False)
    window.resize(QSize(*size))
    window.show()
    window.open_workspace(workspace_folder)
    _wait_until_settled(window)
    image, error = window.grab().toImage(), window.error
    window.close()
    window.deleteLater()
    if error is not None:
        raise error
    _save(image, file)


def _wait_until_settled(window: MainWindow) -> None:
    """Process events until the window is settled, or for half a minute."""
    loop = QEventLoop()
    look = QTimer(loop, interval=_POLL_MS)
    look.timeout.connect(lambda: loop.quit() if window.is_settled() else None)
    look.start()
    QTimer.singleShot(30_000, loop, loop.quit)
    loop.exec()
    look.stop()


def _save(image: QImage, file: Path) -> None:
    from hitl_app.services.files import write_whole

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    write_whole(file, bytes(buffer.data().data()))
