from pathlib import Path

import pytest
from PIL import Image

from training.cli.main import main
from training.data import fashion_mnist, fashion_mnist_files

ROOT = Path(__file__).parents[3]


HAS_DATA = fashion_mnist_files.DEBIAN.is_dir()


def test_sample_catalogue_can_be_read() -> None:
    folder = ROOT / "hitl_app" / "sample"
    lines = (folder / "labels.csv").read_text().splitlines()
    assert lines[0] == "photo,label"
    names = [line.split(",")[0] for line in lines[1:]]
    assert names == [f"item-{number:03}.png" for number in range(1, 301)]
    for name in names:
        with Image.open(folder / name) as image:
            assert (image.size, image.mode) == ((28, 28), "L")
    assert "Copyright (c) 2017 Zalando SE" in (folder / "LICENSE").read_text()


@pytest.mark.skipif(not HAS_DATA, reason="needs dataset-fashion-mnist")
def test_sample_catalogue_is_what_the_command_makes(tmp_path, capsys) -> None:
    assert main(["sample", "--out", str(tmp_path / "sample")]) == 0
    shipped = ROOT / "hitl_app" / "sample"
    made = {path.name: path for path in (tmp_path / "sample").iterdir()}
    assert made.keys() == {path.name for path in shipped.iterdir()}
    for name, path in made.items():
        if name.endswith(".png"):
            with Image.open(path) as mine, Image.open(shipped / name) as theirs:
                assert mine.tobytes() == theirs.tobytes()
        else:
            assert path.read_bytes() == (shipped / name).read_bytes()
    assert main(["sample", "--out", str(tmp_path / "sample")]) == 1
    assert "already something" in capsys.readouterr().err


@pytest.mark.skipif(not HAS_DATA, reason="needs dataset-fashion-mnist")
def test_sample_catalogue_has_no_image_of_training() -> None:
    split = fashion_mnist.load(fashion_mnist_files.DEBIAN)
    catalogue = {image.tobytes() for image in split.catalogue.images}
    assert not catalogue & {image.tobytes() for image in split.train.images}
