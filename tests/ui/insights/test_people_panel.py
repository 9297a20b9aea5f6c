"""Tests of the panel on operators: second opinions, agreement, a second look."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.settings import SECOND_OPINIONS
from hitl_app.jobs import agreement, mistakes
from hitl_app.jobs.job import Job
from hitl_app.services import settings
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from hitl_app.ui.insights.people_panel import PICTURE, AgreementPart
from tests.helpers.window.insights_page import insights_page as accuracy_of
from tests.helpers.window.insights_page import row_texts
from tests.helpers.workspace.workspaces import make_workspace

DECORATION = Qt.ItemDataRole.DecorationRole
QUIET = Job(lambda _event: None)


def insights_page(app, **how):
    page = accuracy_of(app, **how)
    page.sections.show_section("people")
    return page


@pytest.fixture
def shop(app):
    workspace = make_workspace(app.folder, [0.3 + i / 100 for i in range(8)])
    settings.set_setting(workspace, SECOND_OPINIONS, "1")
    kinds = categories.list_categories(workspace)
    decisions = (("ann", 1, 0), ("bob", 1, 0), ("ann", 2, 0), ("bob", 2, 1), ("ann", 3, 2))
    for who, photo, kind in decisions:
        reviewing.decide(workspace, photo, Answer.CATEGORY, who, kinds[kind].id)
    workspace.close()
    return app


def test_people_panel_counts_second_opinions(shop):
    people = insights_page(shop).people
    assert people.status.text() == (
        "Second opinions: 1 needs a second opinion · 1 needs a third · 1 agreed · "
        "0 settled by a third person."
    )


def test_people_panel_reports_second_opinions_off_by_default(app):
    make_workspace(app.folder, [0.5]).close()
    people = insights_page(app).people
    assert people.status.text().startswith("Second opinions are off.")
    assert (
        people.agreement.told.text() == "Compares the labels that two people gave the same photo."
    )
    assert not people.agreement.table.isVisible()
    assert not people.mistakes.again.isVisible()


def test_agreement_part_lists_disagreements_after_comparison(shop):
    people = insights_page(shop).people
    people.agreement.start.click()
    assert not people.agreement.start.isEnabled()
    shop.until(people.agreement.table.isVisible)
    assert people.agreement.told.text() == (
        "Operators agree on 92\u202f% of 120 photos (kappa 0.87)."
    )
    assert row_texts(people.agreement.table, 1) == ["Dress", "not a product photo", "3"]
    assert people.agreement.start.isEnabled()


@pytest.mark.parametrize("way", ["button", "Enter", "double click"])
def test_mistakes_part_opens_likely_mistake_on_review_page(shop, way):
    page = insights_page(shop)
    part = page.people.mistakes
    part.start.click()
    shop.until(part.table.isVisible)
    assert part.told.text() == (
        "7 of 412 decisions are worth a second look. The first 2 are listed."
    )
    assert row_texts(part.table, 0) == ["photo-00002.png", "Shirt", "Coat", "97\u202f%"]
    if way == "button":
        part.again.click()
    elif way == "Enter":
        part.table.setFocus()
        QTest.keyClick(part.table, Qt.Key.Key_Return)
    else:
        page.sections.show_widget(part.table)
        QCoreApplication.processEvents()
        at = part.table.visualRect(part.table.items.index(0, 0)).center()
        QTest.mouseClick(part.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(part.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    shop.until(lambda: shop.shown == 3)
    assert shop.window.page_key == "review"
    shop.settle()


def test_mistakes_part_restores_text_when_job_is_cancelled(shop):
    part = insights_page(shop, play="waits").people.mistakes
    before = part.told.text()
    part.start.click()
    shop.until(lambda: "1 of 4" in part.told.text())
    pool = shop.window.session.pool
    pool.cancel(pool.find("mistakes"))
    shop.until(lambda: part.told.text() == before)
    assert part.start.isEnabled()


def test_people_panel_shows_results_of_real_jobs(shop, qtbot):
    part = AgreementPart()
    qtbot.addWidget(part)
    part.show_result(shop.query(lambda workspace: agreement.run(workspace, QUIET)))
    assert part.told.text().startswith("Operators agree on 50\u202f% of 2 photos (kappa 0")
    assert row_texts(part.table, 0) == ["T-shirt/top", "Trouser", "1"]
    found = shop.query(lambda workspace: mistakes.run(workspace, QUIET))
    other = insights_page(shop).people.mistakes
    other.show_result(found)
    assert other.told.text() == "At least 50 reviewed photos are needed."


def test_agreement_part_reports_photos_without_two_labels(qtbot, tmp_path):
    workspace = make_workspace(tmp_path / "shop", [0.5])
    part = AgreementPart()
    qtbot.addWidget(part)
    part.show_result(agreement.run(workspace, QUIET))
    workspace.close()
    assert part.told.text().startswith("No photo has been labelled by two people yet")


@pytest.mark.parametrize(
    ("result", "text"),
    [
        ({"compared": 0, "left_out": 80}, "At least 50 reviewed photos of several categories"),
        ({"compared": 90, "found": 0}, "Nothing worth a second look in 90 decisions."),
        ({"compared": 90, "found": 1, "mistakes": [{}]}, "One of 90 decisions is worth"),
    ],
)
def test_mistakes_part_describes_each_result(shop, result, text):
    assert insights_page(shop).people.mistakes.words(result).startswith(text)


def test_mistakes_part_shows_the_photos(shop):
    part = insights_page(shop).people.mistakes
    assert part.start.text() == "Find labels to check"
    for _ in range(2):
        part.start.click()
        shop.until(lambda: part.start.isEnabled() and part.pictures.is_filled())
        pictures = [part.table.items.index(row, 0).data(DECORATION) for row in range(2)]
        assert [picture.width() for picture in pictures] == [2 * PICTURE] * 2
        assert pictures[0] != pictures[1], "of photos 3 and 1"
        assert part.table.height() > 2 * PICTURE
        part.show_result(None)
        assert not part.table.isVisible()
