"""The window in other languages: which one it speaks, Indonesian, and from right to left."""

import contextlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest
import pytestqt.exceptions as qtbot_errors
from PIL import Image
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QScrollBar,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)

from hitl_app import resources
from hitl_app.domain.certification.inspections import Certificate
from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import WatchedFolder
from hitl_app.domain.reports.catalogue import Cover
from hitl_app.messages import sentences
from hitl_app.services.certification.page import page as certificate_page
from hitl_app.training_words import CHILD
from hitl_app.ui.help.about_dialog import AboutDialog
from hitl_app.ui.help.guide_window import GuideWindow
from hitl_app.ui.help.tour import STEPS, Tour
from hitl_app.ui.help.tour_panel import TourPanel
from hitl_app.ui.jobs import wording
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.widgets import ElidedLabel
from hitl_app.ui.models.card_panel import CardPanel
from hitl_app.ui.session import languages, recent
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.messages import speech
from tests.helpers.pseudo import pseudo, spoken
from tests.helpers.workspaces import make_workspace
from tests.ui.models.test_page import retrained
from tests.ui.review.test_photo_view import bring_in
from tests.ui.test_appearance import PAGES, cut_off
from tests.ui.wording.test_formats import NOW
from training.versions.registry import read_card

# Which language.


class _System:
    """A system whose person reads some languages."""

    def __init__(self, *tags):
        self._tags = tags

    def uiLanguages(self):
        return list(self._tags)


@pytest.mark.parametrize(
    ("variable", "chosen", "system", "code"),
    [
        ("", "", ("id-ID", "en-US"), "id"),
        ("", "", ("de-DE", "id-ID"), "id"),
        ("", "", ("de-DE",), "en"),
        ("", "", ("C",), "en"),
        ("", "en", ("id-ID",), "en"),
        ("", "id", ("en-GB",), "id"),
        ("id", "en", ("en-US",), "id"),
        ("tlh", "", ("id",), "id"),
        ("", "tlh", ("fr",), "en"),
    ],
)
def test_variable_choice_and_system(monkeypatch, variable, chosen, system, code):
    monkeypatch.setenv(languages.VARIABLE, variable)
    monkeypatch.setattr(languages.QLocale, "system", lambda: _System(*system))
    recent.keep(language=chosen)
    assert languages.wanted() == code


def test_a_choice_in_the_menu_is_kept_and_told(app, monkeypatch):
    monkeypatch.delenv(languages.VARIABLE)
    recent.keep(operator="ann")
    window = app.open()
    menu = next(
        action.menu()
        for action in window.menus.menus["view"].actions()
        if action.menu() is not None and action.text() == "Language"
    )
    menu.aboutToShow.emit()
    checked = [action.text() for action in menu.actions() if action.isChecked()]
    assert checked == ["System default"]
    {action.text(): action for action in menu.actions()}["Bahasa Indonesia"].trigger()
    assert languages.wanted() == "id"
    assert recent.operator() == "ann"
    assert "Bahasa Indonesia" in app.message.happened


# Indonesian.


CERTIFICATE = Certificate(
    id=3,
    inspection_id=5,
    kind="certified",
    version="photo-2",
    version_sha256="a1" * 32,
    threshold=0.812,
    target=0.95,
    confidence=0.95,
    level=0.025,
    lot=1230,
    checks=80,
    wrong=1,
    accepted=1150,
    most_wrong=56,
    operators=("ann",),
    at=NOW,
)


@pytest.fixture
def indonesian(qapp):
    languages.speak(qapp, "id")
    yield
    languages.speak(qapp, "en")


def test_indonesian_words_figures_and_dates(indonesian):
    assert formats.number(1234567) == "1.234.567"
    assert formats.percent(0.955, 1) == "95,5\u202f%"
    assert formats.day(NOW) == "21 Nov 2026"
    assert re.fullmatch(r"21 Nov 2026 \d\d\.\d\d", formats.moment(NOW))
    assert formats.duration(6840) == "1 jam 54 mnt"
    for new, photos in ((1, "1 foto baru"), (1200, "1.200 foto baru")):
        assert wording.import_outcome({"new": new, "seconds": 5}) == f"{photos} dalam 5 dtk."


def test_an_error_is_translated_for_the_window_and_english_in_the_terminal(indonesian):
    error = KnownError("target-range", value="2", low=0.5, high=0.999)
    told = messages.of_error(error)
    assert (told.happened, told.remedy) == (
        "Ketepatan yang disyaratkan 2 tidak mungkin.",
        "Pilih nilai dari 50% sampai 99.9%.",
    )
    assert sentences(error.code, error.params)[0] == "A required accuracy of 2 is not possible."


