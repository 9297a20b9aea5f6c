"""Format numbers, shares and times."""

import math
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, QTime
from PySide6.QtGui import QGuiApplication

# Narrow and unbreakable, so that a number and its sign are never parted.
_THIN = "\u202f"
# Unicode's marks around a text whose first letter says in which direction it is read.
_FIRST_STRONG, _END = "\u2068", "\u2069"


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("formats", text, None, n)


def own(text: str) -> str:
    """Isolate the text direction of a path or a name."""
    if QGuiApplication.layoutDirection() != Qt.LayoutDirection.RightToLeft:
        return text
    return f"{_FIRST_STRONG}{text}{_END}"


def not_own(text: str) -> str:
    """Remove the marks that `own` added, for copying."""
    return text.replace(_FIRST_STRONG, "").replace(_END, "")


def number(value: int) -> str:
    """Return a whole number with its thousands grouped."""
    return QLocale().toString(value)


def decimal(value: float, digits: int) -> str:
    """Return a number with so many digits behind the point, or the comma."""
    # Rounded as the terminal and the exports round it.
    return QLocale().toString(round(float(value), digits), "f", digits)


def shortest(value: float) -> str:
    """Return a number in as few digits as possible, at most six."""
    return QLocale().toString(float(value), "g", 6)


def about(value: int) -> int:
    """Round an expectation to two figures: more would suggest false precision."""
    return int(float(f"{value:.1e}"))


def percent(share: float, digits: int = 0) -> str:
    """Return a share from 0 to 1 in percent; less than all never reads as all."""
    value = share * 100
    if share < 1:
        value = min(value, 100 - 10.0**-digits)
    return f"{decimal(value, digits)}{_THIN}%"


def at_least(share: float) -> str:
    """Return a share from 0 to 1 in percent, never more than it is: a bound is not rounded up."""
    return f"{decimal(math.floor(share * 1000 + 1e-9) / 10, 1)}{_THIN}%"


def duration(seconds: float) -> str:
    """Return a span of time in its one or two largest units."""
    if seconds < 60:
        return _tr("{s} s").format(s=max(1, round(seconds)))
    minutes = round(seconds / 60)
    if minutes < 60:
        return _tr("{m} min").format(m=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return _tr("{h} h {m} min").format(h=hours, m=minutes)
    return _tr("{n} days", round(hours / 24)).format(n=round(hours / 24))


def ago(then: datetime, now: datetime | None = None) -> str:
    """Return the shortest text on how long ago something was."""
    seconds = ((now or datetime.now(UTC)) - then).total_seconds()
    if seconds < 2:
        return _tr("now")
    if seconds < 60:
        return _tr("{s} s").format(s=int(seconds))
    if seconds < 3600:
        return _tr("{m} min").format(m=int(seconds // 60))
    if seconds < 86400:
        return _tr("{h} h").format(h=int(seconds // 3600))
    return _tr("{d} d").format(d=number(int(seconds // 86400)))


def day(then: datetime) -> str:
    """Return the day of a time in the time zone of this computer."""
    here = then.astimezone()
    # Translated, since each language has its order; names of months follow the locale.
    return QLocale().toString(QDate(here.year, here.month, here.day), _tr("yyyy-MM-dd"))


def clock(then: datetime) -> str:
    """Return hour and minute of a time in the time zone of this computer."""
    here = then.astimezone()
    return QLocale().toString(QTime(here.hour, here.minute), _tr("HH:mm"))


def moment(then: datetime) -> str:
    """Return day, hour and minute of a time in the time zone of this computer."""
    return f"{day(then)} {clock(then)}"
