"""Translations: no text is missing or out of date, and each count has its plural forms."""

import ast
import re
import string
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator

from tools.translations import FOLDER, FORMS, ROOT, find_texts, read_ts

UI = ROOT / "hitl_app/ui"
TEXTS = find_texts().texts
TRANSLATED = {code: read_ts(FOLDER / f"second-look_{code}.ts") for code in FORMS}
UPDATE = "run: python dev.py translations, and fill in what is unfinished"


def test_find_texts_reads_every_text_of_the_sources():
    found = find_texts()
    assert found.unread == []
    # One text each: of a class, of a module's helper, marked in a table, of a table without Qt.
    for context, source in (
        ("ReviewPanel", "RECENT DECISIONS"),
        ("words", "Importing"),
        ("commands", "&File"),
        ("words", "Type a name."),
    ):
        assert (context, source) in found.texts


@pytest.mark.parametrize("code", FORMS)
def test_translations_are_complete_and_up_to_date(code):
    wanted = {key for key, text in TEXTS.items() if text.counted or code != "en"}
    assert sorted(wanted - TRANSLATED[code].keys()) == [], UPDATE
    assert sorted(TRANSLATED[code].keys() - wanted) == [], UPDATE
    empty = [key for key, forms in TRANSLATED[code].items() if not all(forms)]
    assert empty == [], UPDATE


def fields(text: str) -> set[tuple]:
    parts = string.Formatter().parse(text)
    return {(name, form, conversion) for _, name, form, conversion in parts if name is not None}


def marks(text: str) -> tuple:
    """Return what no translation may change: edges, dots, file extensions, keys."""
    keys = re.findall(r"\bCtrl\+\w|\bF5\b|\bEsc\b|\*\.\w+|`[^`]+`|\{\{\w+\}\}", text)
    ends = (text[:1] == " ", text[-1:] == " ", text[-1:] == ".", text.endswith("…"))
    return (*ends, sorted(keys), "&" in text)


@pytest.mark.parametrize("code", FORMS)
def test_translations_keep_placeholders_and_marks(code):
    for (context, source), forms in TRANSLATED[code].items():
        for form in forms:
            assert fields(form) | {("n", "", None)} == fields(source) | {("n", "", None)}, form
            assert ("{n}" in form) or len(forms) > 1 or "{n}" not in source, form
            if context != "formats":
                assert marks(form) == marks(source), form


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.ts")), ids=lambda file: file.stem)
def test_compiled_translations_match_their_sources(file):
    translator = QTranslator()
    assert translator.load(str(file.with_suffix(".qm"))), UPDATE
    for (context, source), forms in read_ts(file).items():
        for n, form in zip((1, 5), forms, strict=False):
            assert translator.translate(context, source, None, n) == form, UPDATE


def test_qt_translations_contain_only_texts_of_qt():
    """Qt has no list of its texts: a text of any of its translations is one."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    known = []
    for file in sorted(folder.glob("qtbase_*.qm")):
        known.append(QTranslator())
        known[-1].load(str(file))
    ours = read_ts(FOLDER / "qt_id.ts")
    assert ("QPlatformTheme", "Cancel") in ours
    assert [key for key in ours if not any(one.translate(*key) for one in known)] == []
    assert all(all(forms) for forms in ours.values())


# Counts.

NOUN = re.compile(r"\{(\w+)[^}]*\} (?:\w+ )?(\w+s)\b")
NO_NOUNS = {"is", "was", "has", "does", "its", "names", "labels", "goes", "counts", "asks", "as",
            "this", "belongs", "contains", "exists", "ambiguous", "less", "becomes",
            "photos in this"}  # fmt: skip
BOUNDS = {"least", "most", "limit", "numbers", "active", "all"}
"""Placeholders of limits, which are never one."""


def test_texts_are_counted_where_a_number_precedes_a_noun():
    for text in TEXTS.values():
        counts = "n" in {name for name, *_ in fields(text.source)}
        assert text.counted == counts, f"{text.place}: {text.source}"
        for name, noun in NOUN.findall(text.source):
            if name not in {"n", *BOUNDS} and noun not in NO_NOUNS:
                pytest.fail(f"{text.place}: pass {{{name}}} as a count n: {text.source}")


def test_english_singular_differs_from_plural():
    for (_, source), (one, many) in TRANSLATED["en"].items():
        assert many == source
        for name, noun in NOUN.findall(source):
            if name == "n" and noun not in NO_NOUNS:
                assert not re.search(rf"(?i)(\{{n\}}|\bone) (?:\w+ )?{noun}\b", one), one
                assert one != many


# Untranslated texts.

SHOWN = {
    **dict.fromkeys(
        ("label", "button", "chip", "CheckBox", "Column", "Message", "set_words"), (0,)
    ),
    **dict.fromkeys(("QLabel", "QPushButton", "QAction", "QCheckBox", "QGroupBox", "QMenu"), (0,)),
    **dict.fromkeys(("setText", "setToolTip", "setWindowTitle", "setTitle", "setTabText"), (0, 1)),
    **dict.fromkeys(("setAccessibleName", "setAccessibleDescription", "setStatusTip"), (0,)),
    **dict.fromkeys(("setPlaceholderText", "setPrefix", "setSuffix", "setInformativeText"), (0,)),
    **dict.fromkeys(("addItem", "addAction", "addMenu", "addTab", "addButton"), (0, 1)),
    **dict.fromkeys(("empty_state", "setLabel", "confirm", "add_section"), (1, 2)),
}
"""Calls that show a text, and which of their arguments are texts."""
TRANSLATING = {"tr", "_tr", "translate", "translated", "_"}


def bypassing(source: str) -> list[str]:
    """Return the literals in a module that are shown without translation."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for place in SHOWN.get(name, ()):
                for argument in node.args[place : place + 1]:
                    found += [f"{node.lineno}: {text!r}" for text in literals(argument)]
    return found


def literals(node: ast.expr) -> list[str]:
    """Return the literals in an expression that no function has translated."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return literals(node.func.value) if node.func.attr in {"format", "upper"} else []
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    if isinstance(node, ast.BinOp):
        return literals(node.left) + literals(node.right)
    if isinstance(node, ast.JoinedStr):
        return [text for part in node.values for text in literals(part)]
    word = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return [node.value] if word and re.search(r"[A-Za-z]{2,}", node.value) else []


NOT_WORDS = {"bottom", "left", "Esc"}
"""Sides of a plot, and labels of keys."""


@pytest.mark.parametrize(
    "file", sorted(UI.rglob("*.py")), ids=lambda file: file.relative_to(UI).as_posix()
)
def test_module_shows_no_untranslated_text(file):
    found = bypassing(file.read_text(encoding="utf-8"))
    assert [one for one in found if ast.literal_eval(one.partition(": ")[2]) not in NOT_WORDS] == []


@pytest.mark.parametrize(
    "code",
    [
        "label('Nothing here', 'dim')",
        "self.count.setText(f'{n} photos')",
        "button('Go' if ready else self.tr('Wait'))",
        "Message('It {x}.'.format(x=1))",
        "bar.setAccessibleName(name + ' of the job')",
    ],
)
def test_bypassing_finds_untranslated_literals(code):
    assert len(bypassing(code)) == 1
    assert bypassing("label(self.tr('Nothing here'), 'dim')") == []
