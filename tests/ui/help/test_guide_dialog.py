"""Tests of the window of the guide: links, pictures, keys and colour schemes."""

import pytest
from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hitl_app.ui.commands import keymap
from hitl_app.ui.commands.table import command
from hitl_app.ui.help import guide
from hitl_app.ui.help.guide import PAGES
from hitl_app.ui.help.guide_window import GuideWindow
from hitl_app.ui.kit import theme
from tests.helpers.window.guide import links

Key = Qt.Key


IMAGE = QTextDocument.ResourceType.ImageResource


@pytest.fixture(autouse=True)
def _keys_as_shipped(monkeypatch, tmp_path):
    monkeypatch.setattr(keymap, "_file", lambda: tmp_path / "keys.json")
    yield
    keymap.reset()


@pytest.fixture
def opened(app):
    """Open the guide by its key."""
    app.open([0.5, 0.6])
    app.press(Key.Key_F1)
    window = app.window.findChild(GuideWindow)
    assert window.isVisible()
    return window


def test_guide_window_uses_language_of_app(opened):
    opened.view.show_page("review")
    english, usual = opened.view.toPlainText(), QLocale()
    QLocale.setDefault(QLocale("id"))
    try:
        opened.view.show_page("review")
        assert opened.view.toPlainText().startswith(guide.title_of("review"))
        assert guide.title_of("review") == "Tinjauan"
        picture = opened.view.loadResource(IMAGE.value, QUrl("../images/review.png"))
        assert not picture.isNull()
        outside = QUrl("../../images/review-light.png")
        assert opened.view.loadResource(IMAGE.value, outside) is None
    finally:
        QLocale.setDefault(usual)
    opened.view.show_page("review")
    assert opened.view.toPlainText() == english


# Pages.


def test_guide_window_shows_each_listed_page_with_pictures(language, opened):
    shown = [opened.view.toPlainText()]
    for place, page in enumerate(PAGES):
        opened.pages.setCurrentRow(place)
        assert opened.view.page == page
        text = opened.view.toPlainText()
        assert text.startswith(guide.title_of(page))
        assert "](" not in text
        pictures = [to for p, picture, _, to, _ in links() if p == page and picture]
        assert text.count("\ufffc") == len(pictures)
        found = [opened.view.document().resource(IMAGE.value, QUrl(to)) for to in pictures]
        assert not any(image is None or image.isNull() for image in found), page
        shown.append(text)
    assert len(set(shown)) == len(PAGES)


def test_guide_links_lead_from_first_page_to_main_pages():
    reached, todo = set(), [PAGES[0]]
    while todo:
        page = todo.pop()
        if page not in reached:
            reached.add(page)
            todo += [t.removesuffix(".md") for p, pic, _, t, _ in links() if p == page and not pic]
    # The list leads to the others.
    assert {"review", "imports", "models", "trust", "exports"} <= reached


def test_guide_window_follows_links_and_goes_back(opened):
    opened.view.anchorClicked.emit(QUrl("review.md"))
    assert opened.view.page == "review"
    assert opened.pages.currentRow() == PAGES.index("review")
    opened.view.anchorClicked.emit(QUrl("trust.md"))
    opened.back.click()
    assert opened.view.page == "review"
    opened.back.click()
    assert opened.view.page == PAGES[0]
    assert not opened.back.isEnabled()


@pytest.mark.parametrize(
    "link", ["https://example.org/review.md", "../ARCHITECTURE.md", "/etc/passwd", "none.md"]
)
def test_guide_window_ignores_links_outside_guide(opened, link):
    before = opened.view.toPlainText()
    opened.view.anchorClicked.emit(QUrl(link))
    assert opened.view.toPlainText() == before


@pytest.mark.parametrize("name", ["../../README.md", "/etc/hostname", "images/none.png"])
def test_guide_window_loads_no_picture_outside_guide(opened, name):
    image = opened.view.loadResource(IMAGE.value, QUrl(name))
    assert image is None or image.isNull()


