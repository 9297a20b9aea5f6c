"""A data set, split into samples to learn from, to choose by and to report on."""

from dataclasses import dataclass, field

from training.inputs.samples import ITEM_SHAPE, Samples, empty


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set, split into samples to learn from, to choose by and to report on.

    Attributes:
        train: to learn from.
        held_out: to choose between epochs, and to calibrate.
        test: measured at the end; they choose nothing.
        categories: names that the labels point into.
        description: in words, for the card.
        items: Fashion-MNIST's, to be made into photos while training; ``train`` then holds real
            photos to see among them, or none.
        held_out_items: items of those that are held out.
        test_items: items to measure as they are, where ``test`` is empty: large photos of all of
            them would not fit into memory.
        repeats: how often a pass shows each of those real photos.
        share: of the items that a pass shows.
    """

    train: Samples
    held_out: Samples
    test: Samples
    categories: tuple[str, ...]
    description: str
    items: Samples = field(default_factory=lambda: empty(ITEM_SHAPE))
    held_out_items: Samples = field(default_factory=lambda: empty(ITEM_SHAPE))
    test_items: Samples = field(default_factory=lambda: empty(ITEM_SHAPE))
    repeats: int = 0
    share: float = 1.0

    @property
    def learned(self) -> Samples:
        """The samples of which a version keeps some to replay: items if any, else ``train``."""
        return self.items if len(self.items) else self.train

    @property
    def kept(self) -> Samples:
        """The samples of which a version keeps some to measure forgetting."""
        return self.held_out_items if len(self.held_out_items) else self.held_out
