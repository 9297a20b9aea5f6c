"""Import thousands of damaged photos in one run of the public command.

    nice -n 19 python -m benchmarks.fuzz.mutated_import --count 10000 [FOLDER_OF_PHOTOS]

Measures how many come in, the seconds, and the peak of the memory.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.figures import Row, report
from benchmarks.fuzz.images import make_photos


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Return a file that was cut, overwritten or mixed up in some places.

    Args:
        data: The whole file.
        chance: Chooses what happens.
    """
    changed = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(changed) or 1)
        size = chance.choice((1, 1, 2, 4, 64, 1024))
        change = chance.randrange(5)
        if change == 0:
            changed = changed[: max(1, at)]
        elif change == 1:
            changed[at : at + size] = chance.randbytes(size)
        elif change == 2:
            changed[at : at + size] = b"\xff" * size
        elif change == 3:
            changed[at:at] = changed[at : at + size]
        else:
            del changed[at : at + size]
    return bytes(changed)


def write_photos(folder: Path, seeds: list[bytes], count: int) -> None:
    """Write damaged photos, the same ones every time.

    Args:
        folder: Takes the files; it is there.
        seeds: Whole photos.
        count: Number of files.
    """
    chance = random.Random(0)
    for number in range(count):
        data = mutate(seeds[number % len(seeds)], chance)
        (folder / f"{number:05}.jpg").write_bytes(data)


def main() -> list[Row]:
    """Write the photos and import them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz.mutated_import")
    parser.add_argument("photos", type=Path, nargs="?", help="folder of photos to change as well")
    parser.add_argument("--count", type=int, default=10_000)
    given = parser.parse_args()
    seeds = make_photos() + make_photos(900, 700)
    if given.photos is not None:
        seeds += [file.read_bytes() for file in sorted(given.photos.glob("*.jpg"))[:200]]
    with tempfile.TemporaryDirectory() as name:
        folder, workspace = Path(name, "photos"), Path(name, "workspace")
        folder.mkdir()
        write_photos(folder, seeds, given.count)
        program = [sys.executable, "-m", "hitl_app", "--workspace", str(workspace)]
        subprocess.run([*program, "init"], check=True, stdout=subprocess.DEVNULL)
        return _import([*program, "import", "--json", str(folder)])


def _import(command: list[str]) -> list[Row]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as log:
        began = time.monotonic()
        running = psutil.Popen(command, stdout=out, stderr=log)
        peak = 0
        while running.poll() is None:
            try:
                peak = max(peak, running.memory_info().rss)
            except psutil.Error:
                break
            time.sleep(0.05)
        status = running.wait()
        out.seek(0)
        log.seek(0)
        said = log.read()
        result = json.loads(out.read() or b"{}")
    took, tracebacks = time.monotonic() - began, said.count(b"Traceback")
    if status or tracebacks:
        print(said.decode(errors="backslashreplace")[-4000:])
    came = f"{result.get('new')} of {result.get('found')} came in, {took:.0f} s"
    return [
        Row("exit status", status, detail=came),
        Row("tracebacks", tracebacks,
            detail=f"{len(result.get('unreadable', []))} photos listed as unreadable"),
        Row("peak of memory", peak / 1e6, unit="MB"),
    ]  # fmt: skip


if __name__ == "__main__":
    report(main())
