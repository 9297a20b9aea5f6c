"""Drafts and their suggestions, made without learning."""

import numpy as np
from sqlalchemy import select

from hitl_app.domain.models import Draft, Score
from hitl_app.store.conditions import UNSETTLED
from hitl_app.store.models import drafts, versions
from hitl_app.store.schema import PhotoRow


def suggest_by_draft(
    workspace, category_id, photo_ids=(), *, confidence=0.75, photos=214, used=True
):
    """Let a new draft of the active version suggest a category; return its number.

    It does so for all undecided photos if none are named.
    """
    with workspace.database.write() as session:
        version = versions.active_version(session)
        outputs = version.outputs
        draft = Draft(0, version.id, drafts.last_decision(session), photos, outputs, {}, used)
        draft = drafts.find(session, drafts.add(session, draft))
        if not used:
            return draft.id
        ids = photo_ids or session.scalars(select(PhotoRow.id).where(*UNSETTLED)).all()
        shares = np.full(len(outputs), (1 - confidence) / (len(outputs) - 1), "<f2")
        shares[outputs.index(category_id)] = confidence
        score = Score(category_id, confidence, shares.tobytes(), place=confidence)
        drafts.suggest(session, draft, dict.fromkeys(ids, score), None)
        return draft.id
