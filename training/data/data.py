"""Data sets for a training: Fashion-MNIST, folders, lists, tables."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from training.core.errors import TrainingError
from training.data import clothing, fashion_mnist, tables
from training.data.dataset import Dataset
from training.inputs.photos import Photos, load_folder, load_manifest
from training.inputs.preparation import LARGE_PHOTOS, PHOTOS, SYNTHETIC, input_shape
from training.inputs.samples import ITEM_SHAPE, Labels, Samples, concatenate, empty
from training.versions.card import checked_categories

FASHION_MNIST: Final = "fashion-mnist"
_DRAWN_SEED: Final = 13
_REPEATS: Final = 10
_SHARE: Final = 0.24
_SHARE_ALONE: Final = 0.84  # of 71,500 items: 60,000 a pass
_SHARE_LARGE: Final = 0.42  # of 71,500 items: 30,000
_LARGE_HELD_OUT: Final = 3  # one of so many held-out items
_MIXED_HELD_OUT: Final = 12  # the same, among real photos
_REPEATS_LARGE: Final = 4
_SHARE_MIXED_LARGE: Final = 0.3
_TEXT: Final = (
    "Fashion-MNIST (arXiv 1708.07747): 55,000 of its 60,000 training images, made into photos by "
    "domain randomisation while it learned, with drawn garments among them. 4,700 more, made into "
    "photos once, were held out to choose the pass and fit the temperature. The 10,000 test "
    "images, as they are, were only measured. No real photo."
)
_LARGE_TEXT: Final = (
    "Fashion-MNIST (arXiv 1708.07747): 30,000 photos made by domain randomisation of 55,000 of its "
    "60,000 training images and of drawn garments. A third of 4,700 more and of more garments, "
    "made into photos once, was held out to choose the pass and fit the temperature. The 10,000 "
    "test images, as they are, were only measured. No real photo of clothes."
)
Indices = npt.NDArray[np.intp]
Predict = Callable[[npt.NDArray[np.uint8]], npt.NDArray[np.floating[Any]]]


def load_dataset(
    source: str,
    preparation: str,
    seed: int,
    photos: Path | None = None,
    predict: Predict | None = None,
) -> Dataset:
    """Read and split data to train on.

    Args:
        source: ``fashion-mnist``, a folder with a subfolder a category, a CSV list, or a table
            (``training.data.tables``).
        preparation: how photos become inputs.
        seed: of the split of a folder, list or table; Fashion-MNIST's is always the same.
        photos: the Clothing dataset's list, to learn its photos among Fashion-MNIST's items.
        predict: probabilities of Fashion-MNIST's categories for prepared photos; they decide
            which kind of shoe a photo of shoes shows.

    Raises:
        TrainingError: ``preparation-mismatch``, ``one-category``, ``too-few-photos``, and those of
            ``fashion_mnist.load``, ``load_folder``, ``load_manifest`` and ``load_table``.
    """
    if photos is not None:
        if source != FASHION_MNIST or preparation not in SYNTHETIC:
            raise TrainingError(
                "preparation-mismatch",
                "The Clothing dataset's photos are learned among Fashion-MNIST's items only.",
                "Train the model photo or photo-lite0 on fashion-mnist, or leave the photos out.",
            )
        items = _as_photos(preparation=preparation)
        return _with_clothing(items, photos, preparation, predict)
    if source == FASHION_MNIST:
        return _fashion_mnist(preparation)
    if tables.is_table(Path(source)):
        return _of_table(source, preparation, seed)
    photos_there = load_photos(Path(source), preparation)
    _check_names(photos_there.categories, source)
    return _split(photos_there, source, seed)


def load_photos(source: Path, preparation: str) -> Photos:
    """Read a folder, a CSV list, or what is to be measured of a table, whichever it is."""
    if tables.is_table(source):
        file, found = tables.load_measured(source)
        files = tuple(file / f"image {number}" for number in range(len(found)))
        return Photos(prepared_items(found, preparation), fashion_mnist.CATEGORIES, files, ())
    if source.suffix.lower() == ".csv" or (source.exists() and not source.is_dir()):
        return load_manifest(source, preparation)
    return load_folder(source, preparation)


def _fashion_mnist(preparation: str, split: fashion_mnist.FashionMnist | None = None) -> Dataset:
    if preparation in SYNTHETIC:
        return _as_photos(split, preparation)
    if preparation != fashion_mnist.PREPARATION:
        raise TrainingError(
            "preparation-mismatch",
            f"Fashion-MNIST is already prepared by {fashion_mnist.PREPARATION!r}.",
            f"Train on it with that preparation, not with {preparation!r}.",
            {"preparation": preparation},
        )
    split = split or fashion_mnist.load()
    return Dataset(
        split.train,
        split.held_out,
        split.test,
        fashion_mnist.CATEGORIES,
        "Fashion-MNIST (arXiv 1708.07747): 55,000 of its 60,000 training images. The other 5,000, "
        "500 a category, were held out: 4,700 to choose the epoch and fit the temperature, 300 "
        "for the sample catalogue alone. The 10,000 test images were only measured.",
    )


def _as_photos(
    split: fashion_mnist.FashionMnist | None = None, preparation: str = PHOTOS
) -> Dataset:
    """Return Fashion-MNIST for a model of photos: items to make photos of."""
    split = split or fashion_mnist.load()
    text = _LARGE_TEXT if preparation == LARGE_PHOTOS else _TEXT
    return _of_items(split.train, split.held_out, split.test, preparation, text)


def _of_items(
    items: Samples, held_out: Samples, test: Samples, preparation: str, description: str
) -> Dataset:
    from training.inputs.rendering.scenes import as_photos

    each = max(1, len(items) // len(fashion_mnist.CATEGORIES))
    drawn, held_out_drawn = (_drawn(count) for count in (each, max(1, each // 10)))
    kept, nothing = concatenate(held_out, held_out_drawn), empty(input_shape(preparation))
    large = preparation == LARGE_PHOTOS
    if large:
        kept = kept.take(np.arange(0, len(kept), _LARGE_HELD_OUT))
    return Dataset(
        train=nothing,
        held_out=nothing if large else as_photos(kept, clothing.CATEGORIES, preparation, seed=1),
        test=nothing if large else prepared_items(test, preparation),
        categories=clothing.CATEGORIES,
        description=description,
        items=concatenate(items, drawn),
        held_out_items=kept,
        test_items=test if large else empty(ITEM_SHAPE),
        share=_SHARE_LARGE if large else _SHARE_ALONE,
    )


def _drawn(each: int) -> Samples:
    """Return drawn garments, as items, of the categories that Fashion-MNIST lacks."""
    from training.inputs.rendering import garments

    rng = np.random.default_rng([_DRAWN_SEED, each])
    first = len(fashion_mnist.CATEGORIES)
    labels = np.repeat(np.arange(first, len(clothing.CATEGORIES)), each)
    drawn = [garments.as_item(clothing.CATEGORIES[label], rng) for label in labels]
    return Samples(np.stack(drawn)[..., np.newaxis], labels)


def prepared_items(items: Samples, preparation: str) -> Samples:
    """Return 28x28 images in the model's preparation."""
    if preparation == fashion_mnist.PREPARATION:
        return items
    from training.inputs.rendering.scenes import plain

    return plain(items, preparation)


