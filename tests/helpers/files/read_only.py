"""Folders that cannot be written, also by the superuser whom most containers run tests as."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Linux: capabilities that let a process write despite the mode of a file.
_OVERRIDES = (1, 2, 3)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
_VERSION = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Data(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint32) for name in ("effective", "permitted", "inheritable"))


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Make a folder and its contents read-only for this thread until the block ends.

    Skips the test where the superuser's rights cannot be dropped.
    """
    paths = [folder, *folder.rglob("*")]
    modes = [path.stat().st_mode & 0o777 for path in paths]
    try:
        with _without_overrides():
            for path, mode in reversed(list(zip(paths, modes, strict=True))):
                path.chmod(mode & 0o555)
            if os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
                pytest.skip("what is read-only can be written here")
            yield
    finally:
        for path, mode in zip(paths, modes, strict=True):
            path.chmod(mode)


@contextmanager
def _without_overrides() -> Iterator[None]:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, data = _Header(_VERSION, 0), (_Data * 2)()
    assert libc.capget(ctypes.byref(header), data) == 0
    before = data[0].effective
    for number in _OVERRIDES:
        data[0].effective &= ~(1 << number)
    assert libc.capset(ctypes.byref(header), data) == 0
    try:
        yield
    finally:
        data[0].effective = before
        assert libc.capset(ctypes.byref(header), data) == 0
