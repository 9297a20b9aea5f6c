"""Tests of the text of the guide: pages, links, pictures, keys and quotes."""

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from hitl_app import resources
from hitl_app.resources import guide_folder
from hitl_app.ui.commands import keymap
from hitl_app.ui.commands.command import translated
from hitl_app.ui.commands.keys import key_words
from hitl_app.ui.commands.menus import MENUS
from hitl_app.ui.commands.table import BY_ID, COMMANDS
from hitl_app.ui.help import guide
from hitl_app.ui.help.guide import PAGES
from hitl_app.ui.session import languages
from hitl_app.ui.wording import formats
from tests.helpers.window.guide import LINK, links

CODE = re.compile(r"`([^`]+)`")


BLOCK = re.compile(r"^(#+ |\| |- |\d\. |!)", re.MULTILINE)


DIGITS = ("digit", "digit-views")


# Keys of fields and lists, which have no command and cannot be changed.
FIXED = {"Shift", "Ctrl", "Esc"}


# Screen texts that pages quote, by translation context.
QUOTED = {
    "exports": {
        "words": ("Excel workbook",),
        "ExportDialog": ("To review", "Auto-accepted", "Reviewed"),
    },
    "first-hour": {
        "commands": ("Review", "Grid", "Catalogue", "Imports", "Models", "Insights"),
    },
    "imports": {
        "ChosenPanel": ("Revert import",),
        "ImportsPage": ("Product grouping",),
        "WatchedPanel": ("Watched folders",),
    },
    "insights": {
        "InsightsPage": ("Accuracy", "Progress", "Corrections", "Learning", "People"),
    },
    "keys": {"KeysOverlay": ("Everywhere", "Review", "Grid", "Catalogue", "Categories")},
    "models": {"ModelsPage": ("Overview", "Retraining", "Targets and review rules")},
    "operators": {"commands": ("Ask a colleague", "Undo", "Models", "Insights")},
    "review": {"orders": ("Most informative first", "By category"), "commands": ("Catalogue",)},
    "trouble": {"MessageBar": ("Copy details",)},
    "trust": {
        "ProposalPanel": ("Start inspection",),
        "ThresholdPanel": ("Threshold", "not certified"),
    },
}


def lines_of(page):
    """Return the text of a page without line breaks."""
    return " ".join(guide.source_of(page).split())


@pytest.fixture(autouse=True)
def _keys_as_shipped(monkeypatch, tmp_path):
    monkeypatch.setattr(keymap, "_file", lambda: tmp_path / "keys.json")
    yield
    keymap.reset()


# Text.


def test_guide_lists_exactly_the_pages_in_its_folder(language):
    folder = guide_folder() if language == "en" else guide_folder() / language
    assert {file.stem for file in folder.glob("*.md")} == set(PAGES)
    assert {guide.file_of(page).parent for page in PAGES} == {folder}
    titles = [guide.title_of(page) for page in PAGES]
    assert all(titles)
    assert len(set(titles)) == len(PAGES)


def test_guide_links_and_pictures_have_targets(language):
    for page, picture, text, target, _ in links():
        file = (guide.file_of(page).parent / target).resolve()
        assert file.is_relative_to(guide_folder().resolve()), (page, target)
        assert file.is_file(), (page, target)
        assert file.suffix == (".png" if picture else ".md"), (page, target)
        assert text.strip(), (page, target)


OTHERS = [guide_folder() / code for code in languages.NAMES if code != "en"]


