"""Modules and classes stay small enough to be read at one go."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("hitl_app", "training", "safeio")
GENERATED = "hitl_app/store/engine/migrations/versions/"
MODULE_LINES, CLASS_LINES = 350, 300


def is_too_large(source: str) -> bool:
    """Return true if a module, or a class in it, has too many lines."""
    classes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef))
    lines = max((one.end_lineno - one.lineno + 1 for one in classes), default=0)
    return source.count("\n") > MODULE_LINES or lines > CLASS_LINES


def found_too_large() -> set[str]:
    """Return the modules that are too large, as paths below the repository."""
    files = (file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    return {
        name
        for file in files
        if not (name := file.relative_to(ROOT).as_posix()).startswith(GENERATED)
        and is_too_large(file.read_text(encoding="utf-8"))
    }


def test_modules_and_classes_stay_within_their_sizes():
    assert found_too_large() == set()


def test_is_too_large_counts_lines_of_modules_and_of_classes():
    assert not is_too_large("x = 1\n" * MODULE_LINES)
    assert is_too_large("x = 1\n" * (MODULE_LINES + 1))
    assert not is_too_large("class A:\n" + "    x = 1\n" * (CLASS_LINES - 1))
    assert is_too_large("class A:\n" + "    x = 1\n" * CLASS_LINES)
