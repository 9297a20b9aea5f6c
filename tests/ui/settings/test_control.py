"""Tests of setting controls in an open window."""

import pytest
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QLabel, QSpinBox, QTimeEdit

from hitl_app.domain.errors import KnownError
from hitl_app.domain.settings import (
    BY_NAME,
    EXTEND_CERTIFICATES,
    KEEP_MODELS,
    OPERATOR,
    ORDER,
    RETRAIN_AFTER,
    RETRAIN_FROM,
    SETTINGS,
    TARGET,
)
from hitl_app.services import settings
from hitl_app.ui.kit.fields import ValueChoice
from hitl_app.ui.settings import control as controls
from hitl_app.ui.settings.control import SettingControl
from hitl_app.ui.settings.editors import make_editor
from hitl_app.workspace import Workspace


@pytest.fixture
def shown(app, qtbot):
    """Return a function that shows the control of a setting and waits for its value."""
    window = app.open([0.5])

    def show(name):
        control = SettingControl(window.session, name)
        qtbot.addWidget(control)
        control.show()
        control.activateWindow()
        app.until(control.is_settled)
        return control

    return show


def stored(app, name):
    return app.query(lambda workspace: settings.get_setting(workspace, name))


def words(control):
    return [one.text() for one in control.findChildren(QLabel) if not one.isHidden()]


@pytest.mark.parametrize(
    ("name", "kind", "value"),
    [
        (TARGET, QDoubleSpinBox, 0.95),
        (KEEP_MODELS, QSpinBox, 5),
        (RETRAIN_FROM, QTimeEdit, None),
        (ORDER, ValueChoice, "most-informative"),
    ],
)
def test_control_has_the_editor_of_its_type(shown, name, kind, value):
    control = shown(name)
    assert control.findChild(kind).accessibleName() == BY_NAME[name].title
    assert control.value() == value


def test_control_shows_title_and_unit(shown):
    assert words(shown(KEEP_MODELS)) == ["Keep the newest", "versions"]
    assert words(shown(TARGET)) == ["Target"]


def test_control_takes_the_range_of_its_setting(shown):
    control = shown(TARGET)
    box = control.findChild(QDoubleSpinBox)
    assert (box.minimum(), box.maximum()) == (80, 99.9)


def test_control_writes_once_when_a_value_is_stepped_through(shown, app, monkeypatch):
    control = shown(KEEP_MODELS)
    written = []
    real = controls.store_setting
    monkeypatch.setattr(
        controls, "store_setting", lambda *given: (written.append(given[2]), real(*given))
    )
    for _ in range(4):
        control.findChild(QSpinBox).stepUp()
    app.until(lambda: stored(app, KEEP_MODELS) == 9)
    assert written == [9]


def test_control_writes_at_once_when_it_is_hidden(shown, app):
    control = shown(KEEP_MODELS)
    control.findChild(QSpinBox).setValue(7)
    control.hide()
    assert not control._pause.isActive()
    app.until(lambda: stored(app, KEEP_MODELS) == 7)


def test_control_is_disabled_and_keeps_focus_while_it_writes(shown, app):
    control = shown(KEEP_MODELS)
    box = control.findChild(QSpinBox)
    box.setFocus()
    box.setValue(8)
    control.write()
    assert not box.isEnabled()
    assert control.hasFocus()
    app.until(control.is_settled)
    assert box.isEnabled()
    assert QApplication.focusWidget() is box


def test_optional_control_stores_its_first_value_when_it_is_switched_on(shown, app):
    control = shown(RETRAIN_AFTER)
    box = control.findChild(QSpinBox)
    assert not box.isEnabled()
    control.switch.click()
    app.until(control.is_settled)
    assert (stored(app, RETRAIN_AFTER), box.isEnabled()) == (250, True)
    control.switch.click()
    app.until(control.is_settled)
    assert (stored(app, RETRAIN_AFTER), box.isEnabled()) == (None, False)


def test_switch_stores_on_and_off(shown, app):
    control = shown(EXTEND_CERTIFICATES)
    control.switch.click()
    app.until(lambda: stored(app, EXTEND_CERTIFICATES) == 1)


def test_choice_starts_the_job_of_its_setting(shown, app, monkeypatch):
    started = []
    pool = app.window.session.pool
    monkeypatch.setattr(pool, "start", lambda name, _params=None: started.append(name))
    control = shown(ORDER)
    box = control.findChild(ValueChoice)
    assert box.currentText() == "Most informative first"
    box.setCurrentText("Oldest first")
    app.until(lambda: started == ["order"])
    assert stored(app, ORDER) == "oldest"
    assert app.query(settings.order_pending)


def test_control_reports_refused_value_and_shows_stored_one(shown, app, monkeypatch):
    control = shown(KEEP_MODELS)

    def refuse(_workspace, name, text):
        BY_NAME[name].parse("5000" if text == "9" else text)

    monkeypatch.setattr("hitl_app.services.settings.set_setting", refuse)
    control.findChild(QSpinBox).setValue(9)
    app.until(control.refusal.isVisible)
    assert control.refusal.text().startswith("5000 is not possible for the setting keep-models.")
    assert control.value() == stored(app, KEEP_MODELS) == 5


def test_control_follows_a_change_from_elsewhere(shown, app):
    control = shown(KEEP_MODELS)
    app.query(lambda workspace: settings.set_setting(workspace, KEEP_MODELS, "12"))
    app.window.session.changed.emit({"settings"})
    app.until(lambda: control.value() == 12)


def test_control_keeps_typed_text_when_it_reads_again(shown, app):
    control = shown(KEEP_MODELS)
    box = control.findChild(QSpinBox)
    box.lineEdit().setText("12")
    control._on_loaded(stored(app, KEEP_MODELS))
    assert box.lineEdit().text() == "12"


def test_make_editor_refuses_a_text_without_choices(qtbot):
    with pytest.raises(TypeError, match="operator"):
        make_editor(BY_NAME[OPERATOR])


def test_settings_accept_their_own_defaults_and_first_values():
    for setting in SETTINGS:
        for value in (setting.default, setting.first):
            if value not in (None, ""):
                assert setting.parse(setting.text(value)) == value
    with pytest.raises(KnownError):
        BY_NAME[KEEP_MODELS].parse("0")


def test_control_stores_pending_change_when_window_closes(app):
    window = app.open([0.5])
    window.commands.show_schedule()
    control = window.pages["models"].schedule.after
    app.until(control.is_settled)
    control.switch.setChecked(True)
    app.until(control.is_settled)
    control.findChild(QSpinBox).setValue(77)
    window.close()
    workspace = Workspace.open(app.folder)
    assert settings.get_setting(workspace, RETRAIN_AFTER) == 77
    workspace.close()
