import dataclasses
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from safeio.decoding.decode import decode_thumbnail, thumbnail
from tests.helpers.models.errors import refused
from tests.helpers.models.versions import changed_weights
from training.architectures.builders import HEAD
from training.core.arrays import pack_arrays
from training.inputs.photos import load_folder
from training.inputs.preparation import input_shape, prepare
from training.inputs.samples import Samples
from training.versions import serving
from training.versions.calibrate import apply_temperature
from training.versions.registry import (
    build_model,
    load_model,
    read_card,
    read_samples,
    write_version,
)
from training.versions.rounding import multiplies_bytes
from training.versions.serving import Classifier
from training.versions.shipped import shipped_models


@pytest.fixture(scope="module")
def classifier(version: Path) -> Classifier:
    return Classifier(version)


@pytest.mark.parametrize("count", [0, 1, 3, 8, 120, 700])
def test_classifier_agrees_with_keras_for_batches_of_any_size(
    version: Path, classifier: Classifier, drawn, count: int
) -> None:
    images = drawn(240).images[:count]
    found = classifier.probabilities(images)
    assert found.shape == (count, 3)
    assert found.dtype == np.float32
    if count:
        raw = load_model(version).predict(images, verbose=0)
        expected = apply_temperature(raw, classifier.card.temperature)
        np.testing.assert_allclose(found, expected, atol=1e-5)
        np.testing.assert_allclose(found.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("count", [0, 5, 700])
def test_with_features_returns_the_input_of_the_last_layer(
    version: Path, drawn, count: int
) -> None:
    both = Classifier(version, features=True)
    images = drawn(240).images[:count]
    probabilities, features = both.with_features(images)
    np.testing.assert_array_equal(probabilities, both.probabilities(images))
    kernel, bias = load_model(version).get_layer(HEAD).get_weights()
    assert features.shape == (count, len(kernel))
    logits = (features @ kernel + bias) / both.card.temperature
    expected = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-np.inf))
    expected /= expected.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(probabilities, expected, atol=1e-5)


@pytest.mark.parametrize("name", ["seed-cnn", "fashion-mnist", "photo", "photo-base"])
def test_with_features_works_for_every_shipped_model(name: str) -> None:
    both = Classifier(shipped_models() / name, features=True)
    shape = input_shape(both.card.preparation)
    grey, noise = np.full(shape, 90), np.random.default_rng(0).integers(0, 256, shape)
    _, features = both.with_features(np.stack([grey, noise, grey]).astype(np.uint8))
    assert features.shape[0] == 3
    np.testing.assert_allclose(features[0], features[2], atol=1e-4)
    assert np.abs(features[0] - features[1]).max() > 0.1


def test_with_features_raises_when_none_were_asked_for(classifier: Classifier, drawn) -> None:
    with pytest.raises(ValueError, match="unpack"):
        classifier.with_features(drawn(1).images)


def test_classifier_imports_no_tensorflow_where_onnx_runtime_serves(version: Path) -> None:
    code = (
        "import sys; from pathlib import Path; import numpy as np\n"
        "from training.versions.serving import Classifier\n"
        "made = Classifier(Path(sys.argv[1]), features=True)\n"
        "print(*made.with_features(np.zeros((2, 28, 28, 1), np.uint8))[1].shape)\n"
        "assert not {'tensorflow', 'keras'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(version)], capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == ["2", "128"]


def test_classifier_uses_tensorflow_where_onnx_runtime_is_missing(
    version: Path, drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    images = drawn(20).images
    expected = Classifier(version, features=True).with_features(images)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)  # as if it were not installed
    found = Classifier(version, features=True).with_features(images)
    for ours, theirs in zip(found, expected, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5)


def test_classifier_uses_tensorflow_when_the_layers_cannot_be_recorded(
    version: Path, tmp_path: Path
) -> None:
    card = dataclasses.replace(
        read_card(version), architecture="mobilenet-v3-small", preparation="photo-64"
    )
    model = build_model(card)
    photos = np.random.default_rng(0).integers(0, 256, (5, 64, 64, 3)).astype(np.uint8)
    none = Samples(photos[:0], np.zeros(0, np.int64))
    classifier = Classifier(write_version(tmp_path, card, model, none, none), features=True)
    expected = apply_temperature(model.predict(photos, verbose=0), card.temperature)
    np.testing.assert_allclose(classifier.probabilities(photos), expected, atol=1e-4)
    assert classifier.width == 576


@pytest.mark.parametrize("missing", ["layers/conv2d", "layers/conv2d_1/vars/1", "nan"])
def test_classifier_raises_when_weights_are_missing(
    version: Path, tmp_path: Path, missing: str
) -> None:
    copy = Path(shutil.copytree(version, tmp_path / "tiny"))
    with changed_weights(copy) as file:
        if missing == "nan":
            file["layers/conv2d/vars/1"][3] = np.nan
        else:
            del file[missing]
    refused("weights-unreadable", Classifier, copy)


def blends(drawn) -> np.ndarray:
    """A bar that becomes a ring in a thousand steps: some of them are a close call."""
    bar, ring = drawn(1).images[[0, 2]].astype(float)
    shares = np.linspace(0, 1, 1000)[:, np.newaxis, np.newaxis, np.newaxis]
    return (bar * shares + ring * (1 - shares)).astype(np.uint8)


# Other processors add up products of bytes in 16 bits, which overflow.
multiplies = pytest.mark.skipif(
    not multiplies_bytes(), reason="the processor does not multiply bytes exactly"
)


@multiplies
def test_fast_classifier_computes_close_calls_exactly(version: Path, drawn) -> None:
    images = blends(drawn)
    exact, fast = (Classifier(version, features=True, fast=way) for way in (False, True))
    (expected, seen), (found, felt) = exact.with_features(images), fast.with_features(images)
    np.testing.assert_array_equal(found.argmax(axis=1), expected.argmax(axis=1))
    np.testing.assert_allclose(found, expected, atol=0.1)
    np.testing.assert_allclose(felt, seen, atol=0.1 * np.abs(seen).max())
    apart = np.sort(found, axis=1)
    close = apart[:, -1] - apart[:, -2] < 0.08
    assert 0 < close.sum() < len(images)
    np.testing.assert_allclose(found[close], expected[close], atol=1e-5)
    assert not np.allclose(found[~close], expected[~close], atol=1e-5), "it computes with bytes"


@multiplies
@pytest.mark.parametrize("name", ["seed-cnn", "fashion-mnist", "photo-64"])
def test_fast_classifier_suggests_what_the_exact_one_does(name: str) -> None:
    folder = shipped_models() / name
    images = read_samples(folder, "holdout", most=200).images
    exact, fast = (Classifier(folder, fast=way).probabilities(images) for way in (False, True))
    np.testing.assert_array_equal(fast.argmax(axis=1), exact.argmax(axis=1))
    np.testing.assert_allclose(fast, exact, atol=0.15)
    assert np.abs(fast - exact).mean() < 0.005


def test_fast_classifier_is_exact_for_the_two_bodies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "multiplies_bytes", lambda: True)
    folder = shipped_models() / "photo"
    images = read_samples(folder, "holdout", most=20).images
    exact, fast = (Classifier(folder, fast=way).probabilities(images) for way in (False, True))
    np.testing.assert_array_equal(fast, exact)


