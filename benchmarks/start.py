"""Start of the window against a bare PySide6 window, and what the window's process takes.

Each start is a new process; time counts from before the process is made. Memory is that of the
window's own process once it is idle with 2,000 photos to review.

Usage: python -m benchmarks.start FOLDER [ROUNDS]; with a screen (Xvfb will do) or offscreen.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Row, photo_folder, report
from hitl_app.jobs.imports import importing
from hitl_app.jobs.job import Job
from hitl_app.workspace import Workspace

_BARE = """
import json, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
import psutil
class Window(QMainWindow):
    told = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.told:
            self.told = True
            QTimer.singleShot(0, self.tell)
    def tell(self):
        frame = time.time()
        print(json.dumps({"frame": frame, "memory": psutil.Process().memory_info().rss}))
        QApplication.quit()
app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
sys.exit(app.exec())
"""

_WINDOW = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from hitl_app.ui.shell import app as window
from hitl_app.ui.shell import window as module
times = {}
class Timed(module.MainWindow):
    def __init__(self, **given):
        super().__init__(**given)
        self.first_painted.connect(lambda: times.setdefault("frame", time.time()))
        self.first_shown.connect(self.photo)
    def photo(self):
        times.setdefault("photo", time.time())
        QTimer.singleShot(4000, self.tell)
    def tell(self):
        import psutil
        times["memory"] = psutil.Process().memory_info().rss
        print(json.dumps(times))
        self.close()
        QApplication.quit()
window.MainWindow = Timed
sys.exit(window.run_window(Path(sys.argv[1])))
"""


def start(code: str, *arguments: str) -> dict[str, float]:
    """Start a process; return seconds to each mark, and memory in MB."""
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    marks = json.loads(done.stdout.splitlines()[-1])
    memory = marks.pop("memory") / 1e6
    return {**{name: moment - begun for name, moment in marks.items()}, "memory": memory}


def main() -> list[Row]:
    photos = [str(p) for p in sorted(photo_folder().glob("*.jpg"))[:2000]]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        workspace = Workspace.create(Path(name))
        importing.run(workspace, Job(lambda _event: None), paths=photos)
        workspace.close()
        start(_BARE)
        start(_WINDOW, name)
        bare = [start(_BARE) for _ in range(rounds)]
        window = [start(_WINDOW, name) for _ in range(rounds)]

    def middle(runs: list[dict[str, float]], what: str) -> float:
        return statistics.median(run[what] for run in runs)

    platform = os.environ.get("QT_QPA_PLATFORM", "") or "a screen"
    return [
        Row("painted frame", middle(window, "frame"), unit="s",
            peer=middle(bare, "frame"), detail=f"median of {rounds} on {platform}"),
        Row("first photo", middle(window, "photo"), unit="s"),
        Row("memory of the window's process", middle(window, "memory"), unit="MB",
            peer=f"bare window {middle(bare, 'memory'):.0f}"),
    ]  # fmt: skip


if __name__ == "__main__":
    report(main())
