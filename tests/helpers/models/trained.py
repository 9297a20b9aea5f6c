"""Models of small trainings."""

from pathlib import Path

import numpy as np

from training.core.observer import Record, Silent
from training.versions.registry import load_model


class Recorder(Silent):
    def __init__(self) -> None:
        self.batches: list[tuple[int, int]] = []
        self.records: list[Record] = []

    def batch(self, done: int, total: int) -> None:
        self.batches.append((done, total))

    def epoch(self, record: Record) -> None:
        self.records.append(record)


def weights(folder: Path) -> list[np.ndarray]:
    return load_model(folder).get_weights()


def same(one: Path, two: Path) -> bool:
    return all(map(np.array_equal, weights(one), weights(two)))
