"""Conversion of all colours to 8-bit grey or RGB, alpha blended with white."""

from PIL import Image

from safeio.decoding.depth import Samples, is_wide, to_8_bits

_PLAIN = {"L", "RGB", "LA", "RGBA"}


def to_plain(image: Image.Image, samples: Samples) -> Image.Image:
    """Convert to 8-bit grey or RGB, with alpha where there is transparency: L, RGB, LA or RGBA.

    CMYK is converted without a profile here.

    Args:
        image: Any image that Pillow decoded.
        samples: What `read_samples` returned for it before it was decoded.

    Raises:
        ValueError: There is no conversion from its mode.
    """
    if isinstance(image.info.get("transparency"), str):
        del image.info["transparency"]  # a comment of that name
    if is_wide(image):
        return to_8_bits(image, samples)
    if image.has_transparency_data:
        if image.mode in _PLAIN and "transparency" not in image.info:
            return image.convert("LA") if samples.grey and image.mode == "RGBA" else image
        _scale_transparency(image, samples)
        return image.convert("LA" if image.mode in {"1", "L", "La"} else "RGBA")
    if image.mode in _PLAIN:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def on_white(image: Image.Image) -> Image.Image:
    """Blend an image with white: L or RGB, as the image is grey or not."""
    if image.mode not in {"LA", "RGBA"}:
        return image
    mode = "L" if image.mode == "LA" else "RGB"
    ground = Image.new(mode, image.size, "white")
    ground.paste(image.convert(mode), mask=image.getchannel("A"))
    return ground


def _scale_transparency(image: Image.Image, samples: Samples) -> None:
    """Bring the transparent colour to 8 bits, as Pillow brought the pixels."""
    value = image.info.get("transparency")
    if image.mode == "RGB" and samples.bits == 16 and isinstance(value, tuple):
        image.info["transparency"] = tuple(part >> 8 for part in value)
    elif image.mode == "L" and samples.bits < 8 and isinstance(value, int):
        image.info["transparency"] = value * 255 // (2**samples.bits - 1)
