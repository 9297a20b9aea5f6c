"""A real browser without a screen, and the server for it."""

import os
import shutil
import threading
from contextlib import contextmanager

import pytest
import uvicorn
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from tests.helpers.processes import until

PROGRAMS = ("chromium", "chromedriver")
# It asks for nothing outside of this computer, and keeps nothing.
_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def require_chromium():
    """Skip a test where Chromium is not installed; in CI it has to be."""
    if any(shutil.which(name) is None for name in PROGRAMS):
        assert not os.environ.get("CI"), "Chromium is needed: dev.py installs it"
        pytest.skip("Chromium is not installed")


@contextmanager
def chromium(*options):
    """Yield a driver of a new browser."""
    chosen = Options()
    chosen.binary_location = shutil.which("chromium")
    for option in (*_OPTIONS, *options):
        chosen.add_argument(option)
    chosen.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(chosen, Service(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def resize(driver, width, height=844):
    """Show pages as a screen of this size does; a narrow one as a phone."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def prefer(driver, scheme, language="en"):
    """Ask for light or dark pages, in a language."""
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    driver.execute_cdp_cmd("Network.enable", {})
    headers = {"headers": {"Accept-Language": language}}
    driver.execute_cdp_cmd("Network.setExtraHTTPHeaders", headers)


def switch_scripts(driver, *, on):
    """Switch JavaScript on or off for pages that are loaded from now on."""
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not on})


@contextmanager
def listening(app, **options):
    """Yield the address at which an app answers, in a thread of this process."""
    config = uvicorn.Config(app, port=0, log_level="error", access_log=False, ws="none", **options)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="server of a test")
    thread.start()
    try:
        assert until(lambda: server.started)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
