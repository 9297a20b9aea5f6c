"""Fail a test that leaves something running or logs an unexpected message.

A pytest plugin. After each test and its fixtures it looks for threads, child
processes, active timers, threads of Qt, windows, and log records of level WARNING and up.
A test that logs on purpose is marked: `@pytest.mark.expect_log("pattern of the message")`.
"""

import logging
import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from weakref import WeakSet

import psutil
import pytest

_GRACE_S = float(os.environ.get("LEAKS_GRACE_S", "10"))
"""Only what does not end takes that long, and what a busy machine ends late is no leak."""
_PAUSE_S = 0.01
_OURS = ("hitl_app", "training", "tests")
# TensorFlow warns of a likely mistake when a process loads one model after another, as only
# tests do.
# Matplotlib notes that its first start takes long on a new or busy machine.
_NO_NEWS = ("triggered tf.function retracing", "is building the font cache")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "expect_log(pattern): the test must log a WARNING or worse that matches, and may do so",
    )
    config.addinivalue_line(
        "markers", "may_leak: the test leaves something running on purpose; nothing is looked for"
    )


@pytest.fixture(autouse=True)
def _nothing_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.node.get_closest_marker("may_leak"):
        yield
        return
    watches = (_Threads(), _Children(), _Started("QTimer", "isActive"),
               _Started("QThread", "isRunning"), _Windows())  # fmt: skip
    yield
    left = [leak for watch in watches for leak in watch.left()]
    if left:
        pytest.fail("The test left something behind:\n  " + "\n  ".join(left), pytrace=False)


@pytest.fixture(autouse=True)
def _no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    patterns = [mark.args[0] for mark in request.node.iter_markers("expect_log")]
    handler = _Records()
    root = logging.getLogger()
    root.addHandler(handler)
    yield
    root.removeHandler(handler)
    unexpected = [m for m in handler.messages if not any(re.search(p, m) for p in patterns)]
    missed = [p for p in patterns if not any(re.search(p, m) for m in handler.messages)]
    if unexpected:
        pytest.fail("Unexpected in the log:\n  " + "\n  ".join(unexpected), pytrace=False)
    if missed:
        pytest.fail("Expected in the log, but not there:\n  " + "\n  ".join(missed), pytrace=False)


class _Records(logging.Handler):
    """Messages that are logged at WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not any(part in message for part in _NO_NEWS):
            self.messages.append(f"{record.levelname} {record.name}: {message}")


def _wait_until_none(look) -> list:
    """Return what `look` still finds after the time that an orderly end takes."""
    end = time.monotonic() + _GRACE_S
    while (found := look()) and time.monotonic() < end:
        time.sleep(_PAUSE_S)
    return found


class _Threads:
    """Python threads: all that are no daemons, and daemons of our own code."""

    def __init__(self) -> None:
        self._before = set(threading.enumerate())

    def left(self) -> list[str]:
        threads = _wait_until_none(self._new)
        return [f"thread {thread.name!r}, daemon: {thread.daemon}" for thread in threads]

    def _new(self) -> list[threading.Thread]:
        return [
            thread
            for thread in threading.enumerate()
            if thread not in self._before and (not thread.daemon or _is_ours(thread))
        ]


def _is_ours(thread: threading.Thread) -> bool:
    target = getattr(thread, "_target", None)
    modules = (type(thread).__module__, getattr(target, "__module__", None) or "")
    return any(module.partition(".")[0] in _OURS for module in modules)


def _parents(child: psutil.Process) -> list[psutil.Process]:
    try:
        return child.parents()
    except psutil.NoSuchProcess:
        return []


class _Children:
    """Child processes, including those that ended and were never waited for."""

    def __init__(self) -> None:
        self._before = set(_children())

    def left(self) -> list[str]:
        processes = _wait_until_none(self._new)
        found = [f"process {process.pid}: {_command(process)}" for process in processes]
        for process in processes:
            # The next test must not fail for it.
            try:
                process.kill()
                process.wait(_GRACE_S)
            except psutil.NoSuchProcess:
                continue
        return found

    def _new(self) -> list[psutil.Process]:
        """Return processes that were not there, nor one of their parents: a browser has many."""
        return [
            child
            for child in _children()
            if child not in self._before and not self._before.intersection(_parents(child))
        ]


def _has_children() -> bool:
    """Ask the system, which takes microseconds; to look through all processes takes longer."""
    if not hasattr(os, "waitid"):
        return True
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def _children() -> list[psutil.Process]:
    if not _has_children():
        return []
    return [
        child
        for child in psutil.Process().children(recursive=True)
        # Python keeps one resource tracker a process.
        if "multiprocessing.resource_tracker" not in _command(child)
    ]


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:  # a zombie has no command line any more
        return "ended, never waited for"


class _Started:
    """Qt objects of a class that Python code started and that still run.

    Qt lists neither timers nor threads, so their `start` is wrapped, once, to record them.
    """

    _known: dict[str, WeakSet] = {}  # noqa: RUF012 - one for the session, on purpose

    def __init__(self, name: str, running: str) -> None:
        self._name = name
        self._running = running
        self._remember_starts()
        self._before = set(self._active())

    def left(self) -> list[str]:
        if not self._remember_starts():
            return []
        _settle()
        found = [thing for thing in self._active() if thing not in self._before]
        if found and self._name == "QThread":
            found = _wait_until_none(lambda: [t for t in self._active() if t not in self._before])
        for thing in found:
            stop = getattr(thing, "stop", None) or thing.quit
            stop()
        return [f"{self._name} still running: {thing!r}" for thing in found]

    def _remember_starts(self) -> bool:
        if self._name in self._known:
            return True
        core = sys.modules.get("PySide6.QtCore")
        if core is None:
            return False
        started = self._known[self._name] = WeakSet()
        kind = getattr(core, self._name)
        start = kind.start

        def start_and_remember(thing, *args):
            started.add(thing)
            return start(thing, *args)

        kind.start = start_and_remember
        return True

    def _active(self) -> list:
        things = list(self._known.get(self._name, ()))
        if not things:
            return []
        from shiboken6 import isValid

        return [thing for thing in things if isValid(thing) and getattr(thing, self._running)()]


class _Windows:
    """Top-level widgets, shown or not."""

    def __init__(self) -> None:
        self._before = {_address(widget) for widget in _top_level()}

    def left(self) -> list[str]:
        new = self._new()
        if new:
            # The garbage collector deletes windows in a reference cycle.
            import gc

            del new
            gc.collect()
            _settle()
            new = self._new()
        found = [f"window {type(w).__name__} {w.objectName()!r} {w.windowTitle()!r}" for w in new]
        for widget in new:
            widget.close()
            widget.deleteLater()
        _settle()
        return found

    def _new(self) -> list:
        # A menu or list that belongs to a window is deleted with it: only the window is named.
        return [
            widget
            for widget in _top_level()
            if _address(widget) not in self._before and widget.parent() is None
        ]


def _top_level() -> list:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or not isinstance(widgets.QApplication.instance(), widgets.QApplication):
        return []
    return widgets.QApplication.topLevelWidgets()


def _address(widget) -> int:
    from shiboken6 import getCppPointer

    return getCppPointer(widget)[0]


def _settle() -> None:
    """Let Qt delete what was marked for deletion."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    core.QCoreApplication.processEvents()
