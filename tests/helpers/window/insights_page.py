"""The Insights page of a test's window."""

from PySide6.QtCore import QCoreApplication

IMPORTS_MS = 30_000
"""Longest wait: the first use imports SciPy and pyqtgraph, which is slow on a busy machine."""


def insights_page(app, **how):
    window = app.open(create=False, **how)
    window.commands.earn_acceptance()
    app.until(lambda: window.is_settled() or app.message, IMPORTS_MS)
    assert app.message is None
    for _ in range(3):  # layouts follow new contents, and then each other
        QCoreApplication.processEvents()
    return window.pages["insights"]


def started_jobs(app, monkeypatch):
    started = []
    pool = app.window.session.pool
    monkeypatch.setattr(pool, "start", lambda name, params=None: started.append((name, params)))
    return started


def row_texts(view, row):
    return [view.items.index(row, c).data() for c in range(view.items.columnCount())]
