"""The state of a run after a pass, in one file."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from safeio.files import write_whole
from training.core.arrays import pack_arrays, unpack_arrays
from training.core.errors import TrainingError, damaged
from training.core.observer import Record
from training.inputs.samples import Samples

Weights = list[npt.NDArray[Any]]


def fingerprint(*parts: Samples) -> str:
    """Return a hash of samples: a run is resumed with the same data alone."""
    digest = hashlib.sha256()
    for samples in parts:
        digest.update(repr(samples.images.shape).encode())
        digest.update(samples.images.tobytes())
        digest.update(samples.labels.tobytes())
    return digest.hexdigest()


class Checkpoint:
    """The checkpoint of a run, a hidden file beside the version, replaced whole after every pass.

    ``identity`` has settings and data of the run, as text; another run's checkpoint is refused.
    """

    def __init__(self, out: Path, name: str, identity: str) -> None:
        self.path = out / f".{name}.checkpoint.npz"
        self._identity = identity

    def save(self, model: Any, curve: list[Record], best: Weights | None) -> None:
        """Write the state after the last pass of ``curve``."""
        state = json.dumps({"identity": self._identity, "curve": curve})
        arrays = {"state": np.frombuffer(state.encode(), np.uint8)}
        arrays.update(_numbered("weights", model.get_weights()))
        arrays.update(_numbered("best", best or []))
        arrays.update(_numbered("chances", [v.numpy() for v in _chances(model)]))
        arrays.update(_numbered("optimizer", [v.numpy() for v in model.optimizer.variables]))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.path, pack_arrays(arrays))

    def restore(self, model: Any) -> tuple[list[Record], Weights | None]:
        """Put a compiled model into the state of the checkpoint, if there is one of this run.

        Returns:
            The curve so far and the best weights, or an empty curve and None.

        Raises:
            TrainingError: ``checkpoint-other``, ``checkpoint-unreadable``.
        """
        if not self.path.exists():
            return [], None
        try:
            arrays = unpack_arrays(self.path)
            state = json.loads(arrays["state"].tobytes())
            if state["identity"] != self._identity:
                raise of_another_run(self.path)
            model.set_weights(_listed("weights", arrays))
            model.optimizer.build(model.trainable_variables)
            for variable, value in zip(_chances(model), _listed("chances", arrays), strict=True):
                variable.assign(value)
            values = _listed("optimizer", arrays)
            for variable, value in zip(model.optimizer.variables, values, strict=True):
                variable.assign(value)
            return list(state["curve"]), _listed("best", arrays)
        except (OSError, ValueError, KeyError, TypeError) as error:
            problem = f"The checkpoint {self.path} cannot be read"
            remedy = "Delete this file to train from the start."
            raise damaged("checkpoint-unreadable", problem, remedy, self.path)(error) from error

    def remove(self) -> None:
        """Remove the checkpoint, if there is one."""
        self.path.unlink(missing_ok=True)


def of_another_run(path: Path) -> TrainingError:
    """Return the error of a checkpoint that was left by a training with other settings."""
    return TrainingError(
        "checkpoint-other",
        f"The checkpoint {path} is of a training with other data or settings.",
        "Give that training's command again, choose another --name, or delete the checkpoint to "
        "train from the start.",
        {"path": str(path)},
    )


def _chances(model: Any) -> list[Any]:
    """Return the states of dropout's generators, which ``get_weights`` leaves out."""
    return [v for v in model.variables if v.path.endswith("seed_generator_state")]


def _numbered(prefix: str, arrays: Weights) -> dict[str, npt.NDArray[Any]]:
    return {f"{prefix}-{index:04}": array for index, array in enumerate(arrays)}


def _listed(prefix: str, arrays: dict[str, npt.NDArray[Any]]) -> Weights:
    return [arrays[name] for name in sorted(arrays) if name.startswith(f"{prefix}-")]
