"""Labels in files of annotations: COCO and Label Studio."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from hitl_app.services.labels.json_items import json_items
from hitl_app.services.labels.rows import (
    MAX_MB,
    LabelRow,
    checked,
    score_of,
    text_of,
    time_of,
)
from safeio.reading import SUFFIXES
from training.inputs.lists import ListError

_UPLOADED: Final = re.compile(r"[0-9a-f]{8}-(?=.)")
_FIRST: Final = datetime.min.replace(tzinfo=UTC)
_LAST: Final = datetime.max.replace(tzinfo=UTC)
_CHOICES: Final = ("choices", "taxonomy")


def read_coco(file: Path, *, refuse_several: bool) -> Iterator[LabelRow]:
    """Read the annotations of a COCO file, one label a photo.

    Args:
        file: The file; images, annotations and categories in any order.
        refuse_several: Whether photos with several labels are rejected; otherwise the
            annotation with the largest area counts.

    Raises:
        OSError: The file cannot be read.
        ListError: It is no such file.
    """
    images: dict[str, tuple[str, str] | None] = {}
    names: dict[str, str] = {}
    best: dict[str, _Found] = {}
    place = 0
    for key, item in json_items(file, MAX_MB):
        if not isinstance(item, dict):
            continue
        number = text_of(item.get("id"))
        # A number that two photos or two categories share names none of them.
        if key == "images" and number:
            image = _image(item)
            images[number] = image if images.get(number, image) == image else None
        elif key == "categories" and number:
            name = text_of(item.get("name"))
            names[number] = name if names.get(number, name) == name else ""
        elif key == "annotations":
            place += 1
            _keep(best, place, item)
    if not images or not names:
        raise ListError("it has no images or no categories")
    for number, named in images.items():
        found = best.pop(number, None)
        if named is None:
            yield LabelRow(found[1] if found else 0, "", "", problem="photo-ambiguous")
            continue
        row = LabelRow(0, named[0], "", file=named[1])
        yield checked(row if found is None else _annotated(row, found, names, refuse_several))
    for found in best.values():
        yield LabelRow(found[1], "", "", problem="photo-unknown")


_Found = tuple[float, int, Mapping[str, Any], bool]
"""Area, place, parts of an annotation, and whether there are others with another label."""


def _image(item: Mapping[str, Any]) -> tuple[str, str]:
    """Return what names a photo, best first: an export knows its hash."""
    path, sha256 = text_of(item.get("file_name")), text_of(item.get("sha256"))
    return (sha256, path) if sha256 else (path, "")


def _keep(best: dict[str, _Found], place: int, item: Mapping[str, Any]) -> None:
    """Keep the largest annotation of a photo, and whether others have another label."""
    image, area = text_of(item.get("image_id")), _area(item)
    kept = {name: item.get(name) for name in _KEPT if name in item}
    known = best.get(image)
    if known is None:
        best[image] = (area, place, kept, False)
        return
    labels = {text_of(one.get("category_id")) for one in (known[2], item)}
    several = known[3] or len(labels) > 1
    kept_one = (area, place, kept) if area > known[0] else known[:3]
    best[image] = (*kept_one, several)


_KEPT: Final = (
    "category_id", "score", "confidence", "operator", "annotator", "decided_at", "decided_by",
    "model",
)  # fmt: skip


def _area(item: Mapping[str, Any]) -> float:
    area, box = _number(item.get("area")), item.get("bbox")
    if area is None and isinstance(box, list) and len(box) == 4:
        width, height = map(_number, box[2:])
        area = None if width is None or height is None else width * height
    return area or 0.0


def _number(value: object) -> float | None:
    try:
        number = float(value) if isinstance(value, int | float) else math.nan
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _annotated(
    row: LabelRow,
    best: _Found,
    names: Mapping[str, str],
    refuse_several: bool,  # noqa: FBT001 - as the reader takes it
) -> LabelRow:
    _, line, found, several = best
    label = names.get(text_of(found.get("category_id")), "")
    score, unclear = score_of(found.get("score", found.get("confidence")))
    at, untimely = time_of(found.get("decided_at"))
    by, model = text_of(found.get("decided_by")), text_of(found.get("model"))
    problem = unclear or untimely or ("" if label else "category-unknown")
    return row._replace(
        line=line,
        label=label,
        score=score,
        annotator=text_of(found.get("operator")) or text_of(found.get("annotator")),
        at=at,
        by_model=by == "model",
        model=model,
        aided=bool(by or model),
        problem="label-many" if several and refuse_several else problem,
    )


def read_label_studio(file: Path, *, predictions: bool = False) -> Iterator[LabelRow]:
    """Read the tasks of a Label Studio export in JSON; the newest annotation of a task counts.

    Args:
        file: The file.
        predictions: Whether the newest prediction of a task counts instead, where it has one.

    Raises:
        OSError: The file cannot be read.
        ListError: It is no such file.
    """
    for place, (key, task) in enumerate(json_items(file, MAX_MB), 1):
        if key or not isinstance(task, dict):
            raise ListError("it is no list of tasks")
        yield checked(_task(place, task, predictions=predictions))


def _task(place: int, task: Mapping[str, Any], *, predictions: bool) -> LabelRow:
    data = task.get("data")
    photo = _photo(data) if isinstance(data, dict) else ""
    if not photo:
        return LabelRow(place, "", "", problem="row-short")
    predicted = _newest(task.get("predictions")) if predictions else None
    found = predicted or _newest(task.get("annotations", task.get("completions")))
    row = LabelRow(place, photo, "")
    if found is None:
        return row
    labels = _choices(found.get("result"))
    at, untimely = _when(found)
    score, unclear = score_of(found.get("score"))
    return row._replace(
        label=next(iter(labels), ""),
        score=score,
        annotator=_annotator(found.get("completed_by")),
        at=at,
        problem="label-many" if len(labels) > 1 else untimely or unclear,
    )


def _photo(data: Mapping[str, Any]) -> str:
    """Return the name of the task's photo, without the places that only Label Studio knows."""
    texts = [value for value in data.values() if isinstance(value, str)]
    named = [t for t in texts if PurePosixPath(t.split("?d=")[-1]).suffix.lower() in SUFFIXES]
    image = data.get("image")
    found = image if isinstance(image, str) else next(iter(named or texts), "")
    try:
        parts = urlsplit(found)
    except ValueError:
        return found
    path = unquote(parts.path)
    local = parse_qs(parts.query).get("d")
    if local:
        return local[0]
    if path.startswith("/data/upload/"):
        return _UPLOADED.sub("", PurePosixPath(path).name, count=1)
    return path.lstrip("/") if parts.scheme and len(parts.scheme) > 1 else found


