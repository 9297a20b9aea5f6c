"""An adversary with everything that is shown cannot tell checks from other blind photos."""

import csv
import io
import json
import shutil
from dataclasses import asdict
from datetime import UTC, datetime
from enum import Enum
from itertools import product

import numpy as np
import pytest
from PIL import Image
from scipy.stats import binomtest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from hitl_app.cli import run
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.listing import NO_CATEGORY, Grouping, Listing, Sort
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.settings import PRODUCTS
from hitl_app.services import settings
from hitl_app.services.catalogue import catalogue, products
from hitl_app.services.categories import categories
from hitl_app.services.certification import inspecting, proposing, settling
from hitl_app.services.exports.exporting import export
from hitl_app.services.exports.formats import BY_NAME as EXPORT_FORMATS
from hitl_app.services.reports import diagnostics, insights, progress
from hitl_app.services.review import changing, grid, reviewing
from hitl_app.store.schema import PhotoRow
from hitl_app.workspace import Workspace
from tests.helpers.exports import READERS, read_csv, read_lines
from tests.helpers.inspections import all_checks, nothing, opened
from tests.helpers.vectors import add_vectors
from tests.helpers.workspaces import add_photos, make_workspace

SURE, UNSURE, CHECKS = 500, 300, 50
ROUNDS = 4
_FOLDERS = ("folders", "imagefolder")
LEVEL = 1e-6
"""Chance of accusing a program that tells nothing, for each adversary."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    workspace = make_workspace(tmp_path)
    rng = np.random.default_rng(7)
    # In no order of confidence: which photos are sure is the photos' own affair.
    sure, unsure = rng.uniform(0.985, 0.999, SURE), rng.uniform(0.3, 0.8, UNSURE)
    confidences = rng.permutation(np.concatenate([sure, unsure])).tolist()
    settings.set_setting(workspace, PRODUCTS, "number")
    names = [f"sku{i // 4:03d}_{i % 4}.png" for i in range(SURE + UNSURE)]
    folder = str(tmp_path / "photos")
    ids = add_photos(workspace, confidences, folder=folder, names=names, real=True)
    # What a photo looks like goes with what the model says of it, as it would.
    add_vectors(workspace, ids, [i % 10 + 10 * (c > 0.9) for i, c in enumerate(confidences)])
    workspace.close()
    return tmp_path


@pytest.fixture
def workspace(folder):
    workspace = Workspace.open(folder)
    yield workspace
    workspace.close()


def number(value):
    """Makes a number of anything that is shown."""
    if value is None or value == "":
        return -1.0
    if isinstance(value, Enum | str):
        text = str(value)
        digits = "".join(filter(str.isdigit, text.rsplit("/", 1)[-1]))[-6:]
        return float(digits or 0) + sum(text.encode()) / 1e4
    if isinstance(value, dict | list | tuple | bytes):
        return float(len(value))
    return float(value)


def said_by(capsys, *arguments):
    capsys.readouterr()
    assert run(list(arguments)) == 0
    return capsys.readouterr().out


def seen(workspace, capsys, formats):
    """Everything that is shown of each blind photo, as numbers; by its row number."""
    to_review = reviewing.queue(workspace, 10_000)
    shown = {photo.id: _of_queue(to_review, index) for index, photo in enumerate(to_review)}
    with workspace.database.read() as session:
        ids = dict(session.query(PhotoRow.sha256, PhotoRow.id).all())
        hidden = [i for (i,) in session.query(PhotoRow.id).filter(PhotoRow.blind)]
    found = {}
    for photo_id in hidden:
        item = reviewing.show_photo(workspace, photo_id)
        assert item.blind
        pixels = np.asarray(Image.open(io.BytesIO(item.thumbnail)))
        fields = [number(value) for value in asdict(item.photo).values()]
        parts = (item.thumbnail, item.originals, item.probabilities)
        said = [] if item.decision is None else [*asdict(item.decision).values()][3:6]
        said = [number(value) for value in said if not hasattr(value, "year")] or [-2.0] * 3
        found[photo_id] = [*fields, *map(number, parts), *said[:3], pixels.mean()]
        found[photo_id] += shown.get(photo_id, [-1.0] * 5)
    for photo_id, places in _places(workspace, list(found)).items():
        found[photo_id] += places
    tables = [exported(workspace, kind) for kind in formats]
    queue = ("queue", "--limit", "5000", "--format")
    tables.append(list(csv.DictReader(io.StringIO(said_by(capsys, *queue, "csv")))))
    tables.append(json.loads(said_by(capsys, *queue, "json"))["queue"])
    for table in tables:
        at = {ids[row["photo"]]: index for index, row in enumerate(table)}
        rows = {ids[row["photo"]]: row for row in table}
        # COCO has no label for some, as other formats have an empty one.
        names = list(dict.fromkeys(name for row in table for name in row))
        width = len(names) + 1
        for photo_id in found:
            row = rows.get(photo_id)
            told = [] if row is None else [number(row.get(name)) for name in names]
            found[photo_id] += [float(at[photo_id]), *told] if told else [-1.0] * width
    return found


def exported(workspace, kind):
    """Everything that an export in a format tells, a row a photo in the order of its file."""
    target = workspace.folder / f"out-{kind}"
    export(workspace, target, kind=kind)
    if kind not in _FOLDERS:
        return READERS[kind](target)
    read, table = (read_csv, "labels.csv") if kind == "folders" else (read_lines, "metadata.jsonl")
    rows = read(target / table)
    status = [(target / row["file_name"]).stat() for row in rows]
    # In the order in which the files were written, and as large as they are.
    placed = np.argsort(np.argsort([one.st_mtime_ns for one in status]))
    shutil.rmtree(target)
    return [
        row | {"place": int(at), "size": one.st_size}
        for row, at, one in zip(rows, placed, status, strict=True)
    ]


FILTERS = (
    {},
    {"state": PhotoState.TO_REVIEW},
    {"state": PhotoState.REVIEWED},
    {"state": PhotoState.AUTO_ACCEPTED},
    {"category_id": 3},
    {"category_id": NO_CATEGORY},
    {"suggested_id": 3},
    {"suggested_id": 3, "category_id": 1},
    {"import_id": 1},
    {"least": 0.98},
    {"most": 0.5},
    {"decided_by": "ann"},
    {"since": datetime(2020, 1, 1, tzinfo=UTC)},
    {"before": datetime(2020, 1, 1, tzinfo=UTC)},
    {"text": "1"},
    {"product": "sku007"},
)


def _places(workspace, photo_ids):
    """Where each photo stands in the catalogue under every filter and in every order."""
    listings = [Listing(**one) for one in FILTERS]
    orders = product(Sort, (False, True), Grouping)
    listings += [Listing(sort=s, backwards=b, grouping=g) for s, b, g in orders]
    found = {photo_id: [] for photo_id in photo_ids}
    for listing in listings:
        order = catalogue.whole(workspace, listing, "ann").ids.tolist()
        at = {photo_id: place for place, photo_id in enumerate(order)}
        for photo_id in photo_ids:
            found[photo_id].append(float(at.get(photo_id, -1)))
    for one in catalogue.listed(workspace, photo_ids, "ann"):
        said = [number(one.category_id), number(one.answer), number(one.decided_by)]
        found[one.photo.id] += [*said, number(one.thumbnail), float(one.decided_at is not None)]
    return found


def test_no_filter_and_no_order_looks_at_what_is_not_shown(workspace):
    """Whatever the model said of blind photos: the catalogue stays as it is."""
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    for photo in [p for p in reviewing.queue(workspace, 200) if p.blind][:20]:
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", 1 + photo.id % 3)
    with workspace.database.read() as session:
        blind = session.query(PhotoRow.id).filter(PhotoRow.blind).all()
    everyone = range(1, SURE + UNSURE + 1)
    before = _places(workspace, everyone)
    with workspace.database.write() as session:
        for (photo_id,) in blind:
            photo = session.get_one(PhotoRow, photo_id)
            photo.confidence = (photo_id % 97) / 97
            photo.suggestion_id = 1 + photo_id % 10
    assert _places(workspace, everyone) == before
    with workspace.database.write() as session:
        suggestion_shown = session.query(PhotoRow).filter(PhotoRow.blind.is_(False)).first()
        suggestion_shown.confidence = 1 - suggestion_shown.confidence
    assert _places(workspace, everyone) != before, "a change that shows would be found"


def _grid(workspace):
    """Everything that the grid shows: groups, their order and sizes, and all counts."""
    found = grid.to_review(workspace, "ann")
    groups = [
        (part.category_id, group.alike, group.ids.tolist())
        for part in found.parts
        for group in grid.groups(workspace, part)
    ]
    return groups, found.left, len(found.ids)


def test_the_grid_looks_at_nothing_of_blind_photos(workspace):
    """Whatever the model said of them, and whatever they look like: the grid stays as it is."""
    everyone = _grid(workspace)
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    before = _grid(workspace)
    shown = {photo_id for _, _, ids in before[0] for photo_id in ids}
    with workspace.database.read() as session:
        blind = {i for (i,) in session.query(PhotoRow.id).filter(PhotoRow.blind)}
    assert shown == set(range(1, SURE + UNSURE + 1)) - blind, "all blind photos alike are out"
    assert before[1] == everyone[1], "none waits less"
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


def test_a_batch_tells_nothing_of_who_of_the_blind_is_a_check(workspace):
    """Who tries to confirm all that was in sight learns how many are blind, and no more."""
    looked = grid.to_review(workspace, "ann")
    versions = [looked.versions[int(by)] for by in looked.version_ids]
    rows = zip(looked.ids.tolist(), looked.category_ids.tolist(), versions, strict=True)
    shown = {i: grid.Shown(i, c, by) for i, c, by in rows}
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    check = set(all_checks(workspace))
    with workspace.database.read() as session:
        blind = {i for (i,) in session.query(PhotoRow.id).filter(PhotoRow.blind)}
    for some in (check, blind - check):
        one = [shown[min(some)]]
        for answer in (Answer.CATEGORY, Answer.SKIP, Answer.NOT_A_PHOTO):
            done = grid.decide(workspace, one, answer, "ann")
            said = done.decided, done.blind, done.rescored, done.gone, done.operation
            assert said == ((), 1, 0, 0, None)


def _strips(workspace):
    """Everything that is shown of the other views beside some photos, aided ones and others."""
    found = {i: products.views(workspace, i, "ann", 6) for i in range(1, 161)}
    return {i: (views.total, views.blind, views.shown) for i, views in found.items()}


def test_the_views_of_a_product_tell_nothing_of_blind_photos(workspace):
    """Whatever the model said of them; and beside one of them nothing is told of any."""
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    with workspace.database.read() as session:
        blind = {i for (i,) in session.query(PhotoRow.id).filter(PhotoRow.blind)}
    before = _strips(workspace)
    assert {i for i, (_, is_blind, _) in before.items() if is_blind} == blind & set(before)
    assert blind & set(all_checks(workspace)) & set(before)
    for i in blind & set(before):
        told = [(one.category_id, one.photo.suggestion_id) for one in before[i][2]]
        assert set(told) == {(None, None)}
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


def test_a_product_decided_at_once_tells_nothing_of_who_is_a_check(workspace):
    """One view left out is one view left out, whether it is a check or beside the checks."""
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    check = set(all_checks(workspace))
    with workspace.database.read() as session:
        blind = {i for (i,) in session.query(PhotoRow.id).filter(PhotoRow.blind)}
    views = [set(range(first, first + 4)) for first in range(1, SURE + UNSURE, 4)]
    one_left = [some for some in views if len(some & blind) == 1]
    of_check = next(some for some in one_left if some & check)
    of_other = next(some for some in one_left if not some & check)
    said = []
    for some in (of_check, of_other):
        before = _told(workspace)[0]
        done = products.decide(workspace, min(some - blind), 1, "ann")
        after = _told(workspace)[0]
        assert set(done.decided) == some - blind
        left = {name: after[name] - before[name] for name in after}
        undone = reviewing.undo(workspace, "ann", nothing)
        said.append((len(done.decided), done.blind, done.total, left, undone.changed))
    assert said[0] == said[1]
    codes = []
    for some in (of_check, of_other):
        with pytest.raises(KnownError) as raised:
            products.decide(workspace, min(some & blind), 1, "ann")
        codes.append(raised.value.code)
    assert codes == ["blind-now"] * 2


def test_a_preview_of_products_looks_at_names_alone(workspace):
    before = [products.preview(workspace, rule) for rule in ("number", "folder", "{sku}_{n}")]
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    after = [products.preview(workspace, rule) for rule in ("number", "folder", "{sku}_{n}")]
    assert after == before


def _of_queue(to_review, index):
    """Where a photo stands, and what stands around it."""
    before = next((p for p in to_review[index - 1 :: -1] if not p.blind), None) if index else None
    after = next((p for p in to_review[index + 1 :] if not p.blind), None)
    run_length = 0
    while run_length < index and to_review[index - 1 - run_length].blind:
        run_length += 1
    return [
        float(index),
        0.0 if before is None else before.confidence,
        1.0 if after is None else after.confidence,
        float(run_length),
        float(index % 2),
    ]


def accuracy(fields, truth, seed):
    """How many photos each adversary tells rightly when it learned from the others."""
    adversaries = (
        make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)),
        DecisionTreeClassifier(max_depth=5, random_state=seed),
    )
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    return [
        int((cross_val_predict(a, fields, truth, cv=folds) == truth).sum()) for a in adversaries
    ]


def accused(right, total, chance):
    return binomtest(right, total, chance, alternative="greater").pvalue < LEVEL


def test_nothing_that_is_shown_tells_a_check(workspace, capsys):
    right, total = np.zeros(4, int), np.zeros(4, int)
    to_review, decided_chances = [], []
    planted = 0
    for seed in range(ROUNDS):
        # Folders of photos take as long as all else together: they are looked at in one round.
        formats = [one for one in EXPORT_FORMATS if seed == 0 or one not in _FOLDERS]
        opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
        check = set(all_checks(workspace))
        assert len(check) == 4 * CHECKS
        found = seen(workspace, capsys, formats)
        assert len(found) == 8 * CHECKS
        truth = np.array([photo_id in check for photo_id in found])
        fields = np.array(list(found.values()))
        right[:2] += accuracy(fields, truth, seed)
        total[:2] += len(truth)
        to_review.append(_majority(truth))
        # A mark on one check in three is enough for an adversary of this kind.
        off = (truth & (np.arange(len(truth)) % 3 == 0))[:, None]
        planted += accuracy(np.hstack([fields, off]), truth, seed)[1]
        for photo in [p for p in reviewing.queue(workspace, 200) if p.blind][:60]:
            label = categories.list_categories(workspace)[photo.id % 10].id
            reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", label)
        found = seen(workspace, capsys, formats)
        decided = _decided(workspace, found)
        assert len(decided) == 60
        truth = np.array([photo_id in check for photo_id in decided])
        fields = np.array([found[photo_id] for photo_id in decided])
        right[2:] += accuracy(fields, truth, seed)
        total[2:] += len(truth)
        decided_chances.append(_majority(truth))
        inspecting.cancel(workspace)
    chances = [max(to_review)] * 2 + [max(decided_chances)] * 2
    found = [accused(int(r), int(t), c) for r, t, c in zip(right, total, chances, strict=True)]
    assert found == [False] * 4
    assert accused(planted, int(total[0]), max(to_review)), "an adversary that finds nothing ever"


def _majority(truth):
    """How often who always says the same is right."""
    return max(truth.mean(), 1 - truth.mean())


def _decided(workspace, photo_ids):
    """Those that people decided, as the catalogue tells."""
    listed = catalogue.listed(workspace, list(photo_ids), "ann")
    return [one.photo.id for one in listed if one.photo.state is PhotoState.REVIEWED]


def test_counts_tell_nothing_when_a_photo_is_skipped_or_decided(workspace, capsys):
    """The counts of a slider and of a plan, before and after, must not tell a confidence."""
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    check = set(all_checks(workspace))
    front = [p.id for p in reviewing.queue(workspace, 300) if p.blind]
    chosen = next(i for i in front if i in check), next(i for i in front if i not in check)
    said = []
    for photo_id in chosen:
        for answer, label in ((Answer.SKIP, None), (Answer.CATEGORY, 1)):
            before = _counts(workspace, capsys)
            reviewing.decide(workspace, photo_id, answer, "ann", label)
            after = _counts(workspace, capsys)
            said.append([b - a for a, b in zip(before, after, strict=True)])
            if answer is Answer.SKIP:
                places = len(categories.list_categories(workspace, retired=True)) + 3
                assert after[:places] == before[:places], "who is skipped was with people before"
    assert said[0] == said[2]
    assert said[1] == said[3]


def _counts(workspace, capsys):
    histogram = reviewing.confidence_histogram(workspace)
    plan = proposing.proposal(workspace, 0.9, 0.5, 30).plan
    status = json.loads(said_by(capsys, "status", "--json"))
    found = insights.catalogue(workspace)
    kinds = categories.overview(workspace).lines
    report = diagnostics.of_workspace(workspace)
    return [
        *(line.labelled.reviewed + line.labelled.auto_accepted for line in kinds),
        histogram.flagged(0.9),
        histogram.flagged(0.5),
        0 if plan is None else plan.lot,
        *(status[name] for name in ("photos", "to_review", "reviewed", "auto_accepted")),
        *status["inspection"].values(),
        found.right,
        found.to_review,
        *(report[name] for name in ("photos", "to review", "auto-accepted", "reviewed")),
        *report["rows"].values(),
    ]


def _told(workspace):
    """All figures of the progress, but for when: the clock goes on between two of them."""
    found = progress.as_dict(progress.progress(workspace, "ann"))
    # The last moment alone: an hour may end in between.
    left = {name: found["burn_down"][-1][name] for name in ("to_review", "reviewed")}
    everybody = [(one["operator"], one["decided"]) for one in found["pace"]]
    return left, everybody, found["corrections"], found["learning"]


def test_progress_tells_nothing_when_blind_photos_are_decided(workspace):
    """A check, another blind photo and any other change the same figures by the same."""
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    check = set(all_checks(workspace))
    front = [p.id for p in reviewing.queue(workspace, 300) if p.blind]
    chosen = next(i for i in front if i in check), next(i for i in front if i not in check)
    suggestion_shown = next(p for p in reviewing.queue(workspace, 300) if not p.blind)
    with workspace.database.read() as session:
        said = dict(session.query(PhotoRow.id, PhotoRow.suggestion_id).all())
    kinds = [c.id for c in categories.list_categories(workspace)]
    steps = []
    for photo_id in (*chosen, suggestion_shown.id):
        other = next(kind for kind in kinds if kind != said[photo_id])
        before = _told(workspace)
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", other)
        after = _told(workspace)
        left = {name: after[0][name] - before[0][name] for name in after[0]}
        paced = [dict(one[1]).get("ann", 0) for one in (before, after)]
        steps.append((left, paced[1] - paced[0], after[2] == before[2], after[3] == before[3]))
    same = ({"to_review": -1, "reviewed": 1}, 1)
    assert [step[:2] for step in steps] == [same] * 3
    assert [step[2] for step in steps] == [True, True, False], "only what was in sight counts"
    # Nor do they tell it afterwards, from what the model says by now.
    before = _told(workspace)
    with workspace.database.write() as session:
        for photo in session.query(PhotoRow).filter(PhotoRow.blind):
            photo.suggestion_id, photo.confidence = 1 + photo.id % 10, (photo.id % 97) / 97
    assert _told(workspace) == before


def test_what_was_in_sight_before_an_inspection_is_not_told_while_it_is_open(workspace):
    """Decided with its suggestion, reopened, made blind, and the reopening taken back."""
    sure = [p for p in reviewing.queue(workspace, 10_000) if p.confidence > 0.98]
    for photo in sure:
        reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", 1)
    changing.reopen(workspace, [photo.id for photo in sure], "ann", nothing)
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    reviewing.undo(workspace, "ann", nothing)
    with workspace.database.read() as session:
        ids = {i for (i,) in session.query(PhotoRow.id).filter(PhotoRow.blind)}
    shown = set()
    for category in categories.list_categories(workspace):
        listing = Listing(suggested_id=category.id)
        shown |= set(catalogue.whole(workspace, listing, "ann").ids.tolist())
    assert shown, "what no inspection asks about is told"
    assert not shown & ids
    told = progress.progress(workspace, "ann").corrections
    assert told.total == len(shown)


def test_decisions_tell_nothing_of_the_model_until_the_inspection_ends(workspace):
    opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    first = next(p for p in reviewing.queue(workspace, 300) if p.blind)
    reviewing.decide(workspace, first.id, Answer.CATEGORY, "ann", 1)
    shown = reviewing.show_photo(workspace, first.id)
    assert shown.photo.state is PhotoState.REVIEWED
    assert (shown.photo.suggestion_id, shown.photo.confidence, shown.probabilities) == (None, 0, {})
    assert shown.decision.suggestion_id is None
    assert reviewing.review_status(workspace, "ann").last[0].decision.suggestion_id is None
    inspecting.cancel(workspace)
    shown = reviewing.show_photo(workspace, first.id)
    assert shown.photo.suggestion_id is not None
    assert shown.probabilities


def test_without_photos_outside_the_lot_others_of_the_lot_come_up_beside_the_checks(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(inspecting.secrets, "randbits", lambda _bits: 5)
    sure = np.random.default_rng(1).uniform(0.982, 0.999, 800)
    small = make_workspace(tmp_path / "sure", sure.tolist())
    opened(small, target=0.9, checks=30, threshold=0.98)
    check = set(all_checks(small))
    front = [p.id in check for p in reviewing.queue(small, 80) if p.blind]
    assert len(front) >= 25
    assert 0.3 < np.mean(front) < 0.7
    small.close()


def test_only_photos_that_could_be_in_the_lot_come_up_beside_the_checks(workspace):
    """Older or newer ones would be told by their age."""
    newest = max(p.id for p in reviewing.queue(workspace, 10_000))
    proposal = proposing.proposal(workspace, target=0.9, checks=CHECKS, threshold=0.98)
    inspecting.open_inspection(workspace, proposal, "ann", nothing)
    later = add_photos(workspace, [0.31] * 50, folder="/later")
    assert min(later) > newest
    _decide_first_stage_wrong(workspace)
    outcome = settling.settle(workspace, nothing)
    assert outcome.state == "open", "a second look adds checks and others"
    blind = {p.id for p in reviewing.queue(workspace, 10_000) if p.blind}
    assert not blind & set(later)


def _decide_first_stage_wrong(workspace):
    from tests.helpers.inspections import Operator, checks, decide_many

    ids = [photo_id for (photo_id,) in checks(workspace)]
    operator = Operator(workspace, ids[: CHECKS // 4])
    decide_many(workspace, {i: operator.right(i) for i in ids})
