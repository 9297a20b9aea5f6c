"""Accuracy bound of the catalogue."""

from typing import Any

from sqlalchemy.orm import Session

from hitl_app.domain.reports.catalogue import Catalogue, catalogue_of
from hitl_app.store.photos import counts as tallies
from hitl_app.store.reports import insights
from hitl_app.workspace import Workspace


def catalogue(workspace: Workspace) -> Catalogue:
    """Return the counts of the catalogue and a lower bound on its accuracy.

    Reviewed photos count as right; photos to review, those above a manual threshold and those under
    an extended acceptance count as wrong. The certificates' bounds may be added up: all stages
    share one error budget, so all bounds hold at the returned confidence (see `joint_confidence`).
    Once later photos have had stages of their own, that confidence is lower than a single
    certificate's.
    """
    with workspace.database.read() as session:
        return catalogue_in(session)


def catalogue_in(session: Session) -> Catalogue:
    """Return it for the snapshot of a session."""
    return catalogue_of(
        tallies.counts(session), insights.valid_certificates(session), insights.budgets(session)
    )


def as_dict(found: Catalogue) -> dict[str, Any]:
    """Return a catalogue's figures under the names that files and the terminal use."""
    return {
        "photos": found.photos,
        "reviewed": found.reviewed,
        "certified": found.certified,
        "extended": found.extended,
        "not_certified": found.uncertified,
        "to_review": found.to_review,
        "most_wrong": found.most_wrong,
        "right_at_least": found.right,
        "share_right_at_least": None if found.share is None else round(found.share, 6),
        "confidence": round(found.confidence, 6),
    }
