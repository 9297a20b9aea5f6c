import pytest

from tests.helpers.insights_page import insights_page
from tests.helpers.inspections import (
    catalogue,
)


@pytest.fixture
def page(app):
    catalogue(app.folder).close()
    return insights_page(app)
