"""The sample catalogue: 300 pictures that come with the program, to learn it on."""

import os
from dataclasses import dataclass

from hitl_app.resources import sample_catalogue
from hitl_app.services.review.reviewing import counts
from hitl_app.store.imports import imports
from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SampleLook:
    """How a workspace stands that may hold the sample catalogue.

    Attributes:
        photos: How many photos it holds.
        waiting: How many of them wait.
        is_sample: Whether it holds the sample catalogue and nothing else.
    """

    photos: int
    waiting: int
    is_sample: bool


def look(workspace: Workspace) -> SampleLook:
    """Return true if a workspace can be learned on."""
    now = counts(workspace)
    with workspace.database.read() as session:
        roots = imports.roots(session)
    return SampleLook(
        photos=now.photos,
        waiting=now.waiting,
        is_sample=roots == {os.fsencode(sample_catalogue())},
    )
