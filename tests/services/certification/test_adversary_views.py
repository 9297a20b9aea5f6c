"""Lists, grid, batches and products reveal no checks."""

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.services.catalogue import products
from hitl_app.services.review import grid, reviewing
from hitl_app.store.schema import PhotoRow
from tests.helpers.workspace.adversary import CHECKS, SURE, UNSURE, places_of, progress_figures
from tests.helpers.workspace.inspections import all_checks, nothing, opened
from tests.helpers.workspace.vectors import add_vectors


def test_catalogue_does_not_depend_on_suggestions_of_blind_photos(workspace):
    """Suggestions of blind photos do not change the catalogue."""
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    for photo in [p for p in reviewing.queue(workspace, 200) if p.blind][:20]:
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", 1 + photo.id % 3)
    with workspace.database.read() as session:
        blind = session.query(PhotoRow.id).filter(PhotoRow.blind).all()
    everyone = range(1, SURE + UNSURE + 1)
    before = places_of(workspace, everyone)
    with workspace.database.write() as session:
        for (photo_id,) in blind:
            photo = session.get_one(PhotoRow, photo_id)
            photo.confidence = (photo_id % 97) / 97
            photo.suggestion_id = 1 + photo_id % 10
    assert places_of(workspace, everyone) == before
    with workspace.database.write() as session:
        suggestion_shown = session.query(PhotoRow).filter(PhotoRow.blind.is_(False)).first()
        suggestion_shown.confidence = 1 - suggestion_shown.confidence
    assert places_of(workspace, everyone) != before, "a change that shows would be found"


def _grid(workspace):
    """Return everything that the grid shows: groups, their order and sizes, and all counts."""
    found = grid.to_review(workspace, "ann")
    groups = [
        (part.category_id, group.alike, group.ids.tolist())
        for part in found.parts
        for group in grid.groups(workspace, part)
    ]
    return groups, found.left, len(found.ids)


def test_grid_does_not_depend_on_blind_photos(workspace):
    """Suggestions and vectors of blind photos do not change the grid."""
    everyone = _grid(workspace)
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    before = _grid(workspace)
    shown = {photo_id for _, _, ids in before[0] for photo_id in ids}
    with workspace.database.read() as session:
        blind = {i for (i,) in session.query(PhotoRow.id).filter(PhotoRow.blind)}
    assert shown == set(range(1, SURE + UNSURE + 1)) - blind, "all blind photos alike are out"
    assert before[1] == everyone[1], "the number of photos to review stays"
    assert blind & set(all_checks(workspace))
    with workspace.database.write() as session:
        for photo_id in blind:
            photo = session.get_one(PhotoRow, photo_id)
            photo.confidence = (photo_id % 97) / 97
            photo.suggestion_id = 1 + photo_id % 10
    add_vectors(workspace, sorted(blind), [i % 20 for i in range(len(blind))])
    assert _grid(workspace) == before
    suggestion_shown = sorted(shown)[:40]
    add_vectors(workspace, suggestion_shown, [3] * 40)
    assert _grid(workspace) != before, "a change that shows would be found"


def test_grid_decide_treats_checks_and_decoys_alike(workspace):
    """An operator who confirms a batch learns only how many of its photos are blind."""
    listed = grid.to_review(workspace, "ann")
    versions = [listed.versions[int(by)] for by in listed.version_ids]
    rows = zip(listed.ids.tolist(), listed.category_ids.tolist(), versions, strict=True)
    shown = {i: grid.Shown(i, c, by) for i, c, by in rows}
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    check = set(all_checks(workspace))
    with workspace.database.read() as session:
        blind = {i for (i,) in session.query(PhotoRow.id).filter(PhotoRow.blind)}
    for some in (check, blind - check):
        one = [shown[min(some)]]
        for answer in (Answer.CATEGORY, Answer.SKIP, Answer.NOT_A_PHOTO):
            done = grid.decide(workspace, one, answer, "ann")
            outcome = done.decided, done.blind, done.rescored, done.gone, done.operation
            assert outcome == ((), 1, 0, 0, None)


def _strips(workspace):
    """Return everything that is shown of the other views of some photos, blind ones and others."""
    found = {i: products.views(workspace, i, "ann", 6) for i in range(1, 161)}
    return {i: (views.total, views.blind, views.shown) for i, views in found.items()}


def test_views_do_not_depend_on_suggestions_of_blind_photos(workspace):
    """Suggestions of blind photos do not change the views, and views of blind photos have none."""
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    with workspace.database.read() as session:
        blind = {i for (i,) in session.query(PhotoRow.id).filter(PhotoRow.blind)}
    before = _strips(workspace)
    assert {i for i, (_, is_blind, _) in before.items() if is_blind} == blind & set(before)
    assert blind & set(all_checks(workspace)) & set(before)
    for i in blind & set(before):
        shown = [(one.category_id, one.photo.suggestion_id) for one in before[i][2]]
        assert set(shown) == {(None, None)}
    with workspace.database.write() as session:
        for photo_id in blind:
            photo = session.get_one(PhotoRow, photo_id)
            photo.confidence = (photo_id % 97) / 97
            photo.suggestion_id = 1 + photo_id % 10
    assert _strips(workspace) == before
    with workspace.database.write() as session:
        for photo in session.query(PhotoRow).filter(PhotoRow.blind.is_(False)):
            photo.suggestion_id = 1 + photo.suggestion_id % 10
    after = _strips(workspace)
    assert after != before, "a change that shows would be found"
    assert all(after[i] == before[i] for i in blind & set(before))


def test_products_decide_treats_checks_and_decoys_alike(workspace):
    """A check and a decoy that are left out have the same effect."""
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    check = set(all_checks(workspace))
    with workspace.database.read() as session:
        blind = {i for (i,) in session.query(PhotoRow.id).filter(PhotoRow.blind)}
    views = [set(range(first, first + 4)) for first in range(1, SURE + UNSURE, 4)]
    one_left = [some for some in views if len(some & blind) == 1]
    of_check = next(some for some in one_left if some & check)
    of_other = next(some for some in one_left if not some & check)
    outcomes = []
    for some in (of_check, of_other):
        before = progress_figures(workspace)[0]
        done = products.decide(workspace, min(some - blind), 1, "ann")
        after = progress_figures(workspace)[0]
        assert set(done.decided) == some - blind
        left = {name: after[name] - before[name] for name in after}
        undone = reviewing.undo(workspace, "ann", nothing)
        outcomes.append((len(done.decided), done.blind, done.total, left, undone.changed))
    assert outcomes[0] == outcomes[1]
    codes = []
    for some in (of_check, of_other):
        with pytest.raises(KnownError) as raised:
            products.decide(workspace, min(some & blind), 1, "ann")
        codes.append(raised.value.code)
    assert codes == ["blind-now"] * 2


def test_products_preview_is_the_same_during_inspection(workspace):
    before = [products.preview(workspace, rule) for rule in ("number", "folder", "{sku}_{n}")]
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    after = [products.preview(workspace, rule) for rule in ("number", "folder", "{sku}_{n}")]
    assert after == before
