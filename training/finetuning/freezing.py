"""Make a version of a head that learned on stored features."""

import dataclasses
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from training.architectures import builders
from training.core.provenance import program
from training.finetuning.config import FinetuneConfig
from training.finetuning.outputs import Outputs
from training.fitting.head import LinearHead
from training.versions.registry import (
    check_new_name,
    load_model,
    read_card,
    read_items,
    write_version,
)


def freeze(
    parent: Path,
    head: LinearHead,
    config: FinetuneConfig,
    out: Path,
    name: str,
    metrics: Mapping[str, Any],
) -> Path:
    """Write a version with the parent's layers and another head, and return its folder.

    Args:
        parent: the version's folder.
        head: for the features of the parent's backbone; calibrated.
        config: categories of the head, and the parent's outputs that they come from.
        out: the folder of versions to write to.
        name: of the new version.
        metrics: for the card.

    Raises:
        TrainingError: ``version-name``, ``version-exists``, and those of reading the parent.
        ValueError: for categories that do not fit the parent's.
    """
    check_new_name(out, name)
    card = read_card(parent)
    outputs = Outputs.of(card, config)
    child = builders.with_head(load_model(parent), outputs.inherits)
    child.get_layer(builders.HEAD).set_weights([head.kernel, head.bias])
    items = [outputs.kept(read_items(parent, which)) for which in ("replay", "holdout")]
    written = dataclasses.replace(
        card,
        name=name,
        parent=card.name,
        categories=outputs.names,
        data=f"The head learned from {metrics['training_photos']:,} decisions, on the features of "
        f"{card.name}.",
        seed=config.seed,
        command=config.command,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        program=program(),
        metrics=metrics,
        temperature=1.0,
        purpose=f"Photos of the workspace in which it learned from {card.name}.",
        known_failures="Measured on the validation photos of this workspace only; results on "
        "other photos are unknown.",
    )
    return write_version(out, written, child, *items)
