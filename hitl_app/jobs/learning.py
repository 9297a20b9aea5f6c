"""Learn from each decision: a draft of the active version follows the operator.

A draft is a new head on the stored features, regularised towards the version's own. It is fitted
again after a few decisions, and its suggestions are written from the front of the queue on. Drafts
change neither photos of an open inspection nor blind ones: certificates rest on versions alone.
"""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from threadpoolctl import threadpool_limits

from hitl_app.domain.models import Draft, Score
from hitl_app.domain.review import Order
from hitl_app.domain.settings import LIVE_LEARNING, ORDER, THRESHOLD
from hitl_app.jobs.drafting import draft_scores, fit
from hitl_app.jobs.job import Job
from hitl_app.jobs.scoring import Scorer
from hitl_app.services.certification.inspecting import LEASE as INSPECTING
from hitl_app.services.settings import get_setting
from hitl_app.store.engine import leases
from hitl_app.store.models import drafts, scores
from hitl_app.store.models import versions as models
from hitl_app.store.photos import vectors
from hitl_app.store.values import get_value, mark_unordered
from hitl_app.workspace import Workspace
from training.fitting.head import LinearHead

LEASE = "learn"
AFTER: Final = 10
"""Decisions after which a draft is fitted at once."""
WAIT_S: Final = 2.0
"""Seconds after which it is fitted for fewer."""
_REST: Final = 3.0
"""A draft rests this many times as long as its fit took: a processor is for the window too."""
_POLL_S: Final = 0.2
_PAGE: Final = 1_000
_COMMIT: Final = 64
_SAME: Final = 0.005
"""Confidences that differ by less are not written again."""


def run(workspace: Workspace, job: Job, *, once: bool = False) -> dict[str, Any]:
    """Keep a draft up to date with the decisions, until the job is cancelled.

    Args:
        workspace: An open workspace.
        job: May cancel.
        once: Whether to end when the suggestions know all decisions so far.

    Returns:
        `draft`, its number; None if no draft suggests anything. `training_photos` and `suggested`:
        photos whose suggestion changed.

    Raises:
        KnownError: Another process learns here, or the model cannot be used.
        CancelledError: The job was cancelled.
    """
    # The threads of a matrix product wait for each other: beside other work, several take ten
    # times as long as one.
    with job.lease(workspace, LEASE), threadpool_limits(1):
        learner = Learner(workspace)
        while True:
            job.check()
            is_busy = learner.step(job)
            if once and not is_busy:
                break
            if not is_busy:
                time.sleep(_POLL_S)
    draft = learner.draft
    return {
        "draft": draft.id if draft is not None and draft.used else None,
        "training_photos": 0 if draft is None else draft.training_photos,
        "suggested": learner.suggested,
    }


