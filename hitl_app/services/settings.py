"""The one table of settings: names, types, ranges and defaults."""

import getpass
from dataclasses import dataclass
from datetime import datetime

from hitl_app.domain.certification.bound import LEAST_TARGET, MOST_TARGET
from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import clean_name
from hitl_app.domain.products import OFF, rule_of
from hitl_app.domain.review import Order
from hitl_app.store import settings as stored
from hitl_app.store.settings import (
    ORDER_PENDING,
    PRODUCTS_PENDING,
    clear_value,
    get_value,
    mark,
    mark_unordered,
    set_value,
)
from hitl_app.workspace import Workspace

THRESHOLD = "threshold"
OPERATOR = "operator"
IMPORT_THREADS = "import-threads"
RETRAIN_SEED = "retrain-seed"
TARGET = "target"
CONFIDENCE = "certificate-confidence"
SECOND_OPINIONS = "second-opinions"
CARRY_ARRIVALS = "carry-arrivals"
KEEP_VERSIONS = "keep-versions"
RETRAIN_AFTER = "retrain-after"
RETRAIN_FROM = "retrain-from"
ORDER = "queue-order"
PRODUCTS = stored.PRODUCTS
# Another mark: the certificate whose photos are not all accepted yet.
ACCEPTING = "accepting"
# Another: what was expected to be saved before the version that scores now took over.
EXPECTED_BEFORE = "expected-before"
# Another: the version that is being imported, whose folder no row knows yet.
IMPORTING_VERSION = "importing-version"
# A mark, not a setting: the threshold that the photos' states do not all follow yet.
FLAGGING_PENDING = "flagging-pending"
# A count, not a setting: how often a job brought vectors.
VECTORS_BROUGHT = "vectors-brought"

NUMBERED_MARKS = (ORDER_PENDING, PRODUCTS_PENDING, VECTORS_BROUGHT, stored.PHOTO_NUMBERS)
"""Marks and counts whose values are whole numbers."""

_TYPE_NAMES = {float: "number", int: "whole number", str: "text"}

Value = float | int | str | None


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        name: As in `settings get NAME`.
        type: float, int or str.
        default: Value where none is stored; None means off.
        low: Smallest number allowed.
        high: Largest number allowed.
        optional: Whether it can be switched off.
        clock: Whether the text is a time of day, as 22:00.
        choices: What a text may be; anything if empty.
        rule: Whether the text says how photos belong to a product.
    """

    name: str
    type: type[float] | type[int] | type[str]
    default: Value
    low: float = 0
    high: float = 0
    optional: bool = False
    clock: bool = False
    choices: tuple[str, ...] = ()
    rule: bool = False

    def parse(self, text: str) -> Value:
        """Read a value that a person typed.

        Raises:
            KnownError: It is not of the type or out of the range.
        """
        if self.optional and text.strip().casefold() in ("off", "none", ""):
            return None
        if self.rule:
            return rule_of(text).text
        if self.clock:
            return _time_of_day(text)
        if self.choices:
            if text.strip().casefold() not in self.choices:
                choices = ", ".join(self.choices)
                raise KnownError("setting-choice", name=self.name, value=text, choices=choices)
            return text.strip().casefold()
        if self.type is str:
            return clean_name(text)
        try:
            value = self.type(text.replace(",", ".") if self.type is float else text)
        except ValueError as error:
            raise self._refusal(text) from error
        if isinstance(value, str) or not self.low <= value <= self.high:
            raise self._refusal(text)
        return value

    def _refusal(self, text: str) -> KnownError:
        return KnownError(
            "setting-range",
            name=self.name,
            value=text,
            type=_TYPE_NAMES[self.type],
            low=self.low,
            high=self.high,
        )


def _time_of_day(text: str) -> str:
    try:
        return datetime.strptime(text.strip(), "%H:%M").strftime("%H:%M")  # noqa: DTZ007 - no date
    except ValueError as error:
        raise KnownError("setting-time", value=text) from error


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting(THRESHOLD, float, None, 0.3, 1.0, optional=True),
        Setting(OPERATOR, str, ""),
        Setting(IMPORT_THREADS, int, 0, 0, 64),
        Setting(RETRAIN_SEED, int, 1, 0, 2**31 - 1),
        Setting(TARGET, float, 0.95, LEAST_TARGET, MOST_TARGET),
        Setting(CONFIDENCE, float, 0.95, 0.8, 0.999),
        Setting(SECOND_OPINIONS, float, 0.0, 0.0, 1.0),
        Setting(CARRY_ARRIVALS, int, 0, 0, 1),
        Setting(KEEP_VERSIONS, int, 5, 1, 1000),
        Setting(RETRAIN_AFTER, int, None, 20, 1_000_000, optional=True),
        Setting(RETRAIN_FROM, str, None, optional=True, clock=True),
        Setting(ORDER, str, Order.TEACHES, choices=tuple(Order)),
        Setting(PRODUCTS, str, OFF, rule=True),
    )
}


def find_setting(name: str) -> Setting:
    """Return a setting by its name.

    Raises:
        KnownError: There is none of that name.
    """
    setting = SETTINGS.get(name)
    if setting is None:
        raise KnownError("setting-unknown", name=name, known=", ".join(SETTINGS))
    return setting


def get_setting(workspace: Workspace, name: str) -> Value:
    """Return the value in force."""
    setting = find_setting(name)
    with workspace.database.read() as session:
        value: Value = get_value(session, name, setting.default)
    return default_operator() if name == OPERATOR and not value else value


def set_setting(workspace: Workspace, name: str, text: str) -> Value:
    """Store a value that a person typed.

    A new threshold leaves a mark until the job `flag` has applied it to every photo, so that a kill
    in between is mended by the next opening; so does a rule for products and the job `products`.

    Returns:
        The value as stored.
    """
    setting = find_setting(name)
    value = setting.parse(text)
    with workspace.database.write() as session:
        if value == setting.default:
            clear_value(session, name)
        else:
            set_value(session, name, value)
        if name == THRESHOLD:
            set_value(session, FLAGGING_PENDING, value=True)
        if name == ORDER:
            mark_unordered(session)
        if name == PRODUCTS:
            mark(session, PRODUCTS_PENDING)
    return value


def threshold(workspace: Workspace) -> float | None:
    """Return the manual threshold in force, or None when people see everything."""
    value = get_setting(workspace, THRESHOLD)
    return None if value is None else float(value)


def flagging_pending(workspace: Workspace) -> bool:
    """Return true if a threshold was set that not every photo follows yet."""
    with workspace.database.read() as session:
        return bool(get_value(session, FLAGGING_PENDING, default=False))


def order_pending(workspace: Workspace) -> bool:
    """Return true if the queue is not in the order that was set, or photos came in since."""
    with workspace.database.read() as session:
        return get_value(session, ORDER_PENDING) is not None


def default_operator() -> str:
    """Return the name of the person who is logged in, as far as the system tells."""
    try:
        return clean_name(getpass.getuser())
    except (OSError, KeyError, ImportError, KnownError):
        return "operator"


def operator_name(workspace: Workspace, given: str | None = None) -> str:
    """Return the name that decisions carry: the one given, else the setting's."""
    return clean_name(given) if given else str(get_setting(workspace, OPERATOR))
