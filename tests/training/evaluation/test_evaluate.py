import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from safeio.characters import printable
from training.architectures import builders
from training.cli.main import main
from training.core.errors import TrainingError
from training.core.wording import shortened
from training.data import fashion_mnist
from training.data.labelled import Labelled, labelled
from training.evaluation.evaluate import evaluate, figures
from training.evaluation.examples import choose
from training.evaluation.figures import Evaluation
from training.evaluation.observations import listed, observations
from training.inputs.samples import Samples, empty
from training.versions.calibrate import expected_calibration_error
from training.versions.registry import read_card, write_version

NAMES = ("a", "b", "c")


def measured(labels: list[int], duplicated: list[bool] | None = None) -> Labelled:
    """Photos without a picture, named p0, p1 and so on."""
    samples = Samples(np.zeros((len(labels), 1, 1, 1), np.uint8), np.array(labels))
    mask = None if duplicated is None else np.array(duplicated)
    return Labelled("data", samples, tuple(f"p{n}" for n in range(len(labels))), 0, mask)


def sure(predicted: list[int], confidence: list[float], width: int = 3) -> np.ndarray:
    """Probabilities: so much for the prediction, the rest for the others alike."""
    others = (1 - np.array(confidence)) / (width - 1)
    rows = np.repeat(others[:, np.newaxis], width, axis=1)
    rows[np.arange(len(predicted)), predicted] = confidence
    return rows


def random_case(seed: int, count: int = 400) -> tuple[np.ndarray, list[int]]:
    """Probabilities of a model that is right as often as it says."""
    rng = np.random.default_rng(seed)
    probabilities = rng.dirichlet((0.3, 0.3, 0.3), count)
    labels = [int(rng.choice(3, p=row)) for row in probabilities]
    return probabilities, labels


def test_figures_count_categories_as_by_hand() -> None:
    probabilities = sure([0, 0, 1, 1], [0.8] * 4)
    found = figures(probabilities, measured([0, 1, 1, 1]), NAMES, "net")
    assert found.accuracy == 0.75
    assert found.confusion == ((1, 0, 0), (1, 2, 0), (0, 0, 0))
    assert [(row.category, row.precision, row.count) for row in found.categories] == [
        ("a", 0.5, 1),
        ("b", 1.0, 3),
    ]
    assert found.categories[1].recall == pytest.approx(2 / 3)
    assert found.categories[1].f1 == pytest.approx(0.8)
    assert found.nll == pytest.approx(-np.log([0.8, 0.1, 0.8, 0.8]).mean())
    (pair,) = found.confusions
    assert (pair.label, pair.prediction, pair.count, pair.total) == ("b", "a", 1, 3)
    assert pair.photos == ("p1",)


def test_figures_draw_risk_and_coverage_as_by_hand() -> None:
    probabilities = sure([0, 0, 0, 0], [0.6, 0.9, 0.7, 0.8])
    found = figures(probabilities, measured([1, 0, 0, 1]), NAMES, "net")
    assert [(p.labelled_alone, p.error_rate) for p in found.risk_coverage] == [
        (0.25, 0.0),
        (0.5, 0.5),
        (0.75, pytest.approx(1 / 3)),
        (1.0, 0.5),
    ]
    assert found.risk_coverage_area == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)


def test_figures_count_the_second_guess_for_top_2() -> None:
    probabilities = np.array([[0.5, 0.3, 0.2], [0.5, 0.2, 0.3], [0.2, 0.3, 0.5]])
    found = figures(probabilities, measured([1, 1, 2]), NAMES, "net")
    assert found.accuracy == pytest.approx(1 / 3)
    assert found.top_2_accuracy == pytest.approx(2 / 3)


def test_figures_have_a_top_2_accuracy_of_1_when_there_are_two_categories() -> None:
    found = figures(sure([0, 1], [0.9, 0.6], 2), measured([0, 0]), ("a", "b"), "net")
    assert found.top_2_accuracy == 1.0
    assert observations(found)


@pytest.mark.parametrize("seed", range(5))
def test_figures_name_the_fewest_photos_to_review(seed: int) -> None:
    probabilities, labels = random_case(seed)
    found = figures(probabilities, measured(labels), NAMES, "net")
    order = np.argsort(probabilities.max(axis=1))
    wrong = (probabilities.argmax(axis=1) != labels)[order]
    for review in found.review:
        allowed = (1 - review.right) * len(wrong) + 1e-9
        assert wrong[review.count :].sum() <= allowed
        assert review.count == 0 or wrong[review.count - 1 :].sum() > allowed
        assert review.share == review.count / len(wrong)
    shares = {review.right: review.share for review in found.review}
    assert tuple(shares) == (0.95, 0.97, 0.99, 0.995)
    assert found.review_for_99 == shares[0.99]


