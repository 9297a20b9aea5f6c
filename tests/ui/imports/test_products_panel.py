import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hitl_app.domain.decisions import Answer
from hitl_app.domain.settings import PRODUCTS
from hitl_app.jobs import products as job
from hitl_app.jobs.job import Job
from hitl_app.services import settings
from hitl_app.services.review import reviewing
from hitl_app.store.schema import PhotoRow
from tests.helpers.workspace.inspections import opened
from tests.helpers.workspace.workspaces import add_photos, make_workspace

Key, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier
Control = Qt.KeyboardModifier.ControlModifier
T_SHIRT, SHIRT = 1, 7


def fill(app, names, rule="number", confidences=None):
    """Create the workspace: photos of these names, all suggested as the first category."""
    workspace = make_workspace(app.folder)
    settings.set_setting(workspace, PRODUCTS, rule)
    job.run(workspace, Job(lambda _: None))
    confidences = confidences or [0.3 + i / 1000 for i in range(len(names))]
    add_photos(workspace, confidences, names=names, suggestions=[0] * len(names))
    return workspace


@pytest.fixture
def shop(app):
    """Open a workspace with product A of ten views, B of two, and a single photo.

    The least confident photo comes first, as in the queue.
    """
    names = ["A_1.jpg", "B_1.jpg", *(f"A_{i}.jpg" for i in range(2, 11)), "B_2.jpg", "C.jpg"]
    fill(app, names).close()
    settings_of(app)
    app.open(create=False)
    app.settle()
    return app


def settings_of(app):
    app.query(lambda workspace: settings.set_setting(workspace, "queue-order", "least-confident"))


def strip(app):
    return app.page.stage.product


def visible(app):
    return [tile for tile in strip(app).tiles if tile.isVisible()]


def labels(workspace):
    with workspace.database.read() as session:
        rows = session.query(PhotoRow).order_by(PhotoRow.id)
        return {p.first_path.rsplit("/", 1)[-1]: p.label_id for p in rows}


def test_product_strip_shows_sku_and_views(shop):
    shop.until(lambda: visible(shop))
    product = strip(shop)
    assert product.sku.full_text() == "A"
    assert product.count.text() == "10 photos"
    shown = len(visible(shop))
    assert 1 < shown < 9
    assert product.more.text() == f"+{9 - shown} more"
    assert visible(shop)[0].said == "○ T-shirt/top?"
    assert "A_2.jpg" in visible(shop)[0].accessibleName()
    height = shop.page.view.height()
    shop.decide(Key.Key_Return)
    assert product.sku.full_text() == "B"
    assert product.count.text() == "2 photos"
    assert not product.more.isVisible()
    assert shop.page.view.height() == height, "the layout stays from photo to photo"


def test_product_strip_opens_view_and_shows_its_decision(shop):
    shop.until(lambda: visible(shop))
    other = visible(shop)[0]
    wanted = other.photo_id
    other.click()
    shop.until(lambda: shop.shown == wanted)
    shop.settle()
    shop.decide(Key.Key_7)
    shop.until(lambda: visible(shop) and visible(shop)[0].said == "✓ Shirt")


def test_product_strip_shows_fewer_views_in_narrow_window(shop):
    shop.until(lambda: visible(shop))
    before = len(visible(shop))
    shop.window.resize(960, 620)
    shop.until(lambda: 0 < len(visible(shop)) < before)
    assert strip(shop).more.text() == f"+{9 - len(visible(shop))} more"
    assert shop.window.width() == 960


def test_shift_enter_confirms_all_views_and_undo_restores_them(shop):
    first = shop.shown
    shop.decide(Key.Key_Return, Shift)
    found = shop.query(labels)
    assert {found[f"A_{i}.jpg"] for i in range(1, 11)} == {T_SHIRT}
    assert {found["B_1.jpg"], found["C.jpg"]} == {None}
    assert strip(shop).sku.full_text() == "B", "the queue resumes"
    shop.until(lambda: shop.page.commands.undo_words() == "Undo 10")
    shop.decide(Key.Key_Backspace)
    assert set(shop.query(labels).values()) == {None}
    assert shop.shown == first


def test_queue_skips_views_that_were_confirmed_together(shop):
    shop.decide(Key.Key_Return, Shift)
    seen = []
    while shop.shown is not None:
        seen.append(shop.flow.current.photo.product)
        shop.decide(Key.Key_Return)
    assert sorted(seen) == ["B", "B", "C"]


