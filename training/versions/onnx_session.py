"""Computation of ONNX graphs with ONNX Runtime, on the processors of this computer."""

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class OnnxSession:
    """A graph that is ready to compute; it may be asked from several threads.

    Args:
        content: of an ONNX file.
        threads: that compute; 0 for one a processor.

    Raises:
        ImportError: ONNX Runtime cannot be loaded on this computer.
    """

    def __init__(self, content: bytes, threads: int = 0) -> None:
        import onnxruntime

        # Windows alone has any. No event of this program is to leave the computer.
        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or os.cpu_count() or 1
        # Threads that wait for work would otherwise keep the processors busy beside the window.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            content, options, providers=["CPUExecutionProvider"]
        )

    def run(self, outputs: Sequence[str], **inputs: npt.NDArray[Any]) -> list[Floats]:
        """Return the outputs of these names for a batch."""
        found: list[Floats] = self._session.run(list(outputs), inputs)
        return found
