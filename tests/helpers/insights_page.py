"""The Insights page of a test's window."""

from PySide6.QtCore import QCoreApplication

IMPORTS_MS = 30_000
"""SciPy and pyqtgraph are imported when they are first asked for, which a busy machine feels."""


def insights_page(app, **how):
    window = app.open(create=False, **how)
    window.commands.earn_acceptance()
    app.until(lambda: window.is_settled() or app.message, IMPORTS_MS)
    assert app.message is None
    for _ in range(3):  # what came in is laid out, and then what that moved
        QCoreApplication.processEvents()
    return window.pages["insights"]


def started_jobs(app, monkeypatch):
    started = []
    pool = app.window.session.pool
    monkeypatch.setattr(pool, "start", lambda name, params=None: started.append((name, params)))
    return started


def row_texts(view, row):
    return [view.items.index(row, c).data() for c in range(view.items.columnCount())]
