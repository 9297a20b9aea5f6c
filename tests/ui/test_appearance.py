"""Tests of the appearance: texts that fit, contrast, names of controls, focus."""

import contextlib

import pytest
import pytestqt.exceptions as qtbot_errors
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QLayout,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from hitl_app.domain.decisions import Answer
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from hitl_app.services.review.opinions import Opinions
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import column, label, row
from hitl_app.ui.wording.messages import Message
from hitl_app.workspace import Workspace
from tests.helpers.processes import run_helper
from tests.helpers.window.appearance import PAGES, contrast, cut_off, faint
from tests.ui.fake_worker import RESULTS
from tests.ui.models.test_page import retrained

SIZES = ((1280, 800), (960, 620), (1920, 1080))


def busy(folder):
    """Create a workspace with content for every page."""
    retrained(folder)
    workspace = Workspace.open(folder)
    category = categories.list_categories(workspace)[3]
    first, second, *_ = (shown.photo.id for shown in reviewing.next_photos(workspace))
    reviewing.decide(workspace, first, Answer.CATEGORY, "ann", category.id)
    reviewing.decide(workspace, second, Answer.NOT_A_PHOTO, "ben")
    workspace.close()


@pytest.fixture
def full(app):
    """Open a window with content on every page."""
    retrained(app.folder)
    window = app.open(create=False)
    app.decide(Qt.Key.Key_3)
    app.decide(Qt.Key.Key_X)
    return window


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_window_cuts_off_no_text_on_any_page(full, app, size):
    full.resize(*size)
    full.messages.tell(
        Message(
            "The disk is full: /home/ann/Pictures/catalogue/review.db could not be written.",
            "Free some space and try again. Earlier decisions are saved.",
            "details",
            "warning",
            (("Try again", lambda: None),),
        )
    )
    for page in PAGES:
        full.show_page(page)
        app.until(full.is_settled)
        # Layouts follow texts; only texts that stay cut off count.
        with contextlib.suppress(qtbot_errors.TimeoutError):
            app.until(lambda: cut_off(full) == [])
        assert cut_off(full) == [], page
    full.toggle_keys()
    assert cut_off(full) == [], "keys"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_people_panel_cuts_off_no_text(full, app, size):
    full.resize(*size)
    full.show_page("insights")
    app.until(full.is_settled, 30_000)
    full.pages["insights"].sections.show_section("people")
    people = full.pages["insights"].people
    people.show_opinions(Opinions(wanted=1234, agreed=5678, disputed=91, settled=23), share=0.05)
    people.agreement.show_result(RESULTS["agreement"])
    people.mistakes.show_result(RESULTS["mistakes"])
    with contextlib.suppress(qtbot_errors.TimeoutError):
        app.until(lambda: cut_off(full) == [])
    assert people.mistakes.table.isVisible()
    assert cut_off(full) == []
    assert [w for w in controls(full) if not w.accessibleName()] == []


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_insights_sections_cut_off_no_text(full, app, size):
    full.resize(*size)
    full.show_page("insights")
    page = full.pages["insights"]
    for section in ("progress", "corrections", "learning"):
        page.sections.show_section(section)
        app.until(full.is_settled, 30_000)
        with contextlib.suppress(qtbot_errors.TimeoutError):
            app.until(lambda: cut_off(full) == [])
        assert cut_off(full) == [], section
        assert [w for w in controls(full) if not w.accessibleName()] == [], section


def test_review_page_cuts_off_no_text_when_empty(app):
    window = app.open(size=(960, 620))
    for place in ("empty", "done", "skipped", "asked", "arriving"):
        app.page.stage.show_place(place)
        QApplication.processEvents()
        assert cut_off(window) == [], place


def test_welcome_page_cuts_off_no_text_after_an_error(app):
    from hitl_app.domain.errors import KnownError

    window = app.open(size=(960, 620))
    window.close_workspace()
    window.show_welcome(KnownError("network-share", path="/net/server/share/photos/autumn 2026"))
    QApplication.processEvents()
    assert cut_off(window) == []


def test_cut_off_finds_texts_with_too_little_room(qtbot):
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(300, 100)
    narrow = label("a text that has no room at all")
    narrow.setParent(root)
    narrow.setGeometry(0, 0, 60, 20)
    low = label("a text of many lines in a place for one of them alone", wrap=True)
    low.setParent(root)
    low.setGeometry(0, 30, 100, 15)
    outside = label("outside")
    outside.setParent(root)
    outside.move(280, 70)
    good = label("good")
    good.setParent(root)
    good.move(0, 70)
    root.show()
    assert len(cut_off(root)) == 3
    assert not any("good" in text for text in cut_off(root))