def _newest(annotations: object) -> Mapping[str, Any] | None:
    every = annotations if isinstance(annotations, list) else ()
    found = [one for one in every if isinstance(one, dict) and not one.get("was_cancelled")]
    # The last one of those of the same time.
    return max(reversed(found), key=_order, default=None)


def _order(annotation: Mapping[str, Any]) -> datetime:
    at, problem = _when(annotation)
    # An unclear time may be the newest: the task is rejected.
    return at or (_LAST if problem else _FIRST)


def _when(annotation: Mapping[str, Any]) -> tuple[datetime | None, str]:
    return time_of(annotation.get("updated_at") or annotation.get("created_at"))


def _choices(result: object) -> list[str]:
    labels = []
    for one in result if isinstance(result, list) else ():
        value = one.get("value") if isinstance(one, dict) else None
        if isinstance(value, dict):
            for kind in _CHOICES:
                chosen = value.get(kind)
                for choice in chosen if isinstance(chosen, list) else ():
                    # A taxonomy gives the way to the choice.
                    last = choice[-1:] if isinstance(choice, list) else [choice]
                    labels += [text_of(text) for text in last]
    return list(dict.fromkeys(filter(None, labels)))


def _annotator(by: object) -> str:
    if isinstance(by, dict):
        names = (text_of(by.get(name)) for name in ("email", "username"))
        return next(filter(None, names), "") or _annotator(text_of(by.get("id")))
    text = text_of(by)
    return f"annotator {text}" if text.isdecimal() else text
