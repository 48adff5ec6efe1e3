"""Other threads run while hegao works."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import hegao


@pytest.fixture
def no_switches() -> Iterator[None]:
    """A thread keeps the interpreter until it lets go of it by itself."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(3600)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("no_switches")
def test_the_interpreter_is_let_go_of(documents: Path) -> None:
    text = "\n".join(path.read_text("utf-8", "ignore") for path in sorted(documents.glob("*.txt"))[:40])
    turns, seen = 0, list[int]()

    def work() -> None:
        seen.append(turns)
        hegao.check(text)
        seen.append(turns)

    worker = threading.Thread(target=work)
    worker.start()
    while worker.is_alive():
        turns += 1
        time.sleep(0.001)
    before, after = seen
    assert after > before + 1


def test_threads_find_the_same(documents: Path) -> None:
    files = [(path.name, path.read_bytes()) for path in sorted(documents.iterdir())[:60]]

    def check(file: tuple[str, bytes]) -> list[hegao.Finding]:
        return hegao.check(file[1], path=file[0])

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(check, files)) == [check(file) for file in files]
