"""Writing a version for a runtime, and loading what was written in that runtime."""

import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from training.core.backend import hidden, load_keras, load_tensorflow
from training.runtimes.formats import SIGNATURE, TELEMETRY
from training.runtimes.keras_model import keras_model, traced
from training.runtimes.onnx_model import onnx_model
from training.runtimes.outputs import Shares
from training.versions.onnx_graph import PHOTOS, PROBABILITIES
from training.versions.onnx_session import OnnxSession

Ask = Callable[[npt.NDArray[np.uint8]], npt.NDArray[np.float32]]
"""Returns the probabilities, (N, K), of photos, (N, H, W, 3)."""


class Writer(NamedTuple):
    """The functions of a runtime.

    Attributes:
        write: writes a version's folder, with these shares, into a folder.
        load: loads the model from there.
    """

    write: Callable[[Path, Shares, Path], None]
    load: Callable[[Path], Ask]


def _write_keras(folder: Path, shares: Shares, out: Path) -> None:
    keras_model(folder, shares).save(out / "model.keras")


def _load_keras(out: Path) -> Ask:
    model = load_keras().models.load_model(out / "model.keras", compile=False)
    serve = traced(model).serve
    return lambda photos: np.asarray(serve(photos)[PROBABILITIES])


def _write_saved_model(folder: Path, shares: Shares, out: Path) -> None:
    module = traced(keras_model(folder, shares))
    signatures = {SIGNATURE: module.serve}
    load_tensorflow().saved_model.save(module, str(out / "saved_model"), signatures=signatures)


def _load_saved_model(out: Path) -> Ask:
    tensorflow = load_tensorflow()
    loaded = tensorflow.saved_model.load(str(out / "saved_model"))
    ask = loaded.signatures[SIGNATURE]

    def answer(photos: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        # The signature holds its variables by weak references alone.
        assert loaded is not None  # noqa: S101
        return np.asarray(ask(**{PHOTOS: tensorflow.constant(photos)})[PROBABILITIES])

    return answer


def _write_onnx(folder: Path, shares: Shares, out: Path) -> None:
    (out / "model.onnx").write_bytes(onnx_model(folder, shares))


def _load_onnx(out: Path) -> Ask:
    session = OnnxSession((out / "model.onnx").read_bytes())
    return lambda photos: session.run([PROBABILITIES], **{PHOTOS: photos})[0]


def _write_litert(folder: Path, shares: Shares, out: Path) -> None:
    tensorflow = load_tensorflow()
    from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

    module = traced(keras_model(folder, shares))
    frozen = convert_variables_to_constants_v2(module.serve.get_concrete_function())
    converter = tensorflow.lite.TFLiteConverter.from_concrete_functions([frozen], module)
    (out / "model.tflite").write_bytes(converter.convert())


def _load_litert(out: Path) -> Ask:
    path = str(out / "model.tflite")
    try:
        from ai_edge_litert.interpreter import Interpreter
    except ImportError:
        Interpreter = load_tensorflow().lite.Interpreter  # noqa: N806
    with warnings.catch_warnings():
        # TensorFlow's own one says that the package `ai-edge-litert` will replace it.
        warnings.simplefilter("ignore")
        interpreter: Any = Interpreter(path)
    place, answer = (
        details[0]["index"]
        for details in (interpreter.get_input_details(), interpreter.get_output_details())
    )

    def ask(photos: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        interpreter.resize_tensor_input(place, photos.shape)
        interpreter.allocate_tensors()
        interpreter.set_tensor(place, photos)
        interpreter.invoke()
        return np.asarray(interpreter.get_tensor(answer))

    return ask


def _openvino() -> Any:
    """Import OpenVINO without its telemetry, which reports each import to its makers."""
    with hidden(TELEMETRY):
        import openvino

    return openvino


def _write_openvino(folder: Path, shares: Shares, out: Path) -> None:
    openvino = _openvino()
    model = openvino.Core().read_model(onnx_model(folder, shares))
    openvino.save_model(model, str(out / "model.xml"), compress_to_fp16=False)


def _load_openvino(out: Path) -> Ask:
    core = _openvino().Core()
    # Processors with faster, rougher numbers would use those.
    exact = {"INFERENCE_PRECISION_HINT": "f32"}
    model = core.compile_model(str(out / "model.xml"), "CPU", exact)
    return lambda photos: np.array(model({PHOTOS: photos})[PROBABILITIES])


WRITERS: Final[Mapping[str, Writer]] = {
    "keras": Writer(_write_keras, _load_keras),
    "savedmodel": Writer(_write_saved_model, _load_saved_model),
    "onnx": Writer(_write_onnx, _load_onnx),
    "litert": Writer(_write_litert, _load_litert),
    "openvino": Writer(_write_openvino, _load_openvino),
}
"""By the name of the runtime."""
