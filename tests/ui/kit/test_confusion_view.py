"""The confusion matrix in windows of different widths."""

import pytest

from hitl_app.domain.reports.confusion import Confusion
from hitl_app.ui.kit.charts.confusion_view import ConfusionView


@pytest.fixture
def view(qtbot):
    made = ConfusionView("Matrix")
    qtbot.addWidget(made)
    names = tuple(f"category {n}" for n in range(13))
    made.show_confusion(Confusion(names, {(n, n): 3 for n in range(13)}))
    made.show()
    return made


def widths(view):
    header = view.horizontalHeader()
    return {header.sectionSize(n) for n in range(header.count())}


def test_columns_share_the_width_of_a_wide_window(view, qtbot):
    height = view.height()
    view.resize(960, height)
    qtbot.waitUntil(lambda: min(widths(view)) > 34)
    assert len(widths(view)) == 1
    assert view.horizontalHeader().length() <= view.viewport().width()
    assert view.viewport().width() - view.horizontalHeader().length() < 13
    assert view.height() == height
    assert view.verticalHeader().sectionSize(0) == 34


def test_columns_keep_their_least_width_in_a_narrow_window(view, qtbot):
    view.resize(960, view.height())
    qtbot.waitUntil(lambda: min(widths(view)) > 34)
    view.resize(300, view.height())
    qtbot.waitUntil(lambda: widths(view) == {34})


def test_few_columns_do_not_become_bars(view, qtbot):
    view.show_confusion(Confusion(("a", "b"), {(0, 1): 2}))
    view.resize(960, view.height())
    qtbot.waitUntil(lambda: widths(view) == {72})
