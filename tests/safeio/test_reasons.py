import errno
import os

import pytest

from safeio.reasons import WORDS, PhotoError, Reason, from_system, with_kind


def test_every_reason_has_words() -> None:
    assert set(WORDS) == {reason.value for reason in Reason}


def test_with_kind_names_the_kind_of_unsupported_files_alone() -> None:
    assert with_kind("not read", Reason.UNSUPPORTED, "PDF") == "not read: PDF"
    assert with_kind("not read", Reason.UNSUPPORTED, "") == "not read"
    assert with_kind("damaged", Reason.DAMAGED, "at 7") == "damaged"
    assert PhotoError(Reason.UNSUPPORTED, "PDF").words == "this kind of file cannot be read: PDF"


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOENT, Reason.MISSING),
        (errno.EACCES, Reason.PERMISSION),
        (errno.EISDIR, Reason.NOT_A_FILE),
        (errno.ELOOP, Reason.NOT_A_FILE),
        (errno.EIO, Reason.READ_FAILED),
    ],
)
def test_from_system_names_the_reason_of_an_error(number: int, reason: Reason) -> None:
    found = from_system(OSError(number, os.strerror(number)))
    assert found.reason is reason
    assert found.detail == os.strerror(number)


def test_from_system_takes_a_path_that_is_no_path_for_a_missing_file() -> None:
    assert from_system(ValueError("embedded null byte")).reason is Reason.MISSING
