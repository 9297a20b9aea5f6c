from training.architectures.recipes import RECIPES
from training.finetuning.config import FinetuneConfig


def test_config_of_takes_the_settings_of_the_recipe() -> None:
    assert FinetuneConfig.of("photo", seed=3) == FinetuneConfig(seed=3)
    own = FinetuneConfig.of("fashion-mnist")
    tuning = RECIPES["fashion-mnist"].tuning
    assert (own.distillation, own.rate, own.replay_ratio) == (
        True,
        tuning.rate,
        tuning.replay_ratio,
    )
    assert not FinetuneConfig.of("fashion-mnist", distillation=False).distillation
