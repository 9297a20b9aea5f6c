"""Models in half precision (bfloat16), for processors that multiply such numbers.

A bfloat16 has a float's range and eight bits of its precision. Sums are kept in single precision,
and so is the head, which turns features into probabilities: probabilities of one photo in a hundred
change by a few thousandths.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

from training.architectures.builders import FEATURES, HEAD
from training.core.backend import load_keras

_FLAGS: Final = {"avx512_bf16", "amx_bf16"}
_CPU_INFO: Final = Path("/proc/cpuinfo")


@cache
def is_native() -> bool:
    """Return True if the processor multiplies such numbers, False if that is unknown."""
    try:
        lines = _CPU_INFO.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    flags = next((line for line in lines if line.startswith("flags")), "")
    return bool(_FLAGS & set(flags.split()))


def to_bfloat16(model: Any) -> Any:
    """Return the model in bfloat16, but for input scaling, last average and head."""
    keras = load_keras()

    def copy(layer: Any) -> Any:
        config = layer.get_config()
        exact = isinstance(layer, keras.layers.InputLayer | keras.layers.Rescaling)
        if not exact and layer.name not in (HEAD, FEATURES):
            config["dtype"] = "mixed_bfloat16"
        return type(layer).from_config(config)

    twin = keras.models.clone_model(model, clone_function=copy)
    twin.set_weights(model.get_weights())
    return twin
