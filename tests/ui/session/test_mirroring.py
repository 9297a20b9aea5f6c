"""Tests of the window in a longer language that is written from right to left."""

import contextlib
import re
from itertools import pairwise

import pytest
import pytestqt.exceptions as qtbot_errors
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)

from hitl_app.domain.imports import WatchedFolder
from hitl_app.ui.help.about_dialog import AboutDialog
from hitl_app.ui.help.guide_window import GuideWindow
from hitl_app.ui.help.tour import STEPS, Tour
from hitl_app.ui.help.tour_panel import TourPanel
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import ElidedLabel
from hitl_app.ui.session import recent
from tests.helpers.window.languages import look_at_all_pages
from tests.helpers.window.pseudo import pseudo, pseudo_language
from tests.helpers.workspace.workspaces import make_workspace
from tests.ui.models.test_page import retrained
from tests.ui.review.photo.test_view import bring_in
from tests.ui.test_appearance import PAGES, cut_off

# Right to left, and longer.


@pytest.fixture
def mirrored(qapp):
    with pseudo_language(qapp):
        theme.apply_theme(qapp, dark=False)
        yield
    theme.apply_theme(qapp, dark=False)


@pytest.fixture
def mirrored_window(mirrored, app):
    retrained(app.folder)
    yield app
    app.close()


def test_pseudo_lengthens_text_and_keeps_placeholders():
    text = "Every photo has a label. Import more photos, or check your recent decisions."
    assert len(pseudo(text)) >= 1.4 * len(text) - 1
    text = "{n} photos exported to {file}."
    assert {"{n}", "{file}"} <= set(re.findall(r"\{\w+\}", pseudo(text)))
    assert re.findall(r"[A-Za-z]+", pseudo("Revert import…")) == []


def test_window_cuts_off_no_text_in_longer_language(mirrored_window):
    window = mirrored_window.open(create=False, size=(1280, 800))
    look_at_all_pages(mirrored_window, window)


def _texts_of(widget: QWidget) -> list[str]:
    """Return the texts that a widget shows or passes to screen readers."""
    found = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    if isinstance(widget, QLabel | QAbstractButton):
        found.append(widget.text())
    if isinstance(widget, QLineEdit):
        found.append(widget.placeholderText())
    if isinstance(widget, QComboBox):
        found += [widget.itemText(i) for i in range(widget.count())]
    if isinstance(widget, QTabBar):
        found += [widget.tabText(i) for i in range(widget.count())]
    if isinstance(widget, QTableView | QTreeView) and widget.model() is not None:
        across = Qt.Orientation.Horizontal
        count = widget.model().columnCount()
        found += [str(widget.model().headerData(i, across) or "") for i in range(count)]
    return found


DATA = re.compile(
    r"(/[^\s,;]*|\S+\.(?:jpg|png)|[\w-]*cnn[\w-]*|Ankle boot|T-shirt/top|Trouser|Pullover|Dress"
    r"|Coat|Sandal|Shirt|Sneaker|Bag|seed|photo\b|fashion-mnist|Ctrl|Shift|Alt|Enter|Esc|Space|Del|F\d+"
    r"|Fashion-MNIST|Second Look|\{\w+\}|Python|Qt|PySide6|TensorFlow|Keras|MIT|\d\S*)"
)
"""Texts that are not translated: paths, categories, versions, keys, parts of a pattern."""


def _has_latin(text: str) -> bool:
    return re.search(r"[A-Za-z]{2,}", DATA.sub("", text)) is not None


def _untranslated(window: QWidget) -> list[str]:
    found = {text for widget in window.findChildren(QWidget) for text in _texts_of(widget)}
    return sorted(filter(_has_latin, found))


def test_pages_and_menus_have_no_untranslated_text(mirrored_window):
    recent.keep(operator="רחל")
    window = mirrored_window.open(create=False)
    for page in PAGES:
        window.show_page(page)
        mirrored_window.until(window.is_settled, 30_000)
        assert _untranslated(window) == [], page
    menus = [action.text() for menu in window.menus.menus.values() for action in menu.actions()]
    assert [text for text in menus if _has_latin(text.partition("\t")[0])] == []
    planted = QLabel("Left as it is", window)
    assert _untranslated(window) == ["Left as it is"]
    planted.deleteLater()


