"""Commands of the Review page; `commands.table` refers to the methods."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from hitl_app.domain.categories import Category
from hitl_app.domain.decisions import Answer, Operation
from hitl_app.domain.products import sku_of
from hitl_app.ui.help.tour import deed_of
from hitl_app.ui.review.counts import ReviewCounts
from hitl_app.ui.review.flow import ReviewFlow
from hitl_app.ui.review.header import ReviewHeader
from hitl_app.ui.review.panel.panel import ReviewPanel
from hitl_app.ui.review.photo.spotlight import explained, looking
from hitl_app.ui.review.photo.stage import ReviewStage
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.answers import answer_words
from hitl_app.ui.wording.copying import path_and_sku
from hitl_app.ui.wording.messages import Message

if TYPE_CHECKING:
    from hitl_app.services.catalogue.products import Decided


class ReviewCommands(QObject):
    """Commands on the current photo.

    Attributes:
        flow: Has the photo.

    Signals:
        explanation_wanted: An explanation is requested; carries photo and operator.
        grid_wanted: Similar photos are to be shown together.
        product_wanted: The views of a product are to be listed; carries the product.
        categories_wanted: The operator wants to see all categories.
        told: Carries a `Message`.
        did: An action is on disk; carries a name of `tour`.
    """

    explanation_wanted = Signal(dict)
    grid_wanted = Signal()
    product_wanted = Signal(str)
    categories_wanted = Signal()
    told = Signal(object)
    did = Signal(str)

    def __init__(
        self,
        flow: ReviewFlow,
        counts: ReviewCounts,
        stage: ReviewStage,
        panel: ReviewPanel,
        header: ReviewHeader,
        take_keys: Callable[[], None],
    ) -> None:
        super().__init__(flow)
        self.flow, self._counts, self._stage, self._panel = flow, counts, stage, panel
        self._take_keys = take_keys
        self._deed = ""
        flow.decided.connect(lambda: self.did.emit(self._deed))
        flow.undone.connect(lambda _: self.did.emit("undone"))
        flow.views_decided.connect(self._on_views_decided)
        # Signals of the parts.
        self.show_next, self.show_previous = flow.move_on, flow.show_previous
        self.review_skipped = flow.review_skipped
        self.ask_with_note = stage.note.ask
        self.zoom_in, self.zoom_out = stage.view.zoom_in, stage.view.zoom_out
        self.zoom_fit = stage.view.fit
        self.place_of_key = panel.categories.place_of_key
        self.new_category = panel.categories.ask_name
        self.find_category = panel.categories.ask_letters
        self.choose_order = header.order.open_menu
        self.open_grid = self.grid_wanted.emit
        self.show_categories = self.categories_wanted.emit

    # State queries of commands.

    def has_photo(self) -> bool:
        """Return True if a photo is on the screen."""
        return self.flow.current is not None

    def has_suggestion(self) -> bool:
        """Return True if there is a suggestion to confirm."""
        return self.suggestion() is not None

    can_explain = has_suggestion

    def can_undo(self) -> bool:
        """Return True if the operator can undo."""
        pending = self.flow.pending
        if pending.last(self.flow.operator) is not None:
            return True
        return self._counts.undoable is not None and not pending.is_away

    def has_product(self) -> bool:
        """Return True if the photo is a view of a product."""
        return self.flow.current is not None and bool(self.flow.current.photo.product)

    def can_confirm_views(self) -> bool:
        """Return True if there is a suggestion to confirm for all views of a product."""
        return self.has_product() and self.has_suggestion()

    def has_skipped(self) -> bool:
        """Return True if something was skipped."""
        return self._counts.skipped > 0

    def is_ready(self) -> bool:
        """Return True if the workspace has answered."""
        return self.flow.is_started

    def undo_words(self) -> str:
        """Return the text of the undo action."""
        pending = self.flow.pending.last(self.flow.operator)
        undoable = self._counts.undoable if pending is None else pending.line.decision
        if undoable is None:
            return self.tr("Undo")
        if isinstance(undoable, Operation) and undoable.photos > 1:
            # Short: beside the heading of the recent decisions there is little room.
            many = self.tr("Undo {n}", "", undoable.photos)
            return many.format(n=formats.number(undoable.photos))
        if undoable.answer is Answer.SKIP:
            return self.tr("Undo skip")
        if undoable.answer is Answer.ASK:
            return self.tr("Undo question")
        return self.tr("Undo {what}").format(what=answer_words(undoable, self._counts.names))

    def suggestion(self) -> Category | None:
        """Return the category that is suggested for the photo, if one is."""
        return self._panel.suggestion(self.flow.current)

    # Actions of commands.

    def confirm(self) -> None:
        """Confirm the suggestion."""
        suggestion = self.suggestion()
        if suggestion is not None:
            self.choose(suggestion.id)

    def choose_digit(self, place: int) -> None:
        """Decide as the category of a key, by its place."""
        category = self._panel.categories.at_place(place)
        if category is not None:
            self.choose(category.id)

    def choose(self, category_id: int) -> None:
        """Decide as a category."""
        self._decide(Answer.CATEGORY, category_id)

    def skip(self) -> None:
        """Skip the photo."""
        self._decide(Answer.SKIP)

    def ask(self, note: str = "") -> None:
        """Ask a colleague about the photo."""
        self._decide(Answer.ASK, note=note)

    def not_a_photo(self) -> None:
        """Decide the photo as "not a product photo"."""
        self._decide(Answer.NOT_A_PHOTO)

    def _decide(self, answer: Answer, category_id: int | None = None, note: str = "") -> None:
        deed = deed_of(answer, category_id, self.suggestion())
        if self.flow.decide(answer, category_id, note):
            self._deed = deed
            # Enter confirms the suggestion again, whatever had the focus.
            self._take_keys()

    def confirm_views(self) -> None:
        """Decide all views of the product as this photo's suggestion."""
        suggestion = self.suggestion()
        if suggestion is not None:
            self._decide_views(suggestion.id)

    def choose_for_views(self, place: int) -> None:
        """Decide all views of the product as the category of a key, by its place."""
        category = self._panel.categories.at_place(place)
        if category is not None:
            self._decide_views(category.id)

    def _decide_views(self, category_id: int) -> None:
        shown = self.flow.current
        if not self.flow.decide_views(category_id):
            return
        self._take_keys()
        if shown is not None and shown.blind and shown.photo.product:
            text = self.tr("Only this photo was labelled.")
            why = self.tr(
                "It is reviewed without a suggestion, so the other photos of the product were "
                "not changed."
            )
            self.told.emit(Message(text, why, topic="views"))

    def _on_views_decided(self, done: "Decided") -> None:
        if not (done.blind or done.cancelled):
            # The undo button shows their number.
            return
        text = self.tr("{decided} of {n} photos of {sku} were labelled.", "", done.total)
        decided, n = formats.number(len(done.decided)), formats.number(done.total)
        words = text.format(decided=decided, n=n, sku=formats.own(sku_of(done.product)))
        left = self.tr(
            "{n} were left out: review them one by one, without suggestions.",
            "",
            done.blind,
        ).format(n=formats.number(done.blind))
        self.told.emit(Message(words, left if done.blind else "", topic="views"))

    def undo(self) -> None:
        """Undo the last operation."""
        if self.can_undo():
            self.flow.undo()

    def show_product(self) -> None:
        """List the views of the product."""
        if self.flow.current is not None and self.flow.current.photo.product:
            self.product_wanted.emit(self.flow.current.photo.product)

    def explain(self) -> None:
        """Show or hide the explanation."""
        shown, view = self.flow.current, self._stage.view
        if view.spotlight is not None:
            view.light(None)
        elif shown is not None:
            view.light(looking())
            self.explanation_wanted.emit({"photo": shown.photo.id, "operator": self.flow.operator})

    def show_explanation(self, result: Mapping[str, Any] | None) -> None:
        """Show an explanation; None without one."""
        shown, view = self.flow.current, self._stage.view
        if shown is None or view.spotlight is None:
            return
        if result is None:
            view.light(None)
        elif result.get("photo") == shown.photo.id:
            view.light(explained(result, self._counts.names))

    def copy_path(self) -> None:
        """Copy the photo's path and SKU, or what the mouse selected of them."""
        if self.flow.current is not None:
            photo = self.flow.current.photo
            text = self._stage.chosen_text() or path_and_sku(photo.path, photo.product)
            QGuiApplication.clipboard().setText(text)