class Learner:
    """The draft in force, and the photos that its suggestions are still to be written to.

    Attributes:
        draft: The last draft of the active version, if any.
        suggested: How many photos got another suggestion.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.draft: Draft | None = None
        self.suggested = 0
        self._scorer: Scorer | None = None
        self._head: LinearHead | None = None
        self._todo: list[int] = []
        self._is_spread = False
        self._known = -1
        self._since = self._rested = 0.0

    def step(self, job: Job) -> bool:
        """Fit a draft if one is due, or write some suggestions; return False if all is done."""
        if not get_setting(self._workspace, LIVE_LEARNING):
            if self.draft is not None:
                self._todo, self._is_spread = [], False
            self._head, self.draft, self._known = None, None, -1
            return self._spread(job)
        if self._is_due():
            self._learn()
            job.changed("drafts")
        return self._spread(job)

    def _is_due(self) -> bool:
        with self._workspace.database.read() as session:
            last = drafts.last_decision(session)
            current = self._scorer is not None and self._scorer.is_current_in(session)
        now = time.monotonic()
        if not current or self._known < 0:
            return True
        if last == self._known:
            self._since = now
            return False
        return now >= self._rested and (last - self._known >= AFTER or now - self._since > WAIT_S)

    def _learn(self) -> None:
        began = time.monotonic()
        if self._scorer is None or not self._scorer.is_current(self._workspace):
            self._scorer = Scorer(self._workspace)
        with self._workspace.database.read() as session:
            last = drafts.last_decision(session)
            labels = drafts.labels(session)
            before = drafts.last(session, self._scorer.version.id)
        self._known, self._since = last, began
        fitted = fit(self._workspace, self._scorer, last, labels)
        self._head = None
        if fitted is None:
            self.draft = None
        elif before is not None and _is_same(before, fitted[0]):
            # After a restart: the same decisions give the same head.
            self.draft = before
        else:
            with self._workspace.database.write() as session:
                if not self._scorer.is_current_in(session):
                    self._known = -1
                    return
                number = drafts.add(session, fitted[0])
            self.draft = replace(fitted[0], id=number)
        if fitted is not None and self.draft is not None and self.draft.used:
            self._head = fitted[1]
        self._todo, self._is_spread = [], False
        self._rested = time.monotonic() + _REST * (time.monotonic() - began)

    def _spread(self, job: Job) -> bool:
        """Write suggestions to some photos, the front of the queue first."""
        if self._is_spread or self._scorer is None:
            if self._scorer is None and self._any_draft():
                self._scorer = Scorer(self._workspace)
                self._is_spread = False
                return True
            return False
        scorer, draft = self._scorer, self.draft if self._head is not None else None
        with self._workspace.database.read() as session:
            if leases.is_held(session, INSPECTING):
                return False
            if not self._todo:
                of = None if draft is None else draft.id
                self._todo = drafts.outdated(session, scorer.version.id, of)
            some, self._todo = self._todo[:_PAGE], self._todo[_PAGE:]
            packed = vectors.of_photos(session, scorer.source.backbone_id, some)
            order = Order(get_value(session, ORDER, Order.INFORMATIVE))
        if packed:
            features = vectors.table(list(packed.values()))
            if draft is None or self._head is None:
                found = scorer.scores(features)
            else:
                found = draft_scores(self._head, draft, features)
            placed = _placed(order, dict(zip(packed, found, strict=True)))
            if not self._write(scorer, draft, placed):
                # They wait until the inspection is open, or its stage evaluated.
                self._todo = some + self._todo
                return True
            job.changed("drafts")
        if not self._todo:
            self._is_spread = True
            if order is Order.CATEGORY:
                with self._workspace.database.write() as session:
                    mark_unordered(session)
        return True

    def _any_draft(self) -> bool:
        with self._workspace.database.read() as session:
            return models.active_id(session) is not None and drafts.any_in_force(session)

    def _write(self, scorer: Scorer, draft: Draft | None, found: dict[int, Score]) -> bool:
        """Write suggestions while they are valid; return False if an inspection began meanwhile."""
        ids = list(found)
        for start in range(0, len(ids), _COMMIT):
            if self._is_due() and draft is not None:
                return True
            with self._workspace.database.paced_write() as session:
                if not scorer.is_current_in(session):
                    return True
                if leases.is_held(session, INSPECTING):
                    return False
                threshold = get_value(session, THRESHOLD)
                some = {i: found[i] for i in ids[start : start + _COMMIT]}
                if draft is None:
                    scores.add_scores(session, scorer.source, some, threshold)
                    continue
                now = drafts.suggestions(session, list(some))
                changed = {i: s for i, s in some.items() if i in now and _differs(s, *now[i])}
                self.suggested += sum(s.suggestion_id != now[i][0] for i, s in changed.items())
                if changed:
                    drafts.suggest(session, draft, changed, threshold)
        return True


def _is_same(one: Draft, other: Draft) -> bool:
    return replace(one, id=0) == replace(other, id=0)


def _differs(score: Score, suggestion: int | None, confidence: float) -> bool:
    return score.suggestion_id != suggestion or abs(score.confidence - confidence) > _SAME


def _placed(order: Order, found: Mapping[int, Score]) -> dict[int, Score]:
    """Give scores their places in the queue; None where that stays or the queue is sorted later."""
    if order in (Order.INFORMATIVE, Order.LEAST_CONFIDENT):
        return {i: replace(score, place=score.confidence) for i, score in found.items()}
    if order is Order.MOST_CONFIDENT:
        return {i: replace(score, place=1 - score.confidence) for i, score in found.items()}
    return dict(found)
