import pytest

from hitl_app.ui.session import languages


@pytest.fixture(params=languages.NAMES)
def language(request, qapp):
    """Each language of the window in turn, spoken."""
    languages.speak(qapp, request.param)
    yield request.param
    languages.speak(qapp, "en")
