"""The pages of an open workspace, made and connected to window and session."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from hitl_app.domain.settings import ORDER
from hitl_app.ui.session.page import Page
from hitl_app.ui.settings.control import store_setting
from hitl_app.ui.shell.commands import WindowCommands
from hitl_app.ui.shell.host import Host

if TYPE_CHECKING:
    from hitl_app.ui.catalogue.page import CataloguePage
    from hitl_app.ui.grid.page import GridPage
    from hitl_app.ui.session.session import Session

# A page is imported when it is first shown.


def _review(window: Host, does: WindowCommands, session: "Session") -> Page:
    from hitl_app.ui.review.page import ReviewPage
    from hitl_app.ui.session.examples import HoverExamples

    page = ReviewPage(session)
    page.first_shown.connect(window.first_shown)
    page.stage.add.clicked.connect(does.import_folder)
    page.offer.wanted.connect(does.earn_acceptance)
    page.offer.retrain_wanted.connect(does.retrain)
    page.header.help.clicked.connect(window.toggle_keys)
    page.header.order.chosen.connect(partial(store_setting, session, ORDER))
    commands = page.commands
    commands.categories_wanted.connect(does.show_categories)
    commands.explanation_wanted.connect(session.explain)
    session.explained.connect(commands.show_explanation)
    commands.grid_wanted.connect(does.show_grid)
    commands.did.connect(session.deed)
    commands.product_wanted.connect(does.show_product)
    commands.told.connect(window.messages.tell)
    session.inspections.again_wanted.connect(does.review_again)
    examples = HoverExamples(session, page)
    page.categories.hovered.connect(examples.show_for)
    page.flow.start()
    return page


def _grid(window: Host, does: WindowCommands, session: "Session") -> Page:
    from hitl_app.ui.grid.page import GridPage

    page = GridPage(session)
    page.commands.did.connect(session.deed)
    _connect_many(page, window, does, session)
    return page


def _catalogue(window: Host, does: WindowCommands, session: "Session") -> Page:
    from hitl_app.ui.catalogue.page import CataloguePage

    page = CataloguePage(session)
    page.did.connect(session.deed)
    _connect_many(page, window, does, session)
    return page


def _connect_many(
    page: "GridPage | CataloguePage", window: Host, does: WindowCommands, session: "Session"
) -> None:
    """Connect a page on which many photos are decided at once."""
    page.add.clicked.connect(does.import_folder)
    page.commands.left.connect(does.show_review)
    page.commands.open_wanted.connect(does.reload)
    page.commands.changed.connect(lambda: window.refresh({"photos"}))
    page.commands.changed.connect(session.inspections.check)
    page.commands.changed.connect(session.learning.look)


def _imports(_window: Host, does: WindowCommands, session: "Session") -> Page:
    from hitl_app.ui.imports.page import ImportsPage

    page = ImportsPage(session)
    page.folder.clicked.connect(does.import_folder)
    page.files.clicked.connect(does.import_files)
    page.watch.clicked.connect(does.watch_folder)
    return page


def _models(_window: Host, does: WindowCommands, session: "Session") -> Page:
    from hitl_app.ui.models.page import ModelsPage

    page = ModelsPage(session)
    page.target.earn.clicked.connect(does.earn_acceptance)
    return page


def _insights(_window: Host, does: WindowCommands, session: "Session") -> Page:
    from hitl_app.ui.insights.page import InsightsPage

    page = InsightsPage(session)
    page.people.mistakes.open_wanted.connect(does.reload)
    page.certificates.mistakes_wanted.connect(session.inspections.review_mistakes)
    page.corrections.photos_wanted.connect(does.show_corrected)
    return page


def _categories(_window: Host, _does: WindowCommands, session: "Session") -> Page:
    from hitl_app.ui.categories.page import CategoriesPage

    return CategoriesPage(session)


MAKERS: Mapping[str, Callable[[Host, WindowCommands, "Session"], Page]] = {
    "review": _review,
    "grid": _grid,
    "catalogue": _catalogue,
    "imports": _imports,
    "models": _models,
    "insights": _insights,
    "categories": _categories,
}