def test_figures_need_no_review_when_the_model_is_right() -> None:
    found = figures(sure([0, 1], [0.9, 0.6]), measured([0, 1]), NAMES, "net")
    assert {review.count for review in found.review} == {0}
    assert (found.risk_coverage_area, found.confusions) == (0.0, ())


def test_figures_have_the_bins_of_the_calibration_error() -> None:
    probabilities, labels = random_case(1)
    found = figures(probabilities, measured(labels), NAMES, "net")
    assert sum(b.count for b in found.reliability) == found.count
    gaps = [abs(b.accuracy - b.confidence) * b.count / found.count for b in found.reliability]
    assert sum(gaps) == pytest.approx(found.ece)
    assert found.ece == expected_calibration_error(probabilities, np.array(labels))
    for b in found.reliability:
        assert b.low < b.confidence <= b.high


def test_figures_have_an_interval_that_holds_the_truth_in_19_of_20_cases() -> None:
    held = 0
    for seed in range(60):
        probabilities, _ = random_case(seed, 150)
        rng = np.random.default_rng(seed)
        right = rng.random(150) < 0.9
        predicted = probabilities.argmax(axis=1)
        labels = np.where(right, predicted, (predicted + 1) % 3).tolist()
        found = figures(probabilities, measured(labels), NAMES, "net")
        held += found.accuracy_low <= 0.9 <= found.accuracy_high
    assert held >= 53


def test_figures_tell_duplicates_apart_when_they_were_searched() -> None:
    photos = measured([0, 1, 1], [True, False, False])
    found = figures(sure([0, 1, 0], [0.9] * 3), photos, NAMES, "net")
    assert (found.duplicates, found.accuracy_without_duplicates) == (1, 0.5)
    every = figures(sure([0], [0.9]), measured([0], [True]), NAMES, "net")
    assert (every.duplicates, every.accuracy_without_duplicates) == (1, None)


def test_evaluation_as_dict_is_json() -> None:
    probabilities, labels = random_case(0)
    found = figures(probabilities, measured(labels), NAMES, "net")
    content = json.loads(json.dumps(found.as_dict(), allow_nan=False))
    assert content["review_for_99"] == found.review_for_99
    assert len(content["risk_coverage"]) == 100


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


@pytest.fixture
def split(monkeypatch: pytest.MonkeyPatch) -> fashion_mnist.FashionMnist:
    """Fashion-MNIST, of a few noisy images; two of the test's are in the training's."""
    rng = np.random.default_rng(0)

    def some(count: int) -> Samples:
        images = rng.integers(0, 256, (count, 28, 28, 1), np.uint8)
        images[:, [0, -1]] = 0
        images[:, :, [0, -1]] = 0
        return Samples(images, np.arange(count) % 10)

    parts = [some(count) for count in (40, 20, 10, 30)]
    parts[3].images[4] = parts[0].images[7]
    parts[3].images[9] = parts[1].images[2]
    small = fashion_mnist.FashionMnist(*parts)
    monkeypatch.setattr(fashion_mnist, "load", lambda: small)
    return small


def test_labelled_returns_fashion_mnist_as_it_is(split, version: Path) -> None:
    card = dataclasses.replace(read_card(version), categories=fashion_mnist.CATEGORIES)
    found = labelled("fashion-mnist", card)
    assert np.array_equal(found.samples.images, split.test.images)
    assert np.array_equal(found.samples.labels, split.test.labels)
    assert found.photos[3] == "test image 3"
    assert found.duplicated is None


def test_labelled_matches_labels_by_name_when_the_model_has_more_categories(
    split, version: Path
) -> None:
    names = ("Hat", *reversed(fashion_mnist.CATEGORIES), "Sock")
    card = dataclasses.replace(read_card(version), categories=names, preparation="photo-64")
    found = labelled("fashion-mnist", card)
    assert found.samples.images.shape == (30, 64, 64, 3)
    said = [names[label] for label in found.samples.labels]
    assert said == [fashion_mnist.CATEGORIES[label] for label in split.test.labels]


def test_labelled_prepares_items_when_the_model_reads_photos(
    split, version: Path, tmp_path: Path
) -> None:
    names = (*fashion_mnist.CATEGORIES, "Hat")
    card = dataclasses.replace(
        read_card(version),
        name="photos",
        architecture="photo",
        preparation="photo-64",
        categories=names,
    )
    untrained = builders.build("photo", len(names), (64, 64, 3))
    none = empty((64, 64, 3))
    model = write_version(tmp_path / "models", card, untrained, none, none)
    found = evaluate(model, "fashion-mnist", tmp_path / "out", duplicates=True)
    assert (found.count, found.duplicates) == (30, 2)
    assert found.names == names
    assert "Hat" in (tmp_path / "out" / "output.txt").read_text("utf-8")


