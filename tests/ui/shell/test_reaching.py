"""The window on a workspace whose server is away."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.pending import pending_decision
from hitl_app.services.review import kept, reviewing
from hitl_app.store.engine import postgres
from hitl_app.store.engine.address import write_address
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.shell.window import MainWindow
from hitl_app.workspace import Workspace, database_path
from tests.helpers.workspace.workspaces import add_photos


@pytest.fixture
def shop(app, own):
    """Return a window on a workspace on the server, which is not open yet."""
    workspace = Workspace.create_on_server(app.folder, own.address("photos"))
    add_photos(workspace, [0.5, 0.6])
    workspace.close()
    return app


def start(shop):
    """Open the window as the program does, without waiting for the workspace."""
    shop.window = MainWindow(with_jobs=False)
    shop.window.show()
    shop.window.open_workspace(shop.folder)


def reaching(shop):
    shop.until(lambda: shop.window.page_key == "reaching")
    return shop.window.pages["reaching"]


def shows_photo(shop):
    return shop.window.page_key == "review" and shop.shown is not None


def test_window_opens_the_workspace_when_the_server_answers(shop, own):
    for _ in range(2):
        own.stop()
        start(shop)
        page = reaching(shop)
        assert page.accessibleName().startswith("The database server does not answer: ")
        assert page.accessibleName().endswith(
            "Check the address, the network and the server, then try again."
        )
        assert page.state_line.text() == "The next attempt is in 2 seconds."
        assert page.kept.text() == ""
        # The first attempt fails as well; the page stays, and the pause grows.
        shop.until(lambda page=page: page.state_line.text().endswith("in 4 seconds."))
        assert shop.window.pages["reaching"] is page
        own.start()
        shop.until(lambda: shows_photo(shop))
        shop.close()


def test_button_tries_again_at_once(shop, own, monkeypatch):
    monkeypatch.setattr("hitl_app.ui.shell.reaching._FIRST_S", 10_000)
    own.stop()
    start(shop)
    page = reaching(shop)
    assert page.state_line.text() == "The next attempt is in 10,000 seconds."
    own.start()
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert page.state_line.text() == "Connecting…"
    shop.until(lambda: shows_photo(shop))


def test_page_counts_kept_decisions_and_gives_them_in_afterwards(shop, own):
    workspace = Workspace.open(shop.folder)
    shown = [reviewing.show_photo(workspace, number) for number in (1, 2)]
    made = [pending_decision(one, Answer.CATEGORY, 2, "", "ann", "gone") for one in shown]
    kept.keep(workspace, "gone", [made[0], replace(made[1], withdrawn=True)], is_open=False)
    workspace.close()
    own.stop()
    start(shop)
    page = reaching(shop)
    shop.until(lambda: page.kept.text().startswith("1 decision is kept on this computer."))
    own.start()
    shop.until(lambda: shop.message and shop.message.happened.startswith("1 decision that waited"))
    labels = shop.query(lambda w: [reviewing.show_photo(w, n).photo.label_id for n in (1, 2)])
    assert labels == [2, None]


def test_window_can_be_closed_while_it_waits_for_a_silent_server(shop, proxy, monkeypatch):
    monkeypatch.setitem(postgres._CONNECT, "connect_timeout", 1000)
    write_address(database_path(shop.folder), proxy.address("photos"))
    proxy.silence()
    start(shop)
    thread = shop.window.session.store._threads[Lane.DECISIONS]
    shop.qtbot.wait(200)
    shop.close()
    assert thread.is_alive()


def test_refused_password_is_tried_again_by_hand_only(shop, own):
    rules = own.folder / "data" / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text("local all all scram-sha-256\n")
    own.control("reload")
    start(shop)
    page = reaching(shop)
    assert page.accessibleName().startswith("The database server refuses the sign-in: ")
    assert page.state_line.text() == ""
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert page.state_line.text() == "Connecting…"
    shop.until(lambda: page.state_line.text() == "")
    rules.write_text(before)
    own.control("reload")
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    shop.until(lambda: shows_photo(shop))
