"""Record imported labels as suggestions of an outside model, and remove them."""

import re
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Final

from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.labels import LabelKind
from hitl_app.services.labels.matching import Match, Matches
from hitl_app.services.labels.naming import Naming
from hitl_app.services.labels.running import Origin, Recorded, Report, begin, record_all
from hitl_app.services.review.listed import ListedAnswers
from hitl_app.store.decisions import label_imports
from hitl_app.store.decisions.label_imports import Counts
from hitl_app.store.models import outside
from hitl_app.store.models import versions as models
from hitl_app.store.models.outside import OutsideSuggestion
from hitl_app.store.values import mark_unordered
from hitl_app.workspace import Workspace

_SLICE: Final = 500
"""Photos per transaction, so that windows do not wait long."""
_MOST_NAME: Final = 40
_PLAIN: Final = re.compile(r"[^\w.-]+")


def record_suggestions(
    workspace: Workspace,
    found: Matches,
    naming: Naming,
    origin: Origin,
    report: Report = lambda _done, _total: None,
) -> Recorded:
    """Record the rows as suggestions of an outside model version, named after their source.

    A row that repeats the suggestion of the newest outside model on its photo records nothing. Rows
    that cannot be used are added to `found.rejected`.

    Args:
        workspace: An open workspace.
        found: The rows.
        naming: How labels become categories.
        origin: Where the rows come from.
        report: Called with rows done and all of them.

    Raises:
        CancelledError: It was cancelled; what was recorded stays until it is removed.
    """
    with workspace.database.write() as session:
        number = begin(session, LabelKind.SUGGESTIONS, origin)
        recorder = _Recorder(workspace, session, found, naming, origin, number)
    try:
        record_all(workspace, found, recorder.record, report)
    finally:
        done = recorder.done
        counts = Counts(found.rows, done, recorder.unchanged, found.rejected.total)
        with workspace.database.write() as session:
            label_imports.finish(session, number, counts)
            if done:
                mark_unordered(session)
    return Recorded(number, None, counts, recorder.name if done else "")


class _Recorder:
    def __init__(
        self,
        workspace: Workspace,
        session: Session,
        found: Matches,
        naming: Naming,
        origin: Origin,
        number: int,
    ) -> None:
        self._rejected, self._number = found.rejected, number
        answers = ListedAnswers(session)
        self._labels = [_category(answers, naming.names_of(label)) for label in found.labels.texts]
        self.name = _free_name(workspace, session, origin.source)
        self._version: int | None = None
        self.unchanged = self.done = 0

    def record(self, session: Session, rows: Sequence[Match]) -> None:
        """Record some rows, and count those that are new."""
        wanted = []
        for row in rows:
            category = self._labels[row.label]
            if isinstance(category, str):
                self._rejected.add(row.line, category)
            else:
                wanted.append(OutsideSuggestion(row.photo_id, category, row.score))
        same = outside.unchanged(session, wanted)
        self.unchanged += len(same)
        new = [one for one in wanted if one.photo_id not in same]
        if new and self._version is None:
            known = dict.fromkeys(c for c in self._labels if isinstance(c, int))
            self._version = outside.add_version(session, self.name, list(known))
            label_imports.set_version(session, self._number, self._version)
        elif self._version is not None and not outside.is_used(session, self._version):
            # Removed while it was running.
            raise CancelledError
        outside.add(session, self._version or 0, new)
        self.done += len(new)


def _category(answers: ListedAnswers, names: tuple[str, ...]) -> int | str:
    """Return the category of a label, or the reason for a rejection."""
    answer = answers.named(0, *names)
    if isinstance(answer, str):
        return answer
    if answer.answer is not Answer.CATEGORY or answer.category_id is None:
        return "label-answer"
    return answer.category_id if answers.offers(answer) else "category-retired"


def _free_name(workspace: Workspace, session: Session, source: str) -> str:
    """Name a version after a source: predictions, predictions-2."""
    stem = _PLAIN.sub("-", PurePath(source).stem).strip("-.")[:_MOST_NAME] or "suggestions"
    # File systems may not tell upper from lower case.
    taken = {version.name.casefold() for version in models.all_versions(session)}
    taken |= {path.name.casefold() for path in workspace.models_folder.glob("*")}
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name.casefold() not in taken)


def remove_suggestions(
    workspace: Workspace, number: int, report: Callable[[int, int], None]
) -> int:
    """Remove the suggestions of an import; photos that showed them must be scored afterwards.

    Returns:
        How many were removed.

    Raises:
        KnownError: Code `labels-import-unknown` or `labels-import-undone`.
        CancelledError: It was cancelled; removed again, the rest goes too.
    """
    with workspace.database.write() as session:
        version = label_imports.version_of(session, number)
        if version is None:
            raise KnownError("labels-import-unknown", number=number)
        was_used = outside.take_out(session, version)
        total = outside.suggestion_count(session, version)
        if not was_used and not total:
            raise KnownError("labels-import-undone", number=number)
    done = 0
    while True:
        report(done, total)
        with workspace.database.paced_write() as session:
            taken = outside.take_some(session, version, _SLICE)
        if not taken:
            break
        done += taken
    with workspace.database.write() as session:
        mark_unordered(session)
    return done
