"""The Review page: one photo, large, and a key for everything that can be said of it."""

from collections.abc import Collection, Mapping
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from hitl_app.domain.categories import Category
from hitl_app.domain.decisions import Answer
from hitl_app.domain.products import OFF, sku_of
from hitl_app.domain.review import Order, ReviewPhoto
from hitl_app.ui.commands.table import command
from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.help.tour import deed_of
from hitl_app.ui.review.flow import ReviewFlow
from hitl_app.ui.review.header import ReviewHeader
from hitl_app.ui.review.panel import ReviewPanel
from hitl_app.ui.review.photo_loader import PhotoLoader
from hitl_app.ui.review.spotlight import explained, looking
from hitl_app.ui.review.stage import ReviewStage
from hitl_app.ui.session.page import Page
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.answers import answer_words
from hitl_app.ui.wording.copying import path_and_sku
from hitl_app.ui.wording.messages import Message

if TYPE_CHECKING:
    from hitl_app.services.catalogue.products import Decided
    from hitl_app.services.categories.categories import Change
    from hitl_app.services.review.reviewing import Desk

_AGES_MS = 5000
_AFTER_MS = 10
"""What stands beside a photo is asked for when the photo itself has been painted in peace."""


class ReviewPage(Page):
    """Shows the queue photo by photo.

    Signals:
        failed: Carries an exception to be told.
        import_wanted: The button of the empty page was pressed.
        category_added: A category was added; carries what came of it.
        categories_wanted: The operator wants to see all categories.
        decided: Something was decided or taken back, and is on the disk.
        acceptance_wanted: The operator wants to see what an inspection would take.
        explanation_wanted: What the network looked at is to be shown; carries photo and operator.
        help_wanted: All keys are to be shown.
        retrain_wanted: The operator wants to retrain.
        order_wanted: Another order of the queue is wanted; carries an `Order`.
        grid_wanted: Look-alikes are to be shown together.
        product_wanted: The views of a product are to be listed; carries the product.
        told: Carries a `Message`.
        first_shown: The first photo stands on the screen, or that there is none.
        did: What the operator did is on the disk; carries a name of `tour`.
    """

    key = "review"
    icon = "review"
    failed = Signal(object)
    import_wanted = Signal()
    category_added = Signal(object)
    categories_wanted = Signal()
    decided = Signal()
    acceptance_wanted = Signal()
    explanation_wanted = Signal(dict)
    help_wanted = Signal()
    retrain_wanted = Signal()
    order_wanted = Signal(object)
    grid_wanted = Signal()
    product_wanted = Signal(str)
    told = Signal(object)
    first_shown = Signal()
    did = Signal(str)

    def __init__(self, store: Store, operator: str = "") -> None:
        super().__init__()
        self._store = store
        self.flow = ReviewFlow(store, self, operator)
        self.loader = PhotoLoader(self)
        self._desk: Desk | None = None
        self._names: dict[int, str] = {}
        self._deed = ""
        self._counting = self._count_again = False
        self._told_first = self._importing = False
        self.header = self._header = ReviewHeader(store)
        self.offer = self._header.offer
        self.stage = ReviewStage(store)
        self.view, self.caption = self.stage.view, self.stage.caption
        self.panel = ReviewPanel()
        self.categories = self.panel.categories
        self.last = self.panel.last
        self._lay_out()
        self._connect()

    @property
    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Review")

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stage, 1)
        layout.addWidget(self.panel)

    def _connect(self) -> None:
        self.stage.import_wanted.connect(self.import_wanted)
        self.stage.asked_wanted.connect(self.flow.take_back_asked)
        self.stage.skipped_wanted.connect(self.look_at_skipped)
        self.stage.note.written.connect(self._on_note)
        self.stage.note.left.connect(self._on_note_left)
        self._header.skipped_wanted.connect(self.look_at_skipped)
        self._beside = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._beside.timeout.connect(self._ask_beside)
        self._ages = QTimer(self, interval=_AGES_MS)
        self._ages.timeout.connect(self.last.refresh_ages)
        flow = self.flow
        flow.started.connect(self._on_started)
        flow.shown.connect(self._on_shown)
        flow.ahead_changed.connect(self._preload)
        flow.failed.connect(self.failed)
        flow.decided.connect(self.decided)
        flow.undone.connect(self.decided)
        flow.decided.connect(lambda: self.did.emit(self._deed))
        flow.undone.connect(lambda _: self.did.emit("undone"))
        self.decided.connect(self.offer.decided)
        self.offer.wanted.connect(self.acceptance_wanted)
        self._header.help_wanted.connect(self.help_wanted)
        self.offer.retrain_wanted.connect(self.retrain_wanted)
        self._header.order.chosen.connect(self.order_wanted)
        self.stage.look_alikes.reopened.connect(flow.reopen)
        flow.views_decided.connect(self._on_views_decided)
        flow.progressed.connect(self.stage.product.show_progress)
        self.stage.product.reopened.connect(flow.reopen)
        self.stage.product.product_wanted.connect(self.show_product)
        self.stage.product.all_wanted.connect(self.confirm_views)
        self.stage.product.stop_wanted.connect(flow.stop_deciding)
        # Queued: the photo is on the screen when the painting has been handed over.
        self.view.painted.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)
        self.view.resized.connect(self._preload)
        self.loader.loaded.connect(self.view.offer)
        self.categories.confirmed.connect(self.confirm)
        self.categories.chosen.connect(self.choose)
        self.categories.named.connect(self._on_named)
        self.categories.left.connect(self.activated)
        self.last.reopened.connect(flow.reopen)
        self.panel.hints.asked.connect(self._on_hint)
        self.panel.undo.clicked.connect(self.undo)

    def start(self) -> None:
        """Show the first photo; the store is being opened."""
        self.flow.start()

    def close_threads(self) -> None:
        """End the thread that decodes."""
        self._beside.stop()
        self._ages.stop()
        self.loader.close()

    def refresh(self, changed: Collection[str]) -> None:
        """Look again at the queue and the counts."""
        if not self.flow.is_started:
            return
        if {"photos", "networks"} & set(changed):
            self.flow.photos_changed()
        if "photos-gone" in changed:
            self.flow.photos_gone()
        if "inspections" in changed:
            self.flow.look_again()
        if {"looks", "networks"} & set(changed):
            self.stage.look_alikes.ask()
        if "products" in changed:
            self.flow.look_again()
        self.stage.product.ask()
        if "networks" in changed:
            self.offer.another_network()
        self.offer.ask()
        self._count()

    def activated(self) -> None:
        """Return the keys to the photo, or to the page while there is none."""
        to = self.view if self.flow.current is not None else self
        to.setFocus(Qt.FocusReason.OtherFocusReason)

    # What commands ask: see `commands.COMMANDS`.

    def has_photo(self) -> bool:
        """Return true if a photo is on the screen."""
        return self.flow.current is not None

    def has_suggestion(self) -> bool:
        """Return true if there is a suggestion to confirm."""
        return self._suggestion() is not None

    def can_undo(self) -> bool:
        """Return true if the operator has something to take back."""
        return self._desk is not None and self._desk.undoable is not None

    def can_explain(self) -> bool:
        """Return true if there is a suggestion whose grounds may be shown."""
        return self._suggestion() is not None

    def has_product(self) -> bool:
        """Return true if the photo is a view of a product."""
        return self.flow.current is not None and bool(self.flow.current.photo.product)

    def can_confirm_views(self) -> bool:
        """Return true if there is a suggestion to confirm for all views of a product."""
        return self.has_product() and self._suggestion() is not None

    def has_skipped(self) -> bool:
        """Return true if something was skipped."""
        return self._desk is not None and self._desk.counts.skipped > 0

    def is_ready(self) -> bool:
        """Return true if the workspace has answered."""
        return self.flow.is_started

    # What commands do.

    def confirm(self) -> None:
        """Decide as the network suggests."""
        suggestion = self._suggestion()
        if suggestion is not None:
            self.choose(suggestion.id)

    def choose_digit(self, place: int) -> None:
        """Decide as the category of a digit key."""
        category = self.categories.at_digit(place)
        if category is not None:
            self.choose(category.id)

    def choose(self, category_id: int) -> None:
        """Decide as a category."""
        self._decide(Answer.CATEGORY, category_id)

    def confirm_views(self) -> None:
        """Decide all views of the product as the network suggests for this one."""
        suggestion = self._suggestion()
        if suggestion is not None:
            self._decide_views(suggestion.id)

    def choose_for_views(self, place: int) -> None:
        """Decide all views of the product as the category of a digit key."""
        category = self.categories.at_digit(place)
        if category is not None:
            self._decide_views(category.id)

    def _decide_views(self, category_id: int) -> None:
        shown = self.flow.current
        if not self.flow.decide_views(category_id):
            return
        self.activated()
        if shown is not None and shown.unaided and shown.photo.product:
            text = self.tr("This photo was decided by itself.")
            why = self.tr("It is decided without a suggestion; so the other views were left.")
            self.told.emit(Message(text, why, topic="views"))

    def _on_views_decided(self, done: "Decided") -> None:
        if not (done.unaided or done.cancelled):
            # The undo beside the last decisions says how many these were.
            return
        text = self.tr("{decided} of {n} views of {sku} were decided.", "", done.total)
        decided, n = formats.number(len(done.decided)), formats.number(done.total)
        words = text.format(decided=decided, n=n, sku=formats.own(sku_of(done.product)))
        left = self.tr(
            "{n} were left out: they are decided one by one, without a suggestion.",
            "",
            done.unaided,
        ).format(n=formats.number(done.unaided))
        self.told.emit(Message(words, left if done.unaided else "", topic="views"))

    def show_product(self) -> None:
        """List the views of the product."""
        if self.flow.current is not None and self.flow.current.photo.product:
            self.product_wanted.emit(self.flow.current.photo.product)

    def skip(self) -> None:
        """Put the photo off."""
        self._decide(Answer.SKIP)

    def ask(self) -> None:
        """Leave the photo to a colleague."""
        self._decide(Answer.ASK)

    def ask_with_note(self) -> None:
        """Ask for a note, then leave the photo to a colleague."""
        self.stage.note.ask()

    def open_grid(self) -> None:
        """Show look-alikes together."""
        self.grid_wanted.emit()

    def look_at_skipped(self) -> None:
        """Go on with what was skipped."""
        self.flow.look_at_skipped()

    def switch_operator(self, operator: str) -> None:
        """Let somebody else go on."""
        self.flow.switch(operator)

    def others_worked(self) -> None:
        """Look again at what somebody else may have decided."""
        if self.flow.is_started:
            self.flow.others_worked()
            self._count()

    def not_a_photo(self) -> None:
        """Show that this shows no product."""
        self._decide(Answer.NOT_A_PHOTO)

    def undo(self) -> None:
        """Take the last operation back."""
        if self.can_undo():
            self.flow.undo()

    def look_on(self) -> None:
        """Show the next photo."""
        self.flow.look_on()

    def look_back(self) -> None:
        """Show the photo before."""
        self.flow.look_back()

    def new_category(self) -> None:
        """Ask for the name of a new category."""
        self.categories.ask_name()

    def find_category(self) -> None:
        """Ask for a few letters of a category."""
        self.categories.ask_letters()

    def explain(self) -> None:
        """Show what the network looked at, or hide it again."""
        shown = self.flow.current
        if self.view.spotlight is not None:
            self.view.light(None)
        elif shown is not None:
            self.view.light(looking())
            self.explanation_wanted.emit({"photo": shown.photo.id, "operator": self.flow.operator})

    def show_explanation(self, result: Mapping[str, Any] | None) -> None:
        """Take what the network looked at; None if there is nothing to show."""
        shown = self.flow.current
        if shown is None or self.view.spotlight is None:
            return
        if result is None:
            self.view.light(None)
        elif result.get("photo") == shown.photo.id:
            self.view.light(explained(result, self._names))

    def show_categories(self) -> None:
        """Ask for the Categories page."""
        self.categories_wanted.emit()

    def choose_order(self) -> None:
        """Offer the orders of the queue."""
        self._header.order.open_menu()

    def copy_path(self) -> None:
        """Copy the photo's path and SKU, or what the mouse selected of them."""
        if self.flow.current is not None:
            photo = self.flow.current.photo
            text = self.stage.chosen_text() or path_and_sku(photo.path, photo.product)
            QGuiApplication.clipboard().setText(text)

    def zoom_in(self) -> None:
        """Show the photo larger."""
        self.view.zoom_in()

    def zoom_out(self) -> None:
        """Show the photo smaller."""
        self.view.zoom_out()

    def zoom_fit(self) -> None:
        """Show the whole photo."""
        self.view.fit()

    def undo_words(self) -> str:
        """Name what an undo would take back."""
        undoable = None if self._desk is None else self._desk.undoable
        if undoable is None:
            return self.tr("Undo")
        if undoable.photos > 1:
            many = self.tr("Undo {n} decisions", "", undoable.photos)
            return many.format(n=formats.number(undoable.photos))
        return self.tr("Undo {what}").format(what=answer_words(undoable, self._names))

    def _on_note(self, note: str) -> None:
        self._decide(Answer.ASK, note=note)

    def _on_note_left(self) -> None:
        self._show_question()
        self.activated()

    def _show_question(self) -> None:
        current = self.flow.current
        self.stage.note.show_question(None if current is None else current.question)

    def _decide(self, answer: Answer, category_id: int | None = None, note: str = "") -> None:
        deed = deed_of(answer, category_id, self._suggestion())
        if self.flow.decide(answer, category_id, note):
            self._deed = deed
            # Whatever had the focus, Enter means the suggestion again.
            self.activated()

    def _suggestion(self) -> Category | None:
        return self.panel.suggestion(self.flow.current)

    def _on_hint(self, name: str) -> None:
        getattr(self, command(name).callback)()

    def _on_started(self, look: tasks.FirstLook) -> None:
        self.categories.set_categories(look.categories)
        self._names = {category.id: category.name for category in look.categories}
        self._ages.start()

    def _on_shown(self, shown: ReviewPhoto | None) -> None:
        originals = () if shown is None else self.loader.known(shown.photo.id)
        self.view.set_photo(shown, originals, self._question(shown))
        self._show_place()
        suggestion = self._suggestion()
        self.view.describe(
            "" if suggestion is None else suggestion.name,
            0.0 if shown is None else shown.photo.confidence,
        )
        self.caption.show_photo(shown, self._names)
        self._show_question()
        self.panel.show_photo(shown)
        self.stage.product.show_photo(shown, self.flow.operator)
        self.stage.look_alikes.show_photo(shown, self.flow.operator)
        if shown is None:
            self._on_painted()

    def _question(self, shown: ReviewPhoto | None) -> str:
        """Name the two likeliest categories, as rich text."""
        if shown is None or shown.unaided:
            return ""
        ranked = sorted(shown.probabilities.items(), key=lambda item: -item[1])
        names = [self._names[i] for i, _ in ranked if self.categories.category(i)][:2]
        if len(names) < 2:
            return ""
        one, other = (f"<b>{escape(name)}</b>" for name in names)
        return self.tr("{one} or {other}?").format(one=one, other=other)

    def _on_painted(self) -> None:
        if not self.view.is_painted:
            # Yet another photo came meanwhile.
            return
        self.flow.painted()
        self._beside.start()
        if not self._told_first and self.flow.is_started:
            self._told_first = True
            self.first_shown.emit()
            self.offer.ask()

    def _ask_beside(self) -> None:
        self.stage.product.painted()
        self.stage.look_alikes.painted()
        self._preload()
        self._count()
        self.offer.painted()

    def _preload(self) -> None:
        photos = [self.flow.current, *self.flow.ahead]
        known = [photo for photo in photos if photo is not None]
        self.loader.want([(photo, self.view.fitted_side(photo)) for photo in known[:4]])

    def _show_place(self) -> None:
        """Show the photo, or why there is none."""
        if self.flow.current is not None:
            place = "photo"
        elif self._desk is None:
            place = "blank"
        elif self._desk.counts.photos:
            place = self._end()
        else:
            place = "arriving" if self._importing else "empty"
        if self.stage.show_place(place) and self.isVisible():
            self.activated()

    def _end(self) -> str:
        """Name what the end of the queue looks like."""
        counts = None if self._desk is None else self._desk.counts
        if counts is not None and counts.skipped:
            return "skipped"
        return "asked" if counts is not None and counts.own_asked else "done"

    def jobs_updated(self, *, importing: bool) -> None:
        """Know from here on whether photos are on their way."""
        if importing != self._importing:
            self._importing = importing
            self._show_place()

    def show_standing(self, standing: tasks.Standing) -> None:
        """Show which order the queue is in, and make room for views where there are products."""
        self.stage.product.set_in_use(standing.products != OFF)
        self._header.order.show_order(Order(standing.order))

    def is_settled(self) -> bool:
        """Return true if the first photo stands there as sharp as it gets, with all counts."""
        if self._desk is None or self._beside.isActive():
            return False
        if self._counting or self.stage.look_alikes.is_asking:
            return False
        if self.stage.product.is_asking:
            return False
        return self.flow.current is None or self.view.has_original()

    def _count(self) -> None:
        """Fetch how the work stands; once at a time, and once more if asked meanwhile."""
        if self._counting:
            self._count_again = True
            return
        self._counting = True
        work = partial(tasks.desk, operator=self.flow.operator)
        self._store.submit(Lane.READS, work, self._on_counted, self._on_count_failed)

    def _on_counted(self, result: "tuple[Desk, dict[int, str]]") -> None:
        self._desk, self._names = result
        self._counting = False
        self._header.show_counts(self._desk.counts, self._desk.per_hour)
        # An answer that is older than a new category would take it from under the hand again.
        if not self._count_again and self.categories.set_categories(self._desk.categories):
            self.panel.show_photo(self.flow.current)
        self.panel.show_unknown(self._desk.unknown, len(self._desk.categories))
        self.last.show_lines(self._desk.last, self._names)
        self.panel.undo.set_words(self.undo_words())
        self.panel.undo.setEnabled(self.can_undo())
        self._show_place()
        if self._count_again:
            self._count_again = False
            self._count()

    def _on_count_failed(self, error: Exception) -> None:
        self._counting = self._count_again = False
        self.failed.emit(error)

    def _on_named(self, name: str) -> None:
        self.flow.add_category(name, self._on_category_added)

    def _on_category_added(self, change: "Change") -> None:
        category = change.category
        self.categories.close_field()
        offered = [row.category for row in self.categories.rows]
        self._names[category.id] = category.name
        self.categories.set_categories([*offered, category])
        self.panel.show_photo(self.flow.current)
        self.categories.point_at(category.id)
        self._count()
        self.category_added.emit(change)

    def showEvent(self, event: QShowEvent) -> None:
        """Let ages count on."""
        super().showEvent(event)
        if self.flow.is_started:
            self._ages.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop what nobody sees."""
        super().hideEvent(event)
        self._ages.stop()
