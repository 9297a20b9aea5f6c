"""Lists of photos and labels, changed at random: read, or refused with a sentence.

python -m benchmarks.fuzz.lists --minutes 10
"""

import csv
import io
import tempfile
from pathlib import Path

from benchmarks.fuzz import runner
from hitl_app.domain.errors import KnownError
from hitl_app.services.categories.lists import read_names
from training.core.errors import TrainingError
from training.inputs.endings import Endings, spellings
from training.inputs.lists import ListedPhoto, ListError, read_photos
from training.inputs.manifest import read_manifest

_TEXTS = (
    "photo,label\na/1.png,Dress\nb/1.png,Bag\n",
    "\ufeffphoto;label;note\r\n'=1.png;Dress;\r\n\"a;b\r\n.png\";'+Bag;x\r\n",
    "sep=;\r\nImage Name;Category\r\ncafe\u0301.png;skip\r\n",
    "label\tphoto\rT-shirt/top\tC:\\photos\\a.png\r",
    "id|class\n1|ask\n2|not-a-photo\n",
    "photo,path,label,decided_by,operator,confidence,model,decided_at,state\n"
    f"{'0a' * 32},/p/x.zip/a.png,Dress,person,ann,,,2026-01-02T03:04:05.678+00:00,decided\n"
    f"{'1b' * 32},/p/b.png,Bag,model,,0.97,photo,,accepted\n{'2c' * 32},/p/c.png,,,,,,,waiting\n",
    "photo,label\n\n\n,\n,Dress\na.png\na.png,Dress,more\n",
    "Category;Count\nRain coat;7\n\u212akelvin;1\n",
    "photo,label\n../a.png,Dress\n./b.png,Dress\n~/c.png,Dress\n\u202egnp.png,Bag\n",
)
SEEDS = [
    *(text.encode() for text in _TEXTS),
    *(_TEXTS[at].encode("utf-16") for at in (0, 2)),
    b"photo,label\nb\xfcgel.png,Dress\n",
    b"PK\x03\x04photo,label\n",
    b"",
]
_FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-lists-"))


def target(data: bytes) -> None:
    """Read a list in every way, and read again what was written of it."""
    file = _FOLDER / "list.csv"
    file.write_bytes(data)
    text = file.with_suffix(".txt")
    text.write_bytes(data)
    for source in (file, text):
        try:
            read_names(source)
        except KnownError as error:
            if error.code not in {"list-empty", "list-unreadable", "list-too-long"}:
                raise
    rows = list(read_photos(file))
    lines = [row.line for row in rows]
    assert lines == sorted(set(lines)), "each row begins in a line of its own"
    _check_names(rows)
    _check_again(rows)
    read_manifest(file)


def _check_names(rows: list[ListedPhoto]) -> None:
    """Find a photo by every spelling of what a list calls it, unless two are called so."""
    endings = Endings[int](text for row in rows for text in spellings(row.photo))
    for number, row in enumerate(rows):
        endings.meet(f"/photos/{row.photo}", number)
    for row in rows:
        if row.photo and "\\" not in row.photo:
            assert endings.find(row.photo)


def _check_again(rows: list[ListedPhoto]) -> None:
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL)
    writer.writerow(("photo", "label"))
    writer.writerows((row.photo, row.label) for row in rows)
    again = _FOLDER / "again.csv"
    again.write_text(table.getvalue(), encoding="utf-8", newline="")
    said = [(row.photo, row.label) for row in rows if row.photo or row.label]
    assert [(row.photo, row.label) for row in read_photos(again)] == said


if __name__ == "__main__":
    runner.main("lists", target, SEEDS, (ListError, TrainingError))
