"""Every page of a window on a workspace whose server is away for a while."""

import numpy as np
import psycopg
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from hitl_app.domain.errors import KnownError
from hitl_app.services.review import reviewing
from hitl_app.slowness import VARIABLE
from hitl_app.store.engine import postgres
from hitl_app.workspace import Workspace
from tests.helpers.window.grid_page import ids_of
from tests.helpers.workspace.servers import fill_disk
from tests.helpers.workspace.workspaces import add_photos

Key, Mod = Qt.Key, Qt.KeyboardModifier
DATABASE = "photos"
PAGES = ("review", "grid", "catalogue", "insights", "models", "imports", "categories")
REFUSED = "Nothing was changed: the database server does not answer."
UNFINISHED = "The database server stopped answering before the action was finished."


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr("hitl_app.ui.session.presence._POLL_MS", 50)
    monkeypatch.setattr("hitl_app.ui.session.server._PATIENCE_S", 1.0)


@pytest.fixture
def shop(app, own):
    """Return a window on a workspace on the server, which is not open yet."""
    workspace = Workspace.create_on_server(app.folder, own.address(DATABASE))
    add_photos(workspace, [0.5, 0.6, 0.7])
    workspace.close()
    return app


def happened(app):
    return "" if app.message is None else app.message.happened


def sentences(app):
    """Return what happened by the message that is shown, and by those that wait behind it."""
    waiting = [one.happened for one in app.window.messages._waiting]
    return [happened(app), *waiting]


def stop(app, own):
    own.stop()
    app.until(lambda: app.window.session.server.is_away)


def start(app, own):
    own.start()
    app.until(lambda: not app.window.session.server.is_away)
    app.until(app.window.is_settled)


def show(app, key):
    app.window.show_page(key)
    app.until(app.window.is_settled)
    return app.window.pages[key]


def reviewed(app):
    return app.query(reviewing.counts).reviewed


@pytest.mark.parametrize("is_shown_before", [True, False])
def test_every_page_goes_on_when_the_server_answers_again(shop, own, is_shown_before):
    window = shop.open(create=False)
    for key in PAGES:
        if is_shown_before:
            show(shop, key)
        stop(shop, own)
        window.show_page(key)
        assert window.status.server.isVisible()
        start(shop, own)
        assert not window.status.server.isVisible()
        assert not any("does not answer" in one for one in sentences(shop))
    assert shop.shown == 1
    assert len(window.pages["grid"].items) == 3
    assert window.pages["grid"].rows.row(1) is not None
    assert len(window.pages["catalogue"].items.ids) == 3
    assert window.pages["categories"].table.items.rows


def test_message_of_a_background_task_leaves_when_the_server_answers(shop, own):
    window = shop.open(create=False)
    own.stop()
    # Before the polls have noticed it.
    window.session.care.look()
    shop.until(lambda: "does not answer" in happened(shop))
    start(shop, own)
    assert "answers again" in happened(shop)
    window.messages.dismiss()
    assert shop.message is None


def grid(app):
    """Show the Grid page, choose its first group, and confirm it."""
    page = show(app, "grid")
    return lambda: app.press(Key.Key_Return), lambda: sorted(ids_of(page).tolist())


def catalogue(app):
    """Show the Catalogue page, choose the first photo, and give it a category."""
    page = show(app, "catalogue")

    def act():
        page.view.selectRow(0)
        page.commands._change_to(3)

    return act, lambda: sorted(page.items.ids)


@pytest.mark.parametrize("open_page", [grid, catalogue])
def test_change_is_refused_in_words_while_the_server_is_away(shop, own, open_page):
    shop.open(create=False)
    act, photos = open_page(shop)
    for _ in range(2):
        stop(shop, own)
        shop.window.messages.dismiss()
        act()
        assert happened(shop) == REFUSED
        # A query of the page that fails only now.
        shop.window.session.store.failed.emit(KnownError("server-away", detail=""))
        assert happened(shop) == REFUSED
        start(shop, own)
        assert photos() == [1, 2, 3]
        assert reviewed(shop) == 0
    act()
    shop.until(lambda: reviewed(shop) == 1)


@pytest.mark.parametrize("open_page", [grid, catalogue])
def test_change_that_the_server_did_not_finish_is_told_and_can_be_done_again(shop, own, open_page):
    shop.open(create=False)
    act, photos = open_page(shop)
    with psycopg.connect(own.address(DATABASE), autocommit=True) as raw:
        raw.execute(f"SELECT pg_advisory_lock({postgres._WRITER})")
        act()
        own.stop()
    # Whichever comes first: the answer to it, or to a poll.
    shop.until(lambda: UNFINISHED in sentences(shop))
    start(shop, own)
    told = [shop.message, *shop.window.messages._waiting]
    assert [one.happened for one in told if one.waits] == [UNFINISHED]
    assert reviewed(shop) == 0
    assert len(photos()) == 3
    act()
    shop.until(lambda: reviewed(shop) == 1)


def test_import_continues_by_itself_when_the_server_answers_again(shop, own, monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, "20")
    folder = tmp_path / "more"
    folder.mkdir()
    for number in range(120):
        pixels = np.full((20, 20, 3), number, np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.png")
    window = shop.open(create=False, play=None)
    pool, told = window.session.pool, []
    window.session.told.connect(lambda message: told.append(message.happened))
    window.commands.import_paths([folder])
    shop.until(lambda: pool.find("import").progress and pool.find("import").progress.done > 8)
    own.stop()
    shop.until(lambda: pool.find("import") is None)
    assert "Importing: the database server stopped answering." in told
    monkeypatch.delenv(VARIABLE)
    start(shop, own)
    shop.until(lambda: shop.query(reviewing.counts).photos == 123)
    shop.until(lambda: pool.find("import") is None)
    assert shop.message is None or "server" not in shop.message.happened


def test_full_disk_of_the_server_is_named_until_it_saves_again(app, small_server):
    small_server.run("CREATE DATABASE photos TEMPLATE template0 ENCODING 'UTF8' TABLESPACE small")
    workspace = Workspace.create_on_server(app.folder, small_server.address(DATABASE))
    add_photos(workspace, [0.5] * 60)
    workspace.close()
    window = app.open(create=False)
    fill_disk(small_server)
    while not window.session.server.is_away:
        app.press(Key.Key_2)
        app.until(lambda: window.session.server.is_away or not app.flow.is_busy)
    assert happened(app).startswith("The disk of the database server is full: ")
    assert app.message.remedy.startswith("Decisions that are not saved yet are marked")
    waiting = set(app.flow.pending.photos)
    assert waiting
    show(app, "grid")
    app.press(Key.Key_Return)
    assert happened(app) == "Nothing was changed: the database server cannot save now."
    small_server.run("DROP TABLE filler", DATABASE)
    app.until(lambda: not window.session.server.is_away)
    app.until(lambda: not app.flow.pending.photos)
    assert "disk" not in happened(app)

    def labels(workspace):
        return {reviewing.show_photo(workspace, number).photo.label_id for number in waiting}

    assert app.query(labels) == {2}
