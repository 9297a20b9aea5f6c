from pathlib import Path

import pytest

from tests.helpers.models.finetuned import shifted
from training.core.observer import Silent
from training.finetuning.config import FinetuneConfig
from training.finetuning.finetune import finetune


@pytest.fixture(scope="module")
def child(version: Path, drawn, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("children")
    training_photos, validation = shifted(drawn(60, seed=1)), shifted(drawn(20, seed=2))
    return finetune(
        version, training_photos, validation, FinetuneConfig(epochs=8), out, "c", Silent()
    )
