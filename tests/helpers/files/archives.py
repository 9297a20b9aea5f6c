"""ZIP files for tests, and the reasons for which they are refused."""

import zipfile
from pathlib import Path

import pytest

from hitl_app.imaging.files import read
from safeio.reasons import PhotoError, Reason


def make_zip(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def reason_of(found, **options) -> Reason:
    with pytest.raises(PhotoError) as caught:
        read(found, **options)
    return caught.value.reason
