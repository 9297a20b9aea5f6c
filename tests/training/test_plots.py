import io

import numpy as np
import pytest
from PIL import Image

from training import plots
from training.evaluate import figures
from training.evaluation import Evaluation
from training.examples import Example, choose
from training.labelled import Labelled
from training.samples import Samples

AWKWARD = (
    "$5 & $10 <b>",
    "コート",
    "two\nlines",
    "an exceedingly long name of a category",
    "\udc80",
)


def evaluated(names: tuple[str, ...], count: int = 300) -> tuple[Evaluation, list[Example]]:
    rng = np.random.default_rng(0)
    width = len(names)
    probabilities = rng.dirichlet([0.2] * width, count)
    labels = np.where(
        rng.random(count) < 0.6, probabilities.argmax(1), rng.integers(0, width, count)
    )
    samples = Samples(rng.integers(0, 256, (count, 28, 28, 1), np.uint8), labels)
    photos = Labelled("data", samples, tuple(f"p{n}" for n in range(count)))
    right, wrong = choose(probabilities, photos, names, plots.EXAMPLES)
    return figures(probabilities, photos, names, "net"), [*right, *wrong]


def opened(png: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(png)) as image:
        assert image.format == "PNG"
        return np.asarray(image.convert("L"))


def check(png: bytes) -> None:
    """Something is drawn, and nothing is cut off at the edge."""
    pixels = opened(png)
    assert pixels.min() < 100
    rim = np.concatenate([pixels[:2].ravel(), pixels[-2:].ravel(), *pixels[:, [0, 1, -2, -1]].T])
    assert rim.min() > 250


@pytest.mark.parametrize("names", [("a", "b"), tuple("abcdefghij"), AWKWARD], ids=len)
def test_everything_is_on_the_picture(names: tuple[str, ...]) -> None:
    found, examples = evaluated(names)
    for plot in (plots.confusion, plots.reliability, plots.risk_coverage):
        check(plot(found))
    check(plots.samples(examples[:7], examples[7:]))


def test_many_categories_are_cut_down_to_those_with_mistakes() -> None:
    found, _ = evaluated(tuple(f"category {n}" for n in range(200)), 2000)
    pixels = opened(plots.confusion(found))
    assert max(pixels.shape) < 2200


def test_pictures_are_the_same_every_time() -> None:
    found, examples = evaluated(("a", "b", "c"))
    assert plots.confusion(found) == plots.confusion(found)
    assert plots.samples(examples, ()) == plots.samples(examples, ())


def test_colour_photos_and_a_kind_without_any() -> None:
    image = np.full((64, 64, 3), (200, 30, 30), np.uint8)
    only_right = plots.samples([Example(image, "a", "a", 0.9)], [])
    with Image.open(io.BytesIO(only_right)) as picture:
        assert (200, 30, 30) in {colour for _, colour in picture.convert("RGB").getcolors(2**20)}
    check(only_right)


def test_curves_of_one_pass_and_of_many() -> None:
    records = [
        {
            "epoch": number,
            "accuracy": 1 - 0.5 / number,
            "loss": 1 / number,
            "held_out_accuracy": 1 - 0.6 / number,
            "held_out_loss": 1.1 / number,
        }
        for number in range(1, 31)
    ]
    for count in (1, 2, 30):
        check(plots.curves(records[:count]))


def test_a_network_that_is_always_right_or_always_wrong() -> None:
    labels = np.zeros(5, np.int64)
    photos = Labelled("data", Samples(np.zeros((5, 28, 28, 1), np.uint8), labels), ("p",) * 5)
    for guess in (0, 1):
        probabilities = np.full((5, 2), 0.0)
        probabilities[:, guess] = 1.0
        found = figures(probabilities, photos, ("a", "b"), "net")
        for plot in (plots.confusion, plots.reliability, plots.risk_coverage):
            check(plot(found))
