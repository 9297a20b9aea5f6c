import io
import os
from pathlib import Path

import pytest

from safeio.reading import open_regular, read_bounded, read_file
from safeio.reasons import PhotoError, Reason


def reason_of(act, *arguments) -> Reason:
    with pytest.raises(PhotoError) as caught:
        act(*arguments)
    return caught.value.reason


def test_read_file_returns_the_whole_file(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"content")
    assert read_file(str(tmp_path / "a.jpg")) == b"content"


def test_read_file_names_the_reason_when_there_is_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "large.jpg").write_bytes(b"content")
    assert reason_of(read_file, str(tmp_path / "empty.jpg")) is Reason.EMPTY
    assert reason_of(read_file, str(tmp_path / "large.jpg"), 6) is Reason.TOO_LARGE
    assert reason_of(read_file, str(tmp_path / "lost.jpg")) is Reason.MISSING
    assert reason_of(read_file, "nul\0byte.jpg") is Reason.MISSING


def test_open_regular_refuses_folders_and_pipes(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        assert reason_of(open_regular, str(path)) is Reason.NOT_A_FILE


def test_read_bounded_reads_more_than_was_expected_up_to_the_limit() -> None:
    assert read_bounded(io.BytesIO(b"0123456789"), 4, 10) == b"0123456789"
    assert reason_of(read_bounded, io.BytesIO(b"0123456789"), 4, 9) is Reason.TOO_LARGE
    assert reason_of(read_bounded, io.BytesIO(b""), 11, 10) is Reason.TOO_LARGE