def test_what_training_reports_is_translated(indonesian):
    params = {"problem": "card-newer", "happened": "x", "remedy": "y", "path": "/a/card.json"}
    told = messages.of_error(KnownError("training-failed", **params))
    assert (
        told.happened
        == "Rincian model di /a/card.json ditulis oleh versi Second Look yang lebih baru."
    )
    assert told.remedy == "Perbarui Second Look untuk memakai model ini."


def test_cards_are_translated(indonesian, qtbot):
    panel = CardPanel()
    qtbot.addWidget(panel)
    shipped = read_card(resources.shipped_models() / "photo-base")
    said = dict(panel.lines(shipped))
    assert said["Ditujukan untuk"].startswith("Foto pakaian berwarna")
    assert said["Dilatih dengan"].endswith("Tanpa foto asli.")
    assert "tidak pernah melihat foto asli" in said["Keterbatasan yang diketahui"]
    learned = {"training_photos": 1400, "replayed": 3000}
    child = replace(
        shipped,
        parent="{name}",
        purpose=CHILD["purpose"].format(parent="{name}"),
        known_failures="Mine alone.",
        metrics={**learned, "appearance": {"kind": "noisy", "strength": 12.5}},
    )
    said = dict(panel.lines(child))
    assert said["Ditujukan untuk"].endswith("dilatih ulang dari {name}.")
    assert said["Dilatih dengan"] == (
        "Foto latih: 1.400. Sampel yang diputar ulang: 3.000. Sampel yang diputar ulang "
        "disesuaikan dengan foto latih: dengan derau (12,5 dari 255)."
    )
    assert said["Keterbatasan yang diketahui"] == "Mine alone."
    odd = replace(child, metrics={**learned, "appearance": {"kind": "odd"}}, data="-")
    assert "disesuaikan" not in dict(panel.lines(odd))["Dilatih dengan"]
    assert dict(panel.lines(replace(child, metrics={}, data="-")))["Dilatih dengan"] == "-"


def test_a_certificate_is_written_in_the_language_of_the_window(indonesian, qtbot):
    text = certificate_page(CERTIFICATE, Cover(3, "certified", 1150, 56, 2), "toko", speech())
    assert '<html lang="id" dir="ltr">' in text
    assert "Sedikitnya 95,1 % dari 1.150 label otomatis benar" in text
    assert "Yang tidak dinyatakan sertifikat ini" in text
    words = re.sub(r"<style>.*</style>|<[^>]*>", " ", text, flags=re.DOTALL)
    assert re.findall(r"\b(?:the|of|was|were|photos)\b", words) == []


def test_an_unknown_code_is_shown_rather_than_hidden(indonesian):
    assert messages.problem("never-heard", {"x": 1}).happened == "never-heard {'x': 1}"


def test_buttons_and_menus_of_qt_are_indonesian(indonesian, qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: shown.extend(b.text() for b in box.buttons())
    )
    parent = QWidget()
    qtbot.addWidget(parent)
    assert not dialogs.confirm(parent, "title", "text", "Ya, hapus")
    assert sorted(shown) == ["Batal", "Ya, hapus"]
    field = QLineEdit("foto")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    words = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    menu.deleteLater()
    assert words[:2] == ["&Urungkan", "&Ulangi"]
    assert words[-1] == "Pilih Semua"


def test_english_has_its_plurals(qapp):
    assert wording.import_outcome({"new": 1, "known": 1, "seconds": 5}) == (
        "One new photo in 5 s. One was already imported."
    )
    assert wording.import_outcome({"new": 2, "known": 3, "seconds": 5}) == (
        "2 new photos in 5 s. 3 were already imported."
    )


@pytest.mark.parametrize("size", [(1280, 800), (960, 620)], ids=str)
def test_indonesian_is_not_cut_off(indonesian, app, size):
    retrained(app.folder)
    window = app.open(create=False, size=size)
    assert window.menuBar().actions()[0].text() == "&Berkas"
    _look_at_all_pages(app, window)


# From right to left, and longer.


@pytest.fixture
def mirrored(qapp):
    with spoken(qapp):
        theme.apply_theme(qapp, dark=False)
        yield
    theme.apply_theme(qapp, dark=False)


@pytest.fixture
def mirrored_window(mirrored, app):
    retrained(app.folder)
    yield app
    app.close()


