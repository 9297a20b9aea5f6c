from pathlib import Path

from PIL import Image

from training.inputs.photos import load_manifest

PREPARATION = "fashion-mnist-28"


def test_load_manifest_finds_files_as_lists_name_them(tmp_path: Path) -> None:
    names = ("a/1.png", "b/1.png", "b/2.png", "b/gro\u0308\u00dfe.png", "c/3.png")
    for number, name in enumerate(names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (30, 30), (40 * number, 9, 99)).save(tmp_path / name)
    listing = tmp_path / "list.csv"
    rows = (
        "a\\1.png;Dress",
        "./b/1.png;Bag",
        "2.png;dress",
        "gr\u00f6\u00dfe.png;BAG",
        f"{tmp_path / names[4]};skip",
        "1.png;Dress",
        "4.png;Dress",
        "b/1.png;Dress",
    )
    listing.write_text("\n".join(("Image;Class", *rows)) + "\n", encoding="utf-16")
    photos = load_manifest(listing, PREPARATION)
    assert photos.categories == ("Bag", "Dress")
    found = {
        file.relative_to(tmp_path).as_posix(): label
        for file, label in zip(photos.files, photos.samples.labels.tolist(), strict=True)
    }
    assert found == dict(zip(names[:4], (1, 1, 1, 0), strict=True))
    assert photos.passed_over == 1
    assert [(path.name, reason) for path, reason in photos.unreadable] == [
        ("1.png", "more than one file has that name"),
        ("4.png", "it was not found"),
    ]


def test_load_manifest_reads_an_export(tmp_path: Path) -> None:
    rows = ["photo,path,label,decided_by,network"]
    for number, (label, by) in enumerate(
        (("Dress", "person"), ("Bag", "model"), ("", ""), ("not-a-photo", "person"))
    ):
        path = tmp_path / f"{number}.png"
        Image.new("RGB", (30, 30), (40 * number, 9, 99)).save(path)
        rows.append(f"{number:064x},{path},{label},{by},")
    (tmp_path / "export.csv").write_text("\n".join(rows))
    photos = load_manifest(tmp_path / "export.csv", PREPARATION)
    assert ([path.name for path in photos.files], photos.passed_over) == (["0.png"], 3)
