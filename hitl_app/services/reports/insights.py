"""How right the catalogue is, and what that rests on."""

from typing import Any

from sqlalchemy.orm import Session

from hitl_app.domain.reports.catalogue import Catalogue, catalogue_of
from hitl_app.store.photos import counts as tallies
from hitl_app.store.reports import insights
from hitl_app.workspace import Workspace


def catalogue(workspace: Workspace) -> Catalogue:
    """Report how the whole catalogue stands and how much of it is labelled right at least.

    What people decided counts as right; what waits, what a manual threshold accepted and what is
    carried counts as wrong, since nobody vouches for it. The certificates' bounds may be added up:
    all looks share one budget of error, so with the confidence that is given here every one of them
    holds (`joint_confidence` says why). Once photos that came later have had looks of their own,
    that confidence is lower than a single certificate's.
    """
    with workspace.database.read() as session:
        return catalogue_in(session)


def catalogue_in(session: Session) -> Catalogue:
    """Report it of the one moment that a session sees."""
    return catalogue_of(
        tallies.counts(session), insights.covers(session), insights.budgets(session)
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
