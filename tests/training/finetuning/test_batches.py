import numpy as np

from training.finetuning.appearance import Appearance
from training.finetuning.batches import Material, make_epoch, oversample
from training.finetuning.config import FinetuneConfig
from training.inputs.preparation import SHOP
from training.inputs.samples import Samples, empty

NONE = empty((28, 28, 1))


def test_make_epoch_balances_replayed_samples(drawn) -> None:
    training_photos = drawn(30).take(np.arange(50))
    replay = drawn(50).take(np.concatenate([np.arange(50), np.arange(50, 55), np.arange(100, 120)]))
    marked = Samples(np.full_like(training_photos.images, 255), training_photos.labels)
    material = Material(marked, np.arange(50), replay, NONE)
    shown = make_epoch(material, 10, 100, SHOP, FinetuneConfig(), np.random.default_rng(0))
    images = shown.samples.images
    taught = (images.max(axis=(1, 2, 3)) == 255) & (images[:, 14, 14, 0] == 255)
    assert len(images) == 100 * shown.size
    shares = taught.reshape(100, shown.size).mean(axis=1)
    assert (shares <= 0.5).all()
    assert taught.sum() == 1000
    drawn_labels = np.bincount(shown.samples.labels[~taught])
    assert drawn_labels.min() > 0.9 * drawn_labels.mean()
    assert (shown.weights == 1).all()


def test_make_epoch_keeps_pixels_of_distilled_samples(drawn) -> None:
    training_photos, known = drawn(20).with_targets(3), drawn(30, seed=1).with_targets(3)
    how = FinetuneConfig(distillation=True, replay_ratio=2, appearance_ratio=1, replay_weight=3.0)
    material = Material(training_photos, np.arange(60), known, NONE, Appearance("inverted"))
    shown = make_epoch(material, 20, 4, SHOP, how, np.random.default_rng(0))
    assert shown.size == 80
    parts = shown.samples.images.reshape(4, 80, -1)
    asked, alike = {image.tobytes() for image in known.images}, 255 - parts[:, 60:]
    assert all(image.tobytes() in asked for image in parts[:, 20:60].reshape(160, -1))
    assert all(image.tobytes() in asked for image in alike.reshape(80, -1))
    assert not any(image.tobytes() in asked for image in parts[:, :20].reshape(80, -1))
    weights = shown.weights.reshape(4, 80)
    np.testing.assert_allclose(weights.mean(axis=1), 1, 1e-6)
    np.testing.assert_allclose(weights[:, 20:60] / weights[:, :1], 3, 1e-6)
    np.testing.assert_allclose(weights[:, 60:], weights[:, :20], 1e-6)
    assert shown.samples.targets is not None
    assert (shown.samples.targets.argmax(axis=1) == shown.samples.labels).all()


def test_oversample_repeats_mistakes(drawn) -> None:
    numbered = Samples(drawn(7).images[:20], np.arange(20))
    material = Material(numbered, oversample(np.arange(20) < 5, 3), NONE, NONE)
    shown = make_epoch(material, 10, 300, SHOP, FinetuneConfig(), np.random.default_rng(0))
    counts = np.bincount(shown.samples.labels, minlength=20)
    assert counts[:5].min() == counts[:5].max() == 300
    assert counts[5:].min() == counts[5:].max() == 100
