"""Questions that need a window of their own: files, folders, and a yes or no."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from hitl_app.ui.kit import plain


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)


def choose_folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """Ask for a folder; return None when cancelled."""
    folder = QFileDialog.getExistingDirectory(parent, title, str(start or Path.home()))
    return Path(folder) if folder else None


def choose_photos(parent: QWidget) -> list[Path]:
    """Ask for photos and ZIP files."""
    from hitl_app.imaging.files import ZIP_SUFFIX
    from safeio.reading import SUFFIXES

    endings = " ".join(f"*{suffix}" for suffix in sorted({*SUFFIXES, ZIP_SUFFIX}))
    kinds = _tr("Photos and ZIP files ({endings})").format(endings=endings)
    title = _tr("Import files")
    every = _tr("All files (*)")
    files, _ = QFileDialog.getOpenFileNames(parent, title, str(Path.home()), f"{kinds};;{every}")
    return [Path(file) for file in files]


def choose_list(parent: QWidget) -> Path | None:
    """Ask for a list of names; return None when cancelled."""
    kinds = _tr("Lists (*.txt *.csv *.tsv);;All files (*)")
    title = _tr("A list with one name per line")
    file, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
    return Path(file) if file else None


def choose_target(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask for a file to write; return None when cancelled."""
    file, chosen = QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), kinds)
    if not file:
        return None
    path = Path(file)
    if not path.suffix and "*." in chosen:
        path = path.with_suffix("." + chosen.partition("*.")[2].rstrip(")").split()[0])
    return path


def confirm(parent: QWidget, title: str, text: str, yes: str) -> bool:
    """Ask a modal question; Enter selects the safe answer."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(plain.title(title))
    box.setText(text)
    ahead = box.addButton(plain.words(yes), QMessageBox.ButtonRole.AcceptRole)
    back = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(back)
    box.exec()
    agreed = box.clickedButton() is ahead
    box.deleteLater()
    return agreed
