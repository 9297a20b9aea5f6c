"""Everything that the program shows of a workspace, for adversaries that look for checks."""

from datetime import UTC, datetime
from enum import Enum
from itertools import product

from hitl_app.cli import run
from hitl_app.domain.listing import NO_CATEGORY, Grouping, Listing, Sort
from hitl_app.domain.photos import PhotoState
from hitl_app.services.catalogue import catalogue
from hitl_app.services.reports import progress

SURE, UNSURE, CHECKS = 500, 300, 50


def number(value):
    """Return a number for any shown value."""
    if value is None or value == "":
        return -1.0
    if isinstance(value, Enum | str):
        text = str(value)
        digits = "".join(filter(str.isdigit, text.rsplit("/", 1)[-1]))[-6:]
        return float(digits or 0) + sum(text.encode()) / 1e4
    if isinstance(value, dict | list | tuple | bytes):
        return float(len(value))
    return float(value)


def output_of(capsys, *arguments):
    capsys.readouterr()
    assert run(list(arguments)) == 0
    return capsys.readouterr().out


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


def places_of(workspace, photo_ids):
    """Return the position of each photo in the catalogue under every filter and in every order."""
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
        shown = [number(one.category_id), number(one.answer), number(one.decided_by)]
        found[one.photo.id] += [*shown, number(one.thumbnail), float(one.decided_at is not None)]
    return found


def progress_figures(workspace):
    """Return all figures of the progress but their times, which differ between two calls."""
    found = progress.as_dict(progress.progress(workspace, "ann"))
    # Only the last point: an hour may end in between.
    left = {name: found["burn_down"][-1][name] for name in ("to_review", "reviewed")}
    everybody = [(one["operator"], one["decided"]) for one in found["pace"]]
    return left, everybody, found["corrections"], found["learning"]
