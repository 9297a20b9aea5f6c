from pathlib import Path

import numpy as np
import pytest

from training.architectures.graph import record
from training.versions import rounding
from training.versions.rounding import (
    byte_step,
    multiplies_bytes,
    rounded_tensors,
    whole_numbers,
)


def test_rounded_tensors_are_maps_behind_their_activation() -> None:
    names = [tensor.layer.name for tensor in rounded_tensors(record("photo", 5, (64, 64, 3)))]
    assert names[:3] == ["scale", "stem_relu", "block_1_pool"]
    assert "block_1_around_norm" in names, "it is added before the next ReLU"
    assert not {"stem", "stem_norm", "block_1_add", "features", "categories"} & set(names)


@pytest.mark.parametrize(("low", "high"), [(-1, 1), (0, 6), (0.5, 2), (-3, -1), (0, 0)])
def test_byte_step_keeps_zero_and_covers_the_range(low: float, high: float) -> None:
    step, zero = byte_step(low, high)
    assert 0 <= zero <= 255
    assert step > 0
    assert (0 - zero) * step <= low + step
    assert (255 - zero) * step >= high - step


def test_whole_numbers_are_within_half_a_step_of_each_channel() -> None:
    rng = np.random.default_rng(0)
    kernel = rng.normal(0, 1, (4, 3, 5, 5)) * np.array([1, 10, 0.1, 0])[:, None, None, None]
    bias = rng.normal(0, 1, 4)
    whole, sums = whole_numbers(kernel, bias, 0.01)
    assert (whole.values.dtype, sums.values.dtype) == (np.int8, np.int32)
    by_channel = whole.scales[:, None, None, None]
    assert (np.abs(whole.values * by_channel - kernel) <= by_channel / 2 + 1e-12).all()
    np.testing.assert_allclose(sums.scales, whole.scales * 0.01)
    used = whole.scales > 1e-6
    assert (np.abs(sums.values * sums.scales - bias) <= sums.scales / 2 + 1e-12)[used].all()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("flags\t\t: fpu avx512f avx512_vnni\n", True),
        ("flags\t\t: fpu avx2 avx_vnni\n", True),
        ("flags\t\t: fpu avx2 avx512_bf16\n", False),
        ("Features\t: fp asimd\n", False),
        (None, False),
    ],
)
def test_multiplies_bytes_reads_the_flags_of_the_processor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str | None, found: bool
) -> None:
    if said is not None:
        (tmp_path / "cpuinfo").write_text(said)
    monkeypatch.setattr(rounding, "_CPU_INFO", tmp_path / "cpuinfo")
    multiplies_bytes.cache_clear()
    assert multiplies_bytes() is found
    multiplies_bytes.cache_clear()
