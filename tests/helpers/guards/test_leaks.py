"""Each check for leaks can fail: shown by tests that leak, in a session of their own."""

import re
import textwrap
from xml.etree import ElementTree as ET

import pytest

HEADER = """\
import logging, subprocess, sys, threading, time
from concurrent.futures import ThreadPoolExecutor
import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

"""


@pytest.fixture
def run(pytester, monkeypatch, request):
    """Return a function that runs test modules in a new process with both plugins."""
    monkeypatch.setenv("PYTHONPATH", str(request.config.rootpath))
    # Hypothesis and others take longer to import than all of these tests.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeini("[pytest]\nfilterwarnings = error\n")

    def run_texts(*options: str, **texts: str) -> pytest.RunResult:
        pytester.makepyfile(**{name: HEADER + textwrap.dedent(texts[name]) for name in texts})
        plugins = (
            "pytestqt.plugin",
            "tests.helpers.guards.isolation",
            "tests.helpers.guards.leaks",
        )
        chosen = [part for plugin in plugins for part in ("-p", plugin)]
        return pytester.runpytest_subprocess(*chosen, *options)

    return run_texts


# Source of a test, and the pattern of the line that it fails with.
LEAKS = {
    "thread": (
        """
        def test_it():
            threading.Timer(30, print).start()

        def test_end():
            for thread in threading.enumerate():
                if isinstance(thread, threading.Timer):
                    thread.cancel()
                    thread.join()
        """,
        r"thread 'Thread-\d+', daemon: False",
    ),
    "daemon of our own code": (
        """
        def wait():
            time.sleep(30)

        wait.__module__ = "hitl_app.ui.loader"

        def test_it():
            threading.Thread(target=wait, name="loader", daemon=True).start()
        """,
        "thread 'loader', daemon: True",
    ),
    "executor": (
        """
        pool = ThreadPoolExecutor(1, "decode")

        def test_it():
            pool.submit(int).result()
        """,
        "thread 'decode_0', daemon: False",
    ),
    "process": (
        """
        children = []

        def test_it():
            code = "import time; time.sleep(30)"
            children.append(subprocess.Popen([sys.executable, "-c", code]))

        def test_end():
            assert children[0].poll() is not None  # the check for leaks ended it
        """,
        r"process \d+: .*time\.sleep\(30\)",
    ),
    "process that nobody waits for": (
        """
        children = []

        def test_it():
            children.append(subprocess.Popen([sys.executable, "-c", ""]))
            time.sleep(1)

        def test_end():
            children[0].poll()
        """,
        r"process \d+: ended, never waited for",
    ),
    "timer": (
        """
        timers = []

        def test_it(qapp):
            timers.append(QTimer())
            timers[0].start(60_000)

        def test_end():
            assert not timers[0].isActive()
        """,
        "QTimer still running",
    ),
    "thread of qt": (
        """
        class Slow(QThread):
            def run(self):
                self.msleep(4000)

        @pytest.fixture(scope="module")
        def thread(qapp):
            thread = Slow()
            yield thread
            thread.wait()

        def test_it(thread):
            thread.start()
        """,
        "QThread still running",
    ),
    "window": (
        """
        windows = []

        def test_it(qapp):
            windows.append(QWidget(objectName="left"))
        """,
        "window QWidget 'left'",
    ),
    "shown window": (
        """
        windows = []

        def test_it(qapp):
            windows.append(QMainWindow(windowTitle="Window"))
            windows[0].show()
        """,
        "window QMainWindow '' 'Window'",
    ),
    "warning": (
        """
        def test_it():
            logging.getLogger("hitl_app.store").warning("disk %s", "full")
        """,
        "WARNING hitl_app.store: disk full",
    ),
    "error in another thread": (
        """
        def test_it():
            thread = threading.Thread(target=logging.getLogger("a").error, args=("lost",))
            thread.start()
            thread.join()
        """,
        "ERROR a: lost",
    ),
    "warning in a fixture": (
        """
        @pytest.fixture
        def noisy():
            yield
            logging.warning("late")

        def test_it(noisy):
            pass
        """,
        "WARNING root: late",
    ),
    "another message than the expected": (
        """
        @pytest.mark.expect_log("slow")
        def test_it():
            logging.warning("slow")
            logging.warning("broken")
        """,
        "WARNING root: broken",
    ),
    "no message where one is expected": (
        """
        @pytest.mark.expect_log("slow disk")
        def test_it():
            pass
        """,
        "not there:\n.*slow disk",
    ),
}


def test_leaks_fail_test_that_leaves_something_behind(run, pytester, monkeypatch):
    monkeypatch.setenv("LEAKS_GRACE_S", "1")
    modules = {f"test_{name.replace(' ', '_')}": leak for name, leak in LEAKS.items()}
    run("--junitxml=report.xml", **{module: text for module, (text, _) in modules.items()})
    # Written by pytest itself.
    cases = list(ET.parse(pytester.path / "report.xml").iter("testcase"))  # noqa: S314
    for module, (text, pattern) in modules.items():
        found = [case for case in cases if case.get("classname") == module]
        errors = [error.text for case in found for error in case.iter("error")]
        assert {case.get("name") for case in found} == set(re.findall(r"def (test_\w+)", text))
        assert len(errors) == 1, module
        assert re.search(pattern, errors[0]), module
        assert not [case for case in found if case.find("failure") is not None], module


def test_leaks_pass_test_that_ends_in_order(run):
    result = run(
        test_order="""
        def test_threads_that_end():
            threading.Thread(target=time.sleep, args=(0.2,)).start()

        def test_daemons_of_libraries():
            threading.Thread(target=time.sleep, args=(9,), daemon=True).start()

        def test_processes_that_were_waited_for():
            subprocess.run([sys.executable, "-c", ""], check=True)

        @pytest.mark.expect_log("slow")
        def test_expected_messages():
            logging.warning("slow disk")

        def test_remarks():
            logging.getLogger().info("fine")

        @pytest.mark.may_leak
        def test_what_is_meant_to_stay():
            threading.Timer(0.2, print).start()

        def test_windows_of_qtbot(qtbot):
            window = QMainWindow()
            qtbot.addWidget(window)
            QMenu(window)
            QTimer(window).start(50)
            window.show()
            qtbot.waitExposed(window)

        def test_windows_in_a_cycle(qapp):
            window = QWidget()
            window.me = window

        @pytest.fixture(scope="module")
        def window(qapp):
            window = QWidget()
            timer = QTimer(window)
            timer.start(1000)
            yield window
            window.close()
            window.deleteLater()

        def test_windows_of_the_module(window):
            pass

        def test_timers_that_were_stopped(qapp):
            timer = QTimer()
            timer.start(60_000)
            timer.stop()
        """
    )
    result.assert_outcomes(passed=10)
    assert result.ret == 0
