"""Frames of an animation, with a caption below the window, and their file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

MOST_BYTES: Final = 3 * 1024**2
_STRIP, _MARGIN, _GAP = 44, 20, 10
_GROUND, _TEXT = "#1b2130", "#ffffff"
_KEY_GROUND, _KEY_TEXT = "#ffffff", "#1b2130"


@dataclass
class Film:
    """Frames in order, each with its duration in milliseconds."""

    frames: list[Image.Image] = field(default_factory=list)
    durations: list[int] = field(default_factory=list)

    def add(self, frame: Image.Image, milliseconds: int) -> None:
        """Add a frame, unless it is like the last one."""
        if not self.frames or self.frames[-1].tobytes() != frame.tobytes():
            self.frames.append(frame)
            self.durations.append(milliseconds)

    @property
    def seconds(self) -> float:
        """Return its duration."""
        return sum(self.durations) / 1000

    def save(self, file: Path, quality: int = 80, most: int = MOST_BYTES) -> None:
        """Write an animated WebP, which has no palette: photos keep their colours.

        Args:
            file: To write.
            quality: Of the frames, from 0 to 100.
            most: Bytes that the file may have.

        Raises:
            ValueError: The file would be larger; nothing is kept.
        """
        first, *others = self.frames
        first.save(
            file,
            "WEBP",
            save_all=True,
            append_images=others,
            duration=self.durations,
            loop=0,
            quality=quality,
            method=5,
            minimize_size=True,
        )
        if (size := file.stat().st_size) > most:
            file.unlink()
            raise ValueError(f"{file.name} would have {size:,} bytes, more than {most:,}")


def captioned(picture: QImage, words: str, keys: Sequence[str] = ()) -> Image.Image:
    """Return a picture with a strip below it: words, and the keys that were pressed."""
    scale, size = picture.devicePixelRatio(), picture.deviceIndependentSize()
    height = size.height()
    pixels = picture.height() + round(_STRIP * scale)
    whole = QImage(picture.width(), pixels, QImage.Format.Format_RGB888)
    whole.setDevicePixelRatio(scale)
    whole.fill(QColor(_GROUND))
    painter = QPainter(whole)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawImage(QPointF(0, 0), picture)
    font = QFont()
    font.setPixelSize(17)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    left = float(_MARGIN)
    for key in keys:
        width = max(30.0, QFontMetricsF(font).horizontalAdvance(key) + 18)
        place = QRectF(left, height + 8, width, _STRIP - 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_KEY_GROUND))
        painter.drawRoundedRect(place, 6, 6)
        painter.setPen(QColor(_KEY_TEXT))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, key)
        left += width + _GAP
    painter.setPen(QColor(_TEXT))
    rest = QRectF(left, height, size.width() - left - _MARGIN, _STRIP)
    painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.end()
    return image_of(whole)


def image_of(picture: QImage) -> Image.Image:
    """Return Pillow's image of Qt's."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB888)
    size = picture.width(), picture.height()
    return Image.frombytes(
        "RGB", size, bytes(picture.constBits()), "raw", "RGB", picture.bytesPerLine()
    )
