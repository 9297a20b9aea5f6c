"""Each kind of global state that a test changes is named and restored: shown by such tests."""

import textwrap

MODULE = """\
    import logging, os, signal, sys, threading
    import numpy as np
    import pytest
    from PIL import ImageFile
    from PySide6.QtCore import QLocale
    from hitl_app.ui.commands import keymap
    from hitl_app.ui.kit import theme
    from hitl_app.ui.session import languages
    from hitl_app.ui.shell.app import make_application
    from hitl_app.ui.commands.table import BY_ID

    @pytest.fixture(scope="session")
    def qapp():
        return make_application(dark=False)

    @pytest.fixture(autouse=True)
    def _application(qapp):
        pass

    def test_first(qapp):
        # The application exists from here on.
        assert QLocale().name() == "en_US"

    def test_environment():
        os.environ["SECOND_LOOK_LEFT"] = "1"
        del os.environ["HOME_TO_LOSE"]

    def test_folder():
        os.chdir("/")

    def test_mask():
        os.umask(0o077)

    def test_signals():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)

    def test_path():
        sys.path.append("/nowhere")

    def test_logging():
        logging.disable(logging.ERROR)

    def test_switching():
        sys.setswitchinterval(0.1)

    def test_numpy():
        np.seterr(divide="ignore")

    def test_pillow():
        ImageFile.LOAD_TRUNCATED_IMAGES = True

    def test_hook():
        threading.excepthook = print

    def test_language(qapp):
        languages.speak(qapp, "id")

    def test_theme(qapp):
        theme.apply_theme(qapp, dark=True)

    def test_keys():
        keymap.assign(next(iter(BY_ID.values())), "Ctrl+Alt+F9")

    def test_quitting(qapp):
        qapp.setQuitOnLastWindowClosed(not qapp.quitOnLastWindowClosed())

    def test_all_is_as_before(qapp):
        assert "SECOND_LOOK_LEFT" not in os.environ
        assert os.environ["HOME_TO_LOSE"] == "here"
        assert os.getcwd() != "/"
        assert os.umask(0o022) == 0o022
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
        assert "/nowhere" not in sys.path
        assert logging.root.manager.disable == 0
        assert sys.getswitchinterval() < 0.001
        assert np.geterr()["divide"] == "warn"
        assert not ImageFile.LOAD_TRUNCATED_IMAGES
        assert threading.excepthook is not print
        assert QLocale().name() == "en_US"
        assert qapp.translate("AboutDialog", "Close") == "Close"
        assert theme.tokens() == theme.LIGHT
        assert keymap.keys_of(next(iter(BY_ID.values()))) != ("Ctrl+Alt+F9",)

    def test_what_is_undone_is_no_change(monkeypatch, qapp):
        monkeypatch.setenv("SECOND_LOOK_LEFT", "1")
        theme.apply_theme(qapp, dark=True)
        theme.apply_theme(qapp, dark=False)
"""

LEFT = {
    "test_environment": "environment variables: HOME_TO_LOSE was 'here', is None, SECOND_LOOK_LEFT",
    "test_folder": "current folder: ",
    "test_mask": "file mode mask: 18 became 63",
    "test_signals": "signal handlers: 15 was ",
    "test_path": "import path: ",
    "test_logging": "log level: ",
    "test_switching": "thread switch interval: ",
    "test_numpy": "NumPy's error and print options: ",
    "test_pillow": "Pillow's global limits: ",
    "test_hook": "exception hook of threads: ",
    "test_language": "language: ",
    "test_theme": "theme: ",
    "test_keys": "keys of commands: ",
    "test_quitting": "quitting with the last window: ",
}


def test_state_fails_test_that_changes_it_and_restores_it(pytester, monkeypatch, request):
    monkeypatch.setenv("PYTHONPATH", str(request.config.rootpath))
    # Hypothesis and others take longer to import than all of these tests.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("HOME_TO_LOSE", "here")
    pytester.makeini("[pytest]\nfilterwarnings = error\n")
    pytester.makepyfile(textwrap.dedent(MODULE))
    plugins = ("tests.helpers.guards.isolation", "tests.helpers.guards.state")
    result = pytester.runpytest_subprocess(*(part for name in plugins for part in ("-p", name)))
    result.assert_outcomes(passed=3 + len(LEFT), errors=len(LEFT))
    lines = result.stdout.lines
    for test, text in LEFT.items():
        heading = next(i for i, line in enumerate(lines) if f"teardown of {test} " in line)
        assert text in lines[heading + 2], test
