"""The server: one photo end to end, 50 clients at once, and a plain Streamlit page beside it.

While the clients upload, the real window decides by key on the same workspace. In Chromium, photos
are picked one after the other on our page and on a Streamlit page with the same model; that needs
the interpreter of an environment with Streamlit in SECOND_LOOK_STREAMLIT.

Usage: python -m benchmarks.serve FOLDER [CLIENTS] [SECONDS]
"""

import http.client
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from PIL import Image
from selenium.webdriver.common.by import By

from benchmarks.big import make
from benchmarks.decision_latency import press_keys
from benchmarks.figures import Row, photo_folder, report
from benchmarks.registry import ROOT
from benchmarks.serving import served
from benchmarks.window import close, opened
from hitl_app.ui.shell.app import make_application
from tests.helpers.browsers import chromium

STREAMLIT = "SECOND_LOOK_STREAMLIT"
"""Environment variable: an interpreter that can import Streamlit."""
_CLIENTS, _SECONDS, _ONE_BY_ONE, _PICKED = 50, 60, 100, 20
_LARGE = (3000, 4000)
_LARGE_PHOTOS = 20
_APP = """
import sys
from pathlib import Path
import streamlit as st
from hitl_app.jobs.imports.uploading import Uploads
from hitl_app.services.categories.categories import list_categories
from hitl_app.workspace import Workspace

@st.cache_resource
def model():
    workspace = Workspace.open(Path(sys.argv[1]))
    return Uploads(workspace, "web"), {one.id: one.name for one in list_categories(workspace)}

uploads, names = model()
file = st.file_uploader("Photo")
if file is not None:
    found = uploads.classify(file.getvalue(), store=False)
    st.image(file)
    for number, share in list(found.probabilities.items())[:3]:
        st.progress(share, text=names[number])
    st.text(f"Done with {file.name}")
"""


def unique(folder: Path, seed: int) -> Iterator[bytes]:
    """Yield real photos without end, each with its own bytes."""
    photos = [file.read_bytes() for file in sorted(folder.glob("*.jpg"))[:200]]
    for number in count():
        yield photos[number % len(photos)] + (seed * 10**9 + number).to_bytes(8, "big")


def large(folder: Path, number: int) -> bytes:
    """Return a photo as large as a phone takes them."""
    file = sorted(folder.glob("*.jpg"))[number]
    with Image.open(file) as photo:
        buffer = BytesIO()
        photo.convert("RGB").resize(_LARGE).save(buffer, "JPEG", quality=88)
        return buffer.getvalue()


class Client:
    """One connection that uploads."""

    def __init__(self, address: str) -> None:
        place = urlsplit(address)
        self._connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=120)

    def upload(self, data: bytes) -> int:
        """Return the status."""
        self._connection.request("POST", "/api/classify", data)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status

    def time(self, data: bytes) -> float:
        """Return the milliseconds of an upload."""
        started = time.perf_counter()
        assert self.upload(data) == http.HTTPStatus.OK
        return 1000 * (time.perf_counter() - started)

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


def one_by_one(address: str, photos: Iterator[bytes], times: int) -> list[float]:
    """Return the milliseconds of uploads, after a few that warm the server up."""
    client = Client(address)
    for _ in range(5):
        client.time(next(photos))
    took = [client.time(next(photos)) for _ in range(times)]
    client.close()
    return took


def crowd(address: str, folder: Path, clients: int, seconds: float) -> dict[str, int]:
    """Upload from many clients at once; return how many photos were classified, and errors."""
    until = time.monotonic() + seconds
    counts = {"classified": 0, "errors": 0}
    lock = threading.Lock()

    def work(seed: int) -> None:
        client, photos = Client(address), unique(folder, seed)
        while time.monotonic() < until:
            try:
                fine = client.upload(next(photos)) == http.HTTPStatus.OK
            except (OSError, http.client.HTTPException):
                fine = False
                client.close()
            with lock:
                counts["classified" if fine else "errors"] += 1
        client.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, clients + 1)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return counts


