"""What threads bring: the same documents checked on one thread, on two, and so on.

    python benches/scale.py [COPIES]

The documents are those of tests/annotated, COPIES (by default 20) times. Each
number of threads has its turn in each of five rounds, and its best round counts.
What other programs leave of the processors is told too: no more can be gained.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hegao

ROUNDS = 5
FOLDER = Path(__file__).resolve().parents[2] / "tests" / "annotated"


def check(file: tuple[str, str]) -> int:
    """How much is found in a file."""
    path, text = file
    return len(hegao.check(text, path=path))


def seconds(threads: int, files: list[tuple[str, str]]) -> tuple[float, float]:
    """How long it takes to check the files, and how many processors were at it."""
    with ThreadPoolExecutor(threads) as pool:
        start, used = time.perf_counter(), time.process_time()
        total = sum(pool.map(check, files))
        assert total
        wall = time.perf_counter() - start
        return wall, (time.process_time() - used) / wall


def main() -> None:
    """Prints a line for each number of threads."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    files = [(path.name, path.read_text("utf-8")) for path in sorted(FOLDER.iterdir())] * copies
    size = sum(len(text.encode()) for _, text in files) / 1e6
    cores = os.cpu_count() or 1
    numbers = [number for number in (1, 2, 4, 8, 16) if number <= max(cores, 2)]
    best = dict.fromkeys(numbers, (float("inf"), 0.0))
    check(files[0])
    for _ in range(ROUNDS):
        for number in numbers:
            best[number] = min(best[number], seconds(number, files))
    print(f"{len(files)} documents, {size:.1f} MB, {cores} cores")
    for number, (wall, busy) in best.items():
        gain = best[1][0] / wall
        print(f"{number:2} threads: {wall:.2f} s, {size / wall:.1f} MB/s, x{gain:.2f}, {busy:.2f} processors")


if __name__ == "__main__":
    main()
