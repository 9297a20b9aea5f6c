"""How the outputs of a version become categories."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class Rounding:
    """How the program rounds features before the head: it stores them with a byte a number.

    Attributes:
        basis: (F, F): the features of unit length times it are rounded.
        step: between two neighbouring numbers.
        most: steps from 0 at most.
    """

    basis: npt.NDArray[np.float32]
    step: float
    most: int

    def rounded(self, features: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return features, (N, F), as they are when they have been stored."""
        lengths = np.linalg.norm(features, axis=1, keepdims=True)
        units = features / np.where(lengths > 0, lengths, 1)
        steps = np.rint(units @ self.basis / self.step).clip(-self.most, self.most)
        return np.asarray(steps * lengths * self.step @ self.basis.T, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """The categories of an exported model, and the outputs of the version that belong to each.

    Attributes:
        categories: names, in the order of the exported outputs.
        matrix: (outputs of the version, categories): 1 where an output belongs to a category.
        rounding: of the features, if the program that uses the version rounds them.
    """

    categories: tuple[str, ...]
    matrix: npt.NDArray[np.float32]
    rounding: Rounding | None = None

    @classmethod
    def of(cls, names: Sequence[str | None], rounding: Rounding | None = None) -> "Shares":
        """Return the shares for the names of a version's outputs.

        Args:
            names: the category of each output; the same for outputs that are added up, None for
                one that is left out.
            rounding: of the features.
        """
        categories = tuple(dict.fromkeys(name for name in names if name is not None))
        matrix = np.array([[name == one for one in categories] for name in names], np.float32)
        return cls(categories, matrix.reshape(len(names), len(categories)), rounding)

    @property
    def are_plain(self) -> bool:
        """Return True if each output is one category, in the same order."""
        return self.matrix.shape[0] == self.matrix.shape[1] and bool(
            (self.matrix == np.eye(len(self.matrix))).all()
        )