class _Memory:
    """Watches the memory of a process."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self.start = self.peak = self._process.memory_info().rss
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        while not self._stop.wait(0.2):
            self.peak = max(self.peak, self._process.memory_info().rss)

    def end(self) -> None:
        self._stop.set()
        self._thread.join()


def beside(folder: Path, address: str, photos: Path, clients: int, seconds: int) -> list[Row]:
    """Decide by key in a window while clients upload."""
    make_application()
    window = opened(folder)
    command = [sys.executable, "-m", "benchmarks.serve", "--crowd", address]
    process = subprocess.Popen(
        [*command, str(photos), str(clients), str(seconds)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    took: list[float] = []
    while process.poll() is None:
        took += press_keys(window, 10, folder / "peer", patience_s=120)[0]
    assert process.stdout is not None
    counts = json.loads(process.stdout.read())
    process.stdout.close()
    window.close_workspace()
    close(window)
    case = f"{clients} clients"
    rate = counts["classified"] / seconds
    detail = f"median {statistics.median(took):.1f}, {len(took)} keys"
    return [
        Row("photos classified, kept", rate, "a second", case=case,
            detail=f"{counts['classified']:,} in {seconds} s"),
        Row("uploads with an error", counts["errors"], case=case),
        Row("key to the next photo, 95th percentile", _p95(took), "ms", case=case, detail=detail),
    ]  # fmt: skip


def picked(address: str, folder: Path, chosen: str, done: Callable[[str], str]) -> float:
    """Return the photos a second that are picked on a page of Chromium, one after the other."""
    files = Path(tempfile.mkdtemp(prefix="picked-"))
    photos = unique(folder, 99)
    with chromium() as driver:
        driver.get(address)
        started = 0.0
        for number in range(_PICKED + 1):
            file = files / f"photo-{number}.jpg"
            file.write_bytes(next(photos))
            _until(lambda: driver.find_elements(By.CSS_SELECTOR, chosen))
            driver.find_elements(By.CSS_SELECTOR, chosen)[0].send_keys(str(file))
            _until(lambda file=file: driver.find_elements(By.XPATH, done(file.name)))
            # The first one loads the model.
            started = started or time.perf_counter()
        rate = _PICKED / (time.perf_counter() - started)
    shutil.rmtree(files)
    return rate


def _until(ready: Callable[[], object]) -> None:
    end = time.monotonic() + 120
    while not ready():
        assert time.monotonic() < end, "the page shows no result"
        time.sleep(0.005)


def streamlit(folder: Path, photos: Path) -> float:
    """Return the photos a second of a plain Streamlit page with the same model."""
    with tempfile.TemporaryDirectory() as name, socket.create_server(("127.0.0.1", 0)) as free:
        app, port = Path(name) / "app.py", free.getsockname()[1]
        free.close()
        app.write_text(_APP)
        paths = [str(ROOT), *(path for path in sys.path if path.endswith("site-packages"))]
        process = subprocess.Popen(
            [
                os.environ[STREAMLIT], "-m", "streamlit", "run", str(app),
                "--server.headless", "true", "--server.address", "127.0.0.1",
                "--server.port", str(port), "--browser.gatherUsageStats", "false",
                "--", str(folder),
            ],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _until(lambda: _listens(port))
            shown = "//*[contains(text(), 'Done with {}')]"
            return picked(f"http://127.0.0.1:{port}", photos, "input[type=file]", shown.format)
        finally:
            process.terminate()
            process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def _p95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[18]


def _classified(case: str, took: list[float]) -> Row:
    detail = f"median {statistics.median(took):.0f}, {len(took)} photos"
    return Row("one photo end to end, 95th percentile", _p95(took), "ms", case=case, detail=detail)


def main() -> list[Row]:
    photos = photo_folder()
    clients = int(sys.argv[2]) if len(sys.argv) > 2 else _CLIENTS
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else _SECONDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "workspace"
        make(folder, 20_000)
        with served(folder) as server:
            rows = [_classified("400 x 533", one_by_one(server.address, unique(photos, 0),
                                                       _ONE_BY_ONE))]  # fmt: skip
            # Made before: a connection that pauses for long is closed.
            taken = iter([large(photos, number) for number in range(_LARGE_PHOTOS + 5)])
            took = one_by_one(server.address, taken, _LARGE_PHOTOS)
            rows.append(_classified("3000 x 4000", took))
            memory = _Memory(server.pid)
            rows += beside(folder, server.address, photos, clients, seconds)
            memory.end()
            peak, more = memory.peak / 2**20, (memory.peak - memory.start) / 2**20
            rows.append(Row("peak of the server's memory", peak, "MB", case=f"{clients} clients",
                            detail=f"{more:.0f} MB more than before"))  # fmt: skip
            card = "//li[not(contains(@class,'waiting'))]//p[@title='{}']"
            ours = picked(server.address, photos, "#photos", card.format)
        plain: float | str = streamlit(folder, photos) if STREAMLIT in os.environ else ""
        detail = f"{_PICKED} in turn; peer: a plain Streamlit page"
        rows.append(Row("photos picked in Chromium", ours, "a second", peer=plain, detail=detail))
    return rows


if __name__ == "__main__":
    if sys.argv[1] == "--crowd":
        print(json.dumps(crowd(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))))
    else:
        report(main())