def test_panels_and_dialogs_are_translated_named_and_not_cut_off(mirrored_window):
    recent.keep(operator="רחל")
    window = mirrored_window.open(create=False, size=(1280, 800))
    window.show_page("imports")
    imports = window.pages["imports"]
    imports.change_products()
    imports.products.rule.choose("own")
    mirrored_window.until(window.is_settled, 30_000)
    _check_texts_and_names(mirrored_window, window)
    imports.products.back.click()
    folder = WatchedFolder(1, b"/photos/shop", "/photos/shop", active=True)
    imports.watched.show_folders([folder], [], elsewhere=True)
    _check_texts_and_names(mirrored_window, window)
    tour = Tour(window)
    window.add_strip(TourPanel(tour))
    tour.begin()
    for _ in STEPS:
        tour.pass_over()
        _check_texts_and_names(mirrored_window, window)
    for dialog in (AboutDialog(window), GuideWindow(window)):
        dialog.show()
        _check_texts_and_names(mirrored_window, dialog)
        dialog.close()


def _check_texts_and_names(app, widget):
    assert _untranslated(widget) == []
    assert [one for one in _controls(widget) if not one.accessibleName()] == []
    with contextlib.suppress(qtbot_errors.TimeoutError):
        app.until(lambda: cut_off(widget) == [])
    assert cut_off(widget) == []


def test_elided_label_copies_text_without_direction_marks(mirrored, qtbot):
    path = ElidedLabel()
    qtbot.addWidget(path)
    path.let_select()
    path.resize(400, 20)
    path.setText("/photos/A_1.jpg")
    assert path.text() != "/photos/A_1.jpg", "the shown text has direction marks"
    path.setSelection(0, len(path.text()))
    assert path.chosen_text() == "/photos/A_1.jpg"


def test_window_is_mirrored_but_photos_are_not(qapp, app, tmp_path):
    halves = Image.new("RGB", (400, 400), "white")
    halves.paste("black", (200, 0, 400, 400))
    halves.save(tmp_path / "halves.png")
    workspace = make_workspace(app.folder)
    bring_in(workspace, [(tmp_path / "halves.png", "")])
    workspace.close()

    def measure() -> tuple[float, list[bool]]:
        """Return the horizontal position of the rail and which halves of the photo are light."""
        window = app.open(create=False)
        view = app.page.view
        app.until(lambda: view.photo_area().width() > 100)
        rail = window.rail.mapTo(window, window.rail.rect().center()).x() / window.width()
        area, picture = view.photo_area(), view.grab().toImage()
        across = [area.left() + share * area.width() for share in (0.25, 0.75)]
        light = [
            picture.pixelColor(round(x), round(area.center().y())).lightness() > 128 for x in across
        ]
        app.close()
        return rail, light

    rail, light = measure()
    with pseudo_language(qapp):
        mirrored_rail, still_light = measure()
    assert (round(rail), round(mirrored_rail)) == (0, 1)
    assert light == still_light == [True, False]


# Names and order.


def _controls(root):
    kinds = (
        QAbstractButton | QLineEdit | QAbstractSpinBox | QAbstractSlider | QAbstractItemView
        | QComboBox | QTabBar
    )  # fmt: skip
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QAbstractItemView | QTabBar)
        named = isinstance(widget, kinds) and not isinstance(widget, QScrollBar)
        if named and widget.isVisible() and not inner and type(widget).__name__ != "QHeaderView":
            yield widget


def _by_tab(window) -> list[QWidget]:
    """Return the widgets that Tab reaches, in their order."""
    found, widget = [], window
    while (widget := widget.nextInFocusChain()) is not window:
        tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if tabbed and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            found.append(widget)
    return found


def test_pages_have_named_controls_in_tab_order(app):
    retrained(app.folder)
    window = app.open(create=False)
    for page in PAGES:
        window.show_page(page)
        app.until(window.is_settled, 30_000)
        unnamed = [widget for widget in _controls(window) if not widget.accessibleName()]
        assert unnamed == [], page
        order = _by_tab(window)
        tops = [
            widget.mapTo(window, widget.rect().topLeft()).y()
            for widget in order
            if window.pages[page].isAncestorOf(widget)
        ]
        assert tops, page
        # Tab moves down the page; it moves up again only from column to column.
        back = sum(one > other + 40 for one, other in pairwise(tops))
        assert back <= 4, (page, tops)
