"""Plugins of every test: a temporary home, no screen, and checks for leaks and changed state."""

import gc

import pytest

pytest_plugins = [
    "pytester",
    "tests.helpers.guards.databases",
    "tests.helpers.guards.isolation",
    "tests.helpers.guards.leaks",
    "tests.helpers.guards.order",
    "tests.helpers.guards.state",
]


def pytest_collection_finish():
    """Keep what was imported out of the collections of garbage that follow many a test."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish():
    """Let plugins find all objects again when they end."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def qapp():
    """Return the application as the program makes it, for all tests of a process.

    A plain one, made by a test outside of `tests/ui`, would lack the theme and language that
    tests of the window expect.
    """
    from hitl_app.ui.shell.app import make_application

    return make_application(dark=False)
