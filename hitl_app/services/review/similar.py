"""Similar photos: the reviewed ones nearest to a photo, by their vectors."""

import numpy as np

from hitl_app.domain.review import SimilarPhoto
from hitl_app.domain.vectors import VectorIndex
from hitl_app.services.review import opinions
from hitl_app.services.settings import VECTORS_BROUGHT
from hitl_app.store.decisions import decisions
from hitl_app.store.models import versions
from hitl_app.store.photos import photos
from hitl_app.store.photos import vectors as embeddings
from hitl_app.store.values import get_value
from hitl_app.workspace import Workspace
from safeio.decoding.decode import decode_thumbnail
from safeio.reasons import PhotoError
from training.data.duplicates import NEAR, as_grey, correlations

SHOWN = 6
_SPARE = 18
"""Some of the nearest may have to be left out."""
_PAGE = 4_000


def photos_without_vector(workspace: Workspace) -> int:
    """Count the photos without a vector of the active version."""
    with workspace.database.read() as session:
        active = versions.active_id(session)
        return 0 if active is None else embeddings.missing_count(session, active)


class Similar:
    """The vectors of the decided photos, kept in memory and brought up to date as they change.

    Not for several threads at once. Holds the vectors of one version: after an activation or a job
    that added vectors, all are read again; else only those of photos decided since.
    """

    def __init__(self) -> None:
        self._index = VectorIndex()
        self._state: tuple[int | None, int] = (None, 0)
        self._decision = 0

    def __len__(self) -> int:
        return len(self._index)

    def like(self, workspace: Workspace, photo_id: int, operator: str) -> tuple[SimilarPhoto, ...]:
        """Return the reviewed photos most similar to a photo, nearest first; at most six.

        None for a blind photo: labels of similar photos would reveal an opinion. Photos for this
        operator's second opinion are left out.
        """
        self._follow(workspace)
        with workspace.database.read() as session:
            version = self._state[0]
            photo = photos.find_photo(session, photo_id)
            if photo is None or version is None:
                return ()
            shown = opinions.as_asked(session, operator, photos.review_photo(session, photo))
            vector = embeddings.of_photos(session, version, [photo_id]).get(photo_id)
            if shown.blind or vector is None or not vector.any():
                return ()
        # Without a session: other transactions need not wait for a product.
        near = [i for i, _ in self._index.nearest(vector, SHOWN + _SPARE) if i != photo_id]
        with workspace.database.read() as session:
            hidden = opinions.hidden_among(session, operator, near)
            lines = embeddings.decided_lines(session, [i for i in near if i not in hidden])
        return tuple(
            SimilarPhoto(one, _is_same(shown.thumbnail, one.thumbnail)) for one in lines[:SHOWN]
        )

    def _follow(self, workspace: Workspace) -> None:
        with workspace.database.read() as session:
            state = versions.active_id(session), int(get_value(session, VECTORS_BROUGHT, 0))
            last = decisions.last_decision(session)
            if state == self._state:
                changed = embeddings.decided_since(session, self._decision)
                ids = [photo_id for photo_id, decided in changed.items() if decided]
                vectors = embeddings.of_photos(session, state[0] or 0, ids)
                for photo_id in changed:
                    self._index.set(photo_id, vectors.get(photo_id))
        if state != self._state:
            self._read_all(workspace, state[0])
        self._state, self._decision = state, last

    def _read_all(self, workspace: Workspace, version: int | None) -> None:
        self._index = VectorIndex()
        after = 0
        while version is not None:
            with workspace.database.read() as session:
                page = embeddings.decided_page(session, version, after, _PAGE)
            if page is None:
                break
            ids, vectors = page
            self._index.put(ids, vectors)
            after = int(ids[-1])


def _is_same(one: bytes, other: bytes) -> bool:
    """Return True if two thumbnails show the same picture, at whatever size or brightness."""
    try:
        images = [decode_thumbnail(encoded).convert("RGB") for encoded in (one, other)]
    except PhotoError:
        return False
    pair = (as_grey(np.asarray(image)[None]) for image in images)
    return bool(correlations(*pair)[0] >= NEAR)
