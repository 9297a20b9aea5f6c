"""The active model version of a workspace, ready to score photos."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import FOREIGN, ModelVersion
from hitl_app.jobs.folder_scoring import FolderScorer, prepared_thumbnail
from hitl_app.services.models.versions import active_version
from hitl_app.store import categories
from hitl_app.store.models import versions
from hitl_app.store.models.scores import Source
from hitl_app.workspace import Workspace

BATCH = 256


def checked_folder(workspace: Workspace, name: str) -> Path:
    """Return a version's folder after checking that it is the registered version.

    Raises:
        KnownError: Its folder is gone, or holds other weights; code `version-outside` if it is none
            of this program.
    """
    with workspace.database.read() as session:
        registered = versions.version_sha256(session, name)
        if versions.is_outside(session, name):
            raise KnownError("version-outside", version=name)
    folder = workspace.version_folder(name)
    if workspace.card(name).sha256 != registered:
        raise KnownError("version-replaced", version=name)
    return folder


class Scorer(FolderScorer):
    """Scores photos of a workspace with its active version.

    Args:
        workspace: An open workspace.
        version: To use another version, with all of its categories.
        whole: As `FolderScorer` takes it.

    Raises:
        KnownError: The version is missing, damaged or not the one that was registered.
    """

    def __init__(
        self, workspace: Workspace, version: ModelVersion | None = None, *, whole: bool = False
    ) -> None:
        self.version: ModelVersion = version or active_version(workspace)
        folder = checked_folder(workspace, self.version.name)
        with workspace.database.read() as session:
            offered = categories.offered_ids(session)
            backbone = versions.backbone(session, self.version.id)
        if version is not None:
            offered = set(version.outputs) - {FOREIGN}
        super().__init__(folder, self.version.outputs, offered, whole=whole)
        self.source = Source(self.version.id, backbone or self._name_backbone(workspace))

    def _name_backbone(self, workspace: Workspace) -> int:
        key = self.backbone_key()
        with workspace.database.write() as session:
            return versions.set_backbone(session, self.version.id, key)

    def is_current(self, workspace: Workspace) -> bool:
        """Return True if the version is still the active one, and the categories the same."""
        with workspace.database.read() as session:
            return self.is_current_in(session)

    def is_current_in(self, session: Session) -> bool:
        """Return the same for the snapshot of a session."""
        is_active = self.version.id == versions.active_id(session)
        return is_active and categories.offered_ids(session) == self.offered


def prepared_batch(
    preparation: str, pool: ThreadPoolExecutor, batch: list[tuple[int, bytes]]
) -> dict[int, NDArray[np.uint8]]:
    """Prepare stored thumbnails by their photos' row numbers; damaged ones are left out."""
    encoded = (thumbnail for _, thumbnail in batch)
    prepared = pool.map(partial(prepared_thumbnail, preparation), encoded)
    pairs = zip(batch, prepared, strict=True)
    return {photo_id: image for (photo_id, _), image in pairs if image is not None}
