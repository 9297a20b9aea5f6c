"""Effect of a new version on the remaining work.

Before an activation, the expected savings of an inspection are stored; once all photos to review
are scored by the new version, they are computed again. The stored value survives a kill.
"""

from typing import Any

from hitl_app.domain.settings import THRESHOLD
from hitl_app.services.certification import inspecting, proposing
from hitl_app.services.models.versions import stale_photos
from hitl_app.services.settings import EXPECTED_BEFORE, get_setting
from hitl_app.store.models import versions
from hitl_app.store.values import clear_value, get_value, set_value
from hitl_app.workspace import Workspace


def note_before(workspace: Workspace, version: str) -> None:
    """Store the expected savings before a version is activated."""
    saved = _saved(workspace)
    with workspace.database.write() as session:
        if saved is None:
            clear_value(session, EXPECTED_BEFORE)
        else:
            set_value(session, EXPECTED_BEFORE, {"version": version, "saved": saved})


def tell(workspace: Workspace) -> dict[str, Any] | None:
    """Compare with the stored savings once all photos are scored, and delete them.

    Returns:
        `fewer` photos to review than before (negative for more), and the `target`; None without
        stored savings or with too few validation photos.
    """
    with workspace.database.read() as session:
        note = get_value(session, EXPECTED_BEFORE)
        active = versions.active_version(session)
    if note is None or stale_photos(workspace):
        return None
    with workspace.database.write() as session:
        clear_value(session, EXPECTED_BEFORE)
    saved = _saved(workspace)
    if saved is None or active is None or active.name != note["version"]:
        return None
    target = proposing.proposal(workspace).target
    return {"fewer": round(saved - float(note["saved"])), "target": target}


def _saved(workspace: Workspace) -> float | None:
    """Return the expected number of decisions saved; None without reliable figures."""
    # A threshold accepts photos that a plan would count, and so does an inspection that is open.
    by_hand = get_setting(workspace, THRESHOLD) is not None
    if by_hand or stale_photos(workspace) or inspecting.open_one(workspace) is not None:
        return None
    found = proposing.proposal(workspace)
    if not found.trusted or not found.stages_left:
        return None
    return 0.0 if found.plan is None else found.plan.saved
