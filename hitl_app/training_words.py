"""What `training` reports, put into words: its errors by their codes, and what cards say.

`training` speaks for itself in English, on its own command line and in what it writes. The window
words the same in its language, from codes and figures where there are some.
"""

from collections.abc import Mapping

HAPPENED: Mapping[str, str] = {
    "card-missing": "There is no model version in {path}.",
    "card-newer": "The model details in {path} were written by a newer version of Second Look.",
    "card-unreadable": "The model details in {path} cannot be read: {detail}.",
    "weights-missing": "The weights {path} cannot be read.",
    "weights-mismatch": "The weights {path} do not match the model details.",
    "weights-unreadable": "The weights {path} do not fit the architecture in the model details.",
    "samples-unreadable": "The samples {path} cannot be read: {detail}.",
    "version-incomplete": "The model version {path} is incomplete.",
    "version-exists": "There is already a model version named {name}.",
    "version-file": "{path} is not a model version: {detail}.",
    "version-name": "“{name}” cannot be the name of a model version.",
    "unknown-preparation": "The input format {name} of this model is not supported.",
    "unknown-architecture": "The architecture {name} is not supported.",
    "runtime-missing": "A library for {title} is not installed.",
    "runtime-architecture": "A model of the architecture {architecture} cannot be exported in this "
    "format.",
    "runtime-differs": "The exported model for {title} gave other results than the version. "
    "Nothing was written.",
}
"""What the errors say that reach a workspace, by the codes of `TrainingError`."""
REMEDIES: Mapping[str, str] = {
    "other": "Copy the whole folder of this model again from its source.",
    "card-newer": "Update Second Look to use this model.",
    "version-exists": "If it is a different model, give it another name and export it again.",
    "version-file": "Export it again on the original computer and copy the complete file.",
    "version-name": "Use up to 100 letters, digits, dots, hyphens and underscores.",
    "unknown-preparation": "Update Second Look to use this model.",
    "unknown-architecture": "Update Second Look to use this model.",
    "runtime-missing": "Install it with: pip install 'hitl-app[{extra}]', or choose another "
    "format.",
    "runtime-architecture": "Choose Keras or SavedModel.",
    "runtime-differs": "Choose another format, and report this as a bug.",
}
"""What to do about them; `other` for those that are not named."""


def problem(code: str) -> tuple[str, str] | None:
    """Return what happened and what to do, with placeholders; None for a code without words."""
    happened = HAPPENED.get(code)
    return None if happened is None else (happened, REMEDIES.get(code, REMEDIES["other"]))


