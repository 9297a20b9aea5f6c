import numpy as np

from safeio.characters import printable
from tests.helpers.models.measured import measured, sure
from training.core.wording import shortened
from training.evaluation.evaluate import figures
from training.evaluation.figures import Evaluation
from training.evaluation.observations import listed, observations

NAMES = ("a", "b", "c")


def spoken(found: Evaluation) -> str:
    return "\n".join(observations(found)).replace("\N{NO-BREAK SPACE}", " ")


def test_observations_say_the_figures_in_words() -> None:
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 3, 1000)
    wrong = rng.random(1000) < 0.2
    predicted = np.where(wrong & (labels == 1), 0, labels)
    found = figures(sure(predicted, [0.99] * 1000), measured(labels.tolist()), NAMES, "net")
    said = spoken(found)
    count = int((predicted != labels).sum())
    assert f"It gets {1000 - count} of 1,000 photos right" in said
    assert "best on c" in said
    assert f"It takes {count} of {(labels == 1).sum()} photos of b for a." in said
    assert "p" in said.split("Those it is surest of: ")[1]
    assert "It is overconfident: on average it is 99.0 % sure" in said


def test_observations_tell_underconfident_from_calibrated() -> None:
    labels = [0] * 100
    modest = figures(sure([0] * 100, [0.5] * 100), measured(labels), NAMES, "net")
    assert "It is underconfident" in spoken(modest)
    assert "Nothing is wrong here" in spoken(modest)
    honest = figures(sure([0] * 100, [0.995] * 100), measured(labels), NAMES, "net")
    assert "confidence is calibrated" in spoken(honest)


def test_observations_name_categories_that_no_photo_shows() -> None:
    names = ("a", "b", *(f"n{n}" for n in range(7)))
    found = figures(sure([0, 1, 2], [0.9] * 3, 9), measured([0, 1, 1]), names, "net")
    assert "No photo shows n0, n1, n2, n3, n4 or 2 more" in spoken(found)
    assert "1 photos were taken for one of them" in spoken(found)
    three = figures(sure([0, 1], [0.9] * 2), measured([0, 1]), NAMES, "net")
    assert "No photo shows c, so nothing is known about this category" in spoken(three)


def test_observations_name_the_accuracy_without_duplicates() -> None:
    photos = measured([0, 1, 1], [True, False, False])
    said = spoken(figures(sure([0, 1, 0], [0.9] * 3), photos, NAMES, "net"))
    assert "1 of the photos nearly duplicate" in said
    assert "Without them it gets 50.0 % right." in said


def test_wording_joins_escapes_and_shortens_names() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a"]) == "a"
    assert printable("a\nb\x1b[31m\udc80é") == "a\\nb\\x1b[31m\\udc80é"
    assert shortened("a very long category", 8) == "a very…"
