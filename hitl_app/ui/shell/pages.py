"""The pages of an open workspace, made and connected to window and session."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance

from hitl_app.ui.session.page import Page
from hitl_app.ui.wording import messages

if TYPE_CHECKING:
    from hitl_app.ui.catalogue.page import CataloguePage
    from hitl_app.ui.grid.page import GridPage
    from hitl_app.ui.kit.message_bar import MessageBar
    from hitl_app.ui.session.session import DeskSession

# A page is imported when it is first shown.


class _Window(Protocol):
    """What the signals of pages are connected to."""

    messages: "MessageBar"
    first_shown: SignalInstance

    def earn_acceptance(self) -> None: ...
    def import_files(self) -> None: ...
    def import_folder(self) -> None: ...
    def look_again(self, photo_id: int) -> None: ...
    def refresh(self, what: set[str]) -> None: ...
    def retrain(self) -> None: ...
    def show_categories(self) -> None: ...
    def show_corrected(self, suggested_id: int, said_id: int) -> None: ...
    def show_grid(self) -> None: ...
    def show_networks(self) -> None: ...
    def show_product(self, product: str) -> None: ...
    def show_review(self) -> None: ...
    def toggle_keys(self) -> None: ...
    def watch_folder(self) -> None: ...


def make_page(window: _Window, session: "DeskSession", key: str) -> Page:
    """Make the page of a key."""
    return _MAKERS[key](window, session)


def _review(window: _Window, session: "DeskSession") -> Page:
    from hitl_app.ui.review.page import ReviewPage

    page = ReviewPage(session.store, session.presence.operator)
    page.failed.connect(lambda error: window.messages.tell(messages.of_error(error)))
    page.category_added.connect(session.categories.added)
    page.first_shown.connect(window.first_shown)
    page.decided.connect(session.inspections.check)
    page.stage.import_wanted.connect(window.import_folder)
    page.offer.wanted.connect(window.earn_acceptance)
    page.offer.retrain_wanted.connect(window.retrain)
    page.header.help_wanted.connect(window.toggle_keys)
    page.header.order.chosen.connect(session.set_order)
    commands = page.commands
    commands.categories_wanted.connect(window.show_categories)
    commands.explanation_wanted.connect(session.explain)
    session.explained.connect(commands.show_explanation)
    commands.grid_wanted.connect(window.show_grid)
    commands.did.connect(session.deed)
    commands.product_wanted.connect(window.show_product)
    commands.told.connect(window.messages.tell)
    page.flow.start()
    return page


def _grid(window: _Window, session: "DeskSession") -> Page:
    from hitl_app.ui.grid.page import GridPage

    page = GridPage(session)
    page.left.connect(window.show_review)
    _connect_many(page, window, session)
    return page


def _catalogue(window: _Window, session: "DeskSession") -> Page:
    from hitl_app.ui.catalogue.page import CataloguePage

    page = CataloguePage(session)
    _connect_many(page, window, session)
    return page


def _connect_many(
    page: "GridPage | CataloguePage", window: _Window, session: "DeskSession"
) -> None:
    """Connect what a page says on which many photos are decided at once."""
    page.did.connect(session.deed)
    page.look_wanted.connect(window.look_again)
    page.import_wanted.connect(window.import_folder)
    page.changed.connect(lambda: window.refresh({"photos"}))
    page.changed.connect(session.inspections.check)


def _imports(window: _Window, session: "DeskSession") -> Page:
    from hitl_app.ui.imports.page import ImportsPage

    page = ImportsPage(session)
    page.folder_wanted.connect(window.import_folder)
    page.files_wanted.connect(window.import_files)
    page.watch_wanted.connect(window.watch_folder)
    page.networks_wanted.connect(window.show_networks)
    page.categories_wanted.connect(window.show_categories)
    return page


def _networks(window: _Window, session: "DeskSession") -> Page:
    from hitl_app.ui.models.page import NetworksPage

    page = NetworksPage(session)
    page.retrain_wanted.connect(window.retrain)
    page.earn_wanted.connect(window.earn_acceptance)
    return page


def _insights(window: _Window, session: "DeskSession") -> Page:
    from hitl_app.ui.insights.page import InsightsPage

    page = InsightsPage(session)
    page.review_wanted.connect(window.show_review)
    page.look_wanted.connect(window.look_again)
    page.photos_wanted.connect(window.show_corrected)
    page.did.connect(session.deed)
    return page


def _categories(window: _Window, session: "DeskSession") -> Page:
    from hitl_app.ui.categories.page import CategoriesPage

    page = CategoriesPage(session)
    page.left.connect(window.show_review)
    return page


_MAKERS: Mapping[str, Callable[[_Window, "DeskSession"], Page]] = {
    "review": _review,
    "grid": _grid,
    "catalogue": _catalogue,
    "imports": _imports,
    "networks": _networks,
    "insights": _insights,
    "categories": _categories,
}
