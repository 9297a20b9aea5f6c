"""Vectors of photos, made without a model."""

import numpy as np

from hitl_app.domain.vectors import pack
from hitl_app.store.models import versions
from hitl_app.store.photos import vectors as embeddings
from tests.helpers.workspace.scored import backbone_of


def add_vectors(workspace, photo_ids, kinds, size=120):
    """Store nearly the same vector for photos of one kind, and a separate one for None."""
    rng = np.random.default_rng(len(photo_ids))
    known = [kind for kind in kinds if kind is not None]
    middles = np.eye(size)[: max(known, default=0) + 1]
    vectors = []
    for place, kind in enumerate(kinds):
        own = np.eye(size)[size - 1 - place % 60]
        middle = own if kind is None else middles[kind]
        vectors.append(middle + rng.normal(scale=0.005, size=size))
    rows = zip(photo_ids, pack(np.array(vectors, "f4")), strict=True)
    with workspace.database.write() as session:
        backbone = backbone_of(session, versions.active_id(session))
        embeddings.put(session, backbone, [(i, v.tobytes()) for i, v in rows])
