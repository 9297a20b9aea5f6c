import io
import zipfile
from pathlib import Path

import numpy as np
import pytest

from training.core.arrays import pack_arrays, unpack_arrays


def test_unpack_arrays_raises_when_there_is_a_pickle(tmp_path: Path) -> None:
    path = tmp_path / "pickled.npz"
    np.savez(path, images=np.array([{"a": print}], dtype=object))
    with pytest.raises(ValueError, match="header"):
        unpack_arrays(path)


def test_unpack_arrays_raises_when_a_header_claims_too_much(tmp_path: Path) -> None:
    header = io.BytesIO()
    claim = {"descr": "|u1", "fortran_order": False, "shape": (2**40,)}
    np.lib.format.write_array_header_1_0(header, claim)
    with zipfile.ZipFile(tmp_path / "bomb.npz", "w") as archive:
        archive.writestr("images.npy", header.getvalue() + b"few bytes")
    with pytest.raises(ValueError, match="does not fit"):
        unpack_arrays(tmp_path / "bomb.npz")


def test_unpack_arrays_raises_when_a_file_is_too_large(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "large.npz"
    path.write_bytes(pack_arrays({"images": np.zeros(5_000), "labels": np.zeros(5_000)}))
    monkeypatch.setattr("training.core.arrays._MAX_UNPACKED", 50_000)
    with pytest.raises(ValueError, match="too much"):
        unpack_arrays(path)
    monkeypatch.setattr("training.core.arrays._MAX_PACKED", 10)
    with pytest.raises(ValueError, match="too large"):
        unpack_arrays(path)


def test_unpack_arrays_raises_value_error_wherever_the_damage_is(tmp_path: Path) -> None:
    whole = pack_arrays({"images": np.arange(3000).reshape(100, 30), "labels": np.arange(5)})
    rng = np.random.default_rng(0)
    path = tmp_path / "damaged.npz"
    refusals = 0
    for _ in range(300):
        content = np.frombuffer(whole, np.uint8).copy()
        content[rng.integers(0, len(content), 3)] = rng.integers(0, 256, 3)
        path.write_bytes(content.tobytes())
        try:
            unpack_arrays(path)
        except (ValueError, OSError):
            refusals += 1
    assert refusals > 250


def test_unpack_arrays_raises_when_a_file_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "text.npz").write_text("no archive")
    with pytest.raises(ValueError, match="ZIP"):
        unpack_arrays(tmp_path / "text.npz")


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, 93])
def test_unpack_arrays_raises_when_the_packing_is_unknown(tmp_path: Path, method: int) -> None:
    content = bytearray(pack_arrays({"images": np.zeros(10)}))
    at = content.index(b"PK\1\2") + 10
    content[at : at + 2] = method.to_bytes(2, "little")
    (tmp_path / "odd.npz").write_bytes(content)
    with pytest.raises(ValueError, match="compression is not supported"):
        unpack_arrays(tmp_path / "odd.npz")
