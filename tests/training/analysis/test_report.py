from pathlib import Path

import numpy as np

from tests.helpers.files.tables import items, write_csv
from training.analysis.analyse import analyse


def test_findings_name_what_is_out_of_balance_absent_or_blank(tmp_path: Path) -> None:
    samples = items(12)
    rare = np.flatnonzero(samples.labels == 4)[:10]
    gone = np.flatnonzero(samples.labels == 6)
    kept = samples.take(np.setdiff1d(np.arange(len(samples)), [*rare, *gone]))
    kept.images[0] = 9
    found = analyse(str(write_csv(tmp_path / "some.csv", kept)), tmp_path / "out")
    text = " ".join(found.findings)
    assert "out of balance" in text
    assert "(Coat)" in text
    assert "There is no image of Shirt." in text
    assert "needs at least three images: Coat has not." in text
    assert "1 image shows nothing" in text
    assert found.categories[6].mean is None


def test_findings_name_a_single_category(tmp_path: Path) -> None:
    samples = items(12)
    only = samples.take(np.flatnonzero(samples.labels == 4))
    found = analyse(str(write_csv(tmp_path / "some.csv", only)), tmp_path / "out")
    assert "All images have the same label, Coat" in " ".join(found.findings)
