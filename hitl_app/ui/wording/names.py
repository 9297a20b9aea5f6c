"""How a photo is called where there is room for a name and, more quietly, where it is from."""

from hitl_app.domain.photos import Photo


def name_and_place(photo: Photo) -> tuple[str, str]:
    """Return the name of a photo and its folder; of one of a feed title and id, then the address.

    Texts of feeds are bounded, and hold nothing that misleads.
    """
    folder, _, name = photo.path.replace("\\", "/").rpartition("/")
    if not photo.title and not photo.item:
        return name, folder
    parts = (photo.item, photo.path) if photo.title else (photo.path,)
    return photo.title or photo.item, " · ".join(part for part in parts if part)