def test_shift_and_digit_label_all_views(shop):
    shop.decide(Key.Key_7, Shift)
    found = shop.query(labels)
    assert {found[f"A_{i}.jpg"] for i in range(1, 11)} == {SHIRT}
    assert found["B_1.jpg"] is None


def test_shift_and_digit_label_a_product_of_one_photo(shop):
    last = shop.query(lambda w: max(p.id for p in reviewing.queue(w, 50)))
    shop.flow.reopen(last)
    shop.until(lambda: shop.shown == last and not shop.flow.is_busy)
    shop.decide(Key.Key_7, Shift)
    assert [n for n, label in shop.query(labels).items() if label] == ["C.jpg"]


def test_product_keys_decide_nothing_in_text_field(shop):
    for held in (Shift, Qt.KeyboardModifier.NoModifier):
        shop.page.commands.new_category()
        shop.press(Key.Key_Return, held)
    shop.settle()
    assert set(shop.query(labels).values()) == {None}, "the field was closed without a name"
    shop.page.commands.new_category()
    shop.press(Key.Key_7, Shift)
    shop.settle()
    assert set(shop.query(labels).values()) == {None}


def test_copy_path_copies_path_and_sku_as_two_cells(shop):
    shop.press(Key.Key_C, Control)
    assert QGuiApplication.clipboard().text() == "/photos/A_1.jpg\tA"


