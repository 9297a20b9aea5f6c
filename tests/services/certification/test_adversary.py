"""An adversary with everything that is shown cannot tell checks from other blind photos."""

import csv
import io
import json
import shutil
from dataclasses import asdict

import numpy as np
from PIL import Image
from scipy.stats import binomtest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from hitl_app.domain.decisions import Answer
from hitl_app.domain.photos import PhotoState
from hitl_app.services.catalogue import catalogue
from hitl_app.services.categories import categories
from hitl_app.services.certification import inspecting
from hitl_app.services.exports.exporting import export
from hitl_app.services.exports.formats import BY_NAME as EXPORT_FORMATS
from hitl_app.services.review import reviewing
from hitl_app.store.schema import PhotoRow
from tests.helpers.workspace.adversary import CHECKS, number, output_of, places_of
from tests.helpers.workspace.exports import READERS, read_csv, read_lines
from tests.helpers.workspace.inspections import all_checks, opened

ROUNDS = 4


_FOLDERS = ("folders", "imagefolder")


LEVEL = 1e-6
"""Chance of a false accusation, for each adversary."""


def seen(workspace, capsys, formats, photo_ids):
    """Return everything that is shown of some blind photos, as numbers, by row number."""
    to_review = reviewing.queue(workspace, 10_000)
    shown = {photo.id: _of_queue(to_review, index) for index, photo in enumerate(to_review)}
    with workspace.database.read() as session:
        ids = dict(session.query(PhotoRow.sha256, PhotoRow.id).all())
    found = {}
    for photo_id in photo_ids:
        item = reviewing.show_photo(workspace, photo_id)
        assert item.blind
        pixels = np.asarray(Image.open(io.BytesIO(item.thumbnail)))
        fields = [number(value) for value in asdict(item.photo).values()]
        parts = (item.thumbnail, item.originals, item.probabilities)
        decision = [] if item.decision is None else [*asdict(item.decision).values()][3:6]
        decision = [number(value) for value in decision if not hasattr(value, "year")] or [-2.0] * 3
        found[photo_id] = [*fields, *map(number, parts), *decision[:3], pixels.mean()]
        found[photo_id] += shown.get(photo_id, [-1.0] * 5)
    for photo_id, places in places_of(workspace, list(found)).items():
        found[photo_id] += places
    tables = [exported(workspace, kind) for kind in formats]
    queue = ("queue", "--limit", "5000", "--format")
    tables.append(list(csv.DictReader(io.StringIO(output_of(capsys, *queue, "csv")))))
    tables.append(json.loads(output_of(capsys, *queue, "json"))["queue"])
    for table in tables:
        at = {ids[row["photo"]]: index for index, row in enumerate(table)}
        rows = {ids[row["photo"]]: row for row in table}
        # COCO has no label for some, as other formats have an empty one.
        names = list(dict.fromkeys(name for row in table for name in row))
        width = len(names) + 1
        for photo_id in found:
            row = rows.get(photo_id)
            cells = [] if row is None else [number(row.get(name)) for name in names]
            found[photo_id] += [float(at[photo_id]), *cells] if cells else [-1.0] * width
    return found


def blind(workspace):
    """Return the blind photos by row number."""
    with workspace.database.read() as session:
        return [i for (i,) in session.query(PhotoRow.id).filter(PhotoRow.blind)]


def exported(workspace, kind):
    """Return the contents of an export, a row a photo in the order of its file."""
    target = workspace.folder / f"out-{kind}"
    export(workspace, target, kind=kind)
    if kind not in _FOLDERS:
        return READERS[kind](target)
    read, table = (read_csv, "labels.csv") if kind == "folders" else (read_lines, "metadata.jsonl")
    rows = read(target / table)
    status = [(target / row["file_name"]).stat() for row in rows]
    # Order and sizes of the written files.
    placed = np.argsort(np.argsort([one.st_mtime_ns for one in status]))
    shutil.rmtree(target)
    return [
        row | {"place": int(at), "size": one.st_size}
        for row, at, one in zip(rows, placed, status, strict=True)
    ]


def _of_queue(to_review, index):
    """Return the position of a photo in the queue, and its neighbours."""
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
    """Return how many photos each adversary classifies rightly in cross-validation."""
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


def test_adversary_tells_no_check_from_all_that_is_shown(workspace, capsys):
    right, total = np.zeros(4, int), np.zeros(4, int)
    to_review, decided_chances = [], []
    planted = 0
    for seed in range(ROUNDS):
        # Folders of photos take as long as all else together: they are exported in one round.
        formats = [one for one in EXPORT_FORMATS if seed == 0 or one not in _FOLDERS]
        opened(workspace, target=0.9, checks=CHECKS, threshold=0.98)
        check = set(all_checks(workspace))
        assert len(check) == 4 * CHECKS
        hidden = blind(workspace)
        assert len(hidden) == 8 * CHECKS
        found = seen(workspace, capsys, formats, hidden)
        truth = np.array([photo_id in check for photo_id in found])
        fields = np.array(list(found.values()))
        right[:2] += accuracy(fields, truth, seed)
        total[:2] += len(truth)
        to_review.append(_majority(truth))
        # An adversary of this kind needs a mark on only one check in three.
        off = (truth & (np.arange(len(truth)) % 3 == 0))[:, None]
        planted += accuracy(np.hstack([fields, off]), truth, seed)[1]
        for photo in [p for p in reviewing.queue(workspace, 200) if p.blind][:60]:
            label = categories.list_categories(workspace)[photo.id % 10].id
            reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", label)
        decided = _decided(workspace, blind(workspace))
        assert len(decided) == 60
        found = seen(workspace, capsys, formats, decided)
        truth = np.array([photo_id in check for photo_id in decided])
        fields = np.array([found[photo_id] for photo_id in decided])
        right[2:] += accuracy(fields, truth, seed)
        total[2:] += len(truth)
        decided_chances.append(_majority(truth))
        inspecting.cancel(workspace)
    chances = [max(to_review)] * 2 + [max(decided_chances)] * 2
    found = [accused(int(r), int(t), c) for r, t, c in zip(right, total, chances, strict=True)]
    assert found == [False] * 4
    assert accused(planted, int(total[0]), max(to_review)), "the adversary must find planted marks"


def _majority(truth):
    """Return the accuracy of a constant answer."""
    return max(truth.mean(), 1 - truth.mean())


def _decided(workspace, photo_ids):
    """Return the reviewed photos, as the catalogue shows them."""
    listed = catalogue.listed(workspace, list(photo_ids), "ann")
    return [one.photo.id for one in listed if one.photo.state is PhotoState.REVIEWED]
