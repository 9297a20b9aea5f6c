"""Words that docstrings, comments and identifiers no longer use, and limits of documents."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("hitl_app", "training", "safeio", "benchmarks", "tools")
OWN = Path(__file__).resolve()
"""This module lists the refused words and may use them."""

_PLACES = r"(?: (?:share|drive|folder|place|connection)|\.keras|_share)"
# What the glossary of STYLE.md replaces, by the word to use instead. Names of attributes and
# signals in docstrings ("told: ...") are identifiers, which have a list of their own below.
REFUSED = {
    "the imperative": r"\b(?:Gives|Says whether|Tells whether|What it is told)\b",
    "model": rf"(?<!neural )\bnetworks?\b(?!{_PLACES}s?\b)",
    "training photos": r"\blessons?\b",
    "validation photos": r"\breference photos?\b",
    "blind": r"\b(?:unaided|silent photos?)\b",
    "similar photos": r"\blook-?alikes?\b",
    "window": r"\bdesks?\b",
    "extended acceptance": r"\b(?:carried|carrying)\b|\bcarr(?:y|ies) (?:arrivals|a certificate)\b",
    "decoys": r"\bcompany\b",
    "most informative, least or most confident": r"\b(?:teaches most|(?:least|most) sure)\b",
    "operator": r"\b(?:[Ss]omebody|[Ww]hoever|[Pp]eople who)\b",
    "resume": r"\b(?:goes on|go on where|gone on|holds on)\b",
    "a plain fact": r"\b(?:stands behind|hangs? together|pulled out of shape)\b",
    "report, decision": r"\b(?:told|said)\b(?!:)",
    "revert": r"\b(?:(?:took|takes?|taken|taking) back|(?:undo(?:es|ing)?|undone) an import)\b",
    "state": r"\bstanding\b(?! still)",
}
# In the packages of inspections, a look is a stage.
STAGES = re.compile(r"\b[Ll]ook(?:s|ed)?\b")
NAMES = re.compile(
    r"(?:^|_)(?:networks?|lessons?|unaided|lookalikes?|desk|carried|carrying|company|somebody|"
    r"whoever|standing|took_back)(?:_|$)"
)
# Identifiers that keep a refused word, with the reason.
KEPT_NAMES = {
    "is_network_share": "a network share is a place",
}


def docstrings(tree: ast.Module) -> Iterator[str]:
    """Yield docstrings, those below attributes and constants among them."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield " ".join(text.split())


def comments(text: str) -> Iterator[str]:
    """Yield comments, those of consecutive lines joined."""
    last, joined = -1, ""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            if token.start[0] != last + 1:
                yield joined
                joined = ""
            joined += " " + token.string.lstrip("#: ")
            last = token.start[0]
    yield joined


def identifiers(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module defines."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


def modules(package: str) -> list[Path]:
    """Return the modules of a package, or of the tests, but for this one."""
    return sorted(file for file in (ROOT / package).rglob("*.py") if file != OWN)


@pytest.mark.parametrize("package", [*PACKAGES, "tests"])
def test_docstrings_and_comments_use_the_words_of_the_glossary(package):
    refused = {instead: re.compile(words) for instead, words in REFUSED.items()}
    found = []
    for file in modules(package):
        text = file.read_text("utf-8")
        prose = [*docstrings(ast.parse(text)), *comments(text)]
        words = refused | ({"stage": STAGES} if "certification" in file.parts else {})
        found += [
            f"{file.relative_to(ROOT)}: {match[0]!r}, write {instead}: {part[:80]}"
            for part in prose
            for instead, pattern in words.items()
            if (match := pattern.search(part))
        ]
    assert found == []


@pytest.mark.parametrize("package", PACKAGES)
def test_identifiers_use_the_words_of_the_glossary(package):
    found = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in modules(package)
        for name in identifiers(ast.parse(file.read_text("utf-8")))
        if name not in KEPT_NAMES
        and NAMES.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower())
    }
    assert found == set()


def test_architecture_is_one_page():
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert len(text.split()) <= 900


@pytest.mark.parametrize(
    "file", [ROOT / "docs" / "ARCHITECTURE.md", *sorted((ROOT / "docs" / "design").glob("*.md"))]
)
def test_documents_name_modules_that_are_there(file):
    text = file.read_text(encoding="utf-8")
    for name in re.findall(r"`([a-z_]+(?:/[a-z_0-9]+)+(?:\.py)?)`?", text):
        places = [ROOT / name, ROOT / "hitl_app" / name]
        assert any(place.exists() or place.with_suffix(".py").exists() for place in places), name
