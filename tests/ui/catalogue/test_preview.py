"""Tests of the preview in the Catalogue: as sharp as the original, where there is one."""

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from tests.helpers.workspace.workspaces import add_photos, make_workspace

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(app, tmp_path):
    """Open the Catalogue with a photo whose file is there, and one whose file is lost."""
    folder = tmp_path / "photos"
    folder.mkdir()
    # Stripes of one pixel: no thumbnail has them.
    stripes = Image.new("L", (220, 220))
    stripes.putdata([255 * (place % 2) for place in range(220 * 220)])
    stripes.save(folder / "a.png")
    workspace = make_workspace(app.folder)
    add_photos(workspace, [0.5, 0.6], folder=str(folder), names=["a.png", "b.png"])
    workspace.close()
    window = app.open(create=False)
    window.show_page("catalogue")
    page = window.pages["catalogue"]
    app.until(page.is_settled)
    return page


def test_preview_shows_original_of_current_photo(page, app):
    image = page.detail.picture._image
    assert max(image.width(), image.height()) >= 220
    page.refresh({"photos"})
    app.until(page.is_settled)
    assert page.detail.picture._image.size() == image.size(), "a refresh keeps it"


def test_preview_shows_thumbnail_of_lost_photo(page, app):
    app.press(Key.Key_Down)
    app.until(page.is_settled)
    image = page.detail.picture._image
    assert 0 < max(image.width(), image.height()) <= 96