def test_labelled_finds_duplicates_of_any_training_image(split, version: Path) -> None:
    card = dataclasses.replace(read_card(version), categories=fashion_mnist.CATEGORIES)
    found = labelled("fashion-mnist", card, duplicates=True)
    assert np.flatnonzero(found.duplicated).tolist() == [4, 9]


def test_labelled_raises_when_the_model_lacks_categories(version: Path) -> None:
    with pytest.raises(TrainingError) as caught:
        labelled("fashion-mnist", read_card(version))
    assert caught.value.code == "unknown-label"
    assert "'Ankle boot'" in str(caught.value)


def test_labelled_raises_when_duplicates_of_other_data_are_asked_for(
    version: Path, folder: Path
) -> None:
    with pytest.raises(TrainingError) as caught:
        labelled(str(folder), read_card(version), duplicates=True)
    assert caught.value.code == "no-training-images"


def test_labelled_names_photos_by_their_path_in_the_folder(version: Path, folder: Path) -> None:
    found = labelled(str(folder), read_card(version))
    assert found.source == folder.name
    assert str(Path("bar", "0.png")) in found.photos
    listing = folder.parent / "list.csv"
    listing.write_text(f"photo,label\n{folder.name}/ring/80.png,ring\n")
    found = labelled(str(listing), read_card(version))
    assert (found.source, found.photos) == ("list.csv", (f"{folder.name}/ring/80.png",))
    assert found.samples.labels.tolist() == [2]


def test_choose_returns_right_and_wrong_predictions() -> None:
    probabilities, labels = random_case(3)
    right, wrong = choose(probabilities, measured(labels), NAMES, 14)
    assert (len(right), len(wrong)) == (14, 14)
    assert all(example.label == example.prediction for example in right)
    assert all(example.label != example.prediction for example in wrong)
    assert {example.label for example in right} == set(NAMES)
    again = choose(probabilities, measured(labels), NAMES, 14)
    assert [e.confidence for e in again[1]] == [e.confidence for e in wrong]


def test_choose_returns_fewer_when_there_are_fewer() -> None:
    right, wrong = choose(sure([0, 1], [0.9, 0.9]), measured([0, 1]), NAMES, 14)
    assert (len(right), len(wrong)) == (2, 0)


FILES = frozenset(
    {
        *("evaluation.json", "output.txt", "evaluation.html"),
        *("confusion.png", "reliability.png", "risk_coverage.png", "samples.png"),
    }
)


def test_write_report_writes_all_files_and_nothing_else(
    version: Path, folder: Path, tmp_path: Path
) -> None:
    found = evaluate(version, str(folder), tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    content = json.loads((tmp_path / "out" / "evaluation.json").read_text("utf-8"))
    assert content == found.as_dict()
    text = (tmp_path / "out" / "output.txt").read_text("utf-8")
    for word in ("MaxPooling2D", "26 x 26 x 32", "precision", "to review", "It gets"):
        assert word in text
    assert max(map(len, text.splitlines())) <= 100
    for path in (tmp_path / "out").glob("*.png"):
        with Image.open(path) as image:
            image.load()


def test_write_report_replaces_an_earlier_report(
    version: Path, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "output.txt").write_text("old")
    (tmp_path / "mine").write_text("kept")
    first = evaluate(version, str(folder), tmp_path)
    assert evaluate(version, str(folder), tmp_path) == first
    assert (tmp_path / "mine").read_text() == "kept"
    assert (tmp_path / "output.txt").read_text("utf-8") != "old"
    assert {path.name for path in tmp_path.iterdir()} == FILES | {"mine"}


def test_write_report_writes_nothing_when_a_picture_fails(
    version: Path, folder: Path, tmp_path: Path, monkeypatch
) -> None:
    def fail(*_arguments):
        raise MemoryError

    monkeypatch.setattr("training.evaluation.plots.samples", fail)
    with pytest.raises(MemoryError):
        evaluate(version, str(folder), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_evaluate_command_names_a_folder_when_none_is_given(
    version: Path, folder: Path, tmp_path: Path, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["evaluate", str(version), "--data", str(folder)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["evaluation-tiny"]
    said = capsys.readouterr().out
    assert said.endswith(f"{Path('evaluation-tiny', 'evaluation.html')}\n")
    assert "It gets" in said
