"""Default settings of the training of each architecture."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from training.architectures import backbones, lite0
from training.core.errors import unknown_model


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """Default settings of a fine-tuning.

    Attributes:
        head_epochs: passes in which the last layer alone learns.
        max_epochs: passes in which all layers learn, where there are few training photos.
        rate: Adam's highest rate in these, after the warm-up; it falls to 0 along a cosine.
        replay_ratio: replayed samples a training photo, in each batch; where the last layer alone
            learns, their weight in sum, relative to the training photos'.
        replay_weight: of a replayed sample in the loss; that of a training photo is 1.
        appearance_ratio: replayed samples a training photo that are given the training photos'
            appearance, in each batch, if it was found (``training.finetuning.appearance``).
        frozen: prefixes of the names of layers that do not learn, if any sample is replayed.
        distillation: whether replayed samples are learned with the parent's probabilities instead
            of their labels, and normalisation is frozen.
        penalty: if above 0, the last layer alone learns, by logistic regression on features that
            are computed once; this draws it towards the parent's, relative to the loss of one
            photo.
        views: where the last layer alone learns, how often a photo's features are computed: as it
            is, and augmented.
        interpolation: share of the way from the first weights to the learned ones, unless an
            output is new: less forgets much less and learns a little less. Below 1, and if the
            training photos' appearance was found, only as far as brings most of the gain.
    """

    head_epochs: int = 5
    max_epochs: int = 25
    rate: float = 1e-3
    replay_ratio: int = 1
    replay_weight: float = 1.0
    appearance_ratio: int = 0
    frozen: tuple[str, ...] = ()
    distillation: bool = False
    interpolation: float = 1.0
    penalty: float = 0.0
    views: int = 3

    @property
    def head_only(self) -> bool:
        """True if the last layer alone learns."""
        return self.penalty > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Settings of a training from scratch.

    Attributes:
        builder: of ``training.architectures.builders``.
        preparation: of ``training.inputs.preparation``.
        epochs: passes over the training samples, at most.
        batch_size: samples a step.
        optimizer: of Keras; ``sgd`` has Nesterov momentum 0.9. Or ``lbfgs``: the last layer alone
            learns, by logistic regression on features that are computed once.
        rate: its learning rate, the highest if there is a schedule; ``lbfgs`` has none.
        decay: decoupled weight decay, a share of the rate; for ``lbfgs`` the penalty on the last
            layer, relative to the loss of one sample.
        schedule: whether the rate warms up over a twentieth of the steps and then falls to 0 along
            half a cosine.
        average: whether weights are a moving average over about 800 steps.
        augment: what is done to each sample before each pass: nothing; ``shop``: mirrored, moved
            and partly erased; ``photos``: items made into photos, and photos changed as if taken
            again (``training.data.feeds``).
        pretrained: whether the first weights are those that learned from ImageNet.
        share: of the items that a pass shows otherwise, made into photos.
        unchanged: where the last layer alone learns, how many of Fashion-MNIST's items it learns
            as they are as well.
        frozen: prefixes of the names of layers that do not learn; if there are any, normalisation
            does not either.
        replay_each: samples a category that a version keeps, to replay in a fine-tuning.
        tuning: how it is fine-tuned.
        origin: where weights come from that do not learn, and their licence, in words, for the
            card.
        purpose: what such a model is for, in words, for the card.
    """

    builder: str
    preparation: str
    epochs: int
    batch_size: int
    optimizer: Literal["adam", "adamw", "sgd", "lbfgs"]
    rate: float = 0.0
    decay: float = 0.0
    schedule: bool = False
    average: bool = False
    augment: Literal["", "shop", "photos"] = ""
    pretrained: bool = False
    share: float = 1.0
    unchanged: int = 0
    frozen: tuple[str, ...] = ()
    replay_each: int = 100
    tuning: Tuning = Tuning()
    origin: str = ""
    purpose: str = "Trying things out, and a peer to measure others against."


