"""Photos of a catalogue, some of them altered copies of others, with features."""

import io

import numpy as np
from PIL import ImageEnhance, ImageOps
from sqlalchemy import update

from hitl_app.domain.vectors import pack
from hitl_app.store.models import versions
from hitl_app.store.photos import vectors
from hitl_app.store.schema import PhotoRow, ThumbnailRow
from tests.helpers.files.photos import GARMENTS, draw_garment
from tests.helpers.workspace.scored import backbone_of
from tests.helpers.workspace.workspaces import add_photos


def encoded(image, quality=90):
    """Return a picture as JPEG."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def item(number):
    """Draw the picture of an item."""
    rng = np.random.default_rng(number)
    kinds = sorted(GARMENTS)
    return draw_garment(kinds[number % len(kinds)], rng, (144, 192))


def altered(image, way):
    """Return an altered copy of a picture: resized, recompressed, cropped or brighter."""
    width, height = image.size
    cut = (round(0.04 * width), 0, width, round(0.96 * height))
    ways = (
        lambda: encoded(image.resize((width // 2, height // 2))),
        lambda: encoded(image, 35),
        lambda: encoded(image.crop(cut)),
        lambda: encoded(ImageEnhance.Brightness(image).enhance(1.1)),
        lambda: encoded(ImageEnhance.Brightness(image.crop(cut)).enhance(0.9), 50),
    )
    return ways[way % len(ways)]()


def mirrored(image):
    """Return a picture mirrored, which is no copy."""
    return encoded(ImageOps.mirror(image))


def add_groups(workspace, sizes, alone=3):
    """Add groups of copies, and single photos; return the row numbers of each group, and theirs.

    The first of each group is the largest.
    """
    kinds = [*np.repeat(np.arange(len(sizes)), sizes), *range(len(sizes), len(sizes) + alone)]
    pictures, features = [], []
    for place, kind in enumerate(kinds):
        rng = np.random.default_rng(int(kind))
        first = kinds.index(kind) == place
        pictures.append(encoded(item(kind)) if first else altered(item(kind), place))
        noise = np.random.default_rng(1000 + place).normal(size=64) / 10
        features.append(rng.normal(size=64) + noise)
    names = [f"item-{kind}-{place}.jpg" for place, kind in enumerate(kinds)]
    ids = add_photos(workspace, np.linspace(0.3, 0.6, len(kinds)).tolist(), names=names)
    with workspace.database.write() as session:
        backbone = backbone_of(session, versions.active_id(session))
        packed = [v.tobytes() for v in pack(np.array(features, "f4"))]
        vectors.put(session, backbone, list(zip(ids, packed, strict=True)))
        for place, (photo_id, picture) in enumerate(zip(ids, pictures, strict=True)):
            session.get_one(ThumbnailRow, photo_id).encoded = picture
            side = 400 if kinds.index(kinds[place]) == place else 300
            size = update(PhotoRow).where(PhotoRow.id == photo_id)
            session.execute(size.values(width=side, height=side))
    groups = [[i for i, kind in zip(ids, kinds, strict=True) if kind == one] for one in set(kinds)]
    return [group for group in groups if len(group) > 1], ids[sum(sizes) :]


def replace_picture(workspace, photo_id, picture):
    """Give a photo another thumbnail."""
    with workspace.database.write() as session:
        session.get_one(ThumbnailRow, photo_id).encoded = picture


def numbers(groups):
    """Return groups as sets, whatever their order."""
    return sorted(sorted(group) for group in groups)
