"""Tests of the Progress, Corrections and Learning sections of the Insights page."""

import csv
import io

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.runs import RunState
from hitl_app.services.categories import categories
from hitl_app.services.reports import progress
from hitl_app.services.review import reviewing
from hitl_app.store.models import versions
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.shell.app import make_application
from tests.helpers.window.plots import points
from tests.helpers.workspace.workspaces import add_photos, make_workspace

Key, Mod = Qt.Key, Qt.KeyboardModifier
IMPORTS_MS = 30_000
SECTIONS = ("progress", "corrections", "learning")


def worked_on(folder):
    """Create a workspace with twelve photos, some confirmed and some corrected."""
    workspace = make_workspace(folder)
    add_photos(workspace, [0.3 + i / 20 for i in range(12)], suggestions=[0] * 12)
    first, second, third, *_ = categories.list_categories(workspace)
    for photo_id, category, who in (
        (1, first, "ann"), (2, second, "ann"), (3, second, "bob"), (4, third, "ann"),
    ):  # fmt: skip
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, who, category.id)
    reviewing.decide(workspace, 5, Answer.NOT_A_PHOTO, "bob")
    with workspace.database.write() as session:
        for name, accuracy, verdict in (("one", 0.7, "better"), ("two", 0.66, "worse")):
            report = {"candidate": {"accuracy": accuracy}, "count": 50}
            training_photos = list(range(100 if name == "one" else 180))
            number = versions.start_run(session, "seed", {}, training_photos)
            versions.end_run(
                session, number, RunState.DONE, candidate=name, verdict=verdict, report=report
            )
    workspace.close()


def insights(app, section):
    window = app.open(create=False)
    window.show_page("insights")
    page = window.pages["insights"]
    page.sections.show_section(section)
    app.until(lambda: page.is_settled() or app.message, IMPORTS_MS)
    assert app.message is None
    for _ in range(3):  # the first layout moves parts, which are laid out again
        QCoreApplication.processEvents()
    return page


@pytest.fixture
def shop(app):
    worked_on(app.folder)
    return app


def test_progress_card_shows_photos_left_as_plot_table_and_text(shop):
    page = insights(shop, "progress")
    lines = {name: points(line) for name, line in page.left.lines.items()}
    assert lines["to_review"][-1][1] == 7
    assert lines["reviewed"][-1][1] == 5
    assert max(y for _, y in lines["to_review"]) == 7, "an hour is counted when it ends"
    last = page.left.table.items
    assert [last.index(0, c).data() for c in (1, 2)] == ["7", "5"]
    assert page.left.told.text().startswith("7 photos to review, 5 reviewed.")
    assert page.left.canvas.accessibleDescription() == page.left.told.text()


def test_pace_card_shows_pace_of_all_and_of_each_operator(shop):
    page = insights(shop, "progress")
    table = page.pace.table
    names = [table.items.index(r, 0).data() for r in range(table.items.rowCount())]
    assert names == ["Everyone", "ann", "bob"]
    assert page.pace.told.text().startswith("Everyone: 5 decisions in this app in ")
    before = sum(page.pace.bars.opts["height"])
    table.setFocus()
    QTest.keyClick(table, Key.Key_Down)
    assert page.pace.told.text().startswith("ann: 3 decisions in this app in ")
    assert 0 < sum(page.pace.bars.opts["height"]) != before


def test_corrections_card_counts_corrections_and_follows_keys(shop):
    page = insights(shop, "corrections")
    card, cells = page.corrections, page.corrections.matrix.cells
    tester = QAbstractItemModelTester(cells, QAbstractItemModelTester.FailureReportingMode.Fatal)
    names = [c.name for c in shop.query(categories.list_categories)[:3]]
    heads = [cells.headerData(n, Qt.Orientation.Horizontal) for n in range(cells.columnCount())]
    assert (cells.rowCount(), heads) == (1, [*names, "not a product photo"])
    assert [cells.index(0, c).data() for c in range(4)] == ["1", "2", "1", "1"]
    assert card.told.text().startswith("20.0\u202f% of 5 suggestions were confirmed.")
    card.matrix.setFocus()
    card.matrix.setCurrentIndex(cells.index(0, 0))
    QTest.keyClick(card.matrix, Key.Key_Right)
    assert card.pointed.text() == (
        f"2 of 5 photos suggested as {names[0]} were changed to {names[1]} (40\u202f%)"
    )
    assert card.most.items.rows[0].decided.name == names[1]
    assert f"2 × {names[0]} → {names[1]}" in card.canvas.accessibleDescription()
    del tester