_SIDE_BY_SIDE: Final = Recipe(
    builder="photo-lite0",
    preparation="photo-192",
    epochs=100,
    batch_size=16,
    optimizer="lbfgs",
    # How both numbers were chosen: docs/TRAINING.md.
    decay=0.3,
    augment="photos",
    unchanged=20_480,
    tuning=Tuning(penalty=0.05),
    origin="Its features are those of EfficientNet-Lite0, which learned from ImageNet (weights "
    "of the TensorFlow TPU authors at Google, Apache licence 2.0), and of the body of a model "
    "photo; their weights are rounded to the 11 bits of half precision and did not learn here.",
    purpose="Photos of clothes as people take them, and a start for categories of one's own: "
    "its features saw ImageNet as well. It reads Fashion-MNIST's grey pictures too.",
)

RECIPES: Final[dict[str, Recipe]] = {
    **{
        name: Recipe(
            builder=name,
            preparation="fashion-mnist-28",
            epochs=10,
            batch_size=batch_size,
            optimizer="adam",
            rate=1e-3,
        )
        for name, batch_size in {"seed-cnn": 64, "seed-cnn-dropout": 64, "seed-cnn-64": 32}.items()
    },
    # Keras decays weights beside the momentum, not through it: 5e-3 here is the usual 5e-4.
    "resnet20": Recipe(
        builder="resnet20",
        preparation="fashion-mnist-28",
        epochs=30,
        batch_size=128,
        optimizer="sgd",
        rate=0.1,
        decay=5e-3,
        schedule=True,
        augment="shop",
    ),
    "fashion-mnist": Recipe(
        builder="fashion-mnist",
        preparation="fashion-mnist-28",
        epochs=36,
        batch_size=128,
        optimizer="sgd",
        rate=0.1,
        decay=5e-3,
        schedule=True,
        average=True,
        augment="shop",
        replay_each=300,
        # How these were chosen: docs/TRAINING.md.
        tuning=Tuning(
            head_epochs=0,
            max_epochs=12,
            rate=5e-4,
            replay_weight=3.0,
            appearance_ratio=1,
            frozen=("stem", "block_1"),
            distillation=True,
            interpolation=0.55,
        ),
        purpose="Catalogues of 28x28 grey pictures as Fashion-MNIST has them.",
    ),
    "photo": Recipe(
        builder="photo",
        preparation="photo-64",
        epochs=14,
        batch_size=128,
        optimizer="adamw",
        rate=2e-3,
        decay=0.05,
        schedule=True,
        average=True,
        augment="photos",
        purpose="Photos of clothes as people take them, in colour, and a start for categories of "
        "one's own. It reads Fashion-MNIST's grey pictures as well.",
    ),
    "photo-lite0": _SIDE_BY_SIDE,
    "photo-clothes": replace(
        _SIDE_BY_SIDE,
        builder="photo-clothes",
        origin="Its features are those of EfficientNet-Lite0, which learned from ImageNet (weights "
        "of the TensorFlow TPU authors at Google, Apache licence 2.0), of its upper blocks adapted "
        "by a model lite0, and of the body of a model photo; their weights are rounded to the 11 "
        "bits of half precision and did not learn here.",
    ),
    "lite0": Recipe(
        builder="lite0",
        preparation="photo-192",
        epochs=4,
        batch_size=32,
        optimizer="adamw",
        rate=4e-4,
        decay=0.02,
        schedule=True,
        augment="photos",
        share=0.35,
        frozen=("stem", *(f"block_{number}_" for number in range(1, lite0.LOWER + 1))),
        origin="It began with the weights of EfficientNet-Lite0, which learned from ImageNet (by "
        "the TensorFlow TPU authors at Google, Apache licence 2.0); the lower blocks did not "
        "learn.",
        purpose="The adapted upper blocks of a model photo-clothes.",
    ),
    **{
        name: Recipe(
            builder=name,
            preparation="photo-128",
            epochs=12,
            batch_size=32,
            optimizer="adamw",
            rate=5e-4,
            decay=0.05,
            schedule=True,
            average=True,
            augment="photos",
            pretrained=True,
            purpose="Photos of one's own categories, from features that saw ImageNet.",
        )
        for name in backbones.NAMES
    },
}


def recipe(name: str) -> Recipe:
    """Return the recipe of this name.

    Raises:
        TrainingError: ``unknown-architecture``.
    """
    found = RECIPES.get(name)
    if found is None:
        raise unknown_model(name, RECIPES)
    return found
