"""What a model looked at, as light on a photo: the rest is darkened."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

_DARKEST = 210  # of 255, where nothing spoke for the suggestion
_SIDE = 160  # pixels of the shade: places melt into each other


@dataclass(frozen=True, slots=True)
class Spotlight:
    """Light on a photo.

    Attributes:
        shade: What lies over the photo; null while it is not known.
        area: The part of the photo that it covers, as shares of its sides.
        words: What is lit.
    """

    shade: QImage
    area: QRectF
    words: str

    def paint(self, painter: QPainter, photo: QRectF) -> None:
        """Darken a photo that was painted there."""
        if self.shade.isNull():
            return
        target = QRectF(
            photo.left() + self.area.left() * photo.width(),
            photo.top() + self.area.top() * photo.height(),
            self.area.width() * photo.width(),
            self.area.height() * photo.height(),
        )
        painter.save()
        painter.setClipRect(photo)
        painter.drawImage(target, self.shade)
        painter.restore()


def looking() -> Spotlight:
    """Return what is shown on the photo while the model is asked."""
    return Spotlight(QImage(), QRectF(), QCoreApplication.translate("Spotlight", "explaining…"))


def explained(result: Mapping[str, Any], names: Mapping[int, str]) -> Spotlight:
    """Make the light from the result of the job `explain`."""
    import numpy as np  # only those who ask need it

    heat = np.array(result["heat"], np.float64)
    pixels = np.zeros((*heat.shape, 4), np.uint8)
    # What speaks half as much is still looked at.
    pixels[..., 3] = (_DARKEST * (1 - heat**0.7)).round()
    rows, columns = heat.shape
    coarse = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
    shade = coarse.scaled(_SIDE, _SIDE, mode=Qt.TransformationMode.SmoothTransformation)
    left, top, right, bottom = result["area"]
    words = QCoreApplication.translate("Spotlight", "highlighted: evidence for {name}")
    name = names.get(int(result["category"]), "")
    return Spotlight(shade, QRectF(left, top, right - left, bottom - top), words.format(name=name))
