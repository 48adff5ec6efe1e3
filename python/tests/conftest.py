"""What the tests share: documents, and the command that the package brings."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable

import pytest

ROOT = Path(__file__).resolve().parents[2]
MARK = re.compile(r"⟦\??[a-z/-]*\|([^⟦⟧]*)⟧")

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the annotated documents, without their marks.

    Some are turned into GB18030 and UTF-16.
    """
    folder = tmp_path_factory.mktemp("documents")
    encodings = ["utf-8", "utf-8", "gb18030", "utf-8-sig", "utf-16"]
    for number, path in enumerate(sorted((ROOT / "tests" / "annotated").iterdir())):
        text = re.sub(r"\A#args:.*\n", "", MARK.sub(r"\1", path.read_text("utf-8")))
        (folder / path.name).write_bytes(text.encode(encodings[number % len(encodings)]))
    return folder


@pytest.fixture(scope="session")
def command() -> Command:
    """Runs the command that stands beside this Python."""
    name = "hegao.exe" if os.name == "nt" else "hegao"
    program = Path(sys.executable).parent / name

    def run(*arguments: object, cwd: Path | None = None, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        words = [str(program), *map(str, arguments)]
        return subprocess.run(words, cwd=cwd, input=stdin, capture_output=True, timeout=600)

    return run


def findings_of(result: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """The findings that the command printed as JSON."""
    found: list[dict[str, Any]] = json.loads(result.stdout)["findings"]
    return found
