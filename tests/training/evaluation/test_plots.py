import io
from collections import Counter

import numpy as np
import pytest
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from training.core.wording import percent, shortened
from training.data.labelled import Labelled
from training.evaluation import plots
from training.evaluation.evaluate import figures
from training.evaluation.examples import Example, choose
from training.evaluation.figures import Evaluation
from training.inputs.samples import Samples

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


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Text]:
    """The texts that a test draws; each has to lie within the edges of its figure."""
    texts: list[Text] = []
    draw = Text.draw

    def noted(text: Text, renderer: RendererBase) -> None:
        draw(text, renderer)
        if text.get_visible() and text.get_text().strip():
            box, edges = text.get_window_extent(renderer), text.get_figure(root=True).bbox
            assert edges.x0 <= box.x0 <= box.x1 <= edges.x1, text
            assert edges.y0 <= box.y0 <= box.y1 <= edges.y1, text
            texts.append(text)

    monkeypatch.setattr(Text, "draw", noted)
    return texts


def figure_of(texts: list[Text]) -> Figure:
    return texts[0].get_figure(root=True)


def written(texts: list[Text]) -> list[str]:
    return [text.get_text() for text in texts]


def shown_as(name: str) -> str:
    return shortened(name, 16)


NAMES = pytest.mark.parametrize("names", [("a", "b"), tuple("abcdefghij"), AWKWARD], ids=len)


@NAMES
def test_confusion_shows_each_category_and_each_count(drawn, names: tuple[str, ...]) -> None:
    found, _ = evaluated(names)
    check(plots.confusion(found))
    texts = Counter(written(drawn))
    cells = Counter(str(count) if count else "·" for row in found.confusion for count in row)
    assert cells <= texts
    assert Counter([shown_as(name) for name in names] * 2) <= texts


@NAMES
def test_reliability_shows_each_bin(drawn, names: tuple[str, ...]) -> None:
    found, _ = evaluated(names)
    check(plots.reliability(found))
    upper, lower = figure_of(drawn).axes
    assert [bar.get_height() for bar in upper.patches] == [b.accuracy for b in found.reliability]
    assert [bar.get_height() * found.count for bar in lower.patches] == pytest.approx(
        [b.count for b in found.reliability]
    )
    marks = upper.lines[1].get_xydata().tolist()
    assert marks == [[b.confidence, b.accuracy] for b in found.reliability]
    assert {"Share right", "Share of photos", "Confidence"} <= set(written(drawn))


@NAMES
def test_risk_coverage_shows_the_curve_and_what_is_to_review(drawn, names) -> None:
    found, _ = evaluated(names)
    check(plots.risk_coverage(found))
    curve, *marks = figure_of(drawn).axes[0].lines
    points = [[point.labelled_alone, point.error_rate] for point in found.risk_coverage]
    assert curve.get_xydata().tolist() == points
    texts = written(drawn)
    for mark, review in zip(marks, found.review, strict=True):
        assert mark.get_xdata().tolist() == [1 - review.share]
        assert f"{100 * review.right:g} %: {percent(review.share)}" in texts


@NAMES
def test_samples_shows_each_example_with_its_caption(drawn, names: tuple[str, ...]) -> None:
    _, examples = evaluated(names)
    check(plots.samples(examples[:7], examples[7:]))
    assert len(figure_of(drawn).axes) == len(examples)
    texts = written(drawn)
    assert {"Right", "Wrong"} <= set(texts)
    for axes, example in zip(figure_of(drawn).axes, examples, strict=True):
        assert np.array_equal(axes.images[0].get_array(), example.image[:, :, 0])
        (caption,) = axes.texts
        room = 16 if example.label == example.prediction else 14
        assert shortened(example.label, room) in caption.get_text()
        assert f"{percent(example.confidence, 0)} sure" in caption.get_text()


def test_confusion_shows_categories_with_mistakes_when_there_are_many() -> None:
    found, _ = evaluated(tuple(f"category {n}" for n in range(200)), 2000)
    pixels = opened(plots.confusion(found))
    assert max(pixels.shape) < 2200


def test_plots_are_the_same_when_drawn_again() -> None:
    found, examples = evaluated(("a", "b", "c"))
    assert plots.confusion(found) == plots.confusion(found)
    assert plots.samples(examples, ()) == plots.samples(examples, ())


def test_samples_shows_colour_photos_when_one_kind_is_empty() -> None:
    image = np.full((64, 64, 3), (200, 30, 30), np.uint8)
    only_right = plots.samples([Example(image, "a", "a", 0.9)], [])
    with Image.open(io.BytesIO(only_right)) as picture:
        assert (200, 30, 30) in {colour for _, colour in picture.convert("RGB").getcolors(2**20)}
    check(only_right)


def test_curves_shows_one_pass_and_many() -> None:
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


def test_plots_are_drawn_when_a_model_is_always_right_or_always_wrong() -> None:
    labels = np.zeros(5, np.int64)
    photos = Labelled("data", Samples(np.zeros((5, 28, 28, 1), np.uint8), labels), ("p",) * 5)
    for guess in (0, 1):
        probabilities = np.full((5, 2), 0.0)
        probabilities[:, guess] = 1.0
        found = figures(probabilities, photos, ("a", "b"), "net")
        for plot in (plots.confusion, plots.reliability, plots.risk_coverage):
            check(plot(found))