@pytest.mark.parametrize("folder", OTHERS, ids=lambda folder: folder.name)
def test_translated_guide_has_pages_keys_and_pictures_of_english_one(folder):
    assert {file.stem for file in folder.iterdir()} == set(PAGES)
    for page in PAGES:
        english, own = guide.source_of(page), (folder / f"{page}.md").read_text(encoding="utf-8")
        assert own != english
        assert sorted(guide.KEY.findall(own)) == sorted(guide.KEY.findall(english)), page
        found = [(bool(one[1]), one[3]) for one in LINK.finditer(own)]
        wanted = [(bool(one[1]), one[3]) for one in LINK.finditer(english)]
        moved = [(picture, f"../{to}" if picture else to) for picture, to in wanted]
        assert sorted(found) == sorted(moved), page
        assert sorted(CODE.findall(own)) == sorted(CODE.findall(english)), page
        assert BLOCK.findall(own) == BLOCK.findall(english), page
        rows, wanted_rows = (
            [guide.KEY.findall(row) for row in text.splitlines() if row.startswith("|")]
            for text in (own, english)
        )
        assert rows == wanted_rows, page


def test_guide_uses_every_picture():
    used = {Path(target).name for _, picture, _, target, _ in links() if picture}
    assert used == {file.name for file in (guide_folder() / "images").iterdir()}
    assert not any(QImage(str(guide_folder() / "images" / name)).isNull() for name in used)


def test_guide_has_no_external_links(language):
    for page in PAGES:
        # The address of a database leads to no page.
        assert "://" not in guide.source_of(page).replace("postgresql://", ""), page


def test_guide_keys_match_default_keys_of_commands(language):
    named = [(page, text, id_) for page, _, text, target, id_ in links() if id_ is not None]
    assert len(named) > len(COMMANDS) / 2
    for page, text, id_ in named:
        shipped = [f"`{key_words(key)}`" for key in BY_ID[id_].keys]
        assert text in shipped, (page, id_)


def test_guide_names_no_key_without_its_command(language):
    keys = {key_words(key) for one in COMMANDS for key in one.keys} | FIXED
    for page in PAGES:
        bare = set(CODE.findall(guide.KEY.sub("", guide.source_of(page))))
        assert bare & keys <= FIXED, page


def test_keys_page_lists_every_command_key(language):
    source = guide.source_of("keys")
    for one in COMMANDS:
        shown = (one.keys[0], one.keys[-1]) if one.id in DIGITS else one.keys
        for key in shown:
            assert f'[`{key_words(key)}`](keys.md "{one.id}")' in source, one.id
        if one.keys:
            assert f"| {one.words.rstrip('…')} |" in source, one.id
    for row in source.splitlines():
        for _, id_ in guide.KEY.findall(row) if row.startswith("|") else ():
            assert row.endswith(f"| {BY_ID[id_].words.rstrip('…')} |"), row


def test_guide_names_only_menu_entries_that_exist(language):
    menus = {translated(title).replace("&", ""): menu for menu, title in MENUS}
    entry = re.compile(rf"\b({'|'.join(menus)}) > ([A-Z][a-z]+(?: [a-z]+)?)")
    named = [(page, *found) for page in PAGES for found in entry.findall(lines_of(page))]
    assert len(named) == sum(lines_of(page).count(" > ") for page in PAGES) > 8
    for page, menu, words in named:
        offered = [one.words.rstrip("…") for one in COMMANDS if one.menu == menus[menu]]
        start = words.split()[0]
        assert any(text.startswith((words, start + " ")) or text == start for text in offered), (
            page,
            menu,
            words,
        )


def test_guide_quotes_match_screen_texts(language):
    for page, quoted in QUOTED.items():
        for context, texts in quoted.items():
            for text in texts:
                words = QCoreApplication.translate(context, text)
                assert words.lower() in lines_of(page).lower(), (page, words)
    proposal = "Accept {lot} of {to_review} automatically after labelling about {n} photos ({time})"
    words = QCoreApplication.translate("ProposalPanel", proposal, "", 324)
    time = formats.duration(900).replace("\u202f", " ").replace("\xa0", " ")
    assert words.format(lot=387, to_review=460, n=324, time=time) in lines_of("trust")


def test_guide_folder_matches_installed_location(monkeypatch, tmp_path):
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    (target,) = [where for what, where in included.items() if what == "docs/guide"]
    package = tmp_path / "hitl_app"
    (tmp_path / target).mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.guide_folder() == tmp_path / target
