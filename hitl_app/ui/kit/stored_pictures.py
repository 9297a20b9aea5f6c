"""Decode the pictures that the database keeps."""

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QImageReader

_PNG = b"\x89PNG"


def decode_stored(encoded: bytes) -> QImage:
    """Return a stored JPEG or PNG as an image; a null one where the bytes are damaged.

    The format is named, and Qt does not search for another: its search asks the SVG plugin, which
    takes a lock of Qt while this thread holds the interpreter's. A thread that disconnects a signal
    takes the two in the other order, which would be a deadlock.
    """
    buffer = QBuffer()
    buffer.setData(encoded)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"png" if encoded.startswith(_PNG) else b"jpeg")
    reader.setAutoDetectImageFormat(False)
    return reader.read()