def test_cut_off_finds_widgets_that_overlap(qtbot):
    root = QWidget()
    qtbot.addWidget(root)
    upper, lower = label("upper"), label("lower")
    upper.setFixedHeight(60)
    lower.setFixedHeight(60)
    root.setLayout(column(upper))
    root.layout().addLayout(row(lower))
    root.layout().setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    root.show()
    assert cut_off(root) == []
    root.resize(100, 80)
    QApplication.processEvents()
    assert any("over" in text for text in cut_off(root))


# Colours.


@pytest.mark.parametrize("t", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_themes_have_enough_contrast_for_texts(t):
    grounds = (t.ground, t.surface)
    pairs = [(ink, ground) for ink in (t.text, t.dim, t.accent, t.good) for ground in grounds]
    pairs += [(t.warning, t.surface), (t.warning, t.warning_soft), (t.text, t.warning_soft)]
    pairs += [(t.text, t.accent_soft), (t.accent, t.accent_soft), (t.dim, t.accent_soft)]
    pairs += [(t.on_accent, t.accent), (t.text, t.cap), (t.dim, t.cap)]
    low = [(*pair, round(contrast(*pair), 2)) for pair in pairs if contrast(*pair) < 4.5]
    assert low == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_readable_at_one_and_a_half_times_the_size(app, tmp_path, scheme):
    busy(app.folder)
    report = run_helper(
        "window.appearance",
        *(app.folder, tmp_path, scheme),
        timeout=200,
        QT_SCALE_FACTOR="1.5",
        QT_QPA_PLATFORM="offscreen",
    )
    assert report["scale"] == 1.5
    assert {name.split("-")[0] for name in report["pages"]} == set(PAGES)
    assert {name: found for name, found in report["pages"].items() if any(found.values())} == {}
    for name in report["pages"]:
        assert QImage(str(tmp_path / f"{name}.png")).width() == 1920


def test_faint_finds_texts_with_little_contrast(qtbot):
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(300, 100)
    for number, (ink, ground) in enumerate(
        [("#000000", "#FFFFFF"), ("#999999", "#FFFFFF"), ("#333333", "#000000")]
    ):
        text = label(f"{ink} on {ground}")
        text.setParent(root)
        text.setStyleSheet(f"color: {ink}; background: {ground}")
        text.setGeometry(0, 30 * number, 300, 30)
    greyed = label("disabled")
    greyed.setParent(root)
    greyed.setEnabled(False)
    root.show()
    assert [text.split("'")[1] for text in faint(root)] == [
        "#999999 on #FFFFFF",
        "#333333 on #000000",
    ]


def test_contrast_is_21_for_black_on_white_and_1_for_equal_colours():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_apply_theme_changes_window_between_light_and_dark(full, qapp):
    def ground():
        return full.grab().toImage().pixelColor(600, full.height() - 60)

    light = ground()
    theme.apply_theme(qapp, dark=True)
    try:
        QApplication.processEvents()
        assert theme.tokens() is theme.DARK
        dark = ground()
        assert light.lightness() > 200
        assert dark.lightness() < 60
    finally:
        theme.apply_theme(qapp, dark=False)
    assert theme.tokens() is theme.LIGHT


def test_apply_theme_takes_scheme_of_system_by_default(qapp, monkeypatch):
    class Hints:
        def colorScheme(self):
            return Qt.ColorScheme.Dark

    monkeypatch.setattr(QGuiApplication, "styleHints", Hints)
    try:
        theme.apply_theme(qapp)
        assert theme.tokens() is theme.DARK
    finally:
        theme.apply_theme(qapp, dark=False)


# Focus and names.


def controls(root):
    kinds = QAbstractButton | QLineEdit | QAbstractSpinBox | QAbstractSlider | QAbstractItemView
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, kinds):
            continue
        inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QAbstractItemView)
        if widget.isVisible() and not inner and not isinstance(widget, QScrollBar):
            yield widget


def test_controls_have_names_and_take_focus_by_tab(full, app):
    for page in PAGES:
        full.show_page(page)
        app.until(full.is_settled)
        found = [w for w in controls(full) if type(w).__name__ != "QHeaderView"]
        assert len(found) > 4, page
        unnamed = [w for w in found if not w.accessibleName()]
        assert unnamed == [], page
        unreached = [
            w for w in found if w.isEnabled() and not w.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert unreached == [], page


def test_tab_moves_from_photo_to_suggestion_to_categories(full, app):
    app.press(Qt.Key.Key_Tab)
    order = []
    for _ in range(4):
        order.append(QApplication.focusWidget())
        app.press(Qt.Key.Key_Tab)
    panel = app.page.categories
    assert order == [panel.card, *panel.rows[:3]]


def test_category_row_is_painted_differently_when_focused(full, app):
    row = app.page.categories.rows[0]
    before = row.grab().toImage()
    row.setFocus(Qt.FocusReason.TabFocusReason)
    assert row.grab().toImage() != before
