"""Tests of the about dialog, notices and diagnostics."""

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton

from hitl_app import __version__
from hitl_app.domain.decisions import Answer
from hitl_app.notices import NOTICES, versions
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from hitl_app.ui.help.about_dialog import AboutDialog
from tests.helpers.workspace.workspaces import add_photos, make_workspace
from tests.ui.test_appearance import cut_off


def plain(name):
    return re.sub(r"[-_.]+", "-", name).casefold()


def test_about_dialog_lists_versions_and_licences(app):
    app.open([0.5])
    app.window.menus.actions["about"].trigger()
    dialog = app.window.findChild(AboutDialog)
    texts = [one.text() for one in dialog.findChildren(QLabel)]
    assert f"Second Look {__version__}" in texts
    for package in ("keras", "PySide6-Essentials"):
        assert importlib.metadata.version(package) in texts
    assert any(text.startswith("MIT licence, including the icons") for text in texts)
    listed = dialog.findChild(QPlainTextEdit).toPlainText().splitlines()
    assert len(listed) == len(NOTICES)
    assert any(line.startswith("Fashion-MNIST") and "Zalando SE" in line for line in listed)
    assert cut_off(dialog) == []
    dialog.accept()


def test_notices_cover_every_dependency():
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["heic"], *extras["parquet"]]
    names = {plain(re.match(r"[\w.-]+", one)[0]) for one in wanted}
    noticed = {plain(package) for notice in NOTICES for package in notice.packages}
    assert names == noticed


@pytest.mark.parametrize(("licence", "word"), [("MIT", "MIT"), ("Apache 2.0", "Apache")])
def test_notices_match_licences_in_package_metadata(licence, word):
    for notice in NOTICES:
        if notice.licence == licence and notice.packages:
            installed = next(name for name in notice.packages if name in versions())
            about = importlib.metadata.metadata(installed)
            named = (
                f"{about['License-Expression']} {about['License']} {about.get_all('Classifier')}"
            )
            assert word in named, notice.name


def test_diagnostics_import_no_heavy_package():
    code = (
        "import sys\n"
        "from hitl_app.notices import versions\n"
        "from hitl_app.services.reports import diagnostics\n"
        "assert versions()['keras'] and diagnostics.of_program()\n"
        "print([name for name in ('tensorflow', 'keras', 'sklearn') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_copied_diagnostics_contain_no_personal_data(app, tmp_path):
    workspace = make_workspace(app.folder)
    (photo, _) = add_photos(workspace, [0.4, 0.5], folder=str(tmp_path / "clientele"))
    own = categories.add_category(workspace, "Secretgowns").category
    reviewing.decide(workspace, photo, Answer.CATEGORY, "Wilhelmina", own.id)
    workspace.close()
    window = app.open(create=False, play="failed")
    window.operators.set("Bartholomew")
    app.until(lambda: window.session.presence.operator == "Bartholomew")
    window.session.pool.start("export", {"target": str(tmp_path / "embargoed.csv")})
    app.until(lambda: window.session.outcomes)
    window.menus.actions["diagnostics"].trigger()
    app.until(lambda: app.message is not None and app.message.topic == "diagnostics")
    text = QApplication.clipboard().text()
    lines = [line.strip() for line in text.splitlines()]
    assert {"photos: 2", "reviewed: 1", "page: review", "export failed disk-full"} <= set(lines)
    assert any(line.startswith("screen: ") and "scale 1" in line for line in lines)
    for secret in ("clientele", "Secretgowns", "Wilhelmina", "Bartholomew", "embargoed", "/full"):
        assert secret.casefold() not in text.casefold()
    assert str(tmp_path) not in text
    app.settle()


def test_about_dialog_copies_diagnostics_without_workspace(app):
    window = app.open([0.5])
    window.open_workspace(app.folder.parent / "maison-prive")
    app.until(lambda: window.page_key == "welcome")
    window.menus.actions["about"].trigger()
    dialog = window.findChild(AboutDialog)
    buttons = {one.text(): one for one in dialog.findChildren(QPushButton)}
    buttons["Copy diagnostics"].click()
    text = QApplication.clipboard().text()
    assert "not opened: no-workspace" in text
    assert "maison-prive" not in text