def test_copy_path_copies_only_text_selected_with_mouse(shop):
    sku = strip(shop).sku
    QTest.mouseDClick(sku, Qt.MouseButton.LeftButton, pos=QPoint(3, sku.height() // 2))
    assert QApplication.focusWidget() is not sku, "the page keeps the keyboard focus"
    shop.press(Key.Key_C, Control)
    assert QGuiApplication.clipboard().text() == "A"
    shop.decide(Key.Key_Return)
    shop.press(Key.Key_C, Control)
    assert QGuiApplication.clipboard().text().startswith("/photos/B_1.jpg")


def test_copy_path_quotes_sku_that_looks_like_a_formula(app):
    fill(app, ["=1+1_1.jpg", "=1+1_2.jpg"]).close()
    app.open(create=False)
    app.settle()
    app.press(Key.Key_C, Control)
    path, sku = QGuiApplication.clipboard().text().split("\t")
    assert path.startswith("/photos/=1+1_")
    assert sku == "'=1+1"


def test_product_strip_is_hidden_without_products(app):
    app.open([0.4, 0.5])
    app.settle()
    assert not strip(app).isVisible()
    app.press(Key.Key_Return, Shift)
    assert not app.flow.is_busy, "there is no product to confirm"
    app.decide(Key.Key_7, Shift)
    assert sorted(filter(None, app.query(labels).values())) == [SHIRT]
    app.press(Key.Key_C, Control)
    assert "\t" not in QGuiApplication.clipboard().text()


@pytest.fixture
def inspected(app):
    """Open a workspace with products of four views, some of them blind."""
    names = [f"P{i // 4}_{i % 4}.jpg" for i in range(120)]
    workspace = fill(app, names, confidences=[0.99, 0.99, 0.4, 0.41] * 30)
    opened(workspace, target=0.8, checks=15, threshold=0.98)
    with workspace.database.read() as session:
        blind_ids = {i for (i,) in session.query(PhotoRow.id).filter(PhotoRow.blind)}
    workspace.close()
    app.open(create=False)
    app.settle()
    return app, blind_ids


def views_of(photo_id):
    first = (photo_id - 1) // 4 * 4 + 1
    return set(range(first, first + 4))


def show(app, photo_id):
    app.flow.reopen(photo_id)
    app.until(lambda: app.shown == photo_id and not app.flow.is_busy)
    app.until(lambda: not strip(app).query.is_asking and visible(app))


def test_product_decision_leaves_out_and_counts_blind_views(inspected):
    app, blind_ids = inspected
    suggestion_shown = next(
        i for i in range(1, 121) if i not in blind_ids and views_of(i) & blind_ids
    )
    show(app, suggestion_shown)
    shown_texts = {tile.photo_id: tile.said for tile in visible(app) if tile.photo_id in blind_ids}
    assert set(shown_texts.values()) == {"○ to review"}
    app.decide(Key.Key_7, Shift)
    left = len(views_of(suggestion_shown) & blind_ids)
    assert (
        app.message.happened
        == f"{4 - left} of 4 photos of P{(suggestion_shown - 1) // 4} were labelled."
    )
    assert app.message.remedy.startswith("One was" if left == 1 else f"{left} were")

    def decided(workspace):
        found = [
            reviewing.show_photo(workspace, i).photo for i in sorted(views_of(suggestion_shown))
        ]
        return {photo.id for photo in found if photo.state == "reviewed"}

    assert app.query(decided) == views_of(suggestion_shown) - blind_ids


def test_product_strip_hides_labels_of_views_when_photo_is_blind(inspected):
    app, blind_ids = inspected
    mixed = next(i for i in blind_ids if views_of(i) - blind_ids)
    other = min(views_of(mixed) - blind_ids)
    app.query(lambda w: reviewing.decide(w, other, Answer.CATEGORY, "ann", SHIRT))
    show(app, mixed)
    assert {tile.photo_id for tile in visible(app)} == views_of(mixed) - {mixed}
    assert {tile.said for tile in visible(app)} == {""}
    assert not any("Shirt" in tile.toolTip() for tile in visible(app))
    assert not strip(app).all.isEnabled()
    before = app.query(labels)
    app.decide(Key.Key_7, Shift)
    changed = [n for n, label in app.query(labels).items() if label != before[n]]
    assert len(changed) == 1, "only this photo"
    assert app.message.happened == "Only this photo was labelled."


def test_show_product_lists_one_product_in_catalogue(shop):
    shop.press(Key.Key_P)
    page = shop.window.pages["catalogue"]
    shop.until(lambda: page.is_settled() and len(page.items.ids) == 10)
    assert page.filters.listing.product == "A"
    assert not page.view.isColumnHidden(6)
    assert page.items.index(0, 6).data() == "A"
    shop.press(Key.Key_C, Control)
    assert QGuiApplication.clipboard().text().endswith("\tA")
    shop.press(Key.Key_P)
    shop.until(lambda: page.is_settled() and len(page.items.ids) == 13)
    assert not page.filters.product.isVisible()


@pytest.fixture
def panel(app):
    fill(app, ["A_1.jpg", "A_2.jpg", "B_1.jpg", "B_x.jpg"], rule="off").close()
    window = app.open(create=False)
    window.show_page("imports")
    page = window.pages["imports"]
    app.until(page.is_settled)
    assert page.product_rule.text() == "Off"
    page.change_products()
    app.until(page.is_settled)
    return page.products


def test_products_panel_previews_rule_before_applying_it(panel, app, monkeypatch):
    started = []
    monkeypatch.setattr(app.window.session.pool, "start", lambda *asked: started.append(asked))
    assert not panel.apply.isEnabled(), "this rule is active"
    panel.rule.choose("number")
    app.until(lambda: not panel.is_asking)
    assert panel.view.found.text() == "One product with 2 photos; 2 photos are separate."
    assert started == []
    panel.apply.click()
    app.until(lambda: started)
    assert started == [("products",)]
    assert app.query(lambda w: settings.get_setting(w, PRODUCTS)) == "number"


def test_products_panel_previews_own_pattern(panel, app):
    panel.rule.choose("own")
    assert panel.pattern.isVisible()
    app.until(lambda: not panel.is_asking)
    assert panel.view.found.text() == "One product with 2 photos; 2 photos are separate."
    panel.pattern.setText("{sku}{n}")
    assert not panel.apply.isEnabled(), "this pattern was not previewed"
    panel.look.click()
    app.until(lambda: not panel.is_asking)
    assert "is ambiguous" in panel.view.found.text()
    assert "{n}" in panel.view.sizes.text()
    assert not panel.apply.isEnabled()
    panel.pattern.setText("{sku}_{any}")
    panel.look.click()
    app.until(lambda: not panel.is_asking)
    assert panel.view.found.text() == "2 products with 4 photos; 0 photos are separate."
    assert panel.apply.isEnabled()


def test_window_starts_product_job_that_a_dead_process_left(app):
    workspace = fill(app, ["A_1.jpg", "A_2.jpg"], rule="off")
    settings.set_setting(workspace, PRODUCTS, "number")
    workspace.close()
    window = app.open(create=False, play="waits", with_jobs=True)
    app.until(lambda: window.session.pool.find("products"))
