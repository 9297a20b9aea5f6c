"""The one table of settings: the database, the terminal and the pages read it.

A new setting is an entry here, and `SettingControl` with its name on the page that shows it.
"""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from typing import Final

from hitl_app.domain.certification.bound import LEAST_TARGET, MOST_TARGET
from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import clean_name
from hitl_app.domain.products import OFF, rule_of
from hitl_app.domain.review import Order

THRESHOLD: Final = "threshold"
OPERATOR: Final = "operator"
IMPORT_THREADS: Final = "import-threads"
RETRAIN_SEED: Final = "retrain-seed"
TARGET: Final = "target"
CONFIDENCE: Final = "certificate-confidence"
SECOND_OPINIONS: Final = "second-opinions"
EXTEND_CERTIFICATES: Final = "extend-certificates"
KEEP_MODELS: Final = "keep-models"
RETRAIN_AFTER: Final = "retrain-after"
RETRAIN_FROM: Final = "retrain-from"
ORDER: Final = "queue-order"
LIVE_LEARNING: Final = "live-learning"
PRODUCTS: Final = "product-grouping"
KEEP_DECISIONS: Final = "keep-decisions"

FLAGGING_PENDING: Final = "flagging-pending"
"""Mark: a changed threshold is not applied to all photos yet."""
ORDER_PENDING: Final = "order-pending"
"""Mark: the queue must be sorted again."""
PRODUCTS_PENDING: Final = "products-pending"
"""Mark: a changed product rule is not applied to all photos yet."""

_TYPE_NAMES = {float: "number", int: "whole number", str: "text"}

Value = float | int | str | None


@dataclass(frozen=True, slots=True)
class Effect:
    """Effect of a change of a setting.

    Attributes:
        job: The job that applies it; none when empty.
        mark: Mark that stays until that job is done, so that it runs after a kill.
    """

    job: str = ""
    mark: str = ""
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        type: float for a share, int or str.
        default: Value where none is stored; None means off.
        unit: What its numbers count, in English; "%" for a share, which is stored from 0 to 1.
        optional: Whether it can be switched off.
        clock: Whether the text is a time of day, as 22:00.
        choices: What a text may be, and the title of each in English; anything if empty.
        own: Whether each computer has its own value where several share the database.
    """

    name: str
    type: type[float] | type[int] | type[str]
    default: Value
    low: float = 0
    high: float = 0
    _: KW_ONLY
    title: str
    unit: str = ""
    optional: bool = False
    first: Value = None
    clock: bool = False
    choices: Mapping[str, str] | None = None
    rule: bool = False
    own: bool = False
    effect: Effect = Effect()

    @property
    def is_switch(self) -> bool:
        """Return True if the only values are 0 and 1."""
        return self.type is int and (self.low, self.high) == (0, 1)

    def text(self, value: Value) -> str:
        """Return a value as `parse` reads it."""
        return "off" if value is None else str(value)

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


ORDER_TITLES: Final[Mapping[str, str]] = {
    Order.INFORMATIVE: "Most informative first",
    Order.LEAST_CONFIDENT: "Least confident first",
    Order.OLDEST: "Oldest first",
    Order.CATEGORY: "By category",
    Order.MOST_CONFIDENT: "Most confident first",
}

# fmt: off
SETTINGS: Final[tuple[Setting, ...]] = (
    Setting(
        THRESHOLD, float, None, 0.3, 1, title="Auto-accept above a confidence of",
        unit="%", optional=True, first=0.9, effect=Effect("flag", FLAGGING_PENDING),
    ),
    Setting(OPERATOR, str, "", title="Operator", own=True),
    Setting(
        IMPORT_THREADS, int, 0, 0, 64,
        title="Threads for reading photos (0: one per processor core)",
    ),
    Setting(RETRAIN_SEED, int, 1, 0, 2**31 - 1, title="Random seed for retraining"),
    Setting(TARGET, float, 0.95, LEAST_TARGET, MOST_TARGET, title="Target", unit="%"),
    Setting(CONFIDENCE, float, 0.95, 0.8, 0.999, title="Confidence", unit="%"),
    Setting(
        SECOND_OPINIONS, float, 0.0, 0, 1, title="Second opinions", unit="%",
        effect=Effect(changes=("photos",)),
    ),
    Setting(
        EXTEND_CERTIFICATES, int, 0, 0, 1, title="Accept new photos automatically",
        effect=Effect(changes=("photos",)),
    ),
    Setting(KEEP_MODELS, int, 5, 1, 1000, title="Keep the newest", unit="versions"),
    Setting(
        LIVE_LEARNING, int, 1, 0, 1, title="Learn from each decision",
        effect=Effect(changes=("drafts",)),
    ),
    Setting(
        RETRAIN_AFTER, int, None, 20, 1_000_000, title="Retrain automatically after",
        unit="decisions", optional=True, first=250,
    ),
    Setting(
        RETRAIN_FROM, str, None, title="Retrain at night when idle, from",
        optional=True, first="22:00", clock=True,
    ),
    Setting(
        ORDER, str, Order.INFORMATIVE, title="Queue order", choices=ORDER_TITLES,
        effect=Effect("order", ORDER_PENDING),
    ),
    Setting(
        PRODUCTS, str, OFF, title="Product grouping", rule=True,
        effect=Effect("products", PRODUCTS_PENDING),
    ),
    Setting(
        KEEP_DECISIONS, int, 0, 0, 1, own=True,
        title="Keep decisions on this computer while the server does not answer",
    ),
)
# fmt: on
BY_NAME: Final[Mapping[str, Setting]] = {setting.name: setting for setting in SETTINGS}


def find_setting(name: str) -> Setting:
    """Return a setting by its name."""
    setting = BY_NAME.get(name)
    if setting is None:
        raise KnownError("setting-unknown", name=name, known=", ".join(BY_NAME))
    return setting
