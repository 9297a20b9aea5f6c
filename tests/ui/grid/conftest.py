import pytest

from tests.helpers.window.grid_page import make, opened


@pytest.fixture
def page(app):
    make(app.folder)
    return opened(app)
