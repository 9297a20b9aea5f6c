"""Import of Keras and TensorFlow, with the TensorFlow backend and without their log output.

A user's ``keras.json`` or ``KERAS_BACKEND`` may name another backend; the compiled functions here
are TensorFlow's.
"""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from typing import Any, Final

# Labelling works with as much, and not with a quarter less.
_MIN_ADDRESSES: Final = 2_000_000 << 10
# TensorFlow 2.21 logs these at its import, whatever TF_CPP_MIN_LOG_LEVEL asks for.
_USUAL_LINES: Final = (b"before absl::InitializeLog()", b"oneDNN custom operations are on")

_stand_in: ContextVar[Any] = ContextVar("stand_in", default=None)
_holding: list[contextlib.ExitStack] = []


def load_keras() -> Any:
    """Import Keras on TensorFlow (seconds and 550 MB the first time) and return the module.

    Within `replace_keras`, return what stands in for it, and import nothing.
    """
    if (stand_in := _stand_in.get()) is not None:
        return stand_in
    load_tensorflow()
    import keras

    return keras


@contextlib.contextmanager
def replace_keras(stand_in: object) -> Iterator[None]:
    """Make `load_keras` return another object, in this thread alone."""
    token = _stand_in.set(stand_in)
    try:
        yield
    finally:
        _stand_in.reset(token)


def load_tensorflow() -> Any:
    """Import TensorFlow and return the module; drop its usual log lines, keep all others.

    Environment variables that Keras and TensorFlow read at their import are set here.

    Raises:
        MemoryError: The process may not use as much memory as TensorFlow takes: its native code
            would end the process without a message.
    """
    _check_memory()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    os.environ["KERAS_BACKEND"] = "tensorflow"
    if "tensorflow" in sys.modules:
        import tensorflow as tf
    else:
        with _filtered_standard_error(), hidden("sklearn"):
            import tensorflow as tf
    return tf


def _check_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY and limit < _MIN_ADDRESSES:
        raise MemoryError(f"TensorFlow takes {_MIN_ADDRESSES} bytes of address space")


def release_standard_error() -> None:
    """Pass on what was held back so far, for a process that ends while TensorFlow is imported."""
    while _holding:
        _holding[-1].close()


@contextlib.contextmanager
def _filtered_standard_error() -> Iterator[None]:
    """Hold back what native code writes to standard error, then pass on all but the usual lines."""
    try:
        kept = os.dup(2)
    except OSError:  # a program without a terminal may have no standard error at all
        yield
        return
    with tempfile.TemporaryFile() as held:
        os.dup2(held.fileno(), 2)

        def pass_on() -> None:
            _holding.remove(stack)
            os.dup2(kept, 2)
            os.close(kept)
            held.seek(0)
            for line in held:
                if not any(words in line for words in _USUAL_LINES):
                    os.write(2, line)

        with contextlib.ExitStack() as stack:
            stack.callback(pass_on)
            _holding.append(stack)
            yield


@contextlib.contextmanager
def hidden(name: str) -> Iterator[None]:
    """Hide a package from imports of others that use it only if it is installed.

    Without scikit-learn, which Keras imports for functions that are not used here, a worker can
    begin after four fifths of the time.
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # the way to say: not to be imported
    try:
        yield
    finally:
        del sys.modules[name]


def put_weights(layer: Any, weights: Sequence[Any]) -> None:
    """Set a layer's weights; Normalization computes with copies, which this updates."""
    layer.set_weights(weights)
    if hasattr(layer, "finalize_state"):
        layer.finalize_state()
