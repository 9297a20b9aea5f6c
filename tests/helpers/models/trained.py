"""Models of small trainings."""

from pathlib import Path

import numpy as np

from training.core.observer import Record, Silent
from training.versions.card import WEIGHTS
from training.versions.registry import read_card
from training.versions.weights import read_weights


class Recorder(Silent):
    def __init__(self) -> None:
        self.batches: list[tuple[int, int]] = []
        self.records: list[Record] = []

    def batch(self, done: int, total: int) -> None:
        self.batches.append((done, total))

    def epoch(self, record: Record) -> None:
        self.records.append(record)


def weights(folder: Path) -> list[np.ndarray]:
    return list(read_weights(read_card(folder), folder / WEIGHTS).values())


def same(one: Path, two: Path) -> bool:
    pairs = list(zip(weights(one), weights(two), strict=True))
    return bool(pairs) and all(np.array_equal(*pair) for pair in pairs)
