import dataclasses
from pathlib import Path

import numpy as np
import pytest

from tests.helpers.models.finetuned import shifted
from training.architectures import builders
from training.core.observer import Silent
from training.finetuning.config import FinetuneConfig
from training.finetuning.finetune import finetune
from training.inputs.samples import Samples, empty
from training.versions.registry import load_model, read_card, read_samples, write_version

NONE = empty((28, 28, 1))


def test_finetune_keeps_the_pass_with_the_least_validation_loss(
    version: Path, drawn, tmp_path: Path
) -> None:
    # Training photos that are wrong: the longer it learns, the worse.
    good = drawn(20, seed=2)
    bad = Samples(good.images, (good.labels + 1) % 3)
    config = FinetuneConfig(head_epochs=0, epochs=30, rate=3e-3)
    child = finetune(version, bad, good, config, tmp_path, "c", Silent())
    curve = read_card(child).metrics["curve"]
    losses = [record["validation_loss"] for record in curve]
    assert 10 <= len(curve) < 30
    best = read_card(child).metrics["validation"]["nll"]
    assert best == pytest.approx(min(losses), abs=1e-3)
    assert losses[-1] > min(losses)


def test_finetune_freezes_normalisation_and_named_layers_when_it_distils(
    version: Path, drawn, tmp_path: Path
) -> None:
    card = dataclasses.replace(read_card(version), name="parent", architecture="resnet20")
    model = builders.build("resnet20", len(card.categories), (28, 28, 1))
    # Few: it is not to learn anything.
    kept = [read_samples(version, which).take(np.arange(10)) for which in ("replay", "holdout")]
    parent = write_version(tmp_path, card, model, *kept)
    training_photos = shifted(drawn(1))
    how = FinetuneConfig(head_epochs=0, epochs=1, distillation=True, frozen=("stem", "block_1"))
    child = finetune(parent, training_photos, NONE, how, tmp_path, "held", Silent())
    before, after = load_model(parent), load_model(child)
    pairs = list(zip(before.layers, after.layers, strict=True))
    norms = [(one, other) for one, other in pairs if "norm" in one.name]
    fixed = [(one, other) for one, other in pairs if one.name.startswith(how.frozen)]
    others = [pair for pair in pairs if pair not in norms + fixed and pair[0].weights]
    assert norms
    assert len(fixed) > 10
    assert all(same(one, other) for one, other in norms + fixed)
    assert not any(same(one, other) for one, other in others)


def same(one, other) -> bool:
    pairs = zip(one.get_weights(), other.get_weights(), strict=True)
    return all(np.array_equal(mine, theirs) for mine, theirs in pairs)
