from pathlib import Path

from training.fitting.loop import predict
from training.inputs.samples import empty
from training.versions.registry import load_model

NONE = empty((28, 28, 1))


def test_predict_returns_no_rows_when_there_are_no_samples(version: Path) -> None:
    assert predict(load_model(version), NONE).shape == (0, 3)
