from pathlib import Path

import numpy as np

from training.finetuning.outputs import Outputs
from training.fitting.loop import predict
from training.versions.registry import load_model


def test_distilled_targets_are_the_parents_probabilities_of_kept_categories(
    version: Path, drawn
) -> None:
    samples = drawn(4)
    outputs = Outputs(("ring", "new", "bar"), (2, None, 0))
    rng = np.random.default_rng(1)
    seen = outputs.distilled(samples, load_model(version), "fashion-mnist-28", rng)
    targets = seen.targets
    assert targets is not None
    assert (seen.images != samples.images).any()
    said = predict(load_model(version), seen)
    kept = said[:, [2, 0]]
    np.testing.assert_allclose(targets[:, [0, 2]], kept / kept.sum(axis=1, keepdims=True), 1e-5)
    assert (targets[:, 1] == 0).all()
