"""The preparation as steps of a graph, against the preparation itself."""

from collections.abc import Callable
from io import BytesIO

import numpy as np
import onnxruntime
import pytest
from onnx import helper
from PIL import Image

from safeio.decoding.decode import thumbnail
from training.inputs.preparation import input_shape, prepare
from training.runtimes.onnx_ops import OnnxOps, Tensor
from training.runtimes.steps import add_preparation

Steps = Callable[[np.ndarray], np.ndarray]


def made(preparation: str) -> Steps:
    """Return a function of a graph of these steps alone."""
    ops = OnnxOps()
    prepared = add_preparation(ops, Tensor(ops, "photos"), preparation)
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        ops.nodes,
        "steps",
        [value("photos", 2, ["N", "H", "W", 3])],
        [value(prepared.name, 1, ["N", *input_shape(preparation)])],
        ops.constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    providers = ["CPUExecutionProvider"]
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=providers)
    return lambda photos: session.run(None, {"photos": photos})[0]


@pytest.fixture(scope="module")
def steps() -> dict[str, Steps]:
    names = ("fashion-mnist-28", "photo-64", "photo-192")
    return {name: made(name) for name in names}


def picture(rng: np.random.Generator, height: int, width: int, *, framed: bool) -> np.ndarray:
    """A cloudy picture, on request with an even border on three sides."""
    small = rng.integers(0, 256, (height // 8 + 1, width // 8 + 1, 3), dtype=np.uint8)
    image = np.array(Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC))
    if framed:
        border = min(height, width) // 5
        image[:border] = image[:, :border] = image[height - border :] = rng.integers(0, 256)
    return image


def sizes(rng: np.random.Generator) -> list[tuple[int, int]]:
    fixed = [(1, 1), (1, 192), (192, 1), (2, 3), (28, 28), (192, 144), (144, 192), (192, 192)]
    return [*fixed, *((int(a), int(b)) for a, b in rng.integers(1, 193, (32, 2)))]


@pytest.mark.parametrize("preparation", ["fashion-mnist-28", "photo-64", "photo-192"])
def test_steps_equal_preparation_of_thumbnails(steps, preparation):
    rng = np.random.default_rng(3)
    apart = []
    for number, (height, width) in enumerate(sizes(rng)):
        photo = picture(rng, height, width, framed=number % 3 == 0)
        found = steps[preparation](photo[np.newaxis])[0]
        apart.append(np.abs(found - prepare(photo, preparation).astype(np.float32)).ravel())
    every = np.concatenate(apart)
    # Where a sum lies between two whole numbers, Pillow's fixed point may round it the other way;
    # of millions of pixels one has such a sum in each of the two passes.
    assert every.max() <= (0 if preparation == "fashion-mnist-28" else 2)
    assert (every > 1).mean() < 1e-6
    assert (every > 0).mean() < 0.001


def test_steps_equal_preparation_of_own_images_of_fashion_mnist(steps):
    rng = np.random.default_rng(4)
    for dark in (True, False):
        image = rng.integers(0, 256, (28, 28), dtype=np.uint8)
        image[[0, 0, -1, -1], [0, -1, 0, -1]] = 0
        image[:8, :8] = image[:8, -8:] = image[-8:, :8] = image[-8:, -8:] = 0 if dark else 250
        photo = np.repeat(image[:, :, np.newaxis], 3, axis=2)
        found = steps["fashion-mnist-28"](photo[np.newaxis])[0]
        assert (found == prepare(image, "fashion-mnist-28")).all()
        assert ((found[:, :, 0] == image).all()) == dark


def test_steps_prepare_each_photo_of_a_batch_alone(steps):
    rng = np.random.default_rng(5)
    batch = np.stack([picture(rng, 90, 60, framed=framed) for framed in (True, False, True)])
    for name, ask in steps.items():
        together = ask(batch)
        alone = np.concatenate([ask(photo[np.newaxis]) for photo in batch])
        assert (together == alone).all(), name


@pytest.mark.parametrize("preparation", ["photo-64", "photo-192"])
def test_steps_scale_large_photos_like_thumbnails(steps, preparation):
    rng = np.random.default_rng(6)
    for height, width in ((400, 533), (1000, 300), (193, 700)):
        photo = picture(rng, height, width, framed=False)
        Image.fromarray(photo).save(file := BytesIO(), "PNG")
        image = thumbnail(file.getvalue()).image
        # The steps know nothing of the JPEG file that a thumbnail is kept as.
        scaled = Image.fromarray(photo).resize(image.size, Image.Resampling.BILINEAR, None, 2.0)
        found = steps[preparation](photo[np.newaxis])[0]
        assert np.abs(found - prepare(scaled, preparation)).mean() < 1
        assert np.abs(found - prepare(image, preparation)).mean() < 2.5
