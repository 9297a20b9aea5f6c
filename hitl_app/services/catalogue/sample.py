"""The sample catalogue: 300 pictures that come with the program, to learn it on."""

import os
from dataclasses import dataclass

from hitl_app.resources import sample_catalogue
from hitl_app.services.review.reviewing import counts
from hitl_app.store.imports import imports
from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SampleState:
    """How a workspace stands that may hold the sample catalogue.

    Attributes:
        photos: How many photos it holds.
        to_review: How many of them wait.
        is_sample: Whether it holds the sample catalogue and nothing else.
    """

    photos: int
    to_review: int
    is_sample: bool


def look(workspace: Workspace) -> SampleState:
    """Return true if a workspace can be learned on."""
    now = counts(workspace)
    with workspace.database.read() as session:
        roots = imports.roots(session)
    return SampleState(
        photos=now.photos,
        to_review=now.to_review,
        is_sample=roots == {os.fsencode(sample_catalogue())},
    )
