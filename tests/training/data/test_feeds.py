import contextlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil
import pytest

from tests.helpers.files.items import items
from training.core.errors import TrainingError
from training.data.clothing import CATEGORIES
from training.data.dataset import Dataset
from training.data.feeds import MemoryFeed, PhotoFeed
from training.inputs.augment import augment_images, augment_strongly
from training.inputs.preparation import LARGE_PHOTOS, PHOTOS, SHOP
from training.inputs.samples import Samples, empty

ROOT = Path(__file__).parents[3]


NO_PHOTOS = empty((64, 64, 3))


def photo_feed(
    photos: Samples = NO_PHOTOS,
    batch_size: int = 4,
    share: float = 0.5,
    repeats: int = 0,
    preparation: str = PHOTOS,
) -> PhotoFeed:
    parts = {"train": photos, "held_out": NO_PHOTOS, "test": NO_PHOTOS, "items": items()}
    dataset = Dataset(**parts, categories=CATEGORIES, description="", share=share, repeats=repeats)
    return PhotoFeed(dataset, preparation, 7, batch_size)


def test_memory_feed_shows_each_sample_once_in_a_seeded_order() -> None:
    samples = items()
    feed = MemoryFeed(samples, 3, 10, "")
    (first,), (again,), (second,) = (list(feed.make_epoch(number)) for number in (1, 1, 2))
    assert feed.steps == 3
    assert np.array_equal(first.images, again.images)
    assert not np.array_equal(first.labels, second.labels)
    assert sorted(first.images.sum((1, 2, 3))) == sorted(samples.images.sum((1, 2, 3)))


def test_memory_feed_augments_copies_of_shop_items() -> None:
    samples = items()
    before = samples.images.copy()
    (changed,) = MemoryFeed(samples, 3, 10, "shop").make_epoch(1)
    assert not np.array_equal(np.sort(changed.images.ravel()), np.sort(before.ravel()))
    assert np.array_equal(samples.images, before)


def test_photo_feed_makes_the_same_pass_when_other_processes_make_it() -> None:
    with contextlib.closing(photo_feed()) as one, contextlib.closing(photo_feed()) as two:
        first = list(one.make_epoch(1))
        again = list(two.make_epoch(1))
        other = list(two.make_epoch(2))
    assert one.steps == 3
    assert sum(map(len, first)) == 12
    assert all(np.array_equal(a.images, b.images) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[0].images, other[0].images)
    assert first[0].images.shape[1:] == (64, 64, 3)


def test_photo_feed_shows_real_photos_as_often_as_asked() -> None:
    photos = Samples(np.full((3, 64, 64, 3), 90, np.uint8), np.array([10, 11, 12]))
    feed = photo_feed(photos=photos, repeats=2, batch_size=1, share=0.2)
    with contextlib.closing(feed):
        labels = np.concatenate([part.labels for part in feed.make_epoch(1)])
    assert len(labels) == feed.steps == 5 + 6
    assert all((labels == label).sum() >= 2 for label in (10, 11, 12))


def test_photo_feed_ends_its_processes_when_a_pass_is_left() -> None:
    feed = photo_feed(batch_size=1, share=1.0)
    next(feed.make_epoch(1))
    helpers = psutil.Process().children(recursive=True)
    feed.close()
    assert helpers
    assert not [one for one in helpers if one.is_running() and "spawn_main" in str(one.cmdline())]


def test_photo_feed_shows_items_when_they_fill_no_batch() -> None:
    with contextlib.closing(photo_feed(batch_size=100, share=1.0)) as feed:
        assert feed.steps == 1
        assert [len(part) for part in feed.make_epoch(1)] == [26]


def test_photo_feed_raises_when_a_process_is_killed() -> None:
    with contextlib.closing(photo_feed(batch_size=1, share=1.0)) as feed:
        parts = feed.make_epoch(1)
        next(parts)
        for one in psutil.Process().children(recursive=True):
            if "spawn_main" in str(one.cmdline()):
                one.kill()
        with pytest.raises(TrainingError) as caught:
            for number in range(2, 50):
                list(feed.make_epoch(number))
        assert caught.value.code == "helper-ended"


def test_photo_feed_raises_when_a_process_is_killed_while_it_sends() -> None:
    feed = photo_feed(batch_size=1, share=1.0, preparation=LARGE_PHOTOS)
    with contextlib.closing(feed):
        parts = feed.make_epoch(1)
        next(parts)
        # The second part is larger than a pipe holds, and nobody reads it.
        assert feed._helpers[1]._pipe.poll(60)
        feed._helpers[1]._process.kill()
        with pytest.raises(TrainingError) as caught:
            list(parts)
        assert caught.value.code == "helper-ended"


def test_photo_feed_makes_a_whole_pass_after_one_that_was_left() -> None:
    with contextlib.closing(photo_feed(batch_size=1, share=1.0)) as feed:
        expected = list(feed.make_epoch(2))
        next(feed.make_epoch(1))
        found = list(feed.make_epoch(2))
    assert len(found) > 1
    for one, other in zip(found, expected, strict=True):
        assert np.array_equal(one.images, other.images)


ORPHANS = """
import sys, tests.training.data.test_feeds as t
feed = t.photo_feed(batch_size=1, share=1.0)
next(feed.make_epoch(1))
print("up", flush=True)
sys.stdin.read()
"""


def test_photo_feed_ends_its_processes_when_the_training_is_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ORPHANS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout.readline() == b"up\n"
        helpers = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    assert helpers
    assert not psutil.wait_procs(helpers, timeout=30)[1]


@pytest.mark.parametrize(
    ("preparation", "shape"), [(SHOP, (28, 28, 1)), (PHOTOS, (64, 64, 3))], ids=["shop", "photos"]
)
def test_augment_images_returns_none_when_there_are_none(preparation, shape) -> None:
    none, rng = np.zeros((0, *shape), np.uint8), np.random.default_rng(1)
    for change in (augment_images, augment_strongly):
        assert change(none, preparation, rng).shape == (0, *shape)
