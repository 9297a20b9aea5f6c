"""The sample catalogue: pictures that ship with the program."""

import os
from dataclasses import dataclass

from hitl_app.resources import grey_catalogue, sample_catalogue
from hitl_app.services.review.reviewing import counts
from hitl_app.store.imports import imports
from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SampleState:
    """State of a workspace that may hold the sample catalogue."""

    photos: int
    to_review: int
    is_sample: bool


def look(workspace: Workspace) -> SampleState:
    """Return whether a workspace holds the sample catalogue."""
    now = counts(workspace)
    with workspace.database.read() as session:
        roots = imports.roots(session)
    return SampleState(
        photos=now.photos,
        to_review=now.to_review,
        is_sample=roots in ({os.fsencode(one())} for one in (sample_catalogue, grey_catalogue)),
    )