def _look_at_all_pages(app, window):
    for page in PAGES:
        window.show_page(page)
        app.until(window.is_settled, 30_000)
        with contextlib.suppress(qtbot_errors.TimeoutError):
            app.until(lambda: cut_off(window) == [], timeout=1000)
        assert cut_off(window) == [], page


def test_pseudo_is_longer_and_keeps_placeholders():
    text = "Every photo has a label. Import more photos, or check your recent decisions."
    assert len(pseudo(text)) >= 1.4 * len(text) - 1
    text = "{n} photos exported to {file}."
    assert {"{n}", "{file}"} <= set(re.findall(r"\{\w+\}", pseudo(text)))
    assert re.findall(r"[A-Za-z]+", pseudo("Revert import…")) == []


def test_longer_texts_are_not_cut_off(mirrored_window):
    window = mirrored_window.open(create=False, size=(1280, 800))
    _look_at_all_pages(mirrored_window, window)


def _said(widget: QWidget) -> list[str]:
    """Gives the words that a widget shows, or has a screen reader say."""
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
"""What is nobody's to translate: paths, categories, versions, keys, parts of a pattern."""


def _has_latin(text: str) -> bool:
    return re.search(r"[A-Za-z]{2,}", DATA.sub("", text)) is not None


def _untranslated(window: QWidget) -> list[str]:
    found = {text for widget in window.findChildren(QWidget) for text in _said(widget)}
    return sorted(filter(_has_latin, found))


def test_every_word_on_every_page_is_translated(mirrored_window):
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


def test_what_opens_beside_the_pages_is_translated_named_and_not_cut_off(mirrored_window):
    recent.keep(operator="רחל")
    window = mirrored_window.open(create=False, size=(1280, 800))
    window.show_page("imports")
    imports = window.pages["imports"]
    imports.change_products()
    imports.products.rule.choose("own")
    mirrored_window.until(window.is_settled, 30_000)
    _look_beside(mirrored_window, window)
    imports.products.back.click()
    folder = WatchedFolder(1, b"/photos/shop", "/photos/shop", active=True)
    imports.watched.show_folders([folder], [], elsewhere=True)
    _look_beside(mirrored_window, window)
    tour = Tour(window)
    window.add_strip(TourPanel(tour))
    tour.begin()
    for _ in STEPS:
        tour.pass_over()
        _look_beside(mirrored_window, window)
    for dialog in (AboutDialog(window), GuideWindow(window)):
        dialog.show()
        _look_beside(mirrored_window, dialog)
        dialog.close()


def _look_beside(app, widget):
    assert _untranslated(widget) == []
    assert [one for one in _controls(widget) if not one.accessibleName()] == []
    with contextlib.suppress(qtbot_errors.TimeoutError):
        app.until(lambda: cut_off(widget) == [], timeout=1000)
    assert cut_off(widget) == []


def test_what_is_copied_is_free_of_marks(mirrored, qtbot):
    path = ElidedLabel()
    qtbot.addWidget(path)
    path.let_select()
    path.resize(400, 20)
    path.setText("/photos/A_1.jpg")
    assert path.text() != "/photos/A_1.jpg", "it keeps its own direction"
    path.setSelection(0, len(path.text()))
    assert path.chosen_text() == "/photos/A_1.jpg"


def test_the_window_is_mirrored_and_photos_are_not(qapp, app, tmp_path):
    halves = Image.new("RGB", (400, 400), "white")
    halves.paste("black", (200, 0, 400, 400))
    halves.save(tmp_path / "halves.png")
    workspace = make_workspace(app.folder)
    bring_in(workspace, [(tmp_path / "halves.png", "")])
    workspace.close()

    def look() -> tuple[float, list[bool]]:
        """Gives how far right the rail is, and which quarters of the photo are light."""
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

    rail, light = look()
    with spoken(qapp):
        mirrored_rail, still_light = look()
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
    """Gives what Tab reaches, in its order."""
    found, widget = [], window
    while (widget := widget.nextInFocusChain()) is not window:
        tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if tabbed and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            found.append(widget)
    return found


def test_names_and_order_of_every_page(app):
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
        # Down the page: whoever tabs on is not led up again further than columns beside each
        # other need.
        back = sum(one > other + 40 for one, other in pairwise(tops))
        assert back <= 4, (page, tops)


def test_locale_is_english_again_after_all(qapp):
    assert QLocale().language() == QLocale.Language.English
    assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight
