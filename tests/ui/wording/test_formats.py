from datetime import UTC, datetime, timedelta

import pytest

from hitl_app.ui.wording import formats

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.mark.usefixtures("qapp")
def test_number_groups_digits_by_thousands():
    assert [formats.number(n) for n in (0, 999, 1840, 1234567)] == [
        "0",
        "999",
        "1,840",
        "1,234,567",
    ]


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0"), (0.004, "0"), (0.614, "61"), (0.996, "99"), (1, "100")]
)
def test_percent_is_below_100_unless_share_is_complete(share, text):
    assert formats.percent(share) == f"{text}\u202f%"


def test_percent_keeps_decimal_without_rounding_up():
    assert formats.percent(0.955, 1) == "95.5\u202f%"
    assert formats.percent(0.99999, 1) == "99.9\u202f%"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "1 s"), (59, "59 s"), (90, "2 min"), (3540, "59 min"), (6840, "1 h 54 min"),
     (86400 * 3, "3 days")],
)  # fmt: skip
def test_duration_uses_unit_that_fits_length(seconds, text):
    assert formats.duration(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-3, "now"), (1, "now"), (8, "8 s"), (200, "3 min"), (7300, "2 h"), (86400 * 4, "4 d")],
)
def test_ago_uses_unit_that_fits_age(seconds, text):
    assert formats.ago(NOW - timedelta(seconds=seconds), NOW) == text
