"""How many decisions each order of the queue takes with live learning, simulated in memory.

Categories are the operator's own, and the model, `photo-base`, knows none of them. The most typical
photos are decided first, as after an import; once the ten decisions after which a draft is fitted
have two categories, the order decides which ten follow. An operator who knows the labels
continues until 97 % are decided or rightly suggested. Four of five decided photos teach.

The order in force is the one that the program uses; the others were tried:

- margin: the smallest difference between the two likeliest categories first,
- typical: the most typical photos of clusters until 50 are decided, then the least confident,
- apart: of the 30 least confident, the ten that differ most from one another,
- unlike: the least confident, but for those that are similar to one chosen before.

Cases: those of `benchmarks.drafts`, and the five categories on which the order was chosen.

Usage: python -m benchmarks.orders FOLDER
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.drafts import AT_ONCE, GOAL, UNSEEN, sets
from benchmarks.figures import Row, photo_folder, report
from benchmarks.probe import features_of
from benchmarks.registry import ROOT
from hitl_app.domain.photos import Split, split_of
from hitl_app.domain.queueing import kinds
from hitl_app.domain.vectors import Floats, pack, unpack
from hitl_app.jobs.drafting import draft_head
from training.fitting.head import LinearHead
from training.inputs.photos import load_manifest
from training.versions.serving import Classifier

_TYPICAL = 50
_OF = 30
_UNLIKE = 12


@dataclass(frozen=True, slots=True)
class Left:
    """The photos left, for an order.

    Attributes:
        probabilities: (N, K), of the draft.
        units: (N, F), features of length 1.
        typical: (M,), places of those that are the most typical of a cluster.
        decided: how many are decided.
    """

    probabilities: Floats
    units: Floats
    typical: NDArray[np.int64]
    decided: int

    @property
    def confidence(self) -> Floats:
        """Return the probability of each suggestion."""
        return np.asarray(self.probabilities.max(axis=1))


Order = Callable[[Left], NDArray[np.int64]]


def _in_force(left: Left) -> NDArray[np.int64]:
    return np.argsort(left.confidence, kind="stable")[:AT_ONCE]


def _margin(left: Left) -> NDArray[np.int64]:
    likeliest = np.sort(left.probabilities, axis=1)
    return np.argsort(likeliest[:, -1] - likeliest[:, -2], kind="stable")[:AT_ONCE]


def _typical(left: Left) -> NDArray[np.int64]:
    if left.decided < _TYPICAL and len(left.typical):
        return left.typical[:AT_ONCE]
    return _in_force(left)


def _apart(left: Left) -> NDArray[np.int64]:
    among = np.argsort(left.confidence, kind="stable")[:_OF]
    chosen = [0]
    away = 1 - left.units[among] @ left.units[among[0]]
    while len(chosen) < min(AT_ONCE, len(among)):
        chosen.append(int(away.argmax()))
        away = np.minimum(away, 1 - left.units[among] @ left.units[among[chosen[-1]]])
    return among[chosen]


def _unlike(left: Left) -> NDArray[np.int64]:
    doubt = 1 - left.confidence
    chosen: list[int] = []
    for _ in range(min(AT_ONCE, len(doubt))):
        best = int(doubt.argmax())
        chosen.append(best)
        doubt = doubt * (1 - np.clip(left.units @ left.units[best], 0, 1) ** _UNLIKE)
        doubt[chosen] = -1
    return np.array(chosen)


ORDERS: Mapping[str, Order] = {
    "in force": _in_force,
    "margin": _margin,
    "typical": _typical,
    "apart": _apart,
    "unlike": _unlike,
}


@dataclass(frozen=True, slots=True)
class Case:
    """Photos to decide: what all orders share.

    Attributes:
        features: (N, F), unpacked.
        labels: (N,), numbers of categories.
        taught: (N,), whether a decision on the photo teaches.
        units: (N, F), features of length 1.
        typical: (M,), places of those that are the most typical of a cluster.
    """

    features: Floats
    labels: NDArray[np.int64]
    taught: NDArray[np.bool_]
    units: Floats
    typical: NDArray[np.int64]

    @classmethod
    def of(cls, features: Floats, labels: NDArray[np.int64], taught: NDArray[np.bool_]) -> "Case":
        """Cluster the photos."""
        units = features / np.linalg.norm(features, axis=1, keepdims=True)
        found = kinds(units.astype(np.float32))
        by_kind = np.lexsort((np.arange(len(labels)), found.strange, found.kind))
        typical = by_kind[np.unique(found.kind[by_kind], return_index=True)[1]]
        return cls(features, labels, taught, units, typical)


def decided_share(case: Case, order: Order) -> float:
    """Return the share of photos that is decided by hand in an order."""
    features, labels, units, typical = case.features, case.labels, case.units, case.typical
    decided = np.zeros(len(labels), bool)
    head, outputs = None, np.zeros(0, np.int64)
    while True:
        left = np.flatnonzero(~decided)
        first = typical[~decided[typical]]
        chosen = first[:AT_ONCE] if len(first) else left[:AT_ONCE]
        right = 0
        if head is not None:
            shares = head.probabilities(features[left])
            right = int((outputs[shares.argmax(axis=1)] == labels[left]).sum())
            places = np.searchsorted(left, first)
            chosen = left[order(Left(shares, units[left], places, int(decided.sum())))]
        if decided.sum() + right >= GOAL * len(labels):
            return float(decided.mean())
        decided[chosen] = True
        teach = np.flatnonzero(decided & case.taught)
        outputs = np.unique(labels[teach])
        if len(outputs) > 1:
            base = LinearHead.zero(features.shape[1], len(outputs))
            known = np.zeros(len(outputs), bool)
            head = draft_head(features[teach], np.searchsorted(outputs, labels[teach]), base, known)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> Iterator[Row]:
    """Compute the features once, and work through all cases by each order."""
    manifest = photo_folder() / "labels.csv"
    classifier = Classifier(ROOT / "models" / "photo-base", features=True)
    photos = load_manifest(manifest, classifier.card.preparation)
    features = unpack(pack(features_of(classifier, photos.samples)))
    labels = photos.samples.labels.astype(np.int64)
    taught = np.array([split_of(_sha256(path)) is Split.TRAINING for path in photos.files])
    place = {str(path.resolve()): n for n, path in enumerate(photos.files)}
    cases = {case: [place[p] for p in some if p in place] for case, some in sets(manifest).items()}
    unseen = np.isin(labels, [photos.categories.index(name) for name in UNSEEN])
    cases["five categories on which the order was chosen"] = np.flatnonzero(~unseen).tolist()
    for title, some in cases.items():
        case = Case.of(features[some], labels[some], taught[some])
        shares = {name: 100 * decided_share(case, order) for name, order in ORDERS.items()}
        peer = ", ".join(f"{name} {share:.1f}" for name, share in list(shares.items())[1:])
        yield Row("decided until 97 % are right", shares["in force"], "%",
                  f"{len(some):,} photos", title, peer)  # fmt: skip


if __name__ == "__main__":
    report(list(main()))
