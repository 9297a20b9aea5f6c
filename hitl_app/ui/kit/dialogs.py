"""Questions that need a window of their own: files, folders, and a yes or no."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from hitl_app.ui.kit import plain
from hitl_app.ui.wording import formats

_TITLE_BAR = 40
"""Height that a window needs above its content."""


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("dialogs", text, "", n)


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Resize a window, but not beyond what its screen shows."""
    window.resize(_within_screen(window, width, height))


def limit_to_screen(window: QWidget, width: int, height: int) -> None:
    """Set the smallest size of a window, but not beyond what its screen shows."""
    window.setMinimumSize(_within_screen(window, width, height))


def _within_screen(window: QWidget, width: int, height: int) -> QSize:
    room = window.screen().availableSize() - QSize(0, _TITLE_BAR)
    return QSize(width, height).boundedTo(room)


def choose_folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """Ask for a folder; return None when cancelled."""
    folder = QFileDialog.getExistingDirectory(parent, title, str(start or Path.home()))
    return Path(folder) if folder else None


def choose_photos(parent: QWidget) -> list[Path]:
    """Ask for photos, ZIP files and product feeds."""
    from hitl_app.imaging.files import ZIP_SUFFIX
    from hitl_app.services.feeds.formats import SUFFIXES as FEED_SUFFIXES
    from safeio.reading import SUFFIXES

    endings = " ".join(f"*{suffix}" for suffix in sorted({*SUFFIXES, ZIP_SUFFIX}))
    kinds = _tr("Photos and ZIP files ({endings})").format(endings=endings)
    endings = " ".join(f"*{suffix}" for suffix in FEED_SUFFIXES)
    feeds = _tr("Product feeds ({endings})").format(endings=endings)
    title = _tr("Import files")
    every = _tr("All files (*)")
    every = f"{kinds};;{feeds};;{every}"
    files, _ = QFileDialog.getOpenFileNames(parent, title, str(Path.home()), every)
    return [Path(file) for file in files]


def choose_list(parent: QWidget) -> Path | None:
    """Ask for a list of names; return None when cancelled."""
    kinds = _tr("Lists (*.txt *.csv *.tsv);;All files (*)")
    title = _tr("A list with one name per line")
    file, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
    return Path(file) if file else None


def choose_backup(parent: QWidget) -> Path | None:
    """Ask for a backup; return None when cancelled."""
    kinds = _tr("Backups (*.zip);;All files (*)")
    file, _ = QFileDialog.getOpenFileName(parent, _tr("Choose a backup"), str(Path.home()), kinds)
    return Path(file) if file else None


def choose_labels(parent: QWidget) -> Path | None:
    """Ask for a file of labels; return None when cancelled."""
    endings = "*.csv *.tsv *.txt *.json *.jsonl *.ndjson *.parquet"
    kinds = _tr("Labels ({endings})").format(endings=endings)
    title, every = _tr("A file with labels"), _tr("All files (*)")
    file, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), f"{kinds};;{every}")
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


def ask_text(parent: QWidget, title: str, words: str, longest: int) -> str:
    """Ask for a short text; return "" when cancelled."""
    text, agreed = QInputDialog.getText(parent, title, words)
    return text.strip()[:longest] if agreed else ""


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


def confirm_selection(parent: QWidget, count: int) -> bool:
    """Ask whether all photos are to be selected; the question names their number."""
    n = formats.number(count)
    return confirm(
        parent,
        _tr("Select all photos"),
        _tr("Select all {n} photos? The next decision applies to all of them.", count).format(n=n),
        _tr("Select {n} photos", count).format(n=n),
    )
