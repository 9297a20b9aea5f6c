"""The page of similar photos in a test's window."""

import numpy as np
from PySide6.QtCore import Qt

from tests.helpers.workspace.vectors import add_vectors
from tests.helpers.workspace.workspaces import add_photos, make_workspace

Key, Mod = Qt.Key, Qt.KeyboardModifier


SIZES = (20, 12, 5)
"""Sizes of the groups in the first category; the second has photos without similar ones."""


def make(folder, sizes=SIZES, others=9):
    workspace = make_workspace(folder)
    count = sum(sizes)
    confidences = np.linspace(0.4, 0.9, count + others).tolist()
    suggestions = [0] * count + [1] * others
    ids = add_photos(workspace, confidences, suggestions=suggestions)
    kinds = [kind for kind, size in enumerate(sizes) for _ in range(size)]
    add_vectors(workspace, ids, kinds + [None] * others)
    workspace.close()


def opened(app):
    app.open(create=False)
    app.press(Key.Key_G)
    page = app.window.pages["grid"]
    app.until(page.is_settled)
    return page


def done(page, app):
    app.until(page.is_settled, 30_000)


def headings(page):
    return [page._heading(group) for group in range(len(page.items.starts))]


def ids_of(page):
    """Return the row numbers of the visible photos, by place."""
    return np.array([page.items.photo_id(place) for place in range(len(page.items))])
