"""Many photos at once: another category, or back to waiting, as one operation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer, OperationKind
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.photos import Photo, PhotoState
from hitl_app.services.review import opinions
from hitl_app.services.settings import THRESHOLD
from hitl_app.store import categories
from hitl_app.store.decisions import decisions, recording
from hitl_app.store.decisions.consequences import NewDecision
from hitl_app.store.photos import photos
from hitl_app.store.settings import get_value
from hitl_app.workspace import Workspace

_AT_ONCE = 100
"""Photos that one transaction changes: somebody at the desk is not kept waiting."""

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Changed:
    """What came of a change to many photos.

    Attributes:
        changed: Photos that were changed.
        unaided: Photos that were left alone, since they are decided unaided, one by one.
        same: Photos that were so already.
        cancelled: Whether it was stopped before its end; what was changed stays so.
        operation: The operation's number, if anything was changed.
    """

    changed: int
    unaided: int
    same: int
    cancelled: bool = False
    operation: int | None = None


def recategorise(
    workspace: Workspace,
    photo_ids: Sequence[int],
    category_id: int,
    operator: str,
    report: Report = lambda _done, _total: None,
) -> Changed:
    """Decide photos as a category, as one operation.

    Args:
        workspace: An open workspace.
        photo_ids: The photos; what is to be decided unaided is left alone.
        category_id: The category.
        operator: Who says so.
        report: Takes photos done and photos in all; raises `CancelledError` to stop.

    Raises:
        KnownError: The category is not offered, or the disk refuses.
    """

    def wish(photo: Photo, _threshold: float | None) -> NewDecision | None:
        if photo.state is PhotoState.DECIDED and photo.label_id == category_id:
            return None
        return NewDecision(photo.id, Answer.CATEGORY, category_id)

    with workspace.database.read() as session:
        if not categories.is_offered(session, category_id):
            raise KnownError("category-unknown", name=str(category_id))
    return Change(workspace, operator, wish).run(photo_ids, report)


def reopen(
    workspace: Workspace,
    photo_ids: Sequence[int],
    operator: str,
    report: Report = lambda _done, _total: None,
) -> Changed:
    """Let decided and accepted photos wait again, as one operation; arguments as above."""

    def wish(photo: Photo, threshold: float | None) -> NewDecision | None:
        if photo.state is PhotoState.WAITING:
            return None
        # A manual threshold would accept it again at once; what is put off stays with people.
        above = threshold is not None and photo.confidence >= threshold
        return NewDecision(photo.id, Answer.SKIP if above else Answer.WITHDRAWN)

    return Change(workspace, operator, wish).run(photo_ids, report)


class Change:
    """One operation over many transactions.

    Args:
        workspace: An open workspace.
        operator: Whose it is.
        wish: Returns what is to be recorded of a photo under a manual threshold, if anything.
    """

    def __init__(
        self,
        workspace: Workspace,
        operator: str,
        wish: Callable[[Photo, float | None], NewDecision | None],
    ) -> None:
        self._workspace = workspace
        self._operator = operator
        self._wish = wish
        self._operation: int | None = None
        self._changed = self._unaided = self._same = 0

    def run(self, photo_ids: Sequence[int], report: Report) -> Changed:
        """Ask for each photo's wish, and record them in small transactions.

        What is to be decided unaided is passed over without being asked for.
        """
        cancelled = False
        try:
            for start in range(0, len(photo_ids), _AT_ONCE):
                report(start, len(photo_ids))
                with self._workspace.database.paced_write() as session:
                    self._some(session, photo_ids[start : start + _AT_ONCE], len(photo_ids))
            report(len(photo_ids), len(photo_ids))
        except CancelledError:
            cancelled = True
        if self._operation is not None:
            with self._workspace.database.write() as session:
                recording.resize(session, self._operation, self._changed)
        return Changed(self._changed, self._unaided, self._same, cancelled, self._operation)

    def _some(self, session: Session, photo_ids: Sequence[int], total: int) -> None:
        hidden = opinions.hidden_among(session, self._operator, photo_ids)
        threshold = get_value(session, THRESHOLD)
        new = []
        found = {photo.id: photo for photo in photos.find_photos(session, photo_ids)}
        # In the order asked for: an undo shows the first one again.
        for photo in (found[photo_id] for photo_id in photo_ids if photo_id in found):
            # All that is unaided alike, here and now: an inspection may have been opened since.
            if photo.unaided or photo.id in hidden:
                self._unaided += 1
                continue
            wished = self._wish(photo, threshold)
            if wished is None:
                self._same += 1
            else:
                new.append(wished)
        if not new:
            return
        if self._operation is not None and decisions.is_undone(session, self._operation):
            # Taken back while it went on: what is left is not decided any more.
            raise CancelledError
        if self._operation is None:
            kind = OperationKind.DESK
            self._operation = recording.add_operation(session, kind, self._operator, total)
        recording.record(session, self._operation, new, threshold)
        opinions.follow(session, [one.photo_id for one in new])
        self._changed += len(new)