def _of_table(source: str, preparation: str, seed: int) -> Dataset:
    """Return Fashion-MNIST's own split if it is that; else split it as folders are."""
    every, *tests = tables.load_table(Path(source)).values()
    if tests and fashion_mnist.is_whole(every, *tests):
        return _fashion_mnist(preparation, fashion_mnist.split(every, *tests))
    train, held_out, test = _parts(every, fashion_mnist.CATEGORIES, source, seed, *tests)
    name = Path(source).name
    kept = f"{len(held_out):,} more were held out to choose the pass and fit the temperature, "
    if preparation in SYNTHETIC:
        return _of_items(
            train,
            held_out,
            test,
            preparation,
            f"{len(train):,} images of the table {name}, made into photos by domain randomisation "
            f"while it learned, with drawn garments among them; {kept}{len(test):,} more, as they "
            "are, were only measured. No real photo.",
        )
    return Dataset(
        train,
        held_out,
        prepared_items(test, preparation),
        fashion_mnist.CATEGORIES,
        f"{len(train):,} images of the table {name}; {kept}{len(test):,} more were only measured.",
    )


def _with_clothing(
    items: Dataset, manifest: Path, preparation: str, predict: Predict | None
) -> Dataset:
    found = clothing.load(manifest, preparation)
    ours = [
        clothing.as_categories(part, found.names, predict and predict(part.images))
        for part in (found.learn, found.held_out)
    ]
    large = preparation == LARGE_PHOTOS
    return dataclasses.replace(
        items,
        train=ours[0],
        held_out=concatenate(ours[1], _some_held_out(items, preparation)),
        repeats=_REPEATS_LARGE if large else _REPEATS,
        share=_SHARE_MIXED_LARGE if large else _SHARE,
        description=f"{len(ours[0]):,} photos of the Clothing dataset (CC0) among Fashion-MNIST's "
        "55,000 items, which are made into photos by domain randomisation while it learns, with "
        f"drawn garments. {len(ours[1]):,} more of the photos and some items were held out to "
        "choose the pass and fit the temperature. One photo in five, chosen by hash, and "
        "Fashion-MNIST's test images were only measured.",
    )


