"""Editors of values: widget, reading and showing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTime, SignalInstance
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QTimeEdit, QWidget

from hitl_app.domain.settings import Setting, Value
from hitl_app.ui.kit.fields import BOX_WIDTH, ValueChoice, percent_box
from hitl_app.ui.wording.messages import translated

_CLOCK = "HH:mm"


@dataclass(frozen=True, slots=True)
class Editor:
    """A widget for a value."""

    widget: QWidget
    value: Callable[[], Value]
    show: Callable[[Any], None]
    changed: SignalInstance


def make_editor(setting: Setting) -> Editor:
    """Make the editor of a setting that is no switch.

    Raises:
        TypeError: The setting is a text that has neither choices nor is a time of day.
    """
    if setting.choices:
        return _choice(setting)
    if setting.clock:
        return _clock(setting)
    if setting.type is float:
        return _share(setting)
    if setting.type is int:
        return _count(setting)
    raise TypeError(f"there is no editor for the setting {setting.name}")


def _choice(setting: Setting) -> Editor:
    box = ValueChoice(translated(setting.title))
    box.offer([(translated(title), value) for value, title in (setting.choices or {}).items()])
    return Editor(box, box.value, box.choose, box.currentIndexChanged)


def _clock(setting: Setting) -> Editor:
    box = QTimeEdit()
    box.setDisplayFormat(_CLOCK)
    _dress(box, setting)
    return Editor(
        box,
        lambda: box.time().toString(_CLOCK),
        lambda value: box.setTime(QTime.fromString(value, _CLOCK)),
        box.timeChanged,
    )


def _share(setting: Setting) -> Editor:
    box = percent_box(setting.low, setting.high, translated(setting.title))
    box.setKeyboardTracking(False)
    return Editor(
        box,
        lambda: round(box.value() / 100, 4),
        lambda value: box.setValue(100 * value),
        box.valueChanged,
    )


def _count(setting: Setting) -> Editor:
    box = QSpinBox()
    box.setRange(int(setting.low), int(setting.high))
    _dress(box, setting)
    return Editor(box, box.value, box.setValue, box.valueChanged)


def _dress(box: QAbstractSpinBox, setting: Setting) -> None:
    box.setKeyboardTracking(False)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setFixedWidth(BOX_WIDTH)
    box.setAccessibleName(translated(setting.title))
