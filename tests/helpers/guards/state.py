"""Fail a test that leaves the state of the process changed, and restore it for the next test.

A pytest plugin. A test that leaves another language, theme or locale behind breaks tests that run
after it in the same process, and only in some orders. Each entry of `WATCHED` is read before a test
is set up and again after all its fixtures are gone; what differs is put back and named.
"""

import locale
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import safeio.decoding.opening  # noqa: F401 - sets Pillow's limits, as the program does

# Set by pytest itself, or for good by libraries when they are first imported: scikit-learn,
# TensorFlow, Keras, h5py and datasets. Which test that happens in is chance.
_NOT_WATCHED = ("PYTEST_", "KMP_", "TF2_", "TPU_ML_", "KERAS_BACKEND", "HDF5_PLUGIN_PATH",
                "ENABLE_RUNTIME_UPTIME_TELEMETRY")  # fmt: skip
_BEFORE = pytest.StashKey[list[Any]]()


@dataclass(frozen=True, slots=True)
class Watched:
    """One piece of global state.

    Attributes:
        name: What the failure calls it.
        read: Return its value; comparable with ==. Must not import anything.
        restore: Put a value back that `read` returned.
    """

    name: str
    read: Callable[[], Any]
    restore: Callable[[Any], object]


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith(_NOT_WATCHED)}


def _restore_environment(before: dict[str, str]) -> None:
    for key in _environment().keys() - before.keys():
        del os.environ[key]
    os.environ.update(before)


def _signals() -> dict[int, Any]:
    return {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}


def _restore_signals(before: dict[int, Any]) -> None:
    for number, handler in before.items():
        signal.signal(number, handler)


def _path() -> list[str]:
    return list(sys.path)


def _restore_path(before: list[str]) -> None:
    sys.path[:] = before


def _logging() -> tuple[int, int]:
    return logging.root.level, logging.root.manager.disable


def _restore_logging(before: tuple[int, int]) -> None:
    logging.root.setLevel(before[0])
    logging.disable(before[1])


def _numpy() -> tuple[Any, Any] | None:
    numpy = sys.modules.get("numpy")
    return None if numpy is None else (numpy.geterr(), numpy.get_printoptions())


def _restore_numpy(before: tuple[Any, Any]) -> None:
    import numpy as np

    np.seterr(**before[0])
    np.set_printoptions(**before[1])


def _keras() -> tuple[str, str, str] | None:
    keras = sys.modules.get("keras")
    config = getattr(keras, "config", None)  # None as well while another thread imports it
    if config is None:
        return None
    return config.floatx(), config.image_data_format(), config.dtype_policy().name


def _restore_keras(before: tuple[str, str, str]) -> None:
    import keras

    keras.config.set_floatx(before[0])
    keras.config.set_image_data_format(before[1])
    keras.config.set_dtype_policy(before[2])


def _pillow() -> tuple[int | None, bool] | None:
    image, file = sys.modules.get("PIL.Image"), sys.modules.get("PIL.ImageFile")
    if image is None or file is None:
        return None
    return image.MAX_IMAGE_PIXELS, file.LOAD_TRUNCATED_IMAGES


def _restore_pillow(before: tuple[int | None, bool]) -> None:
    from PIL import Image, ImageFile

    Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = before


def _application():
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = None if widgets is None else widgets.QApplication.instance()
    return app if widgets is not None and isinstance(app, widgets.QApplication) else None


def _c_locale() -> str | None:
    # The application sets it, and the next one too, when it is made: once for all tests.
    return None if _application() is None else locale.setlocale(locale.LC_ALL)


def _switch_interval() -> float | None:
    return None if _application() is None else sys.getswitchinterval()


def _theme() -> tuple[str, str, str] | None:
    app = _application()
    if app is None:
        return None
    ground = app.palette().window().color().name()
    return ground, app.font().toString(), app.styleSheet()


def _restore_theme(_before: tuple[str, str, str]) -> None:
    from hitl_app.ui.kit import theme

    theme.apply_theme(_application(), dark=False)


def _language() -> tuple[str, str, str, int] | None:
    app = _application()
    if app is None:
        return None
    core = sys.modules["PySide6.QtCore"]
    # A text of the program and one of Qt itself, since Qt does not list its translators.
    words = app.translate("QPlatformTheme", "Cancel"), app.translate("AboutDialog", "Close")
    return core.QLocale().name(), *words, app.layoutDirection().value


def _restore_language(_before: tuple[str, str, str, int]) -> None:
    from hitl_app.ui.session import languages

    languages.speak(_application(), "en")


def _keymap() -> dict[str, tuple[str, ...]] | None:
    keymap = sys.modules.get("hitl_app.ui.commands.keymap")
    chosen = getattr(keymap, "_chosen", None)  # None as well while it is being imported
    return None if chosen is None else dict(chosen)


def _restore_keymap(before: dict[str, tuple[str, ...]]) -> None:
    from hitl_app.ui.commands import keymap

    keymap._chosen.clear()
    keymap._chosen.update(before)


def _quits() -> bool | None:
    app = _application()
    return None if app is None else app.quitOnLastWindowClosed()


def _mask() -> int:
    """Read the file mode mask; there is no way to read it alone."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


WATCHED = (
    Watched("environment variables", _environment, _restore_environment),
    Watched("current folder", Path.cwd, os.chdir),
    Watched("file mode mask", _mask, os.umask),
    Watched("signal handlers", _signals, _restore_signals),
    Watched("import path", _path, _restore_path),
    Watched("C locale", _c_locale, partial(locale.setlocale, locale.LC_ALL)),
    Watched("log level", _logging, _restore_logging),
    Watched("thread switch interval", _switch_interval, sys.setswitchinterval),
    Watched("NumPy's error and print options", _numpy, _restore_numpy),
    Watched("Keras' global types", _keras, _restore_keras),
    Watched("Pillow's global limits", _pillow, _restore_pillow),
    Watched("exception hook of threads", lambda: threading.excepthook,
            lambda before: setattr(threading, "excepthook", before)),
    Watched("language", _language, _restore_language),
    Watched("theme", _theme, _restore_theme),
    Watched("keys of commands", _keymap, _restore_keymap),
    Watched("quitting with the last window", _quits,
            lambda before: _application().setQuitOnLastWindowClosed(before)),
)  # fmt: skip


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    item.stash[_BEFORE] = [watched.read() for watched in WATCHED]
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    result = yield
    left = []
    for watched, before in zip(WATCHED, item.stash[_BEFORE], strict=True):
        after = watched.read()
        # State that a library sets when it is first imported is no change of the test.
        if before is not None and after != before:
            watched.restore(before)
            left.append(f"{watched.name}: {_difference(before, after)}")
    if left:
        pytest.fail("The test left other state behind:\n  " + "\n  ".join(left), pytrace=False)
    return result


def _difference(before: Any, after: Any) -> str:
    if not isinstance(before, dict):
        return f"{before!r} became {after!r}"
    keys = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
    return ", ".join(f"{key} was {before.get(key)!r}, is {after.get(key)!r}" for key in keys)
