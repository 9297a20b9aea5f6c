"""Photos that windows have loaded: each of them is with one window, and is decided once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.settings import SECOND_OPINIONS
from hitl_app.services.catalogue import products
from hitl_app.services.review import claims, grid, loaded, reviewing
from hitl_app.services.review.claims import Client
from hitl_app.services.settings import set_setting
from hitl_app.store.schema import LeaseRow, PhotoRow
from tests.helpers.workspace.inspections import blind, catalogue, open_inspection
from tests.helpers.workspace.workspaces import make_workspace

ANN, BEN = Client("ann", "1"), Client("ben", "2")


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace", [n / 20 for n in range(12)])
    yield workspace
    workspace.close()


def ids(found):
    return [shown.photo.id for shown in found]


def code(call, *arguments, **options):
    with pytest.raises(KnownError) as raised:
        call(*arguments, **options)
    return raised.value.code


def decide(workspace, who, photo_id, answer=Answer.CATEGORY, category=2):
    return reviewing.decide(workspace, photo_id, answer, who.operator, category, client=who.token)


def let_claims_end(workspace):
    with workspace.database.write() as session:
        for row in session.query(LeaseRow):
            row.beat_at = datetime.now(UTC) - claims.claims.HELD - timedelta(seconds=1)


def test_next_photos_differ_between_windows_in_threads(workspace):
    windows = [Client(f"operator-{number}", str(number)) for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda who: ids(loaded.next_photos(workspace, who, 2)), windows))
    assert sorted(chain.from_iterable(found)) == list(range(1, 13))


def test_every_photo_is_decided_once_by_threads_that_load_ahead(workspace):
    def work(who):
        mine = []
        while found := loaded.next_photos(workspace, who, 3):
            mine += ids(found)[:2]
            for photo_id in ids(found)[:2]:
                decide(workspace, who, photo_id)
        return mine

    windows = [Client(f"operator-{number}", str(number)) for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(work, windows))
    assert sorted(chain.from_iterable(found)) == list(range(1, 13))


def test_previous_and_skipped_photos_are_claimed_beside_the_loaded_ones(workspace):
    for number in (1, 2):
        decide(workspace, ANN, number, Answer.SKIP, None)
    assert ids(loaded.next_photos(workspace, ANN, 2)) == [3, 4]
    assert ids(loaded.skipped_photos(workspace, ANN, 1)) == [1]
    assert ids(loaded.skipped_photos(workspace, BEN, 5)) == [2]
    assert ids(loaded.next_photos(workspace, BEN, 2)) == [5, 6]
    place = reviewing.show_photo(workspace, 6).photo
    assert loaded.previous_photo(workspace, ANN, place).photo.id == 4
    loaded.hold(workspace, ANN, [])
    assert loaded.previous_photo(workspace, BEN, place).photo.id == 5
    assert loaded.next_photos(workspace, ANN, 1)[0].photo.id == 3
    assert loaded.hold(workspace, BEN, [3, 5]) == {3}


def test_chosen_photos_are_claimed_whatever_their_state(workspace):
    decide(workspace, ANN, 2)
    assert ids(loaded.next_photos(workspace, ANN, 1)) == [1]
    assert ids(loaded.chosen_photos(workspace, BEN, [2, 1, 5, 99])) == [2, 5]
    assert ids(loaded.chosen_photos(workspace, ANN, [5, 4, 2])) == [4]
    assert code(claims.take, workspace, ANN, 5, more=True) == "photo-claimed"
    decide(workspace, BEN, 2, category=3)
    assert reviewing.show_photo(workspace, 2).photo.label_id == 3


def test_decide_refuses_a_photo_that_another_window_got_after_the_claim_ended(workspace):
    loaded.next_photos(workspace, ANN, 2)
    let_claims_end(workspace)
    assert ids(loaded.next_photos(workspace, BEN, 1)) == [1]
    assert code(decide, workspace, ANN, 1) == "photo-claimed"
    decide(workspace, BEN, 1, category=4)
    assert code(decide, workspace, ANN, 1) == "photo-decided"
    assert reviewing.show_photo(workspace, 1).photo.label_id == 4
    # Nobody else had the second one meanwhile.
    decide(workspace, ANN, 2)


def test_decide_records_a_second_opinion_without_a_claim(workspace):
    set_setting(workspace, SECOND_OPINIONS, "1")
    decide(workspace, ANN, 1)
    decide(workspace, BEN, 1)
    assert code(decide, workspace, Client("cem", "3"), 1) == "photo-decided"


def test_grid_leaves_out_photos_of_other_windows(workspace):
    assert ids(loaded.next_photos(workspace, BEN, 3)) == [1, 2, 3]
    before = grid.to_review(workspace, "ann")
    now = grid.to_review(workspace, "ann", client=ANN.token)
    assert (len(before.ids), now.ids.tolist(), now.elsewhere) == (12, list(range(4, 13)), 3)
    own = grid.to_review(workspace, "ben", client=BEN.token)
    assert (len(own.ids), own.elsewhere) == (12, 0)
    names = before.versions
    shown = [
        grid.Shown(i, c, names[v])
        for i, c, v in zip(
            before.ids.tolist(), before.category_ids.tolist(), before.version_ids, strict=True
        )
    ]
    done = grid.decide(workspace, shown[:5], Answer.CATEGORY, "ann", client=ANN.token)
    assert (sorted(done.decided), done.gone) == ([4, 5], 3)
    done = grid.decide(workspace, shown[:3], Answer.CATEGORY, "ben", client=BEN.token)
    assert sorted(done.decided) == [1, 2, 3]


def test_views_of_a_product_on_another_screen_are_left_alone(workspace):
    with workspace.database.write() as session:
        for number in (1, 2, 3):
            session.get_one(PhotoRow, number).product = "shoe"
    loaded.hold(workspace, BEN, [2])
    loaded.hold(workspace, ANN, [1])
    done = products.decide(workspace, 1, 2, "ann", client=ANN.token)
    assert sorted(done.decided) == [1, 3]
    decide(workspace, BEN, 2)


def test_question_to_a_colleague_comes_to_one_of_the_others(workspace):
    loaded.next_photos(workspace, ANN, 2)
    decide(workspace, ANN, 1, Answer.ASK, None)
    everyone = [Client(f"operator-{number}", str(number)) for number in range(5, 7)]
    found = [ids(loaded.next_photos(workspace, who, 12)) for who in everyone]
    assert [1 in some for some in found] == [True, False]
    assert 1 not in ids(loaded.next_photos(workspace, ANN, 12))
    # Left without a decision, it comes to the next one.
    claims.leave(workspace, everyone[0])
    assert 1 in ids(loaded.next_photos(workspace, everyone[1], 12))


def test_blind_checks_of_an_inspection_are_with_one_operator_each(tmp_path):
    workspace = catalogue(tmp_path / "inspected", sure=120, unsure=20)
    open_inspection(workspace, checks=20)
    wanted = blind(workspace, 1)
    windows = [Client(f"operator-{number}", str(number)) for number in range(3)]
    decided = Counter()
    while found := [(who, loaded.next_photos(workspace, who, 4)) for who in windows]:
        given = [shown for _, some in found for shown in some if shown.photo.id in wanted]
        if not given:
            break
        assert all(shown.blind and not shown.probabilities for shown in given)
        assert len(given) == len({shown.photo.id for shown in given})
        for who, some in found:
            for shown in some:
                decide(workspace, who, shown.photo.id, category=1)
                decided[shown.photo.id] += 1
    assert set(wanted) <= set(decided)
    assert set(decided.values()) == {1}
    workspace.close()


def test_undo_is_of_the_operator_and_keeps_the_photo_for_the_window(workspace):
    decide(workspace, ANN, 1)
    decide(workspace, BEN, 2)
    for _time in range(2):
        assert claims.undo(workspace, ANN).photo.photo.id == 1
        assert ids(loaded.next_photos(workspace, BEN, 1)) == [3]
        assert ids(loaded.next_photos(workspace, ANN, 1)) == [1]
        decide(workspace, ANN, 1, category=5)
    assert reviewing.show_photo(workspace, 2).photo.label_id == 2


def test_decide_refuses_a_photo_that_its_operator_decided_on_another_page(workspace):
    (shown,) = loaded.next_photos(workspace, ANN, 1)
    decide(workspace, ANN, 1)
    loaded.hold(workspace, ANN, [1])
    again = {"shown": shown.photo, "client": ANN.token}
    answer = (workspace, 1, Answer.CATEGORY, "ann", 3)
    assert code(reviewing.decide, *answer, **again) == "photo-decided"
    # Opened again on purpose, it may be.
    now = {**again, "shown": reviewing.show_photo(workspace, 1).photo}
    reviewing.decide(*answer, **now)
    assert reviewing.show_photo(workspace, 1).photo.label_id == 3
