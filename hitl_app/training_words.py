"""Translate errors of `training` by code, and texts of cards.

`training` writes English on its command line and in its files. The window translates these texts,
from codes and figures where possible.
"""

from collections.abc import Mapping

HAPPENED: Mapping[str, str] = {
    "card-missing": "There is no model version in {path}.",
    "card-newer": "The card {path} was written by a newer version of the program.",
    "card-unreadable": "The card {path} cannot be read: {detail}.",
    "weights-missing": "The weights {path} cannot be read.",
    "weights-mismatch": "The weights {path} are not those that their card names.",
    "weights-unreadable": "The weights {path} do not fit the model that their card names.",
    "samples-unreadable": "The samples {path} cannot be read: {detail}.",
    "version-incomplete": "Files are missing in the model version {path}.",
    "version-exists": "There is already a model version named {name}.",
    "version-file": "The file {path} is no model version: {detail}.",
    "version-name": "“{name}” cannot be the name of a model version.",
    "unknown-preparation": "This model reads photos as {name}, which this program does not know.",
    "unknown-architecture": "This program knows no model of the kind {name}.",
}
"""Texts of errors in a workspace, by the codes of `TrainingError`."""
REMEDIES: Mapping[str, str] = {
    "other": "Copy the whole folder of this model again from where it came.",
    "card-newer": "Update the program to use this model.",
    "version-exists": "If it is another one, export it again from a version with another name.",
    "version-file": "Write it again on the machine that it came from, and copy it whole.",
    "version-name": "Use up to 100 letters, digits, dots, hyphens and underscores.",
    "unknown-preparation": "Update the program to use this model.",
    "unknown-architecture": "Update the program to use this model.",
}
"""Remedies; `other` is the default."""


def problem(code: str) -> tuple[str, str] | None:
    """Return what happened and what to do, with placeholders; None for a code without words."""
    happened = HAPPENED.get(code)
    return None if happened is None else (happened, REMEDIES.get(code, REMEDIES["other"]))


CHILD: Mapping[str, str] = {
    "purpose": "The photos of the workspace in which it learned on from {parent}.",
    "known_failures": "What the gate found on the workspace's validation photos; nothing is known"
    " of other photos.",
    "data": "Training photos: {training_photos}. Samples replayed: {replayed}.",
    "shown": "Samples replayed were also shown as the training photos looked: {way}.",
}
"""Texts of cards of versions that were fine-tuned in a workspace."""
WAYS: Mapping[str, str] = {
    "inverted": "inverted",
    "turned": "turned by up to {strength}°",
    "noisy": "with noise ({strength} of 255)",
    "blurred": "blurred by {strength} px",
    "zoomed": "{strength} times as large",
    "lit": "{strength} times as bright",
    "pale": "{percent} paler",
}
"""How training photos differ from known ones: kinds of `training.finetuning.appearance`."""
SHIPPED: Mapping[str, str] = {
    "grey": "Catalogues of 28x28 grey pictures as Fashion-MNIST has them.",
    "photos": "Photos of clothes as people take them, in colour, and a start for categories of "
    "one's own. It reads Fashion-MNIST's grey pictures as well.",
    "grey-data": "Fashion-MNIST (arXiv 1708.07747): 55,000 of its 60,000 training images. The other"
    " 5,000, 500 a category, were held out: 4,700 to choose the epoch and fit the temperature, "
    "300 for the sample catalogue alone. The 10,000 test images were only measured.",
    "photo-data": "2,191 photos of the Clothing dataset (CC0) among Fashion-MNIST's 55,000 items, "
    "which are made into photos by domain randomisation while it learns, with drawn garments. 267"
    " more of the photos and some items were held out to choose the pass and fit the temperature."
    " One photo in five, chosen by hash, and Fashion-MNIST's test images were only measured.",
    "base-data": "Fashion-MNIST (arXiv 1708.07747): 55,000 of its 60,000 training images, made into"
    " photos by domain randomisation while it learned, with drawn garments among them. 4,700 "
    "more, made into photos once, were held out to choose the pass and fit the temperature. The "
    "10,000 test images, as they are, were only measured. No real photo.",
    "fashion-mnist-failures": "Of the test samples it most often takes Shirt for T-shirt/top (76 of"
    " 1000); T-shirt/top for Shirt (60 of 1000); Pullover for Shirt (31 of 1000).",
    "photo-failures": "Of the test samples it most often takes Shirt for T-shirt/top (143 of 1000);"
    " Shirt for Pullover (92 of 1000); Shirt for Coat (70 of 1000). Clothes worn by a person, and"
    " more than one item in a photo, were not among its training photos.",
    "base-failures": "Of the test samples it most often takes Shirt for T-shirt/top (112 of 1000); "
    "Shirt for Coat (85 of 1000); T-shirt/top for Shirt (81 of 1000). It never saw a real photo: "
    "it learned from items made into photos and from drawn garments.",
    "seed-failures": "Of the test samples it most often takes Shirt for T-shirt/top (113 of 1000); "
    "T-shirt/top for Shirt (97 of 1000); Shirt for Pullover (63 of 1000). On 2,631 ordinary phone"
    " photos of clothes, of seven of its categories, it was right on 31 %: it learned from "
    "cut-out catalogue pictures alone, so inspect it, and teach it, before it labels others.",
}
"""Texts of the cards of shipped versions, verbatim."""
