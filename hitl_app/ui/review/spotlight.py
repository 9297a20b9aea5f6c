"""Explanation of a suggestion, as highlights on a photo."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

_DARKEST = 210  # of 255, where there is no evidence for the suggestion
_SIDE = 160  # pixels of the shade: places melt into each other


@dataclass(frozen=True, slots=True)
class Spotlight:
    """Highlights on a photo.

    Attributes:
        shade: Overlay on the photo; null until it is computed.
        area: The part of the photo that it covers, as shares of its sides.
        words: Description of the highlights.
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
    """Return the placeholder while the job runs."""
    return Spotlight(QImage(), QRectF(), QCoreApplication.translate("Spotlight", "looking…"))


def explained(result: Mapping[str, Any], names: Mapping[int, str]) -> Spotlight:
    """Make the highlights from the result of the job `explain`.

    Args:
        result: Its outcome.
        names: Categories by id.
    """
    import numpy as np  # imported on first use

    heat = np.array(result["heat"], np.float64)
    pixels = np.zeros((*heat.shape, 4), np.uint8)
    # Half of the strongest evidence is still highlighted.
    pixels[..., 3] = (_DARKEST * (1 - heat**0.7)).round()
    rows, columns = heat.shape
    coarse = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
    shade = coarse.scaled(_SIDE, _SIDE, mode=Qt.TransformationMode.SmoothTransformation)
    left, top, right, bottom = result["area"]
    words = QCoreApplication.translate("Spotlight", "lit: what speaks for {name}")
    name = names.get(int(result["category"]), "")
    return Spotlight(shade, QRectF(left, top, right - left, bottom - top), words.format(name=name))
