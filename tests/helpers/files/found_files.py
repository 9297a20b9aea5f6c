"""Files that a scan finds."""

import os
from pathlib import Path

import pytest

needs_posix = pytest.mark.skipif(os.name != "posix", reason="pipes and links as Unix has them")


def put(path: Path, data: bytes = b"photo") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
