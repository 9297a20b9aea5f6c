"""Similar photos: the reviewed ones nearest to a photo, by their vectors."""

import numpy as np

from hitl_app.domain.review import SimilarPhoto
from hitl_app.domain.similarity import STRICT, floor_of, is_due
from hitl_app.domain.vectors import VectorIndex, as_unit
from hitl_app.imaging.same_picture import is_same, print_of
from hitl_app.services.review import opinions
from hitl_app.services.settings import VECTORS_BROUGHT
from hitl_app.store.decisions import decisions
from hitl_app.store.models import versions
from hitl_app.store.photos import photos
from hitl_app.store.photos import vectors as embeddings
from hitl_app.store.values import get_value
from hitl_app.workspace import Workspace

SHOWN = 6
_SPARE = 18
"""Some of the nearest may have to be left out."""
_PAGE = 4_000
_ASKED = 300
"""Reviewed photos from which the floor is chosen."""
_ASKED_AT_LEAST = 30
_PRODUCTS = 10_000_000
"""Comparisons that choosing it may take, which is a quarter of a second."""


def photos_without_vector(workspace: Workspace) -> int:
    """Count the photos without features by the active version's backbone."""
    with workspace.database.read() as session:
        if versions.active_id(session) is None:
            return 0
        return embeddings.missing_count(session, versions.active_backbone(session) or 0)


class Similar:
    """Sketches of the decided photos, kept in memory and brought up to date as they change.

    Not for several threads at once. Holds those of one backbone: after an activation of another one
    or a job that added features, all are read again; else only those of photos decided since.

    Attributes:
        floor: Least cosine of a photo that is shown as similar; chosen again as more are reviewed.
    """

    def __init__(self) -> None:
        self._index = VectorIndex()
        self.floor = STRICT
        self._floor_at = 0
        self._state: tuple[int | None, int] = (None, 0)
        self._decision = 0

    def __len__(self) -> int:
        return len(self._index)

    def like(self, workspace: Workspace, photo_id: int, operator: str) -> tuple[SimilarPhoto, ...]:
        """Return the reviewed photos that are similar to a photo, nearest first; at most six.

        None for a blind photo: labels of similar photos would reveal an opinion. Photos for this
        operator's second opinion are left out.
        """
        self._follow(workspace)
        with workspace.database.read() as session:
            backbone = self._state[0]
            photo = photos.find_photo(session, photo_id)
            if photo is None or backbone is None:
                return ()
            shown = opinions.as_asked(session, operator, photos.review_photo(session, photo))
            found, (*sketches,) = embeddings.sketches_of(session, backbone, [photo_id])
            if shown.blind or not found or not sketches[0].any():
                return ()
        # Without a session: other transactions need not wait for a product.
        found_near = self._index.nearest(sketches[0], SHOWN + _SPARE)
        near = [i for i, cosine in found_near if i != photo_id and cosine >= self.floor]
        with workspace.database.read() as session:
            hidden = opinions.hidden_among(session, operator, near)
            lines = embeddings.decided_lines(session, [i for i in near if i not in hidden])
        return tuple(
            SimilarPhoto(one, _is_same(shown.thumbnail, one.thumbnail)) for one in lines[:SHOWN]
        )

    def _follow(self, workspace: Workspace) -> None:
        with workspace.database.read() as session:
            state = versions.active_backbone(session), int(get_value(session, VECTORS_BROUGHT, 0))
            last = decisions.last_decision(session)
            if state == self._state:
                changed = embeddings.decided_since(session, self._decision)
                ids = [photo_id for photo_id, decided in changed.items() if decided]
                found, sketches = embeddings.sketches_of(session, state[0] or 0, ids)
                vectors = dict(zip(found, sketches, strict=True))
                for photo_id in changed:
                    self._index.set(photo_id, vectors.get(photo_id))
        if state != self._state:
            self._read_all(workspace, state[0])
        self._state, self._decision = state, last
        if is_due(len(self._index), self._floor_at):
            self._choose_floor(workspace)

    def _choose_floor(self, workspace: Workspace) -> None:
        count = min(_ASKED, max(_ASKED_AT_LEAST, _PRODUCTS // max(1, len(self._index))))
        ids, sketches = self._index.spread(count)
        pairs = [
            (int(one), other, cosine)
            for one, sketch in zip(ids, sketches, strict=True)
            for other, cosine in self._index.nearest(sketch, SHOWN + 1)
            if other != one
        ]
        with workspace.database.read() as session:
            labels = embeddings.labels_of(session, sorted({i for pair in pairs for i in pair[:2]}))
        cosines = np.array([cosine for _, _, cosine in pairs], np.float32)
        # One that was undone meanwhile has no label, and is like no other.
        same = np.array([labels.get(i, 0) == labels.get(other) for i, other, _ in pairs], bool)
        units = as_unit(sketches)
        self.floor = floor_of(cosines, same, (units @ units.T)[np.triu_indices(len(units), 1)])
        self._floor_at = len(self._index)

    def _read_all(self, workspace: Workspace, backbone: int | None) -> None:
        self._index = VectorIndex()
        self.floor, self._floor_at = STRICT, 0
        after = 0
        while backbone is not None:
            with workspace.database.read() as session:
                page = embeddings.decided_page(session, backbone, after, _PAGE)
            if page is None:
                break
            ids, vectors = page
            self._index.put(ids, vectors)
            after = int(ids[-1])


def _is_same(one: bytes, other: bytes) -> bool:
    first, second = print_of(one), print_of(other)
    return first is not None and second is not None and is_same(first, second)
