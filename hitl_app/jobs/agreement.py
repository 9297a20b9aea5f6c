"""Measure agreement between operators."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from hitl_app.domain.decisions import Answer
from hitl_app.jobs.job import Job
from hitl_app.services.categories.categories import list_categories
from hitl_app.services.review import opinions
from hitl_app.workspace import Workspace


def run(workspace: Workspace, job: Job) -> dict[str, Any]:
    """Compare the independent answers of two operators on the same photos.

    Returns:
        `compared` photos, the `share` on which they agree and Cohen's `kappa` (None without enough
        data), `pairs` as `[name, name, photos]`, most frequent first, and how many photos are
        `wanted`, `agreed`, `disputed`, `settled`.
    """
    names: dict[int | None, str] = {c.id: c.name for c in list_categories(workspace, retired=True)}
    names[None] = Answer.NOT_A_PHOTO.value
    labelled = [(names[first], names[second]) for first, second in opinions.answer_pairs(workspace)]
    status = opinions.status(workspace)
    job.check()
    # The order of the two operators is random: pairs are unordered.
    pairs = Counter(tuple(sorted(pair)) for pair in labelled if pair[0] != pair[1])
    return {
        "compared": len(labelled),
        "share": sum(first == second for first, second in labelled) / len(labelled)
        if labelled
        else None,
        "kappa": _kappa(labelled),
        "pairs": [[*pair, count] for pair, count in pairs.most_common()],
        **asdict(status),
    }


def _kappa(labelled: list[tuple[str, str]]) -> float | None:
    """Return agreement beyond chance (Cohen, 1960); None with a single category."""
    if len({label for pair in labelled for label in pair}) < 2:
        return None
    from sklearn.metrics import cohen_kappa_score

    first, second = zip(*labelled, strict=True)
    return float(cohen_kappa_score(first, second))
