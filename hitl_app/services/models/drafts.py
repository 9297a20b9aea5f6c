"""The state of live learning."""

from dataclasses import dataclass

from hitl_app.domain.models import Draft
from hitl_app.domain.settings import LIVE_LEARNING
from hitl_app.services.settings import get_setting
from hitl_app.store.models import drafts, versions
from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Learning:
    """State of live learning.

    Attributes:
        draft: The last draft of the active version; None if there is none yet.
    """

    is_on: bool
    draft: Draft | None


def learning(workspace: Workspace) -> Learning:
    """Return the state of live learning."""
    is_on = bool(get_setting(workspace, LIVE_LEARNING))
    with workspace.database.read() as session:
        active = versions.active_id(session)
        draft = None if active is None or not is_on else drafts.last(session, active)
    return Learning(is_on, draft)


def is_due(workspace: Workspace) -> bool:
    """Return True if there are decisions that the active version's last draft does not know.

    Also if learning was switched off and photos still have suggestions of a draft, or on again and
    none has yet.
    """
    found = learning(workspace)
    with workspace.database.read() as session:
        if not found.is_on:
            return drafts.any_in_force(session)
        last, draft = drafts.last_decision(session), found.draft
        if draft is None or last > draft.decision_id:
            return last > 0
        suggests = drafts.any_in_force(session) or not drafts.any_outdated(session, draft)
        return draft.used and not suggests
