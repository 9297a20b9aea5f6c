"""The tour in a test's window."""

from PySide6.QtCore import Qt

from hitl_app.resources import sample_catalogue
from hitl_app.ui.help.tour import STEPS
from hitl_app.ui.shell.export_dialog import ExportDialog
from hitl_app.ui.shell.touring import _LEAST
from tests.helpers.workspace.workspaces import add_photos, make_workspace

Key, Mod = Qt.Key, Qt.KeyboardModifier


PHOTOS = _LEAST + 5


BY_NAME = {step.id: step for step in STEPS}


def make_sample(folder, photos=PHOTOS):
    """Make a workspace with photos like those of the sample catalogue, without an import."""
    workspace = make_workspace(folder)
    confidences = [0.3 + i / 1000 for i in range(photos)]
    add_photos(workspace, confidences, folder=str(sample_catalogue()))
    workspace.close()


def start(app, step, play="done"):
    """Open the sample, start the tour and skip to a step; return the window."""
    make_sample(app.folder)
    window = app.open(create=False, play=play)
    window.menus.actions["tour"].trigger()
    app.until(lambda: window.touring.tour.is_running)
    for _ in STEPS[: list(BY_NAME).index(step)]:
        window.touring.panel.pass_over.click()
    assert window.touring.tour.step is BY_NAME[step]
    return window


def confirm(app, _file):
    for _ in range(BY_NAME["confirm"].times):
        app.decide(Key.Key_Return)


def export(app, file):
    app.window.menus.actions["export"].trigger()
    dialog = app.window.findChild(ExportDialog)
    dialog.target.setText(str(file))
    dialog.export.click()
    app.until(lambda: app.window.session.pool.find("export") is None)
