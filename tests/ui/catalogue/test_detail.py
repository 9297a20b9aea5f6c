"""Tests of the picture beside the catalogue."""

import pytest
from PySide6.QtGui import QColor, QImage

from hitl_app.ui.catalogue.detail import Picture
from hitl_app.ui.kit import theme


@pytest.fixture
def picture(qtbot):
    picture = Picture()
    qtbot.addWidget(picture)
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    picture.show_image(image)
    return picture


@pytest.mark.parametrize("width", [140, 220, 400])
def test_picture_note_is_whole_at_every_width(picture, width):
    picture.resize(width, 300)
    picture.note_lost(lost=True)
    picture.note = "foto asli tidak ditemukan: gambar mini tersimpan"
    shown = picture.grab().toImage()
    stage, height = theme.colour(theme.tokens().stage), shown.height()
    edges = (0, 1, shown.width() - 2, shown.width() - 1)
    assert {shown.pixelColor(x, y).name() for x in edges for y in range(height)} <= {
        stage.name(),
        QColor("red").name(),
    }
    foot = [y for y in range(height) if _is_written(shown, y, stage)]
    lines = 1 if width == 400 else 2
    assert len(foot) > (lines - 1) * picture.fontMetrics().height()


def _is_written(shown, y, stage):
    others = {stage.name(), QColor("red").name()}
    return any(shown.pixelColor(x, y).name() not in others for x in range(shown.width()))
