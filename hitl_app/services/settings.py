"""Read and change the settings of a workspace; `hitl_app.domain.settings` is their table."""

import getpass

from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import clean_name
from hitl_app.domain.roles import Role
from hitl_app.domain.settings import (
    FLAGGING_PENDING,
    OPERATOR,
    ORDER_PENDING,
    PRODUCTS_PENDING,
    THRESHOLD,
    Value,
    find_setting,
)
from hitl_app.store.engine.address import own_value, set_own_value
from hitl_app.store.values import PHOTO_NUMBERS, clear_value, get_value, mark, set_value
from hitl_app.workspace import Workspace

ACCEPTING = "accepting"
"""Mark: certificate whose photos are not all accepted yet."""
EXPECTED_BEFORE = "expected-before"
"""Expected savings before the present version was activated."""
IMPORTING_VERSION = "importing-version"
"""Mark: version that is being imported, whose folder has no row yet."""
NEAR_DUPLICATES = "near-duplicates"
"""Groups that the last search found, as row numbers; see `jobs.duplicates`."""
RETRAIN_FORECAST = "retrain-forecast"
"""Measured duration of a retraining."""
VECTORS_BROUGHT = "vectors-brought"
"""Count of jobs that added vectors."""

NUMBERED_MARKS = (ORDER_PENDING, PRODUCTS_PENDING, VECTORS_BROUGHT, PHOTO_NUMBERS)
"""Marks and counts whose values are whole numbers."""


def get_setting(workspace: Workspace, name: str) -> Value:
    """Return the value in force."""
    setting = find_setting(name)
    value: Value
    if setting.own and workspace.database.dialect.is_shared:
        text = own_value(workspace.database.path, name)
        value = setting.parse(text) if text else setting.default
    else:
        with workspace.database.read() as session:
            value = get_value(session, name, setting.default)
    return default_operator() if name == OPERATOR and not value else value


def set_setting(workspace: Workspace, name: str, text: str) -> Value:
    """Store a typed value, and set the mark of its effect."""
    setting = find_setting(name)
    value = setting.parse(text)
    if setting.own and workspace.database.dialect.is_shared:
        set_own_value(workspace.database.path, name, setting.text(value))
        return value
    workspace.database.role.check(Role.LEAD)
    with workspace.database.write() as session:
        if value == setting.default:
            clear_value(session, name)
        else:
            set_value(session, name, value)
        if setting.effect.mark:
            mark(session, setting.effect.mark)
    return value


def threshold(workspace: Workspace) -> float | None:
    """Return the manual threshold in force, or None when it is off."""
    value = get_setting(workspace, THRESHOLD)
    return None if value is None else float(value)


def flagging_pending(workspace: Workspace) -> bool:
    """Return True if a changed threshold is not applied to all photos yet."""
    with workspace.database.read() as session:
        return bool(get_value(session, FLAGGING_PENDING, default=False))


def order_pending(workspace: Workspace) -> bool:
    """Return True if the queue must be sorted again."""
    with workspace.database.read() as session:
        return get_value(session, ORDER_PENDING) is not None


def default_operator() -> str:
    """Return the name of the person who is logged in, as far as the system reports."""
    try:
        return clean_name(getpass.getuser())
    except (OSError, KeyError, ImportError, KnownError):
        return "operator"


def operator_name(workspace: Workspace, given: str | None = None) -> str:
    """Return the operator's name for decisions: the given one, else the setting's."""
    return clean_name(given) if given else str(get_setting(workspace, OPERATOR))
