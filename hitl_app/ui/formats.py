"""Numbers, shares and times as people read them."""

import math
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QLocale

# Narrow and unbreakable, so that a number and its sign are never parted.
_THIN = "\u202f"


def _tr(text: str) -> str:
    return QCoreApplication.translate("formats", text)


def number(value: int) -> str:
    """Gives a whole number with its thousands grouped."""
    locale = QLocale()
    # The neutral locale groups nothing; our words are English then.
    return f"{value:,}" if locale.language() is QLocale.Language.C else locale.toString(value)


def about(value: int) -> int:
    """Rounds an expectation to two figures: more would claim to be known."""
    return int(float(f"{value:.1e}"))


def counted(count: int, one: str, many: str) -> str:
    """Puts a number into the words for one or for many.

    Args:
        count: The number.
        one: Words for exactly one, translated.
        many: Words for all other numbers, translated, with `{n}` in the place of the number.
    """
    return one if count == 1 else many.format(n=number(count))


def percent(share: float, digits: int = 0) -> str:
    """Gives a share from 0 to 1 in percent; less than all never reads as all."""
    value = share * 100
    if share < 1:
        value = min(value, 100 - 10.0**-digits)
    return f"{value:.{digits}f}{_THIN}%"


def at_least(share: float) -> str:
    """Gives a share from 0 to 1 in percent, never more than it is: a bound is not rounded up."""
    return f"{math.floor(share * 1000 + 1e-9) / 10:.1f}{_THIN}%"


def duration(seconds: float) -> str:
    """Gives a span of time in its one or two largest units."""
    if seconds < 60:
        return _tr("{s} s").format(s=max(1, round(seconds)))
    minutes = round(seconds / 60)
    if minutes < 60:
        return _tr("{m} min").format(m=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return _tr("{h} h {m} min").format(h=hours, m=minutes)
    return _tr("{d} days").format(d=round(hours / 24))


def ago(then: datetime, now: datetime | None = None) -> str:
    """Gives how long ago something was, as short as it can be said."""
    seconds = ((now or datetime.now(UTC)) - then).total_seconds()
    if seconds < 2:
        return _tr("now")
    if seconds < 60:
        return _tr("{n} s").format(n=int(seconds))
    if seconds < 3600:
        return _tr("{n} min").format(n=int(seconds // 60))
    if seconds < 86400:
        return _tr("{n} h").format(n=int(seconds // 3600))
    return _tr("{n} d").format(n=number(int(seconds // 86400)))


def moment(then: datetime) -> str:
    """Gives a time in the time zone of this computer, sortable as it reads."""
    return then.astimezone().strftime("%Y-%m-%d %H:%M")
