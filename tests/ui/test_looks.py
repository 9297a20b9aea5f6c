"""What a designer would look at: nothing cut off, enough contrast, a name for every control."""

import contextlib

import pytest
import pytestqt.exceptions as qtbot_errors
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from hitl_app.services.opinions import Opinions
from hitl_app.ui import theme
from hitl_app.ui.messages import Message
from hitl_app.ui.widgets import ElidedLabel, QuietScroll, label
from tests.ui.fake_worker import RESULTS
from tests.ui.test_networks_page import retrained

PAGES = ("review", "grid", "catalogue", "imports", "networks", "insights", "categories")
SIZES = ((1280, 800), (960, 620), (1920, 1080))


def cut_off(root: QWidget) -> list[str]:
    """Gives the texts under a widget that have less room than they need."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedLabel):
            continue
        if isinstance(widget, QLabel) and widget.text():
            short = _short_of_room(widget)
        elif isinstance(widget, QAbstractButton) and widget.text():
            # Key hints may shorten long names; they have the whole in the tool tip.
            needs = QFontMetrics(widget.font()).horizontalAdvance(widget.text())
            short = needs > widget.width() and not widget.toolTip()
        else:
            continue
        if short or _sticks_out(widget, root):
            found.append(f"{type(widget).__name__} {widget.text()!r} {widget.size().toTuple()}")
    return found


def _short_of_room(text: QLabel) -> bool:
    if text.wordWrap():
        return text.heightForWidth(text.width()) > text.height() + 1
    hint = text.sizeHint()
    return hint.width() > text.width() + 1 or hint.height() > text.height() + 1


def _sticks_out(widget: QWidget, root: QWidget) -> bool:
    """Whether a part is outside of the window; what scrolls is allowed to be."""
    above = widget.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, QuietScroll | QAbstractItemView):
            return False
        above = above.parentWidget()
    corner = widget.mapTo(root, widget.rect().topLeft())
    return not root.rect().contains(widget.rect().translated(corner))


@pytest.fixture
def full(desk):
    """A window with something on every page."""
    retrained(desk.folder)
    window = desk.open(create=False)
    desk.decide(Qt.Key.Key_3)
    desk.decide(Qt.Key.Key_X)
    return window


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_cut_off(full, desk, size):
    full.resize(*size)
    full.messages.tell(
        Message(
            "The disk is full: /home/ann/Pictures/catalogue/review.db could not be written.",
            "Make room and try again; everything decided before is kept.",
            "details",
            "warning",
            (("Try again", lambda: None),),
        )
    )
    for page in PAGES:
        full.show_page(page)
        desk.until(full.is_settled)
        # Texts arrive and layouts follow; what stays cut off is.
        with contextlib.suppress(qtbot_errors.TimeoutError):
            desk.until(lambda: cut_off(full) == [], timeout=1000)
        assert cut_off(full) == [], page
    full.toggle_keys()
    assert cut_off(full) == [], "keys"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_what_is_said_of_people_is_not_cut_off(full, desk, size):
    full.resize(*size)
    full.show_page("insights")
    desk.until(full.is_settled, 30_000)
    full.pages["insights"].sections.show_section("people")
    people = full.pages["insights"].people
    people.show_opinions(Opinions(wanted=1234, agreed=5678, disputed=91, settled=23), share=0.05)
    people.agreement.show_result(RESULTS["agreement"])
    people.mistakes.show_result(RESULTS["mistakes"])
    with contextlib.suppress(qtbot_errors.TimeoutError):
        desk.until(lambda: cut_off(full) == [], timeout=1000)
    assert people.mistakes.table.isVisible()
    assert cut_off(full) == []
    assert [w for w in controls(full) if not w.accessibleName()] == []


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("section", ["progress", "corrections", "learning"])
def test_how_the_work_goes_on_is_not_cut_off(full, desk, size, section):
    full.resize(*size)
    full.show_page("insights")
    page = full.pages["insights"]
    page.sections.show_section(section)
    desk.until(full.is_settled, 30_000)
    with contextlib.suppress(qtbot_errors.TimeoutError):
        desk.until(lambda: cut_off(full) == [], timeout=1000)
    assert cut_off(full) == []
    assert [w for w in controls(full) if not w.accessibleName()] == []


@pytest.mark.parametrize("place", ["empty", "done", "skipped", "asked", "arriving"])
def test_empty_states_are_not_cut_off(desk, place):
    window = desk.open(size=(960, 620))
    desk.page.stage.show_place(place)
    QApplication.processEvents()
    assert cut_off(window) == []


def test_welcome_is_not_cut_off(desk):
    from hitl_app.domain.errors import KnownError

    window = desk.open(size=(960, 620))
    window.close_workspace()
    window.show_welcome(KnownError("network-share", path="/net/server/share/photos/autumn 2026"))
    QApplication.processEvents()
    assert cut_off(window) == []


def test_the_check_finds_what_is_cut_off(qtbot):
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


# Colours.


def luminance(name):
    """WCAG 2.2, relative luminance."""
    channels = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in QColor(name).getRgbF()[:3]
    ]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def contrast(one, other):
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("t", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_texts_are_readable(t):
    grounds = (t.ground, t.surface)
    pairs = [(ink, ground) for ink in (t.text, t.dim, t.accent, t.good) for ground in grounds]
    pairs += [(t.warning, t.surface), (t.warning, t.warning_soft), (t.text, t.warning_soft)]
    pairs += [(t.text, t.accent_soft), (t.accent, t.accent_soft), (t.dim, t.accent_soft)]
    pairs += [(t.on_accent, t.accent), (t.text, t.cap), (t.dim, t.cap)]
    low = [(*pair, round(contrast(*pair), 2)) for pair in pairs if contrast(*pair) < 4.5]
    assert low == []


def test_contrast_knows_its_ends():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_light_and_dark(full, qapp):
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


def test_the_system_decides_on_the_scheme(qapp, monkeypatch):
    class Hints:
        def colorScheme(self):
            return Qt.ColorScheme.Dark

    monkeypatch.setattr(QGuiApplication, "styleHints", Hints)
    try:
        theme.apply_theme(qapp)
        assert theme.tokens() is theme.DARK
    finally:
        theme.apply_theme(qapp, dark=False)


# Reaching and naming.


def controls(root):
    kinds = QAbstractButton | QLineEdit | QAbstractSpinBox | QAbstractSlider | QAbstractItemView
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, kinds):
            continue
        inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QAbstractItemView)
        if widget.isVisible() and not inner and not isinstance(widget, QScrollBar):
            yield widget


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name_and_is_reached_by_tab(full, desk, page):
    full.show_page(page)
    desk.until(full.is_settled)
    found = [w for w in controls(full) if type(w).__name__ != "QHeaderView"]
    assert len(found) > 4
    unnamed = [w for w in found if not w.accessibleName()]
    assert unnamed == []
    unreached = [
        w for w in found if w.isEnabled() and not w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert unreached == []


def test_tab_walks_from_the_photo_to_the_suggestion_to_the_categories(full, desk):
    desk.press(Qt.Key.Key_Tab)
    order = []
    for _ in range(4):
        order.append(QApplication.focusWidget())
        desk.press(Qt.Key.Key_Tab)
    panel = desk.page.categories
    assert order == [panel.card, *panel.rows[:3]]


def test_the_focus_is_seen(full, desk):
    row = desk.page.categories.rows[0]
    before = row.grab().toImage()
    row.setFocus(Qt.FocusReason.TabFocusReason)
    assert row.grab().toImage() != before
