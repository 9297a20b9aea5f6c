"""Tests of the choice of the next photo, without a window and without a store."""

from dataclasses import replace

import pytest

from hitl_app.domain.photos import Hold, Photo, PhotoState, Split
from hitl_app.domain.review import ReviewPhoto
from hitl_app.ui.review import at_hand
from hitl_app.ui.review.at_hand import PhotosAtHand


def photo(number, *, state=PhotoState.TO_REVIEW, opinion=False):
    row = Photo(
        number, f"{number:064x}", f"{number}.png", 28, 28, state, Hold.NONE, Split.TRAINING, None,
        1, 0.5, "seed-cnn",
    )  # fmt: skip
    return ReviewPhoto(row, b"", opinion=opinion)


def ids(photos):
    return [one.photo.id for one in photos]


@pytest.fixture
def hand(monkeypatch):
    monkeypatch.setattr(at_hand, "randbelow", lambda _: 1)
    hand = PhotosAtHand("ann")
    hand.add([photo(1), photo(2), photo(3)], [photo(9, opinion=True)])
    hand.show(hand.take())
    return hand


def test_photos_at_hand_follow_queue_and_return_to_left_photo(hand):
    hand.leave()
    assert (hand.current.photo.id, ids(hand.following)) == (1, [1, 2, 3])
    hand.show(photo(3))
    assert ids(hand.following) == [1, 2], "the shown photo is not among the following"


def test_photos_at_hand_return_second_opinions_last(hand):
    assert [hand.take().photo.id for _ in range(3)] == [2, 3, 9]


def test_photos_at_hand_put_skipped_opinion_behind_the_others(hand):
    hand.show(photo(9, opinion=True))
    hand.pass_over()
    hand.show(None)
    hand.add([], [photo(9, opinion=True), photo(8, opinion=True)])
    assert ids(hand.opinions) == [8, 9]


def test_photos_at_hand_drop_photos_reviewed_elsewhere_except_viewed_ones(hand):
    hand.back = [photo(5), photo(6, state=PhotoState.REVIEWED)]
    decided = {number: photo(number, state=PhotoState.REVIEWED) for number in (2, 5, 6)}
    hand.update(decided)
    assert (ids(hand.ahead), ids(hand.back)) == ([3], [6])


def test_photos_at_hand_take_no_photo_twice(hand):
    hand.leave()
    hand.show(photo(4))
    hand.add([photo(1), photo(3), photo(4), photo(7)], [])
    assert ids(hand.following) == [1, 2, 3, 7]


def test_photos_at_hand_take_suggestions_of_a_draft_in_their_order(hand):
    loaded = list(hand.ahead)

    def now(one, **changes):
        photo = replace(one.photo, suggestion_id=4, confidence=0.9, place=0.9, draft=7, **changes)
        return replace(one, photo=photo, probabilities={4: 0.9})

    hand.update({2: now(loaded[0]), 3: now(loaded[1], asked_by="ben")})
    assert ids(hand.ahead) == ids(loaded)
    assert [one.photo.suggestion_id for one in hand.ahead] == [4, 4]
    assert hand.ahead[1].photo.asked_by == "ben"
