"""One rule for colours: whatever a file holds becomes 8-bit grey or RGB, alpha laid on white."""

import numpy as np
from PIL import Image

_PLAIN = {"L", "RGB", "LA", "RGBA"}


def to_plain(image: Image.Image) -> Image.Image:
    """8-bit grey or RGB, with alpha where the image has transparency: modes L, RGB, LA, RGBA.

    16-bit grey keeps its high byte, as Pillow does for 16-bit colour; wider grey is scaled to what
    it holds. CMYK is converted without its profile.

    Args:
        image: Any image that Pillow decoded.

    Raises:
        ValueError: There is no conversion from its mode (LAB, for one).
    """
    if image.mode.startswith("I;16"):
        # Pillow's own conversion would cut off at 255.
        wide = np.asarray(image).astype(np.uint16)
        return Image.fromarray((wide >> 8).astype(np.uint8))
    if image.mode in {"I", "F"}:
        return _from_wide(np.asarray(image, dtype=np.float32))
    if image.has_transparency_data:
        if image.mode in _PLAIN and "transparency" not in image.info:
            return image
        return image.convert("LA" if image.mode in {"1", "L", "La"} else "RGBA")
    if image.mode in _PLAIN:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def on_white(image: Image.Image) -> Image.Image:
    """Lays a plain image on white: L or RGB, as the image is grey or not."""
    if image.mode not in {"LA", "RGBA"}:
        return image
    mode = "L" if image.mode == "LA" else "RGB"
    ground = Image.new(mode, image.size, "white")
    ground.paste(image.convert(mode), mask=image.getchannel("A"))
    return ground


def _from_wide(values: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Image.Image:
    """32-bit grey has no set white: the least usual one that holds every value is taken."""
    finite = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    brightest = float(finite.max(initial=0.0))
    white = next((top for top in (1.0, 255.0, 65535.0) if brightest <= top), brightest)
    return Image.fromarray((finite.clip(0.0) * (255.0 / white)).round().astype(np.uint8))
