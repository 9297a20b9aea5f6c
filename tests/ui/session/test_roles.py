"""Roles of operators in the window, on a server."""

import pytest
from PySide6.QtCore import Qt

from hitl_app.domain.settings import LIVE_LEARNING
from hitl_app.services.review import claims, reviewing
from hitl_app.services.settings import get_setting
from hitl_app.ui.commands.table import command
from hitl_app.ui.settings.control import SettingControl
from hitl_app.workspace import Workspace
from tests.helpers.workspace.people import ANN, BEN, VIC, make_with_roles, of, people

Key = Qt.Key
NEEDS_LEAD = "Your role in this workspace is operator; this needs the role lead."


@pytest.fixture
def address(databases, server, tmp_path):
    address = databases.new()
    with people(server, address):
        make_with_roles(tmp_path / "admin", address)
        yield address


@pytest.fixture
def admin(address, tmp_path):
    workspace = Workspace.open(tmp_path / "admin")
    yield workspace
    workspace.close()


def start(app, person, address):
    Workspace.connect(app.folder, of(person, address)).close()
    app.open(create=False)


def happened(app):
    return "" if app.message is None else app.message.happened


def test_operator_decides_and_undoes_and_is_told_what_needs_a_lead(app, address, admin):
    start(app, BEN, address)
    for _time in range(2):
        app.decide(Key.Key_1)
        assert reviewing.counts(admin).reviewed == 1
        app.press(Key.Key_Backspace)
        app.until(lambda: reviewing.counts(admin).reviewed == 0)
        app.settle()
    assert happened(app) == ""
    for name in ("export", "retrain", "earn", "activate"):
        app.window.messages.dismiss()
        app.window.dispatcher.run(command(name))
        assert happened(app) == NEEDS_LEAD
    control = SettingControl(app.window.session, LIVE_LEARNING)
    app.qtbot.addWidget(control)
    control.show()
    app.until(control.is_settled)
    control.switch.click()
    app.until(control.refusal.isVisible)
    assert control.refusal.text().startswith(NEEDS_LEAD)
    app.until(control.is_settled)
    assert get_setting(admin, LIVE_LEARNING) == 1


def test_lead_is_refused_nothing(app, address, admin):
    start(app, ANN, address)
    app.decide(Key.Key_1)
    assert reviewing.counts(admin).reviewed == 1
    assert app.window.allows(command("export").role)
    assert happened(app) == ""


def test_viewer_sees_photos_and_changes_nothing(app, address, admin):
    start(app, VIC, address)
    app.until(lambda: happened(app) == "You can look at this workspace, but not change it.")
    assert app.shown == 1
    app.window.messages.dismiss()
    app.press(Key.Key_1)
    app.until(lambda: "this needs the role operator" in happened(app))
    app.settle()
    assert (app.shown, reviewing.counts(admin).reviewed) == (1, 0)
    # Others get the photo, and the window follows their work.
    client = claims.Client("ben", "browser")
    assert claims.next_photo(admin, client).photo.id == 1
    claims.decide(admin, client, claims.Request(1, "category", 2))
    app.until(lambda: app.shown == 2 or app.page.counts.status.counts.to_review == 2)
    for page in ("catalogue", "insights", "models", "review"):
        app.window.show_page(page)
        app.until(app.window.is_settled)
