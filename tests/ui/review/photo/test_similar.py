import io

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.review import Order
from hitl_app.domain.settings import ORDER
from hitl_app.domain.vectors import pack
from hitl_app.services import settings
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from hitl_app.store.models import versions
from hitl_app.store.photos import vectors as embeddings
from hitl_app.store.schema import ThumbnailRow
from hitl_app.ui.review.header import order_words
from tests.helpers.workspace.inspections import opened
from tests.helpers.workspace.scored import backbone_of
from tests.helpers.workspace.workspaces import add_photos, make_workspace
from tests.services.review.test_similar import give_vectors


@pytest.fixture(autouse=True)
def _pointer_elsewhere(qapp):
    """Move the pointer to a corner: an earlier test may have left it on the photo."""
    QCursor.setPos(qapp.primaryScreen().geometry().bottomRight())


@pytest.fixture
def strip(app):
    """Return the strip of a window with ten photos, the three most confident of them reviewed."""
    workspace = make_workspace(app.folder)
    ids = add_photos(workspace, np.linspace(0.3, 0.9, 10).tolist())
    give_vectors(workspace, ids)
    kinds = categories.list_categories(workspace)
    for photo_id, kind in zip(ids[7:], kinds, strict=False):
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", kind.id)
    workspace.close()
    app.open(create=False)
    return app.page.stage.similar_strip


def shown(strip):
    return [tile.photo_id for tile in strip.tiles if tile.isVisible()]


def test_similar_strip_shows_reviewed_photos_with_categories(app, strip):
    assert set(shown(strip)) == {8, 9, 10}
    names = [tile.accessibleName() for tile in strip.tiles if tile.isVisible()]
    assert any("T-shirt/top, by ann" in name for name in names)


def test_similar_strip_keeps_layout_when_photos_change(app, strip):
    places = [app.page.view.geometry(), strip.geometry()]
    strip.show_photo(None, "ann")
    assert shown(strip) == []
    app.decide(Qt.Key.Key_Return)
    assert [app.page.view.geometry(), strip.geometry()] == places
    assert len(shown(strip)) == 4, "the photo decided last is one of them"


@pytest.fixture
def unlike(app):
    """Open a window on a reviewed photo, two like it, and the first of the queue, unlike all."""
    workspace = make_workspace(app.folder)
    ids = add_photos(workspace, [0.3, 0.4, 0.5, 0.6])
    features = np.array([[0, 1, 0], [1, 0, 0.1], [1, 0, 0.2], [1, 0, 0]], "f4")
    with workspace.database.write() as session:
        backbone = backbone_of(session, versions.active_id(session))
        packed = [v.tobytes() for v in pack(features)]
        embeddings.put(session, backbone, list(zip(ids, packed, strict=True)))
    reviewing.decide(workspace, ids[3], Answer.CATEGORY, "ann", 1)
    workspace.close()
    app.open(create=False)
    return app.page.stage.similar_strip


def test_similar_strip_says_that_there_are_none_and_keeps_its_room(app, unlike):
    for again in range(2):
        strip = app.page.stage.similar_strip
        assert app.shown == 1
        assert shown(strip) == []
        assert strip.none.isVisible()
        assert strip.none.text() == "No similar labelled photos"
        assert not strip.words.isVisible()
        places = [app.page.view.geometry(), strip.geometry()]
        app.decide(Qt.Key.Key_1)
        assert shown(strip) == [4]
        assert strip.words.isVisible()
        assert not strip.none.isVisible()
        assert [app.page.view.geometry(), strip.geometry()] == places, "nothing moves"
        app.decide(Qt.Key.Key_Backspace)
        assert strip.none.isVisible()
        assert [app.page.view.geometry(), strip.geometry()] == places
        if not again:
            app.close()
            app.open(create=False)


def test_similar_strip_opens_photo_and_queue_resumes_after_it(app, strip):
    first = app.shown
    tile = next(tile for tile in strip.tiles if tile.photo_id == 9)
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    app.until(lambda: app.shown == 9)
    app.settle()
    assert 9 not in shown(strip)
    app.decide(Qt.Key.Key_1)
    assert app.shown == first


def test_similar_strip_reports_near_duplicate(app):
    workspace = make_workspace(app.folder)
    ids = add_photos(workspace, [0.3, 0.5])
    give_vectors(workspace, ids)
    out = io.BytesIO()
    noise = np.random.default_rng(0).integers(0, 255, (40, 30, 3), np.uint8)
    Image.fromarray(noise).save(out, "PNG")
    with workspace.database.write() as session:
        for photo_id in ids:
            session.get_one(ThumbnailRow, photo_id).encoded = out.getvalue()
    skirt = categories.add_category(workspace, "Skirt")
    reviewing.decide(workspace, ids[1], Answer.CATEGORY, "ann", skirt.category.id)
    workspace.close()
    app.open(create=False)
    hint = app.page.stage.similar_strip.hint
    assert hint.full_text() == "Almost the same as a photo labelled Skirt today"


def test_similar_strip_is_empty_when_photo_is_blind(app):
    confidences = [*np.linspace(0.985, 0.999, 150), *np.linspace(0.3, 0.8, 150)]
    workspace = make_workspace(app.folder, confidences)
    ids = sorted(photo.id for photo in reviewing.queue(workspace, 1000))
    give_vectors(workspace, ids)
    for photo_id in ids[150:170]:
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", 1)
    opened(workspace, target=0.9, checks=20, threshold=0.98)
    workspace.close()
    app.open(create=False)
    strip = app.page.stage.similar_strip
    seen = set()
    for _ in range(12):
        blind = app.flow.current.blind
        seen.add(blind)
        assert len(shown(strip)) == (0 if blind else 6)
        app.decide(Qt.Key.Key_1)
    assert seen == {False, True}


def test_choose_order_stores_chosen_queue_order(app):
    app.open([0.3, 0.5])
    button = app.page.header.order
    assert button.order is Order.INFORMATIVE
    assert button.text().startswith(order_words(Order.INFORMATIVE))
    app.page.commands.choose_order()
    app.until(button.menu().isVisible)
    button.menu().close()
    action = next(a for a in button.menu().actions() if a.data() == Order.OLDEST.value)
    action.trigger()
    assert "Oldest first" in button.accessibleName()
    app.until(lambda: not app.window.session.pool.jobs)

    def stored(workspace):
        return settings.get_setting(workspace, ORDER)

    app.until(lambda: app.query(stored) == "oldest")