@pytest.mark.parametrize(("column", "photos"), [(0, [1]), (1, [2, 3]), (3, [5])])
def test_corrections_cell_opens_its_photos_in_catalogue(shop, column, photos):
    card = insights(shop, "corrections").corrections
    card.matrix.setFocus()
    card.matrix.setCurrentIndex(card.matrix.cells.index(0, column))
    QTest.keyClick(card.matrix, Key.Key_Return)
    window = shop.window
    assert window.page_key == "catalogue"
    page = window.pages["catalogue"]
    shop.until(lambda: page.is_settled() and page.items.ids.tolist() == photos)
    assert page.filters.state.value() is PhotoState.REVIEWED
    assert page.filters.suggested.isVisible()
    page.filters.reset()
    shop.until(lambda: page.is_settled() and len(page.items.ids) == 12)
    assert not page.filters.suggested.isVisible()


def test_corrections_row_opens_its_photos_in_existing_catalogue(shop):
    page = insights(shop, "corrections")
    window = shop.window
    window.commands.show_catalogue()
    shop.until(window.pages["catalogue"].is_settled)
    window.commands.show_insights()
    page.corrections.most.setFocus()
    page.corrections.most.selectRow(0)
    QTest.keyClick(page.corrections.most, Key.Key_Return)
    listed = window.pages["catalogue"]
    shop.until(lambda: listed.is_settled() and listed.items.ids.tolist() == [2, 3])


def test_learning_card_lists_retrainings_with_accuracy(shop):
    page = insights(shop, "learning")
    assert points(page.learning.line) == [(100, 70), (180, 66)]
    rows = page.learning.table.items
    assert [rows.index(0, c).data() for c in (0, 2, 3, 5, 6)] == [
        "two", "180", "66.0\u202f%", "50", "not better",
    ]  # fmt: skip
    assert (
        "one: 100 training photos, 70.0\u202f% accuracy"
        in page.learning.canvas.accessibleDescription()
    )


@pytest.mark.parametrize("section", SECTIONS)
def test_insights_sections_explain_what_is_missing_without_decisions(app, section):
    make_workspace(app.folder, [0.4, 0.5]).close()
    page = insights(app, section)
    cards = {
        "progress": page.pace, "corrections": page.corrections, "learning": page.learning,
    }  # fmt: skip
    card = cards[section]
    assert not card.canvas.isVisible()
    assert not card.save_picture.isVisible()
    assert "yet" in card.told.text()


def test_progress_card_updates_after_decision(shop):
    page = insights(shop, "progress")
    reviewed = shop.window.session
    first = shop.query(categories.list_categories)[0]
    done = []
    reviewed.store.submit(
        Lane.DECISIONS,
        lambda w: reviewing.decide(w, 6, Answer.CATEGORY, "ann", first.id),
        done.append,
    )
    shop.until(lambda: done)
    shop.window.refresh({"photos"})
    shop.until(lambda: page.is_settled() and points(page.left.lines["to_review"])[-1][1] == 6)


@pytest.mark.parametrize(
    ("section", "name", "table"),
    [
        ("progress", "left", "burn_down"),
        ("progress", "pace", "pace_by_hour"),
        ("corrections", "corrections", "corrections"),
        ("learning", "learning", "learning"),
    ],
)
def test_insights_cards_save_plot_and_figures(shop, tmp_path, monkeypatch, section, name, table):
    card = getattr(insights(shop, section), name)
    monkeypatch.setattr(dialogs, "choose_target", lambda _p, _t, name, _k: tmp_path / name)
    for save, ending in ((card.save_picture, "png"), (card.save_figures, "csv")):
        save.click()
        shop.until(lambda ending=ending: list(tmp_path.glob(f"*.{ending}")))
        shop.until(lambda: shop.message is not None and shop.message.tone == "good")
    (picture,) = tmp_path.glob("*.png")
    with Image.open(io.BytesIO(picture.read_bytes())) as image:
        assert image.width > card.canvas.width()
        assert len(np.unique(np.asarray(image.convert("L")))) > 5, "nothing is drawn"
    (file,) = tmp_path.glob("*.csv")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        found = list(csv.reader(lines))
    wanted = shop.query(lambda w: progress.TABLES[table](progress.progress(w, "ann")))
    assert found[0] == list(wanted.columns)
    assert len(found) == 1 + len(wanted.rows)


@pytest.mark.parametrize("section", SECTIONS)
def test_insights_sections_follow_colour_scheme_and_take_focus_by_tab(shop, section):
    page = insights(shop, section)
    light = page.grab().toImage()
    try:
        make_application(dark=True)
        for _ in range(3):
            QCoreApplication.processEvents()
        assert page.grab().toImage() != light
        for card in (page.left, page.pace, page.learning):
            if card.isVisible():
                ground = card._plot.backgroundBrush().color().name()
                assert ground.upper() == theme.DARK.surface
    finally:
        make_application(dark=False)
    reached = set()
    page.sections.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(14):
        QTest.keyClick(shop.window.focusWidget(), Key.Key_Tab)
        reached.add(shop.window.focusWidget())
    tables = {
        "progress": {page.left.table, page.pace.table, page.left.save_picture},
        "corrections": {page.corrections.matrix, page.corrections.most},
        "learning": {page.learning.table, page.learning.save_figures},
    }
    assert tables[section] <= reached
