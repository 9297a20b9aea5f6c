"""Heat maps of the evidence for a category in a photo.

LayerCAM (Jiang et al., "LayerCAM: Exploring Hierarchical Class Activation Maps for Localization",
IEEE Transactions on Image Processing 30, 2021): the gradient of the category's score weighs each
place of a layer, so that layers with fine maps can be used. The last layer with enough places is
used.
"""

from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from training.architectures import builders
from training.core.backend import load_keras, load_tensorflow
from training.inputs.preparation import input_shape
from training.versions.registry import load_model, verify

Heat = npt.NDArray[np.float32]
_LEAST_PLACES: Final = 7  # a side


class Explainer:
    """Heat maps of one model version.

    Raises:
        TrainingError: those of ``registry.load_model``.
    """

    def __init__(self, folder: Path) -> None:
        self.card = verify(folder)
        model = load_model(folder)
        layer = _pointing_layer(model)
        keras = load_keras()
        head = model.get_layer(builders.HEAD)
        self._until = keras.Model(model.input, layer.output)
        self._from = keras.Model(layer.output, head.input)
        self._head = head

    def heat(self, photo: npt.NDArray[np.uint8], output: int) -> Heat:
        """Return the heat map of an output.

        Args:
            photo: (height, width, channels) uint8, as the card's preparation makes it.
            output: the category's place in the card.

        Returns:
            (rows, columns) from 0 to 1, a coarse map of the photo; all 0 if no place raises the
            category's score.
        """
        if photo.dtype != np.uint8 or photo.shape != input_shape(self.card.preparation):
            raise ValueError(f"expected a prepared photo, got {photo.dtype} {photo.shape}")
        tensorflow = load_tensorflow()
        maps = self._until(tensorflow.constant(photo[np.newaxis], tensorflow.float32))
        with tensorflow.GradientTape() as tape:
            tape.watch(maps)
            features = self._from(maps, training=False)
            kernel, bias = self._head.kernel, self._head.bias
            score = tensorflow.tensordot(features, kernel[:, output], 1) + bias[output]
        slope = tape.gradient(score, maps)
        heat = tensorflow.nn.relu(tensorflow.reduce_sum(tensorflow.nn.relu(slope) * maps, axis=-1))
        found: Heat = heat.numpy()[0]
        most = float(found.max())
        return found / most if most > 0 else found


def _pointing_layer(model: Any) -> Any:
    """Return the last layer of maps with enough places, else the last layer of maps."""
    maps = [layer for layer in model.layers if len(layer.output.shape) == 4]
    fine = [layer for layer in maps if min(layer.output.shape[1:3]) >= _LEAST_PLACES]
    return (fine or maps)[-1]
