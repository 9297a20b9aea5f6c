"""The one table of runtimes that a version can be exported for.

A new one is an entry here, and its functions in ``training.runtimes.writers``. The table imports
nothing heavy: the window and the terminal read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import Final

SIGNATURE: Final = "serving_default"
"""The name by which TensorFlow finds the function of a SavedModel."""
TELEMETRY: Final = "openvino_telemetry"
"""The package with which OpenVINO reports each of its imports to its makers."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """One runtime.

    Attributes:
        name: for the terminal; also of the extra that it needs, if any.
        title: for people, in English.
        about: what it is for, in English.
        files: that its model consists of, in the folder of an export.
        packages: that an example needs beside NumPy and Pillow.
        imports: lines of the example.
        begin: a line of it that loads the model.
        ask: an expression of it with the probabilities of ``photo``.
        module: that is needed to write it, if it comes with an extra.
    """

    name: str
    title: str
    about: str
    files: tuple[str, ...]
    packages: tuple[str, ...]
    imports: str
    begin: str
    ask: str
    module: str = ""

    @property
    def is_available(self) -> bool:
        """Return True if all packages that writing it needs are installed."""
        return not self.module or find_spec(self.module) is not None


_BESIDE: Final = 'Path(__file__).with_name("{}")'
_here = partial(str.format, _BESIDE)

RUNTIMES: Final[tuple[Runtime, ...]] = (
    Runtime(
        "keras",
        title="Keras",
        about="One file for Keras 3, made of its own layers.",
        files=("model.keras",),
        packages=("keras", "tensorflow"),
        imports="import keras",
        begin=f"model = keras.models.load_model({_here('model.keras')})",
        ask="np.asarray(model(photo))[0]",
    ),
    Runtime(
        "savedmodel",
        title="TensorFlow SavedModel",
        about="A folder for TensorFlow and TensorFlow Serving.",
        files=("saved_model",),
        packages=("tensorflow",),
        imports="import tensorflow as tf",
        begin=f"model = tf.saved_model.load(str({_here('saved_model')}))",
        ask=f'model.signatures["{SIGNATURE}"](photos=tf.constant(photo))["probabilities"]'
        ".numpy()[0]",
    ),
    Runtime(
        "onnx",
        title="ONNX",
        about="One file for ONNX Runtime and many other programs.",
        files=("model.onnx",),
        packages=("onnxruntime",),
        imports="import onnxruntime",
        begin=f"model = onnxruntime.InferenceSession({_here('model.onnx')})",
        ask='model.run(None, {"photos": photo})[0][0]',
    ),
    Runtime(
        "litert",
        title="LiteRT (TensorFlow Lite)",
        about="One file for phones and small devices.",
        files=("model.tflite",),
        packages=("ai-edge-litert",),
        imports="from ai_edge_litert.interpreter import Interpreter",
        begin=f"model = Interpreter(str({_here('model.tflite')})).get_signature_runner()",
        ask="next(iter(model(photos=photo).values()))[0]",
    ),
    Runtime(
        "openvino",
        title="OpenVINO",
        about="Two files for Intel's processors.",
        files=("model.xml", "model.bin"),
        packages=("openvino",),
        imports=f'sys.modules["{TELEMETRY}"] = None  # it reports each import to its makers\n'
        "import openvino",
        begin=f'model = openvino.compile_model({_here("model.xml")}, "CPU", '
        '{"INFERENCE_PRECISION_HINT": "f32"})',
        ask='model({"photos": photo})["probabilities"][0]',
        module="openvino",
    ),
)
BY_NAME: Final[Mapping[str, Runtime]] = {one.name: one for one in RUNTIMES}
