"""Make the animation at the top of the README.

    python -m tools.animation FOLDER [FILE]

A window without a screen imports the sample, reviews by keys, learns, decides a group and
exports; what it shows is the animation. FOLDER takes photos and workspace, and its name is seen;
FILE is the one that the README shows, if none is named.
"""

import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from tools.pictures.frames import Film, captioned
from tools.pictures.products import write_products
from tools.pictures.scene import Scene, use_own_home

_FILE: Final = Path(__file__).parents[1] / "docs" / "images" / "loop.webp"
_SIZE: Final = (960, 620)
_SCALE: Final = "1.5"
_END_MS, _LONG_MS, _MIDDLE_MS, _SHORT_MS, _RUN_MS = 1600, 1000, 650, 160, 200
_CONFIRMED, _RUN = 3, 12
_THINKING_MS: Final = 1200
"""The operator's time for a photo, so that the pace on the screen is a person's."""


class Loop:
    """The loop from photos to labels, as a film."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.film = Film()

    def take(self, milliseconds: int, words: str, *keys: str, above: QWidget | None = None) -> None:
        """Take a frame; a dialog is painted over the middle of the window."""
        picture = self.scene.picture()
        if above is not None:
            _paint_over(picture, above)
        self.film.add(captioned(picture, words, keys), milliseconds)

    def bring_in(self, photos: Path) -> None:
        """Import photos."""
        scene, words = self.scene, "Photos come in"
        scene.window.show_page("imports")
        scene.rest(200)
        self.take(_SHORT_MS, words)
        scene.session.import_paths([photos])
        while scene.jobs("import"):
            scene.rest(2 * _SHORT_MS)
            # The duration is that of the computer that makes the animation.
            scene.window.messages.dismiss()
            self.take(_SHORT_MS, words)
        scene.settle()
        scene.window.messages.dismiss()
        self.take(_MIDDLE_MS, words)

    def review(self) -> None:
        """Confirm suggestions, correct one, and go on until a draft has learned."""
        scene, learning = self.scene, self.scene.window.status.learning
        scene.show("review")
        # This one was shown before it was scored.
        scene.decide()
        scene.settle()
        self.take(_LONG_MS, "A model suggests a category for every photo")
        confirmed = corrected = 0
        while confirmed < _CONFIRMED or not corrected:
            right = scene.right() == scene.suggested()
            key = "Enter" if right else scene.key_of(scene.right())
            words = "confirms the suggestion" if right else f"chooses {scene.right()}"
            pace = _MIDDLE_MS if right else _LONG_MS
            is_shown = confirmed < _CONFIRMED if right else not corrected
            if is_shown:
                self.take(pace, words, key)
            confirmed, corrected = confirmed + right, corrected + (not right)
            scene.decide()
            scene.rest(_THINKING_MS)
        for _ in range(_RUN):
            scene.decide()
            scene.rest(_THINKING_MS)
            self.take(_RUN_MS, "One key a photo, each decision saved at once")
        scene.wait("a draft", lambda: bool(learning.full_text()))
        scene.settle()
        scene.decide()
        scene.settle()
        self.take(_END_MS, "The suggestions learn from each decision")

    def decide_group(self) -> None:
        """Decide a group of similar photos at once."""
        scene = self.scene
        scene.show("grid")
        self.take(_MIDDLE_MS, "The grid shows similar photos together", "G")
        scene.press("Ctrl+A")
        scene.rest(200)
        self.take(_MIDDLE_MS, "selects a group", "Ctrl", "A")
        scene.press("Return")
        scene.settle()
        self.take(_LONG_MS, "confirms all of it", "Enter")

    def export(self, folder: Path) -> None:
        """Export the labels."""
        from hitl_app.ui.shell.export_dialog import ExportDialog

        scene, words = self.scene, "Export: CSV, Excel, Parquet, COCO, folders and more"
        scene.window.messages.dismiss()
        scene.window.menus.actions["export"].trigger()
        dialog: ExportDialog = scene.window.findChild(ExportDialog)
        dialog.target.setText(str(folder / "labels.csv"))
        scene.rest(200)
        self.take(_LONG_MS, words, above=dialog)
        dialog.export.click()
        scene.settle()
        self.take(_END_MS, words)


def _paint_over(picture: QImage, dialog: QWidget) -> None:
    """Paint a dialog over the middle of a darkened picture of its window."""
    painter = QPainter(picture)
    size = picture.deviceIndependentSize().toSize()
    painter.fillRect(0, 0, size.width(), size.height(), QColor(0, 0, 0, 96))
    left, top = (size.width() - dialog.width()) // 2, (size.height() - dialog.height()) // 2
    painter.drawImage(QPoint(left, top), dialog.grab().toImage())
    painter.end()


def main(folder: Path, file: Path) -> None:
    """Make the animation.

    Raises:
        SystemExit: The workspace is there already: its photos are decided.
    """
    workspace = folder / "loop"
    if workspace.exists():
        raise SystemExit(f"{workspace} is there already. Name another folder.")
    scene = Scene(_SIZE, write_products(folder / "photos"))
    scene.open(workspace)
    loop = Loop(scene)
    loop.bring_in(folder / "photos")
    loop.review()
    loop.decide_group()
    loop.export(folder)
    scene.close()
    loop.film.save(file)
    sys.stdout.write(f"{file}: {loop.film.seconds:.1f} s, {file.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    use_own_home()
    os.environ["QT_SCALE_FACTOR"] = _SCALE
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else _FILE)
