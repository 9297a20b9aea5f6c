"""Tests of the language of the app, and of its Indonesian texts."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from hitl_app import resources
from hitl_app.domain.certification.inspections import Certificate
from hitl_app.domain.errors import KnownError
from hitl_app.messages import sentences
from hitl_app.services.certification.page import page as certificate_page
from hitl_app.training_words import CHILD
from hitl_app.ui.jobs import wording
from hitl_app.ui.kit import dialogs
from hitl_app.ui.models.card_panel import CardPanel
from hitl_app.ui.session import languages, recent
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.messages import speech
from tests.helpers.window.languages import look_at_all_pages
from tests.ui.models.test_page import retrained
from tests.ui.wording.test_formats import NOW
from training.versions.registry import read_card

# Choice of language.


class _System:
    """System locale with the preferred languages of an operator."""

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
def test_wanted_prefers_variable_then_choice_then_system(
    monkeypatch, variable, chosen, system, code
):
    monkeypatch.setenv(languages.VARIABLE, variable)
    monkeypatch.setattr(languages.QLocale, "system", lambda: _System(*system))
    recent.keep(language=chosen)
    assert languages.wanted() == code


@pytest.fixture
def english_again(qapp, monkeypatch):
    monkeypatch.delenv(languages.VARIABLE, raising=False)
    yield
    languages.speak(qapp, "en")


def language_menu(window):
    return next(
        action.menu()
        for action in window.menus.menus["view"].actions()
        if action.menu() is not None and action.text() in ("Language", "Bahasa")
    )


def test_language_menu_switches_window_at_once_and_for_good(app, english_again):
    recent.keep(operator="ann", language="en")
    window = app.open([0.3, 0.4])
    app.decide(Qt.Key.Key_1)
    window.show_page("catalogue")
    app.until(window.is_settled)
    menu = language_menu(window)
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["English"]
    renewed = []
    window.renewed.connect(renewed.append)
    {action.text(): action for action in menu.actions()}["Bahasa Indonesia"].trigger()
    app.until(lambda: renewed)
    app.window = renewed[0]
    app.until(lambda: app.window.page_key == "catalogue" and app.window.is_settled())
    assert app.window.menuBar().actions()[0].text() == "&Berkas"
    assert app.window.windowTitle() == "shop – Second Look"
    assert app.page.header.left.text() == "sisa 1"
    assert (recent.language(), recent.operator()) == ("id", "ann")
    app.close()
    app.open(create=False)
    assert app.window.menuBar().actions()[0].text() == "&Berkas"


def test_language_waits_for_running_jobs(app, english_again):
    recent.keep(language="en")
    window = app.open([0.3], play="waits", with_jobs=True)
    window.session.pool.start("export", {"target": "nowhere"})
    app.until(lambda: window.session.pool.jobs)
    renewed = []
    window.renewed.connect(renewed.append)
    window.language.choose("id")
    assert app.message.happened.startswith("The language changes as soon as")
    assert not renewed
    pool = window.session.pool
    pool.is_automatic = False

    def cancel_all():
        for job in () if renewed else pool.jobs:
            pool.cancel(job)
        return renewed

    app.until(cancel_all)
    app.window = renewed[0]
    app.until(app.window.is_settled)
    assert app.window.menuBar().actions()[0].text() == "&Berkas"


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
    found_wrong=2,
    covered=1150,
    operators=("ann",),
    at=NOW,
)


@pytest.fixture
def indonesian(qapp):
    languages.speak(qapp, "id")
    yield
    languages.speak(qapp, "en")


def test_formats_write_indonesian_numbers_and_dates(indonesian):
    assert formats.number(1234567) == "1.234.567"
    assert formats.percent(0.955, 1) == "95,5\u202f%"
    assert formats.day(NOW) == "21 Nov 2026"
    assert re.fullmatch(r"21 Nov 2026 \d\d\.\d\d", formats.moment(NOW))
    assert formats.duration(6840) == "1 jam 54 mnt"
    for new, photos in ((1, "1 foto baru"), (1200, "1.200 foto baru")):
        assert wording.import_outcome({"new": new, "seconds": 5}) == f"{photos} dalam 5 dtk."


def test_of_error_is_translated_while_terminal_stays_english(indonesian):
    error = KnownError("target-range", value="2", low=0.5, high=0.999)
    message = messages.of_error(error)
    assert (message.happened, message.remedy) == (
        "Ketepatan yang disyaratkan 2 tidak mungkin.",
        "Pilih nilai dari 50% sampai 99.9%.",
    )
    assert sentences(error.code, error.params)[0] == "A required accuracy of 2 is not possible."


def test_of_error_translates_training_errors(indonesian):
    params = {"problem": "card-newer", "happened": "x", "remedy": "y", "path": "/a/card.json"}
    message = messages.of_error(KnownError("training-failed", **params))
    assert (
        message.happened
        == "Rincian model di /a/card.json ditulis oleh versi Second Look yang lebih baru."
    )
    assert message.remedy == "Perbarui Second Look untuk memakai model ini."


def test_card_panel_translates_model_cards(indonesian, qtbot):
    panel = CardPanel()
    qtbot.addWidget(panel)
    shipped = read_card(resources.shipped_models() / "photo-base")
    lines = dict(panel.lines(shipped))
    assert lines["Ditujukan untuk"].startswith("Foto pakaian, dan titik awal")
    assert "tanpa satu pun foto asli" in lines["Dilatih dengan"]
    assert "belum belajar dari foto asli" in lines["Keterbatasan yang diketahui"]
    learned = {"training_photos": 1400, "replayed": 3000}
    child = replace(
        shipped,
        parent="{name}",
        purpose=CHILD["purpose"].format(parent="{name}"),
        known_failures="Mine alone.",
        metrics={**learned, "appearance": {"kind": "noisy", "strength": 12.5}},
    )
    lines = dict(panel.lines(child))
    assert lines["Ditujukan untuk"].endswith("dilatih ulang dari {name}.")
    assert lines["Dilatih dengan"] == (
        "Foto latih: 1.400. Sampel yang diputar ulang: 3.000. Sampel yang diputar ulang "
        "disesuaikan dengan foto latih: dengan derau (12,5 dari 255)."
    )
    assert lines["Keterbatasan yang diketahui"] == "Mine alone."
    odd = replace(child, metrics={**learned, "appearance": {"kind": "odd"}}, data="-")
    assert "disesuaikan" not in dict(panel.lines(odd))["Dilatih dengan"]
    assert dict(panel.lines(replace(child, metrics={}, data="-")))["Dilatih dengan"] == "-"


def test_certificate_page_uses_language_of_app(indonesian, qtbot):
    text = certificate_page(CERTIFICATE, "toko", speech())
    assert '<html lang="id" dir="ltr">' in text
    assert "Sedikitnya 95,1 % dari 1.150 label otomatis benar" in text
    assert "Yang tidak dinyatakan sertifikat ini" in text
    words = re.sub(r"<style>.*</style>|<[^>]*>", " ", text, flags=re.DOTALL)
    assert re.findall(r"\b(?:the|of|was|were|photos)\b", words) == []


def test_problem_shows_unknown_code(indonesian):
    assert messages.problem("never-heard", {"x": 1}).happened == "never-heard {'x': 1}"


def test_qt_buttons_and_menus_are_indonesian(indonesian, qtbot, monkeypatch):
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


def test_import_outcome_uses_english_plurals(qapp):
    assert wording.import_outcome({"new": 1, "known": 1, "seconds": 5}) == (
        "One new photo in 5 s. One was already imported."
    )
    assert wording.import_outcome({"new": 2, "known": 3, "seconds": 5}) == (
        "2 new photos in 5 s. 3 were already imported."
    )


@pytest.mark.parametrize("size", [(1280, 800), (960, 620)], ids=str)
def test_window_cuts_off_no_indonesian_text(indonesian, app, size):
    retrained(app.folder)
    window = app.open(create=False, size=size)
    assert window.menuBar().actions()[0].text() == "&Berkas"
    look_at_all_pages(app, window)


def test_locale_is_english_again_after_all(qapp):
    assert QLocale().language() == QLocale.Language.English
    assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight
