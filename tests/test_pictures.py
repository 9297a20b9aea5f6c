"""The parts of the commands that make the pictures of README and guide."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage

from tools import animation
from tools.pictures.frames import MOST_BYTES, Film, captioned
from tools.pictures.products import sample_labels, write_products

ROOT = Path(__file__).parents[1]
SIZE = 64, 48


def plain(colour):
    return Image.new("RGB", SIZE, colour)


def noise(seed):
    pixels = np.random.default_rng(seed).integers(0, 256, (*SIZE[::-1], 3), np.uint8)
    return Image.fromarray(pixels)


def window(scale=1.0):
    picture = QImage(round(100 * scale), round(50 * scale), QImage.Format.Format_RGB888)
    picture.setDevicePixelRatio(scale)
    picture.fill(QColor("#ff8800"))
    return picture


@pytest.mark.parametrize("name", ["one", "two"])
def test_animation_refuses_a_workspace_whose_photos_are_decided(tmp_path, name):
    (tmp_path / name / "loop").mkdir(parents=True)
    with pytest.raises(SystemExit, match="Name another folder"):
        animation.main(tmp_path / name, tmp_path / "loop.webp")
    assert not (tmp_path / "loop.webp").exists()


def test_readme_opens_with_animation_of_at_most_16_s_and_3_mb():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.index("docs/images/loop.webp") < text.index("\n## ")
    file = ROOT / "docs" / "images" / "loop.webp"
    assert file.stat().st_size <= MOST_BYTES
    with Image.open(file) as shown:
        durations = []
        for number in range(shown.n_frames):
            shown.seek(number)
            shown.load()
            durations.append(shown.info["duration"])
    assert 10_000 <= sum(durations) <= 16_000


def test_film_keeps_colours_durations_and_repeats_for_ever(tmp_path):
    film = Film()
    for colour, milliseconds in (("#c03020", 100), ("#20a060", 300)):
        film.add(plain(colour), milliseconds)
    film.save(tmp_path / "film.webp")
    with Image.open(tmp_path / "film.webp") as file:
        assert (file.format, file.n_frames, file.info["loop"]) == ("WEBP", 2, 0)
        seen = []
        for number in range(2):
            file.seek(number)
            file.load()
            seen.append((file.convert("RGB").getpixel((30, 20)), file.info["duration"]))
    assert [duration for _, duration in seen] == [100, 300]
    wanted = [(0xC0, 0x30, 0x20), (0x20, 0xA0, 0x60)]
    assert np.abs(np.subtract([colour for colour, _ in seen], wanted)).max() < 12


def test_film_leaves_out_a_frame_like_the_last():
    film = Film()
    for colour in ("red", "red", "blue"):
        film.add(plain(colour), 500)
    assert len(film.frames) == 2
    assert film.seconds == 1.0


def test_film_refuses_more_bytes_than_allowed(tmp_path):
    film = Film()
    for seed in range(8):
        film.add(noise(seed), 100)
    with pytest.raises(ValueError, match="more than 5,000"):
        film.save(tmp_path / "film.webp", quality=100, most=5000)
    assert not (tmp_path / "film.webp").exists()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_caption_is_below_the_window_at_any_scale(qapp, scale):
    bare = captioned(window(scale), "")
    told = captioned(window(scale), "Photos come in", ["Enter"])
    assert bare.size == told.size == (round(100 * scale), round(94 * scale))
    top, low = round(49 * scale), round(51 * scale)
    assert bare.getpixel((10, top)) == told.getpixel((10, top)) == (255, 136, 0)
    before, after = (np.asarray(picture)[low:] for picture in (bare, told))
    assert not (before == (255, 136, 0)).all(axis=2).any()
    assert (before != after).any()


def test_products_are_the_sample_and_its_products_in_other_colours(tmp_path):
    labels = write_products(tmp_path, 2)
    sample = sample_labels()
    assert len(labels) == 2 * len(sample) == len(list(tmp_path.iterdir()))
    assert labels["product-121.jpg"] == sample["product-001.jpg"]
    own, other = (np.asarray(Image.open(tmp_path / f"product-{n}.jpg")) for n in ("001", "121"))
    assert own.shape == other.shape
    # Mirrored and in other colours, but as light.
    assert np.abs(own.max(2).astype(int) - other[:, ::-1].max(2)).mean() < 8
    assert np.abs(own.astype(int) - other[:, ::-1]).mean() > 5
