"""Tests of how the filters of the Catalogue are laid out."""

from PySide6.QtCore import QEvent, QObject

from tests.helpers.window.appearance import overlapping
from tests.helpers.workspace.workspaces import make_workspace


def test_filters_are_placed_when_the_page_is_first_painted(app):
    make_workspace(app.folder, [0.3, 0.6]).close()
    window = app.open(create=False)
    painted = []

    class Painted(QObject):
        def eventFilter(self, filters, event):
            if event.type() is QEvent.Type.Paint:
                painted.append((filters.when.isVisible(), overlapping(filters)))
            return False

    watch = Painted()
    window.show_page("catalogue")
    window.pages["catalogue"].filters.installEventFilter(watch)
    app.until(window.pages["catalogue"].is_settled)
    assert painted
    assert painted == [(True, [])] * len(painted)