CHILD: Mapping[str, str] = {
    "purpose": "Photos of the workspace in which it was retrained from {parent}.",
    "known_failures": "Measured on the validation photos of this workspace only; results on "
    "other photos are unknown.",
    "data": "Training photos: {training_photos}. Samples replayed: {replayed}.",
    "shown": "Replayed samples were adapted to the training photos: {way}.",
}
"""What the card of a version says that learned on in a workspace."""
# Without an annotation: these are recognised, never shown, and so not translated.
EARLIER = {
    "purpose": "The photos of the workspace in which it learned on from {parent}.",
    "known_failures": "What the gate found on the workspace's validation photos; nothing is known "
    "of other photos.",
}
"""What earlier versions of the program wrote on such cards; shown as `CHILD`."""
WAYS: Mapping[str, str] = {
    "inverted": "inverted",
    "turned": "rotated by up to {strength}°",
    "noisy": "with noise ({strength} of 255)",
    "blurred": "blurred by {strength} px",
    "zoomed": "{strength} times as large",
    "lit": "{strength} times as bright",
    "pale": "{percent} less contrast",
}
"""How training photos differ from known ones: kinds of `training.finetuning.appearance`."""
SHIPPED: Mapping[str, str] = {
    "grey": "Grey catalogue pictures of 28×28 pixels, like those of Fashion-MNIST.",
    "photos": "Colour photos of clothes, and a start for your own categories. It also reads grey "
    "pictures like those of Fashion-MNIST.",
    "base": "Photos of clothes, and a start for your own categories. It also reads grey pictures "
    "like those of Fashion-MNIST.",
    "grey-data": "55,000 images of Fashion-MNIST. Its accuracy is measured on 10,000 test images "
    "that it never learned from.",
    "photo-data": "2,191 photos of the Clothing dataset (CC0), and the 55,000 images of "
    "Fashion-MNIST turned into colour photos. Its accuracy is measured on photos and images that "
    "it never learned from.",
    "base-data": "30,000 colour pictures made from the images of Fashion-MNIST and from drawn "
    "garments, and 20,480 of those images as they are, without any real photo. It recognises "
    "shapes and colours with EfficientNet-Lite0 (Google, Apache 2.0), which was trained on "
    "ImageNet.",
    "lite0-data": "2,191 photos of the Clothing dataset (CC0), and the 55,000 images of "
    "Fashion-MNIST turned into colour photos, 20,480 of them also as they are. It recognises "
    "shapes and colours with EfficientNet-Lite0 (Google, Apache 2.0), which was trained on "
    "ImageNet. Its accuracy is measured on photos and images that it never learned from.",
    "lite0-failures": "Most frequent mistakes on test images: Shirt taken for T-shirt/top (100 of "
    "1,000), T-shirt/top for Shirt (76), Shirt for Coat (74).",
    "fashion-mnist-failures": "Most frequent mistakes on test images: Shirt taken for T-shirt/top "
    "(76 of 1,000), T-shirt/top for Shirt (60), Pullover for Shirt (31).",
    "photo-failures": "Most frequent mistakes on test images: Shirt taken for T-shirt/top (143 of "
    "1,000), Shirt for Pullover (92), Shirt for Coat (70). It has not learned from photos of "
    "people wearing clothes, or of several items.",
    "base-failures": "Most frequent mistakes on test images: Shirt taken for T-shirt/top (102 of "
    "1,000), T-shirt/top for Shirt (74), Shirt for Coat (72). It has not learned from real "
    "photos.",
    "seed-failures": "Most frequent mistakes on test images: Shirt taken for T-shirt/top (113 of "
    "1,000), T-shirt/top for Shirt (97), Shirt for Pullover (63). On ordinary phone photos only "
    "31 % of its suggestions were correct: review them.",
}
"""What is shown of the cards of the shipped versions."""
# Without an annotation: these are recognised, never shown, and so not translated.
ON_CARDS = {
    "grey": "Catalogues of 28x28 grey pictures as Fashion-MNIST has them.",
    "photos": "Photos of clothes as people take them, in colour, and a start for categories of "
    "one's own. It reads Fashion-MNIST's grey pictures as well.",
    "base": "Photos of clothes as people take them, and a start for categories of one's own: its "
    "features saw ImageNet as well. It reads Fashion-MNIST's grey pictures too.",
    "grey-data": "Fashion-MNIST (arXiv 1708.07747): 55,000 of its 60,000 training images. The other"
    " 5,000, 500 a category, were held out: 4,700 to choose the epoch and fit the temperature, "
    "300 for the sample catalogue alone. The 10,000 test images were only measured.",
    "photo-data": "2,191 photos of the Clothing dataset (CC0) among Fashion-MNIST's 55,000 items, "
    "which are made into photos by domain randomisation while it learns, with drawn garments. 267"
    " more of the photos and some items were held out to choose the pass and fit the temperature."
    " One photo in five, chosen by hash, and Fashion-MNIST's test images were only measured.",
    "base-data": "Fashion-MNIST (arXiv 1708.07747): 30,000 photos made by domain randomisation of "
    "55,000 of its 60,000 training images and of drawn garments. A third of 4,700 more and of "
    "more garments, made into photos once, was held out to choose the pass and fit the "
    "temperature. The 10,000 test images, as they are, were only measured. No real photo of "
    "clothes. 20,480 of the items were learned as they are too; in proportion as many were held "
    "out as they are. Its features are those of EfficientNet-Lite0, which learned from ImageNet "
    "(weights of the TensorFlow TPU authors at Google, Apache licence 2.0), of its upper blocks "
    "adapted by a model lite0, and of the body of a model photo; their weights are rounded to the "
    "11 bits of half precision and did not learn here.",
    "lite0-data": "2,191 photos of the Clothing dataset (CC0) among Fashion-MNIST's 55,000 items, "
    "which are made into photos by domain randomisation while it learns, with drawn garments. 267 "
    "more of the photos and some items were held out to choose the pass and fit the temperature. "
    "One photo in five, chosen by hash, and Fashion-MNIST's test images were only measured. "
    "20,480 of the items were learned as they are too; in proportion as many were held out as "
    "they are. Its features are those of EfficientNet-Lite0, which learned from ImageNet (weights "
    "of the TensorFlow TPU authors at Google, Apache licence 2.0), of its upper blocks adapted by "
    "a model lite0, and of the body of a model photo; their weights are rounded to the 11 bits of "
    "half precision and did not learn here.",
    "lite0-failures": "Of the test samples it most often takes Shirt for T-shirt/top (100 of "
    "1000); T-shirt/top for Shirt (76 of 1000); Shirt for Coat (74 of 1000).",
    "fashion-mnist-failures": "Of the test samples it most often takes Shirt for T-shirt/top (76 of"
    " 1000); T-shirt/top for Shirt (60 of 1000); Pullover for Shirt (31 of 1000).",
    "photo-failures": "Of the test samples it most often takes Shirt for T-shirt/top (143 of 1000);"
    " Shirt for Pullover (92 of 1000); Shirt for Coat (70 of 1000). Clothes worn by a person, and"
    " more than one item in a photo, were not among its training photos.",
    "base-failures": "Of the test samples it most often takes Shirt for T-shirt/top (102 of "
    "1000); T-shirt/top for Shirt (74 of 1000); Shirt for Coat (72 of 1000). Its last layer never "
    "saw a real photo: it learned from items made into photos and from drawn garments.",
    "seed-failures": "Of the test samples it most often takes Shirt for T-shirt/top (113 of 1000); "
    "T-shirt/top for Shirt (97 of 1000); Shirt for Pullover (63 of 1000). On 2,631 ordinary phone"
    " photos of clothes, of seven of its categories, it was right on 31 %: it learned from "
    "cut-out catalogue pictures alone, so inspect it, and teach it, before it labels others.",
}
"""What those cards say, word by word."""


def plain(text: str) -> str:
    """Return what is shown for a text of a card: shorter for the shipped ones, else the same."""
    return next((SHIPPED[key] for key, written in ON_CARDS.items() if written == text), text)
