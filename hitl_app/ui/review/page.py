"""The Review page: one large photo, and a key for every answer."""

from collections.abc import Collection, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from hitl_app.domain.review import Order, ReviewPhoto
from hitl_app.ui.commands.table import bound, command
from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.photo_loader import PhotoLoader
from hitl_app.ui.kit import steady
from hitl_app.ui.kit.widgets import row
from hitl_app.ui.review.claiming import PhotoClaims
from hitl_app.ui.review.commands import ReviewCommands
from hitl_app.ui.review.counts import ReviewCounts
from hitl_app.ui.review.flow import ReviewFlow
from hitl_app.ui.review.header import ReviewHeader
from hitl_app.ui.review.new_categories import NewCategories
from hitl_app.ui.review.panel.panel import ReviewPanel
from hitl_app.ui.review.photo.stage import ReviewStage
from hitl_app.ui.review.saving import Saving
from hitl_app.ui.session.page import Page
from hitl_app.ui.session.session import Session

if TYPE_CHECKING:
    from hitl_app.services.categories.categories import Change

_SURE, _BETWEEN = 0.8, 0.5
"""Confidence from which a photo is not asked about as one of two categories, and the least of both
together: with less it may as well be a third one."""


class ReviewPage(Page):
    """Shows the queue photo by photo.

    Signals:
        first_shown: The first photo is on the screen, or the queue is empty.
    """

    key = "review"
    icon = "review"
    header: ReviewHeader
    commands: ReviewCommands
    first_shown = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, store = session, session.store
        self.flow = ReviewFlow(store, self, session.presence.operator, session.client)
        self.claims = PhotoClaims(store, self.flow, self._is_on_screen, self)
        self.counts = ReviewCounts(store, self.flow)
        self.loader = PhotoLoader(self)
        self._told_first = self._importing = self._is_elsewhere = False
        self._before: ReviewPhoto | None = None
        self._new = NewCategories(session.folder)
        self.header = ReviewHeader(store)
        self.offer = self.header.offer
        self.stage = ReviewStage(store)
        self.view, self.caption = self.stage.view, self.stage.caption
        self.panel = ReviewPanel()
        self.categories = self.panel.categories
        self.last = self.panel.last
        parts = (self.stage, self.panel, self.header, self.activated)
        self.commands = ReviewCommands(self.flow, self.counts, *parts)
        self.saving = Saving(session, self.counts, self.panel, self.commands)
        self._lay_out()
        # Additional queries begin a little after the photo was painted.
        self._beside = QTimer(self, singleShot=True, interval=10)
        self._beside.timeout.connect(self._ask_beside)
        self._ages = QTimer(self, interval=5000)
        self._ages.timeout.connect(self.last.refresh_ages)
        self._connect_flow()
        self._connect_parts()

    @property
    def title(self) -> str:
        """Return its title in the rail."""
        return self.tr("Review")

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayout(row(self.stage, self.panel, spacing=0, grow=0))

    def _connect_flow(self) -> None:
        flow = self.flow
        flow.started.connect(self._on_started)
        flow.shown.connect(self._on_shown)
        flow.ahead_changed.connect(self._preload)
        for done in (flow.decided, flow.undone):
            done.connect(self._session.inspections.check)
            done.connect(self.offer.decided)
        flow.views.progressed.connect(self.stage.product.show_progress)
        self.counts.counted.connect(self._on_counted)
        self._session.server.changed.connect(self._show_place)
        for failed in (flow.failed, self.counts.failed):
            failed.connect(self._session.tell_error)
        flow.unfinished.connect(self._session.server.tell_unfinished)

    def _connect_parts(self) -> None:
        flow, commands, stage = self.flow, self.commands, self.stage
        stage.own.clicked.connect(flow.take_back_asked)
        for again in (stage.again, self.header.skipped):
            again.clicked.connect(flow.review_skipped)
        stage.note.written.connect(commands.ask)
        stage.note.left.connect(self._on_note_left)
        for strip in (stage.similar_strip, stage.product, self.last):
            strip.reopened.connect(flow.reopen)
        stage.product.more.clicked.connect(commands.show_product)
        stage.product.all.clicked.connect(commands.confirm_views)
        stage.product.stop.clicked.connect(flow.views.cancel)
        # Queued: the photo is on the screen when the painting has been handed over.
        self.view.painted.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)
        self.view.resized.connect(self._preload)
        self.loader.loaded.connect(self.view.offer)
        self.categories.confirmed.connect(commands.confirm)
        self.categories.chosen.connect(commands.choose)
        self.categories.named.connect(lambda name: flow.add_category(name, self._on_category_added))
        self.categories.left.connect(self.activated)
        self.panel.hints.asked.connect(lambda name: bound(command(name).action, commands)())
        self.panel.undo.clicked.connect(commands.undo)

    def close_threads(self) -> None:
        """End the thread that decodes."""
        self._beside.stop()
        self._ages.stop()
        self.flow.pending.close()
        self.saving.stop()
        self.claims.leave()
        self.loader.close()

    def refresh(self, changed: Collection[str]) -> None:
        """Refresh queue and counts."""
        if not self.flow.is_started:
            self.flow.meanwhile.photos_changed()
            return
        if "drafts" in changed:
            self.flow.meanwhile.drafts_changed()
        if set(changed) == {"drafts"}:
            return
        if {"photos", "models"} & set(changed):
            self.flow.meanwhile.photos_changed()
        if "photos-gone" in changed:
            self.flow.meanwhile.photos_gone()
        if "places" in changed:
            self.loader.forget()
            self.flow.meanwhile.drafts_changed()
        if {"inspections", "products", "places"} & set(changed):
            self.flow.meanwhile.reload()
        if {"looks", "models"} & set(changed):
            self.stage.similar_strip.query.ask()
        self.stage.product.query.ask()
        if "models" in changed:
            self.offer.another_model()
        self.offer.ask()
        self.counts.ask()

    def activated(self) -> None:
        """Focus the photo, or the page without one."""
        to = self.view if self.flow.current is not None else self
        to.setFocus(Qt.FocusReason.OtherFocusReason)

    def others_worked(self) -> None:
        """Refresh after decisions by others."""
        if self.flow.is_started:
            self.flow.meanwhile.others_worked()
            self.counts.ask()

    def _on_note_left(self) -> None:
        self._show_question()
        self.activated()

    def _show_question(self) -> None:
        current = self.flow.current
        self.stage.note.show_question(None if current is None else current.question)

    def _on_started(self, look: tasks.ReviewStart) -> None:
        self.categories.set_categories(look.categories)
        self.counts.names = {category.id: category.name for category in look.categories}
        self._ages.start()
        self.claims.start()

    def _on_shown(self, shown: ReviewPhoto | None) -> None:
        self._is_elsewhere = False
        if shown != self._before:
            self._before = shown
            steady.changed(self.stage)
            steady.changed(self.panel)
        originals = () if shown is None else self.loader.known(shown.photo.id)
        self.view.set_photo(shown, originals, self._question(shown))
        self._show_place()
        suggestion = self.commands.suggestion()
        self.view.describe(
            "" if suggestion is None else suggestion.name,
            0.0 if shown is None else shown.photo.confidence,
        )
        self.caption.show_photo(shown, self.counts.names)
        self._show_question()
        self.panel.show_photo(shown)
        self.stage.product.show_photo(shown, self.flow.operator)
        self.stage.similar_strip.show_photo(shown, self.flow.operator)
        if shown is None:
            self._on_painted()

    def _question(self, shown: ReviewPhoto | None) -> str:
        """Name the two likeliest categories of a doubtful photo, as rich text."""
        if shown is None or shown.blind or shown.photo.confidence >= _SURE:
            return ""
        ranked = sorted(shown.probabilities.items(), key=lambda item: -item[1])
        names = [self.counts.names[i] for i, _ in ranked if self.categories.category(i)][:2]
        if len(names) < 2 or sum(share for _, share in ranked[:2]) < _BETWEEN:
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
        self.stage.product.query.painted()
        self.stage.similar_strip.query.painted()
        self._preload()
        self.counts.ask()
        self.offer.painted()

    def _preload(self) -> None:
        if not self._told_first:
            # The modules that decode are imported after the first photo is painted.
            return
        photos = [self.flow.current, *self.flow.ahead]
        known = [photo for photo in photos if photo is not None]
        self.loader.want([(photo, self.view.fitted_side(photo)) for photo in known[:4]])

    def _show_place(self) -> None:
        """Show the photo, or why there is none."""
        if self.stage.show_place(self._place()) and self.isVisible():
            steady.changed(self.stage)
            self.activated()

    def _place(self) -> str:
        if self.flow.current is not None:
            return "photo"
        if self._session.server.is_away or self.counts.status is None:
            return "away" if self._session.server.is_away else "blank"
        counts = self.counts.status.counts
        if not counts.photos:
            return "arriving" if self._importing else "empty"
        if self._is_elsewhere:
            return "elsewhere"
        if counts.skipped:
            return "skipped"
        return "asked" if counts.own_asked else "done"

    def jobs_updated(self, *, importing: bool) -> None:
        """Remember whether an import is running."""
        if importing != self._importing:
            self._importing = importing
            self._show_place()

    def show_status(self, status: tasks.Status) -> None:
        """Show which order the queue is in, and make room for views where there are products."""
        self.stage.product.set_in_use(status.has_products)
        self.header.order.show_order(Order(status.order))

    def is_settled(self) -> bool:
        """Return True if the first photo is shown at full quality, with all counts."""
        queries = (self.stage.similar_strip.query, self.stage.product.query)
        if self.counts.status is None or self.counts.is_counting or self._beside.isActive():
            return False
        if self.flow.supply.is_fetching or any(query.is_asking for query in queries):
            return False
        return self.flow.current is None or self.view.has_original()

    def _on_counted(self) -> None:
        status = self.counts.status
        assert status is not None  # noqa: S101 - counted just now
        self.header.show_counts(status.counts, status.per_hour)
        # An answer older than a new category would remove it again.
        if not self.counts.is_outdated and self.categories.set_categories(status.categories):
            self.panel.show_photo(self.flow.current)
        if message := self._new.message(status.unknown, len(status.categories)):
            self._session.told.emit(message)
        # Only by counts that follow the last decision.
        is_new = not self.counts.is_outdated and not self._beside.isActive()
        left = status.counts.to_review - status.counts.skipped
        self._is_elsewhere = self.flow.current is None and is_new and left > 0
        if is_new:
            self.flow.meanwhile.counted(any_left=left > 0)
        self._show_place()

    def state(self) -> dict[str, Any]:
        """Return which hints are shown, and which new categories were reported."""
        return {"hints": self.panel.hints.is_out, "told": self._new.state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Restore the view state."""
        self.panel.hints.fold_out(out=state.get("hints") is True)
        self._new.restore(state.get("told"))

    def _on_category_added(self, change: "Change") -> None:
        category = change.category
        self.categories.close_field()
        offered = [row.category for row in self.categories.rows]
        self.counts.names[category.id] = category.name
        self.categories.set_categories([*offered, category])
        self.panel.show_photo(self.flow.current)
        self.categories.point_at(category.id)
        self.counts.ask()
        self._session.categories.added(change)

    def showEvent(self, event: QShowEvent) -> None:
        """Let ages count on, and claim the loaded photos again."""
        super().showEvent(event)
        if self.flow.is_started:
            self._ages.start()
            self.claims.renew()

    def _is_on_screen(self) -> bool:
        return self.isVisible() and not self.window().isMinimized()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop timers while hidden."""
        super().hideEvent(event)
        self._ages.stop()
