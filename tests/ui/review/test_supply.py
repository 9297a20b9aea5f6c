"""Tests of the prefetched photos, with queries that are answered when the test says so."""

import pytest
from PySide6.QtCore import QObject

from hitl_app.ui.gateway.tasks import Upcoming
from hitl_app.ui.review.at_hand import PhotosAtHand
from hitl_app.ui.review.supply import PhotoSupply
from tests.ui.review.test_at_hand import photo


class Store:
    """Keeps what it is asked, with the two ways to answer."""

    def __init__(self):
        self.asked = []

    def submit(self, _lane, work, done, failed):
        self.asked.append((work.keywords, done, failed))


@pytest.fixture
def supply(qapp):
    owner = QObject()
    supply = PhotoSupply(Store(), PhotosAtHand("ann"), owner)
    supply.hand.add([photo(1), photo(2)], [])
    supply.hand.show(supply.hand.take())
    yield supply
    owner.deleteLater()


@pytest.mark.parametrize("way", ["renew", "note_order"])
def test_supply_asks_for_the_front_again_after_a_failed_query(supply, way):
    getattr(supply, way)()
    supply.fill()
    for asked in (1, 2):
        assert [keywords["after"] for keywords, *_ in supply._store.asked] == [None] * asked
        assert supply.is_fetching
        supply._store.asked[-1][2](OSError("the server is away"))
        assert not supply.is_fetching
        supply.fill()


def test_supply_drops_what_it_had_when_the_second_query_answers(supply):
    renewed = []
    supply.renewed.connect(lambda: renewed.append(True))
    supply.renew()
    supply._store.asked[-1][2](OSError("the server is away"))
    supply.fill()
    supply._store.asked[-1][1](Upcoming((photo(7),), ()))
    assert [one.photo.id for one in supply.hand.ahead] == [7]
    assert renewed == [True]
    supply.fill()
    assert supply._store.asked[-1][0]["after"].id == 7, "the queue goes on"
