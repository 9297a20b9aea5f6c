"""Photos to review that are scored again after the activation of another head.

The real window activates a version with the backbone of the active one, whose head differs. All
photos have stored features. Once without decisions meanwhile; once a key is pressed every 150 ms.

Usage: python -m benchmarks.rescoring [PHOTOS ...]
"""

import dataclasses
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.big import make
from benchmarks.decision_latency import press_keys
from benchmarks.figures import Row, report
from benchmarks.window import close, opened, until, wait
from hitl_app.services.models.versions import active_version, stale_photos
from hitl_app.ui.shell.app import make_application
from hitl_app.ui.shell.window import MainWindow
from hitl_app.workspace import Workspace, register_version
from training.architectures.builders import HEAD
from training.inputs.samples import empty
from training.versions.registry import load_model, read_card, write_version

_DECISIONS = 60


def add_version(folder: Path) -> str:
    """Register a version with another head on the backbone of the active one; return its name."""
    workspace = Workspace.open(folder)
    active = active_version(workspace)
    source = workspace.version_folder(active.name)
    model = load_model(source)
    head = model.get_layer(HEAD)
    kernel, bias = head.get_weights()
    head.set_weights([0.9 * kernel, bias])
    card = dataclasses.replace(read_card(source), name=f"{active.name}-1", parent=active.name)
    nothing = empty(model.input_shape[1:])
    written = write_version(workspace.own_models_folder(), card, model, nothing, nothing)
    with workspace.database.write() as session:
        register_version(session, read_card(written), active.outputs)
    workspace.close()
    return card.name


def activate(window: MainWindow, version: str, beside: Path | None) -> tuple[float, list[float]]:
    """Activate a version; return seconds until all is scored, and milliseconds of each key."""
    assert window.session is not None
    took: list[float] = []
    job = window.session.pool.start("activate", {"version": version})
    if beside is not None:
        until(lambda: job.progress is not None and job.progress.stage == "score")
        while not job.is_over:
            took += press_keys(window, _DECISIONS, beside)[0]
    until(lambda: job.is_over)
    assert job.outcome is not None
    assert job.outcome.result["unscored"] == 0, job.outcome
    wait(200)
    return float(job.outcome.result["seconds"]), took


def main() -> Iterator[Row]:
    """Measure each number of photos."""
    make_application()
    for count in [int(each) for each in sys.argv[1:]] or [100_000, 1_000_000]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "workspace"
            make(folder, count, features=True)
            yield from _rows(folder, f"{count:,} photos")


def _rows(folder: Path, case: str) -> Iterator[Row]:
    other = add_version(folder)
    workspace = Workspace.open(folder)
    first = active_version(workspace).name
    workspace.close()
    window = opened(folder)
    alone, _ = activate(window, other, None)
    beside, took = activate(window, first, folder / "peer")
    close(window)
    workspace = Workspace.open(folder)
    left = stale_photos(workspace)
    workspace.close()
    yield Row("scored again", alone, "s", case=case)
    yield Row("scored again, a key every 150 ms", beside, "s", case=case)
    p95 = statistics.quantiles(took, n=20)[18]
    detail = f"median {statistics.median(took):.1f}, slowest {max(took):.1f}"
    yield Row("key to the next photo meanwhile, 95th percentile", p95, "ms", detail, case)
    yield Row("photos left", left, case=case)


if __name__ == "__main__":
    report(list(main()))