def test_guide_window_scales_pictures_to_its_width(opened, qtbot):
    for width in (620, 1100, 1600):
        opened.resize(width, 700)
        qtbot.waitUntil(lambda: not opened.view._again.isActive())
        # The second layout does not request a third one.
        qtbot.wait(2 * opened.view._again.interval())
        assert not opened.view._again.isActive()
        opened.view.show_page("review")
        image = opened.view.loadResource(IMAGE.value, QUrl("images/review.png"))
        assert 0 < image.deviceIndependentSize().width() <= opened.view.viewport().width()
        assert opened.view.horizontalScrollBar().maximum() == 0


def test_guide_window_reserves_only_the_height_of_a_picture(opened):
    opened.view.show_page("review")
    document = opened.view.document()
    image = opened.view.loadResource(IMAGE.value, QUrl("images/review.png"))
    (block,) = [b for b in _blocks(document) if "\ufffc" in b.text()]
    margins = block.blockFormat().topMargin() + block.blockFormat().bottomMargin()
    height = document.documentLayout().blockBoundingRect(block).height() - margins
    assert height == pytest.approx(image.deviceIndependentSize().height(), abs=12)


def _blocks(document):
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def test_guide_window_shows_changed_keys(opened):
    opened.pages.setCurrentRow(PAGES.index("review"))
    assert "not now\nS\n" in opened.view.toPlainText()
    keymap.assign(command("skip"), "K")
    assert "not now\nK\n" in opened.view.toPlainText()
    keymap.assign(command("ask"), "K")
    assert "not now\n(no key)\n" in opened.view.toPlainText()


def test_guide_window_follows_colour_scheme(opened, qtbot, qapp):
    def colours():
        block, found = opened.view.document().begin(), set()
        while block.isValid():
            walk = block.begin()
            while not walk.atEnd():
                found.add(walk.fragment().charFormat().background().color().name())
                walk += 1
            block = block.next()
        return found

    assert theme.LIGHT.cap.lower() in colours()
    try:
        theme.apply_theme(qapp, dark=True)
        qtbot.waitUntil(lambda: theme.DARK.cap.lower() in colours())
    finally:
        theme.apply_theme(qapp, dark=False)
    qtbot.waitUntil(lambda: theme.LIGHT.cap.lower() in colours())


def test_guide_window_is_not_modal_and_opens_once(app, opened):
    assert not opened.isModal()
    app.window.commands.show_guide()
    assert len(app.window.findChildren(GuideWindow)) == 1
    opened.close()
    QApplication.sendPostedEvents(None, 0)
    app.qtbot.waitUntil(lambda: app.window.findChild(GuideWindow) is None)
    app.window.commands.show_guide()
    again = app.window.findChild(GuideWindow)
    assert again.view.page == PAGES[0]
    again.close()


def test_guide_search_lists_pages_marks_words_and_goes_to_next_place(app):
    window = app.open([0.5])
    for _opening in range(2):
        window.commands.show_guide()
        guide = window.findChild(GuideWindow)
        QTest.keyClicks(guide.search, "parquet")
        listed = [
            page for place, page in enumerate(PAGES) if not guide.pages.item(place).isHidden()
        ]
        assert "exports" in listed
        assert "keys" not in listed
        assert guide.view.page == listed[0]
        assert guide.found.text().startswith("on ")
        guide.show_page("exports")
        marks = guide.view.extraSelections()
        assert len(marks) > 1
        assert {mark.cursor.selectedText().lower() for mark in marks} == {"parquet"}
        first = guide.view.textCursor().position()
        assert guide.view.textCursor().selectedText().lower() == "parquet"
        QTest.keyClick(guide.search, Qt.Key.Key_Return)
        assert guide.isVisible(), "Enter finds, and does not close the guide"
        assert guide.view.textCursor().position() > first
        guide.search.setText("no such words anywhere")
        assert guide.found.text() == "Not found"
        guide.search.clear()
        assert not any(guide.pages.item(place).isHidden() for place in range(len(PAGES)))
        assert guide.view.extraSelections() == []
        guide.close()
        app.until(lambda: window.findChild(GuideWindow) is None)