def _some_held_out(items: Dataset, preparation: str) -> Samples:
    """Return some of the held-out items as photos, fewer than there are real ones."""
    from training.inputs.rendering.scenes import as_photos

    if len(items.held_out):
        return items.held_out.take(np.arange(0, len(items.held_out), _MIXED_HELD_OUT))
    kept = items.held_out_items
    some = kept.take(np.arange(0, len(kept), _MIXED_HELD_OUT // _LARGE_HELD_OUT))
    return as_photos(some, items.categories, preparation, seed=1)


def _split(photos: Photos, source: str, seed: int) -> Dataset:
    train, held_out, test = _parts(photos.samples, photos.categories, source, seed)
    return Dataset(
        train,
        held_out,
        test,
        photos.categories,
        f"{len(train):,} photos of {Path(source).name}; {len(held_out):,} more were held out to "
        f"choose the epoch and fit the temperature, {len(test):,} more were only measured."
        + _left_out(photos),
        repeats=1,
    )


def _parts(
    samples: Samples, names: tuple[str, ...], source: str, seed: int, test: Samples | None = None
) -> tuple[Samples, Samples, Samples]:
    """Return samples to learn from, to hold out and to test on: none of them empty."""
    _check_labels(samples.labels, names, source, apart=2 if test is None else 1)
    parts = split_indices(samples.labels, seed, test=test is None)
    train, held_out, rest = (samples.take(part) for part in parts)
    test = rest if test is None else test
    train = _without_copies(train, held_out, test)
    held_out = _without_copies(held_out, test)
    _check_labels(train.labels, names, source, apart=0)
    if not len(held_out):
        raise TrainingError(
            "only-copies",
            f"All photos of {source} that were held out are copies of those that only measure.",
            "Add photos that are no copies of others.",
            {"path": source},
        )
    return train, held_out, test


def _without_copies(samples: Samples, *others: Samples) -> Samples:
    """Return samples whose image is in none of the others: test images are never learned."""
    known = {image.tobytes() for other in others for image in other.images}
    fresh = [place for place, image in enumerate(samples.images) if image.tobytes() not in known]
    return samples.take(np.array(fresh, np.intp))


def _left_out(photos: Photos) -> str:
    passed = photos.passed_over
    text = f" {passed:,} rows of the list had no label of a person." if passed else ""
    if photos.unreadable:
        count, first = len(photos.unreadable), photos.unreadable[0][0].name
        text += f" {count:,} could not be read, {first} first."
    return text


def split_indices(labels: Labels, seed: int, *, test: bool = True) -> tuple[Indices, ...]:
    """Hold out a tenth of each category, at least one photo, and as many for the test.

    Args:
        labels: (N,) of all photos.
        seed: of the split.
        test: whether to set photos apart for the test; else none are.

    Returns:
        Indices to learn from, to hold out and to test on, each sorted. Of a category of fewer than
        three photos (two without a test), none may be left to learn from.
    """
    rng = np.random.default_rng(seed)
    parts: tuple[list[int], list[int], list[int]] = ([], [], [])
    for category in range(labels.max(initial=-1) + 1):
        members = rng.permutation(np.flatnonzero(labels == category)).tolist()
        held_out = max(1, round(len(members) / 10))
        tested = held_out + (held_out if test else 0)
        for part, chosen in zip(
            parts, (members[tested:], members[:held_out], members[held_out:tested]), strict=True
        ):
            part.extend(chosen)
    return tuple(np.sort(np.array(part, np.intp)) for part in parts)


def _check_names(categories: tuple[str, ...], source: str) -> None:
    """Raise TrainingError for names that a card cannot hold, before the training."""
    if len(categories) < 2:
        return  # which has a sentence of its own
    try:
        checked_categories(list(categories))
    except ValueError as error:
        raise TrainingError(
            "category-name",
            f"The categories in {source} cannot be learned: {error}.",
            "Rename the folders or labels, each to a short text of its own.",
            {"path": source, "detail": str(error)},
        ) from error


def _check_labels(labels: Labels, categories: tuple[str, ...], source: str, apart: int) -> None:
    """Raise TrainingError unless there are photos of each category, and of more than one."""
    counts = np.bincount(labels, minlength=len(categories))
    if (counts > 0).sum() < 2:
        name = categories[int(counts.argmax())]
        raise TrainingError(
            "one-category",
            f"All photos in {source} have the same label, {name!r}.",
            "Add photos of at least one more category: one alone teaches nothing.",
            {"path": source, "category": name},
        )
    for name, count in zip(categories, counts.tolist(), strict=True):
        if count <= apart:
            raise TrainingError(
                "too-few-photos",
                f"The category {name!r} has {count} readable photos.",
                "Give each category at least three: to learn from, to hold out, and to test on.",
                {"category": name, "count": count},
            )
