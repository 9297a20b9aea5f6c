import pytest

from tests.helpers.window.insights_page import insights_page
from tests.helpers.workspace.inspections import (
    catalogue,
)


@pytest.fixture
def page(app):
    catalogue(app.folder).close()
    return insights_page(app)
