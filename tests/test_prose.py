"""Words that docstrings and documents no longer use."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("hitl_app", "training", "safeio")
REFUSED = re.compile(r"\b(Gives|Says whether|Tells whether|What it is told)\b")


def docstrings(file: Path) -> list[str]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [n for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, kinds)]
    return [text for node in nodes if (text := ast.get_docstring(node))]


@pytest.mark.parametrize("package", PACKAGES)
def test_docstrings_use_the_imperative_instead_of_the_old_forms(package):
    found = [
        f"{file.relative_to(ROOT)}: {text.splitlines()[0]}"
        for file in sorted((ROOT / package).rglob("*.py"))
        for text in docstrings(file)
        if REFUSED.search(text)
    ]
    assert found == []


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
