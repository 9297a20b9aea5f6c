"""A model version as an ONNX file, from the pixels of a photo to calibrated probabilities."""

from pathlib import Path
from typing import Any, Final

import numpy as np

from safeio.foreign import foreign_bytes
from training.architectures.graph import record
from training.architectures.stand_ins import UnknownLayerError
from training.core.errors import TrainingError
from training.inputs.preparation import input_shape
from training.runtimes.onnx_ops import OnnxOps, Tensor
from training.runtimes.outputs import Shares
from training.runtimes.steps import add_preparation
from training.versions.card import WEIGHTS, Card
from training.versions.onnx_graph import FEATURES, PHOTOS, PROBABILITIES, onnx_bytes
from training.versions.parts import Head, split
from training.versions.registry import verify
from training.versions.weights import unreadable_weights

_PREPARED: Final = "prepared"
LEAST_LENGTH: Final = 1e-12
"""Of features: those of a photo that sets off nothing stay 0."""


def onnx_model(folder: Path, shares: Shares) -> bytes:
    """Return a version as the bytes of an ONNX file.

    Its input is ``photos``, (N, H, W, 3) uint8; its output ``probabilities``, (N, K) float32.

    Args:
        folder: the version's.
        shares: how its outputs become categories.

    Raises:
        TrainingError: ``runtime-architecture`` for a model that cannot be recorded, and those of
            ``registry.load_model``.
    """
    card = verify(folder)
    body = _body(card, folder)
    ops = OnnxOps()
    prepared = add_preparation(ops, Tensor(ops, PHOTOS), card.preparation)
    ops.node("Cast", prepared, to=_UINT8, output=_PREPARED)
    # Behind the features there are the head and its softmax, which are written anew.
    body_nodes = list(body.graph.node)[:-2]
    for node in body_nodes:
        node.input[:] = [_PREPARED if name == PHOTOS else name for name in node.input]
    ops.nodes += body_nodes
    _add_head(ops, split(card, folder)[0], shares)
    return _model(ops, body, len(shares.categories))


def _add_head(ops: OnnxOps, head: Head, shares: Shares) -> None:
    """Add the nodes from features to probabilities."""
    numbers, kernel = Tensor(ops, FEATURES), head.kernel / np.float32(head.temperature)
    if (rounding := shares.rounding) is not None:
        length = ops.node("ReduceL2", numbers, axes=[1], keepdims=1)
        units = numbers / ops.maximum(length, LEAST_LENGTH)
        steps = ops.round(ops.matmul(units, rounding.basis) / rounding.step)
        most = float(rounding.most)
        steps = ops.minimum(ops.maximum(steps, -most), most)
        numbers, kernel = steps * (length * rounding.step), rounding.basis.T @ kernel
    logits = ops.matmul(numbers, kernel) + head.bias / np.float32(head.temperature)
    if shares.are_plain:
        ops.node("Softmax", logits, output=PROBABILITIES, axis=-1)
    else:
        ops.node(
            "MatMul", ops.node("Softmax", logits, axis=-1), shares.matrix, output=PROBABILITIES
        )


def _body(card: Card, folder: Path) -> Any:
    """Return the version's own graph, from prepared photos on."""
    from onnx import ModelProto

    path = folder / WEIGHTS
    try:
        recorded = record(card.architecture, len(card.categories), input_shape(card.preparation))
        parts = split(card, folder)
        with foreign_bytes(lambda error: unreadable_weights(card, path, error), UnknownLayerError):
            return ModelProto.FromString(onnx_bytes(recorded, *parts))
    except UnknownLayerError as error:
        raise TrainingError(
            "runtime-architecture",
            f"A model of the kind {card.architecture} cannot be written for this runtime.",
            "Choose Keras or SavedModel.",
            {"architecture": card.architecture},
        ) from error


def _model(ops: OnnxOps, body: Any, outputs: int) -> bytes:
    from onnx import checker, helper

    value = helper.make_tensor_value_info
    read = {name for node in ops.nodes for name in node.input}
    graph = helper.make_graph(
        ops.nodes,
        "version",
        [value(PHOTOS, _UINT8, ["N", "H", "W", 3])],
        [value(PROBABILITIES, _FLOAT, ["N", outputs])],
        [*ops.constants, *(one for one in body.graph.initializer if one.name in read)],
    )
    made = helper.make_model(
        graph,
        opset_imports=body.opset_import,
        ir_version=body.ir_version,
        producer_name="Second Look",
    )
    checker.check_model(made)
    return bytes(made.SerializeToString())


_FLOAT: Final = 1
_UINT8: Final = 2
