"""The order of the tests, the same in every process.

Long files first: while one process runs the last one, the other processors are idle.
"""

import pytest

LONG = (
    "tests/worker/test_process.py",
    "tests/jobs/models/test_retraining.py",
    "tests/training/cli/test_main.py",
    "tests/test_smoke.py",
    "tests/training/finetuning/test_finetune.py",
    "tests/jobs/models/test_troubles.py",
    "tests/jobs/models/test_own_categories.py",
    "tests/jobs/imports/many/test_ray_engine.py",
    "tests/cli/test_many.py",
    "tests/cli/test_twice_learning.py",
    "tests/ui/test_appearance.py",
    "tests/test_replay.py",
    "tests/cli/test_cli.py",
    "tests/ui/session/test_windows.py",
    "tests/helpers/guards/test_leaks.py",
    "tests/services/certification/test_adversary.py",
    "tests/ui/help/test_tour_offer.py",
    "tests/training/architectures/test_backbones.py",
    "tests/cli/test_contract.py",
    "tests/training/finetuning/test_appearance.py",
    "tests/training/finetuning/test_passes.py",
    "tests/training/fitting/test_checkpoint.py",
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
