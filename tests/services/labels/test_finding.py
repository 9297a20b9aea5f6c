"""`PhotoFinder` finds what `ListedPhotos` finds."""

import random
import unicodedata

import pytest

from hitl_app.domain.imports import FoundFile
from hitl_app.services.labels import finding
from hitl_app.services.labels.finding import MANY, NONE, PhotoFinder
from hitl_app.services.review.listed import ListedPhotos
from hitl_app.store.imports import imports
from tests.helpers.workspace.workspaces import make_workspace

PARTS = ["a", "b", "über", unicodedata.normalize("NFD", "über"), "x y", "-1", "deep"]


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    yield workspace
    workspace.close()


def add(workspace, paths):
    with workspace.database.write() as session:
        number = imports.start_import(session, [(b"/made", "/made")])
        rows = [
            imports.NewPhoto(
                sha256=f"{place:064x}",
                paths=tuple(FoundFile(one.encode(), "", one, 1, 1) for one in some),
                width=1,
                height=1,
                size=1,
                format="PNG",
                thumbnail=b"",
            )
            for place, some in enumerate(paths)
        ]
        imports.add_photos(session, number, rows)


def compared(workspace, folder, texts):
    with workspace.database.read() as session:
        listed = ListedPhotos(session, texts, folder)
        ids = [listed.find(text) for text in texts]
        found = PhotoFinder(session, folder).find(texts)
    return found, [NONE if not one else one[0] if len(one) == 1 else MANY for one in ids]


def test_finder_finds_what_lists_find_by_one_pass(workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(finding, "_FEW", 0)
    chance = random.Random(3)

    def name():
        return "/".join(chance.choice(PARTS) for _ in range(chance.randint(1, 4)))

    folder = str(tmp_path.resolve())
    starts = [f"{folder}/", "/made/", "C:\\photos\\", "photos.zip/"]
    paths = {chance.choice(starts) + name() + f"/{chance.randint(1, 30)}.png" for _ in range(300)}
    some = sorted(paths)
    # Every tenth photo has two paths.
    add(workspace, [some[i : i + 2] if i % 10 == 0 else [some[i]] for i in range(0, 300 - 20, 2)])
    texts = [f"{n:064X}" for n in (0, 5, 999)]
    for path in some:
        parts = path.replace("\\", "/").split("/")
        ending = "/".join(parts[-chance.randint(1, len(parts)) :])
        spelt = unicodedata.normalize(chance.choice(["NFC", "NFD"]), ending)
        texts += [path, ending, spelt, f" {ending}", ending.replace("/", "\\"), f"./{ending}"]
        texts += [f"../{tmp_path.name}/{ending}", path.removeprefix(f"{folder}/")]
    texts += ["", "missing.png", "/missing.png", "a", "..", "'-1/1.png"]

    found, expected = compared(workspace, tmp_path, texts)

    assert found == expected
    assert {NONE, MANY} < set(found)


def test_finder_reads_paths_again_for_names_of_other_lengths(workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(finding, "_FEW", 0)
    add(workspace, [["/made/a/1.png"], ["/made/b/1.png"], ["/made/b/2.png"]])
    with workspace.database.read() as session:
        finder = PhotoFinder(session, tmp_path)
        assert finder.find(["2.png", "1.png"]) == [3, MANY]
        assert finder.find(["a/1.png", "made/b/1.png", "1.png"]) == [1, 2, MANY]
