"""Imports of the packages, and the dependencies that the project installs."""

import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]


HEAVY = {"tensorflow", "keras", "sklearn"}


QT = {"PySide6", "pyqtgraph"}


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("hitl_app.ui", HEAVY),
        ("hitl_app.domain", HEAVY | QT | {"sqlalchemy", "alembic"}),
        ("hitl_app.imaging", HEAVY | QT | {"sqlalchemy", "alembic"}),
        ("hitl_app.store", HEAVY | QT),
        ("hitl_app.services", HEAVY | QT),
    ],
)
def test_package_imports_no_forbidden_library(package, forbidden):
    """Checked in a fresh interpreter with every module: import-linter reads no indirect imports."""
    code = f"""
import importlib, pkgutil, sys
package = importlib.import_module({package!r})
names = [m.name for m in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in names:
    importlib.import_module(name)
print(len(names), *sorted({forbidden!r} & set(sys.modules)))
"""
    count, *found = subprocess.check_output(
        [sys.executable, "-c", code], cwd=ROOT, text=True
    ).split()
    assert int(count) > 0
    assert found == []


def names_of(requirements) -> set[str]:
    return {re.sub(r"[-_.]+", "-", Requirement(line).name).lower() for line in requirements}


def constraints() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_constraints_pin_every_dependency_to_one_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    assert names_of(wanted) <= names_of(constraints())
    for line in constraints():
        assert re.fullmatch(r"==[^,*]+", str(Requirement(line).specifier)), line


def test_constraints_meet_version_ranges_of_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = {min(names_of([line])): Requirement(line) for line in constraints()}
    for line in project["dependencies"]:
        wanted = Requirement(line)
        pin = pins[min(names_of([line]))]
        version = str(pin.specifier).removeprefix("==")
        assert wanted.specifier.contains(version), line
