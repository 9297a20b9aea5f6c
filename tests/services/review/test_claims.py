"""The review of several clients: no two of them have the same photo."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.services.review import claims, reviewing
from hitl_app.services.review.claims import Client, Request
from tests.helpers.workspace.workspaces import make_workspace

ANN, BEN = Client("ann", "1"), Client("ben", "2")


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace", [0.1, 0.2, 0.3])
    yield workspace
    workspace.close()


def next_id(workspace, client, **options):
    found = claims.next_photo(workspace, client, **options)
    return None if found is None else found.photo.id


def code(call, *arguments):
    with pytest.raises(KnownError) as raised:
        call(*arguments)
    return raised.value.code


def test_next_photo_differs_between_clients_until_it_is_decided(workspace):
    assert (next_id(workspace, ANN), next_id(workspace, BEN)) == (1, 2)
    assert next_id(workspace, ANN) == 1
    claims.decide(workspace, ANN, Request(1, Answer.CATEGORY, 2))
    assert next_id(workspace, ANN) == 3
    claims.leave(workspace, BEN)
    assert next_id(workspace, Client("cem", "3")) == 2


def test_next_photo_is_none_when_others_have_the_rest(workspace):
    for client in (ANN, BEN, Client("cem", "3")):
        next_id(workspace, client)
    assert next_id(workspace, Client("dan", "4")) is None


def test_next_photo_never_gives_one_photo_to_two_threads(workspace):
    clients = [Client(f"operator-{number}", str(number)) for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        found = [one for one in pool.map(lambda c: next_id(workspace, c), clients) if one]
    assert sorted(found) == [1, 2, 3]


def test_next_photo_returns_skipped_ones_in_turn_when_asked(workspace):
    for number in (1, 2):
        claims.decide(workspace, ANN, Request(number, Answer.SKIP))
    claims.decide(workspace, ANN, Request(3, Answer.NOT_A_PHOTO))
    assert next_id(workspace, ANN) is None
    first = next_id(workspace, ANN, skipped=True)
    second = next_id(workspace, ANN, skipped=True, after=first)
    assert sorted([first, second]) == [1, 2]
    assert next_id(workspace, ANN, skipped=True, after=second) == first


def test_decide_refuses_a_photo_of_another_client_or_decided_since(workspace):
    next_id(workspace, ANN)
    assert code(claims.decide, workspace, BEN, Request(1, Answer.CATEGORY, 1)) == "photo-claimed"
    claims.decide(workspace, ANN, Request(1, Answer.CATEGORY, 1))
    assert code(claims.decide, workspace, BEN, Request(1, Answer.CATEGORY, 2)) == "photo-decided"
    assert code(claims.decide, workspace, BEN, Request(99, Answer.SKIP)) == "photo-unknown"
    assert reviewing.show_photo(workspace, 1).photo.label_id == 1


def test_take_claims_a_photo_whose_decision_was_undone(workspace):
    next_id(workspace, ANN)
    claims.decide(workspace, ANN, Request(1, Answer.CATEGORY, 1))
    reviewing.undo(workspace, "ann")
    assert claims.take(workspace, ANN, 1).photo.id == 1
    assert code(claims.take, workspace, BEN, 1) == "photo-claimed"
    assert code(claims.take, workspace, BEN, 99) == "photo-unknown"
    assert next_id(workspace, BEN) == 2
