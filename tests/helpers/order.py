"""The order of the tests, the same in every process.

Long files first: while one process runs the last one, the other processors are idle.
"""

import pytest

LONG = (
    "tests/jobs/test_retraining.py",
    "tests/worker/test_process.py",
    "tests/cli/test_cli.py",
    "tests/ui/help/test_tour.py",
    "tests/ui/help/test_tour_offer.py",
    "tests/training/cli/test_main.py",
    "tests/training/finetuning/test_finetune.py",
    "tests/test_replay.py",
    "tests/jobs/test_own_categories.py",
    "tests/training/fitting/test_train.py",
    "tests/training/fitting/test_checkpoint.py",
    "tests/test_smoke.py",
    "tests/services/certification/test_adversary.py",
    "tests/ui/test_looks.py",
    "tests/training/architectures/test_backbones.py",
    "tests/training/data/test_tables.py",
    "tests/ui/session/test_desks.py",
    "tests/training/fitting/test_distill.py",
    "tests/jobs/test_troubles.py",
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the files that take longest first, each with its tests in their own order."""
    _refuse_sets_in_names(items)
    places = {config.rootpath / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path, len(LONG)))


def _refuse_sets_in_names(items: list[pytest.Item]) -> None:
    """Refuse sets in names: two processes write a set in two orders, so their tests differ."""
    for item in items:
        values = item.callspec.params.values() if hasattr(item, "callspec") else ()
        if any(isinstance(one, set | frozenset) and str(one) in item.name for one in values):
            raise pytest.UsageError(f"{item.nodeid}: name this case without a set")
