"""What every test has: a home of its own, no screen, and a look at what it left behind."""

import pytest

pytest_plugins = [
    "pytester",
    "tests.helpers.isolation",
    "tests.helpers.leaks",
    "tests.helpers.order",
    "tests.helpers.state",
]


@pytest.fixture(scope="session")
def qapp():
    """Return the application as the program makes it, for all tests of a process.

    A bare one, made by a test outside of the window's, would change its theme and its language in
    whatever test of the window comes first.
    """
    from hitl_app.ui.shell.app import make_application

    return make_application(dark=False)
