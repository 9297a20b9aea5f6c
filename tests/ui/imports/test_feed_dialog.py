"""The dialog for a product feed, from choosing a file to photos with titles."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app.services.catalogue.imports import list_imports
from hitl_app.services.review import reviewing
from hitl_app.ui.imports.feed_dialog import FeedDialog
from tests.helpers.web import WebServer, write_xml
from tests.helpers.window.appearance import cut_off


@pytest.fixture
def web():
    with WebServer() as server:
        yield server


@pytest.fixture
def window(app):
    return app.open([0.5] * 4, play=None)


def feed_of(tmp_path, web, kind="ok"):
    rows = [
        {"id": f"A{n}", "title": f"Shirt {n}", "item_group_id": "G",
         "image_link": web.address(f"{kind}/{n}.jpg")}
        for n in range(3)
    ]  # fmt: skip
    return write_xml(tmp_path / "feed.xml", rows)


def ask(app, window, file):
    window.commands.take_drop([file])
    dialog = window.findChild(FeedDialog)
    app.until(dialog.is_settled)
    return dialog


def photos(app):
    return app.query(lambda workspace: reviewing.counts(workspace).photos)


def test_feed_is_previewed_and_downloaded_after_asking(app, window, web, tmp_path):
    dialog = ask(app, window, feed_of(tmp_path, web))

    assert [one.title for one in dialog.rows.items.rows] == ["Shirt 0", "Shirt 1", "Shirt 2"]
    assert dialog.state.text() == "Google Merchant XML, 3 items."
    assert dialog.hosts.text() == f"3 images will be downloaded from: {web.host} (3)"
    assert dialog.columns["product"].currentText() == "item_group_id"
    assert cut_off(dialog) == []
    assert not web.asked

    dialog.private.setChecked(True)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    app.until(lambda: app.message is not None, timeout=120_000)

    assert photos(app) == 7
    assert sum(web.asked.values()) == 3
    found = app.query(lambda workspace: reviewing.show_photo(workspace, 5).photo)
    assert (found.title, found.product) == (f"Shirt {found.item[1]}", "G")
    app.until(lambda: window.session.status.has_products)
    page = window.commands.show("catalogue")
    app.until(lambda: page.view.items.rowCount() == 7 and page.view.items.row(6) is not None)
    assert not page.view.isColumnHidden(6)
    last = page.view.items.words(page.view.items.row(6).listed)
    assert last[0] == f"Shirt 2, {web.address('ok/2.jpg')}"
    window.commands.reload(5)
    caption = window.pages["review"].stage.caption
    app.until(lambda: caption.name.text().startswith("Shirt"))
    assert caption.folder.text() == f"{found.item} · {found.path}"


def test_cancelled_dialog_contacts_nobody(app, window, web, tmp_path):
    dialog = ask(app, window, feed_of(tmp_path, web))
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert app.query(list_imports)[0].id == 1
    assert not web.asked


def test_private_addresses_need_the_box(app, window, web, tmp_path):
    dialog = ask(app, window, feed_of(tmp_path, web))
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    app.until(lambda: app.message is not None, timeout=120_000)
    assert not web.asked
    assert app.query(list_imports)[0].unreadable == 3


def test_download_is_cancelled_and_resumed(app, window, web, tmp_path):
    dialog = ask(app, window, feed_of(tmp_path, web, "held"))
    dialog.private.setChecked(True)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    app.until(lambda: len(web.asked) == 3, timeout=120_000)
    window.session.pool.cancel_named("import")
    app.until(lambda: window.session.pool.find("import") is None, timeout=60_000)
    web.let_go.set()
    (run, *_) = app.query(list_imports)
    assert run.state.value == "cancelled"

    window.session.resume_import(run.id)
    app.until(lambda: photos(app) == 7, timeout=120_000)


def test_table_without_images_asks_for_the_column(app, window, tmp_path):
    file = tmp_path / "feed.csv"
    file.write_bytes("Bild;Titel\nhttp://x.example/1.jpg;Châle\n".encode("cp1252"))
    dialog = ask(app, window, file)
    assert "line 2 is not in UTF-8" in dialog.state.text() or "no column" in dialog.state.text()
    dialog.encoding.choose("cp1252")
    app.until(dialog.is_settled)
    assert "it has no column with images" in dialog.state.text()
    assert not dialog.start.isEnabled()
    dialog.columns["image"].setCurrentText("Bild")
    app.until(dialog.start.isEnabled)
    dialog.columns["title"].setCurrentText("Titel")
    app.until(lambda: dialog.is_settled() and dialog.start.isEnabled())
    assert [one.title for one in dialog.rows.items.rows] == ["Châle"]
    assert dialog.hosts.text() == "1 image will be downloaded from: x.example (1)"
