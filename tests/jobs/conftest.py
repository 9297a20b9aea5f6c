import pytest

from hitl_app.jobs.job import Job
from hitl_app.jobs.models import retraining
from tests.helpers.models.brief import shorten_retrainings
from tests.helpers.workspace.workspaces import make_workspace
from training.finetuning.config import FinetuneConfig


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    yield workspace
    workspace.close()


class Recorder:
    """Records the events of a job, and cancels it when a stage reaches a number."""

    def __init__(self):
        self.events = []
        self.job = Job(self._on_event)
        self.stop_at = None

    def _on_event(self, event):
        self.events.append(event)
        stage, reached = self.stop_at or (None, 0)
        if stage and event.get("stage") == stage and event["done"] >= reached:
            self.job.cancel()

    def stages(self):
        return list(dict.fromkeys(e["stage"] for e in self.events if e["event"] == "progress"))


@pytest.fixture
def recorder(monkeypatch):
    monkeypatch.setattr("hitl_app.jobs.job._REPORT_S", 0)
    return Recorder()


@pytest.fixture(autouse=True)
def small_model(seed_model, monkeypatch):
    """Use the smallest model, and short retrainings: these tests hold for any."""
    shorten_retrainings(monkeypatch)


@pytest.fixture(autouse=True)
def early(monkeypatch):
    """Let retrainings begin with few validation photos; the gate still needs as many."""
    monkeypatch.setattr(retraining, "least_validation", lambda _inherits: 0)


@pytest.fixture
def quicken(monkeypatch):
    """Return a function that limits later retrainings to one pass."""
    real = FinetuneConfig.of

    def briefly(model, **settings):
        return real(model, **{**settings, "head_epochs": 1, "epochs": 1})

    return lambda: monkeypatch.setattr(FinetuneConfig, "of", briefly)


@pytest.fixture
def quick(quicken):
    """Limit all retrainings to one pass."""
    quicken()
