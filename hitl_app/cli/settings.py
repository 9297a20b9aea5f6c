"""Commands on settings."""

from typing import Any

from hitl_app.cli.opening import opened
from hitl_app.cli.terminal import counted, followed_up, report, run_shown
from hitl_app.domain.settings import SETTINGS, Setting, Value, find_setting
from hitl_app.services import settings


def show(given: Any) -> None:
    """List the settings, each with its value and title."""
    with opened(given) as workspace:
        values = {one.name: settings.get_setting(workspace, one.name) for one in SETTINGS}
    lines = [
        f"{one.name:<22} {_shown(one, values[one.name]):<16} {one.title}".rstrip()
        for one in SETTINGS
    ]
    report(given, {"settings": values}, lines)


def get(given: Any) -> None:
    """Read a setting."""
    setting = find_setting(given.name)
    with opened(given) as workspace:
        value = settings.get_setting(workspace, given.name)
    report(given, _as_dict(setting, value), [_shown(setting, value)])


def change(given: Any) -> None:
    """Change a setting, and make its effect happen."""
    setting = find_setting(given.name)
    with opened(given) as workspace:
        value = settings.set_setting(workspace, given.name, given.value)
        result = _as_dict(setting, value)
        if settings.flagging_pending(workspace):
            result |= run_shown("flag", workspace)
        followed_up(workspace)
    lines = [f"{given.name} is {_shown(setting, value)}."]
    if "changed" in result:
        lines.append(
            f"{counted(result['to_review'], 'photo')} to review, "
            f"{result['auto_accepted']:,} auto-accepted."
        )
    report(given, result, lines)


def _as_dict(setting: Setting, value: Value) -> dict[str, Any]:
    return {
        "name": setting.name,
        "value": value,
        "title": setting.title,
        "unit": setting.unit,
    }


def _shown(setting: Setting, value: Value) -> str:
    text = setting.text(value)
    if value is None or not setting.unit:
        return text
    return f"{text} ({100 * value:g} %)" if isinstance(value, float) else f"{text} {setting.unit}"