def test_fast_classifier_is_exact_when_the_processor_does_not_multiply_bytes(
    version: Path, drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "multiplies_bytes", lambda: False)
    images = blends(drawn)
    found = Classifier(version, fast=True).probabilities(images)
    np.testing.assert_array_equal(found, Classifier(version).probabilities(images))


@pytest.mark.parametrize("damage", ["none", "damaged"])
def test_fast_classifier_is_exact_when_there_are_no_samples(
    version: Path, tmp_path: Path, drawn, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    monkeypatch.setattr(serving, "multiplies_bytes", lambda: True)
    copy = Path(shutil.copytree(version, tmp_path / "tiny"))
    none = {"images": np.zeros((0, 28, 28, 1), np.uint8), "labels": np.zeros(0, np.int64)}
    (copy / "replay.npz").write_bytes(b"" if damage == "damaged" else pack_arrays(none))
    images = blends(drawn)
    found = Classifier(copy, fast=True).probabilities(images)
    np.testing.assert_array_equal(found, Classifier(version).probabilities(images))


def test_probabilities_raises_when_shape_or_type_is_another(classifier: Classifier) -> None:
    for batch in (np.zeros((1, 28, 28), np.uint8), np.zeros((1, 28, 28, 1), np.float32)):
        with pytest.raises(ValueError, match="expected uint8"):
            classifier.probabilities(batch)


def test_classifier_answers_in_other_threads_than_its_own(version: Path, drawn) -> None:
    images = drawn(10).images
    made: list[Classifier] = []
    maker = threading.Thread(target=lambda: made.append(Classifier(version)))
    maker.start()
    maker.join()
    answers: list[np.ndarray] = []
    askers = [
        threading.Thread(target=lambda: answers.append(made[0].probabilities(images)))
        for _ in range(4)
    ]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    for answer in answers:
        np.testing.assert_array_equal(answer, answers[0])


def test_serving_prepares_photos_as_training_does(
    version: Path, folder: Path, tmp_path: Path
) -> None:
    """A photo through a training folder, and through the thumbnail that a workspace keeps."""
    name = read_card(version).preparation
    for label in ("a", "b"):
        (tmp_path / label).mkdir()
    rng = np.random.default_rng(0)
    for number, size in enumerate([(300, 200), (90, 128), (28, 28), (2000, 40)]):
        noise = rng.integers(0, 255, (size[1], size[0], 3), np.uint8)
        noise[:10] = noise[-10:] = 250
        Image.fromarray(noise).save(tmp_path / "a" / f"{number}.jpg", quality=95)
    Image.new("L", (50, 50), 200).save(tmp_path / "b" / "0.png")
    trained = load_folder(tmp_path, name)
    for file, image in zip(trained.files, trained.samples.images, strict=True):
        kept = decode_thumbnail(thumbnail(file.read_bytes()).encoded)
        np.testing.assert_array_equal(prepare(kept, name), image)
        np.testing.assert_array_equal(prepare(np.asarray(kept), name), image)
