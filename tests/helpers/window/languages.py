"""The window in other languages."""

import contextlib

import pytestqt.exceptions as qtbot_errors

from tests.ui.test_appearance import PAGES, cut_off


def look_at_all_pages(app, window):
    for page in PAGES:
        window.show_page(page)
        app.until(window.is_settled, 30_000)
        with contextlib.suppress(qtbot_errors.TimeoutError):
            app.until(lambda: cut_off(window) == [])
        assert cut_off(window) == [], page
