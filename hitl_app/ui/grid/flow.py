"""State of the grid: group photos, follow changes, decide."""

import threading
from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError
from hitl_app.domain.grouping import Group
from hitl_app.ui.gateway import grid_tasks
from hitl_app.ui.gateway.long_work import LongWork
from hitl_app.ui.gateway.services import grid
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.grid.items import GridItems, Numbers
from hitl_app.ui.session.presence import PresenceWatch

if TYPE_CHECKING:
    from hitl_app.services.review.grid import Done
    from hitl_app.services.review.reviewing import Undone


class GridFlow(QObject):
    """Holds photos to review in groups, and decides some of them.

    Attributes:
        client: Token by which the window claims photos.
        items: The groups.
        snapshot: The last snapshot; None before the first.
        undo_photos: Photos of the operation that would be undone next.
        is_grouping: Whether grouping is running.
        is_stale: Whether a draft has made other suggestions since the photos were grouped.
        work: Running decision or undo.

    Signals:
        begun: Grouping starts again: `items` is replaced.
        arranged: Photos came or went.
        decided: Something was decided; carries the result.
        failed: Carries an exception.
        unfinished: A decision or an undo failed; carries the exception.
    """

    begun = Signal()
    arranged = Signal()
    decided = Signal(object)
    failed = Signal(object)
    unfinished = Signal(object)

    def __init__(
        self, store: Store, presence: PresenceWatch, parent: QObject, client: str = ""
    ) -> None:
        super().__init__(parent)
        self._store, self._presence, self.client = store, presence, client
        self.items = GridItems()
        self.snapshot: grid_tasks.Snapshot | None = None
        self.undo_photos = 0
        self.is_grouping = self.is_following = self.is_stale = False
        self._follow_again = self._is_cut_off = False
        # Of the running query, and of all since the grouping began.
        self._as_grouped = self._all_as_grouped = True
        self._back: int | None = None
        # Operations, and their photos to be shown again after an undo.
        self._batches: list[tuple[int, Numbers]] = []
        self._search = threading.Event()
        self.work = LongWork(store, self)
        self.work.ended.connect(self.arranged)
        presence.changed.connect(self._on_people_changed)

    # Photos to review.

    def begin(self) -> None:
        """Group all photos to review again."""
        self._search.set()
        self._search = threading.Event()
        self.is_grouping, self.is_stale, self._is_cut_off = True, False, False
        self._all_as_grouped = True
        operator, stopped = self._presence.operator, self._search.is_set
        work = partial(grid_tasks.snapshot, operator=operator, stopped=stopped, client=self.client)
        done = partial(self._on_snapshot, stop=self._search)
        self._store.submit(Lane.SEARCHES, work, done, self._on_group_failed)

    def _on_snapshot(self, snapshot: grid_tasks.Snapshot, *, stop: threading.Event) -> None:
        if stop.is_set():
            return
        self.snapshot, self.undo_photos = snapshot, snapshot.undo
        self._batches.clear()
        self.items = GridItems()
        self.begun.emit()
        self._next_part(0, snapshot, stop)

    def _next_part(self, place: int, snapshot: grid_tasks.Snapshot, stop: threading.Event) -> None:
        """Group the next photos: the first groups are shown meanwhile."""
        parts = snapshot.to_review.parts
        if place == len(parts):
            self.is_grouping = False
            self.arranged.emit()
            return
        part = parts[place]

        def grouped(groups: tuple[Group, ...]) -> None:
            if not stop.is_set():
                self.items.add(part.category_id, groups)
                self._arrange(as_grouped=self._all_as_grouped)
                self._next_part(place + 1, snapshot, stop)

        work = partial(grid.groups, part=part, stopped=stop.is_set)
        self._store.submit(Lane.SEARCHES, work, grouped, self._on_group_failed)

    def _on_group_failed(self, error: Exception) -> None:
        if not isinstance(error, CancelledError):
            self.is_grouping, self._is_cut_off = False, True
            self.failed.emit(error)

    def _arrange(self, *, as_grouped: bool = False) -> None:
        """Show the photos of the groups that are to review now."""
        if self.snapshot is not None:
            found = self.snapshot.to_review
            now = found.ids, found.category_ids, found.version_ids
            self.items.follow(*now, as_grouped=as_grouped)
        place = None if self._back is None else self.items.place_of(self._back)
        if place is not None:
            self.items.current = self.items.anchor = place
            self._back = None
        self.arranged.emit()

    def follow(self, *, as_grouped: bool = False) -> None:
        """Refresh the photos to review, one query at a time; groups stay.

        Args:
            as_grouped: Whether photos for which a draft suggests another category by now stay in
                their groups, as they may still be decided.
        """
        if self._is_cut_off and not self.work.is_running:
            self.begin()
        if self.snapshot is None:
            return
        self._as_grouped &= as_grouped
        self._all_as_grouped &= as_grouped
        if self.is_following:
            self._follow_again = True
            return
        self.is_following = True
        operator, store = self._presence.operator, self._store
        work = partial(
            grid_tasks.snapshot,
            operator=operator,
            stopped=lambda: store.closing,
            client=self.client,
        )
        store.submit(Lane.READS, work, self._on_followed, self._on_follow_failed)

    def _on_followed(self, snapshot: grid_tasks.Snapshot) -> None:
        self.is_following = False
        if self.work.is_running:
            # Photos being decided leave once all are on disk; this follows then.
            return
        if self._follow_again:
            self._follow_again = False
            self.follow(as_grouped=True)
            return
        self.snapshot, self.undo_photos = snapshot, snapshot.undo
        as_grouped, self._as_grouped = self._as_grouped, True
        self._arrange(as_grouped=as_grouped)
        if not len(self.items) and len(snapshot.to_review.ids) and not self.is_grouping:
            self.begin()

    def _on_follow_failed(self, error: Exception) -> None:
        self.is_following = False
        self.failed.emit(error)

    def leave_out(self, photo_ids: Collection[int]) -> None:
        """Hide photos that other clients have; they return when they are free."""
        if not self.work.is_running:
            self.items.hide(list(photo_ids))
            self.arranged.emit()

    def _on_people_changed(self) -> None:
        if self.snapshot is not None and self.snapshot.operator != self._presence.operator:
            self.follow(as_grouped=True)

    def more(self) -> int:
        """Count the photos to review outside of groups."""
        to_review = 0 if self.snapshot is None else len(self.snapshot.to_review.ids)
        return max(0, to_review - len(self.items))

    def resume(self) -> None:
        """Refresh after a pause: photos added since take their places."""
        if self.snapshot is not None and not self.is_grouping and not self.work.is_running:
            if self.more() or (self.is_stale and not self.items.chosen()):
                self.begin()
            else:
                self.follow(as_grouped=True)

    def close(self) -> None:
        """Cancel running work before it is destroyed."""
        self._search.set()
        self.work.cancel()

    # Decisions.

    def decide(self, answer: Answer, category_id: int | None = None) -> int:
        """Decide the chosen photos, or the focused one; return how many.

        Args:
            answer: The answer.
            category_id: The category, when the answer is one; None takes each photo's own group.
        """
        if self.snapshot is None or self.work.is_running or not len(self.items):
            return 0
        places = self.items.chosen() or [self.items.current]
        versions = self.snapshot.to_review.versions
        work = partial(
            grid_tasks.decide,
            shown=[(i, c, versions.get(by, "")) for i, c, by in self.items.seen(places)],
            answer=answer,
            operator=self.snapshot.operator,
            category_id=category_id,
            report=self.work.report,
            client=self.client,
        )
        self.work.run(work, self._on_decided, self.unfinished.emit)
        return len(places)

    def undo(self) -> None:
        """Undo the operator's last operation."""
        if self.snapshot is not None and not self.work.is_running:
            work = partial(
                grid_tasks.undo,
                operator=self.snapshot.operator,
                client=self.client,
                report=self.work.report,
            )
            self.work.run(work, self._on_undone, self.unfinished.emit)

    def _on_decided(self, done: "Done") -> None:
        gone = self.items.hide(done.decided)
        # What was left out must not join the next decision.
        self.items.choose(())
        if done.operation is not None:
            self._batches.append((done.operation, gone))
            self.undo_photos = len(done.decided)
        self.decided.emit(done)

    def _on_undone(self, undone: "Undone") -> None:
        self.undo_photos = 0
        self.items.choose(())
        operation, photos = self._batches.pop() if self._batches else (None, None)
        if photos is not None and operation == undone.operation.id:
            self.items.bring_back(photos)
            return
        self._batches.clear()
        self._back = None if undone.photo is None else undone.photo.photo.id
