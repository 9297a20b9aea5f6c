import subprocess
import sys

import numpy as np
import pytest
from PIL import Image, ImageDraw

from training.core.errors import TrainingError
from training.data import fashion_mnist, fashion_mnist_files
from training.inputs.photos import decoded
from training.inputs.preparation import NAMES, input_shape, prepare

NAME = "fashion-mnist-28"


def product(background: tuple[int, int, int], item: tuple[int, int, int]) -> Image.Image:
    image = Image.new("RGB", (96, 128), background)
    ImageDraw.Draw(image).rectangle((24, 16, 71, 111), fill=item)
    return image


def test_prepare_makes_a_light_background_black() -> None:
    prepared = prepare(product((255, 255, 255), (40, 60, 80)), NAME)
    assert prepared.shape == (28, 28, 1)
    assert prepared.dtype == np.uint8
    assert prepared[0, 0, 0] == prepared[14, 2, 0] == 0
    assert int(prepared[14, 14, 0]) == pytest.approx(255 - 57, abs=2)


def test_prepare_trims_borders_and_fills_the_frame() -> None:
    prepared = prepare(product((250, 250, 250), (0, 0, 0)), NAME)[:, :, 0]
    assert (prepared[:, 14] > 200).all()
    columns = np.flatnonzero(prepared[14] > 100)
    assert (columns[0], columns[-1]) == (7, 20)


def test_prepare_does_not_negate_a_dark_background() -> None:
    prepared = prepare(product((5, 5, 5), (200, 200, 200)), NAME)
    assert int(prepared[14, 14, 0]) == pytest.approx(200, abs=2)
    assert prepared[14, 2, 0] == 0


def test_prepare_returns_the_same_item_on_light_and_dark_backgrounds() -> None:
    light = prepare(product((255, 255, 255), (55, 55, 55)), NAME)
    dark = prepare(product((0, 0, 0), (200, 200, 200)), NAME)
    assert np.abs(light.astype(int) - dark).max() <= 1


def test_prepare_keeps_the_polarity_when_an_item_reaches_a_border() -> None:
    image = Image.new("L", (100, 128), 255)
    ImageDraw.Draw(image).rectangle((20, 0, 80, 127), fill=30)
    assert prepare(image, NAME)[14, 14, 0] > 200


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_prepare_leaves_an_image_of_the_dataset_as_it_is(mode: str, drawn) -> None:
    for image in drawn(5).images:
        as_photo = Image.fromarray(image[:, :, 0]).convert(mode)
        np.testing.assert_array_equal(prepare(as_photo, NAME), image)


@pytest.mark.skipif(not fashion_mnist_files.DEBIAN.is_dir(), reason="needs dataset-fashion-mnist")
def test_prepare_leaves_all_of_fashion_mnist_as_it_is() -> None:
    images = fashion_mnist.load(fashion_mnist_files.DEBIAN).test.images
    assert all(np.array_equal(prepare(image, NAME), image) for image in images)


@pytest.mark.parametrize("value", [0, 90, 128, 200, 255])
@pytest.mark.parametrize("size", [(1, 1), (1, 128), (128, 1), (2, 3), (28, 28), (128, 128)])
def test_prepare_accepts_images_of_one_colour_and_thin_ones(
    value: int, size: tuple[int, int]
) -> None:
    for image in (Image.new("L", size, value), Image.new("RGB", size, (value,) * 3)):
        prepared = prepare(image, NAME)
        assert prepared.shape == (28, 28, 1)
        expected = 255 - value if value >= 128 else value
        assert prepared.max() == expected


def test_prepare_returns_the_same_of_arrays_and_images() -> None:
    image = product((255, 255, 255), (10, 120, 30))
    expected = prepare(image, NAME)
    np.testing.assert_array_equal(prepare(np.asarray(image), NAME), expected)
    grey = image.convert("L")
    array = np.asarray(grey)
    np.testing.assert_array_equal(prepare(array, NAME), prepare(grey, NAME))
    np.testing.assert_array_equal(prepare(array[..., np.newaxis], NAME), prepare(grey, NAME))
    np.testing.assert_array_equal(prepare(image.convert("P"), NAME).shape, (28, 28, 1))


def test_prepare_returns_a_writable_array() -> None:
    for image in (product((255, 255, 255), (0, 0, 0)), Image.new("L", (28, 28))):
        prepared = prepare(image, NAME)
        prepared[0, 0, 0] = 7


def test_prepare_returns_the_same_of_a_cut_out_and_its_photo_on_white(tmp_path) -> None:
    flat = product((255, 255, 255), (90, 20, 20))
    cut = product((0, 0, 0), (90, 20, 20)).convert("RGBA")
    alpha = Image.new("L", cut.size, 0)
    ImageDraw.Draw(alpha).rectangle((24, 16, 71, 111), fill=255)
    cut.putalpha(alpha)
    cut.save(tmp_path / "cut.png")
    prepared = prepare(decoded(tmp_path / "cut.png"), NAME)
    np.testing.assert_array_equal(prepared, prepare(flat, NAME))


def test_prepare_raises_when_the_name_is_unknown_or_there_are_no_pixels() -> None:
    with pytest.raises(TrainingError) as caught:
        prepare(Image.new("L", (28, 28)), "none-such")
    assert caught.value.code == "unknown-preparation"
    assert "fashion-mnist-28" in str(caught.value)
    with pytest.raises(ValueError, match="without pixels"):
        prepare(Image.new("L", (0, 5)), NAME)


def test_input_shape_knows_every_name() -> None:
    shapes = [(28, 28, 1), (64, 64, 3), (128, 128, 3), (192, 192, 3)]
    assert [input_shape(name) for name in NAMES] == shapes


@pytest.mark.parametrize(
    "module",
    ["training.inputs.preparation", "training.versions.registry", "training.finetuning.gate"],
)
def test_inputs_import_no_tensorflow(module: str) -> None:
    heavy = ("tensorflow", "keras", "sklearn", "scipy", "h5py")
    code = f"import sys, {module}; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
