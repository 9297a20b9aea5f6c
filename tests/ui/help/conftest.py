import pytest

from hitl_app.ui.session import languages


@pytest.fixture(params=languages.NAMES)
def language(request, qapp):
    """Switch the app to each of its languages in turn."""
    languages.speak(qapp, request.param)
    yield request.param
    languages.speak(qapp, "en")
