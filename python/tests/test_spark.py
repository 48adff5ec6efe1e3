"""The example for Spark finds what the command finds. Run with HEGAO_SPARK=1."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from conftest import ROOT, Command, findings_of

pytestmark = pytest.mark.skipif(os.environ.get("HEGAO_SPARK") != "1", reason="HEGAO_SPARK is not 1")


def test_findings_are_those_of_the_command(documents: Path, command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "材料 一"
    folder.mkdir()
    for path in documents.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0\1" * 50)

    example, output = ROOT / "python" / "examples" / "spark_check.py", tmp_path / "found"
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    subprocess.run([sys.executable, example, folder, output], check=True, env=environment, timeout=900)
    rows = [json.loads(line) for part in output.glob("*.json") for line in part.read_text("utf-8").splitlines()]

    result = command("check", "--format", "json", "--lang", "zh", "--isolated", "--no-cache", folder)
    expected = json.loads(result.stdout)
    errors = [local(row["path"]) for row in rows if "error" in row]
    assert errors == [error["path"] for error in expected["errors"]] == [str(folder / "picture.txt")]
    found = [plain(row) for row in rows if "error" not in row]
    assert len(found) > 500
    assert sorted(found, key=repr) == sorted(findings_of(result), key=repr)


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row as the command tells it: Spark has URIs for paths, and leaves out what
    is nothing."""
    related = [{**other, "path": local(other["path"])} for other in row["related"]]
    return {**row, "path": local(row["path"]), "related": related, "fix": row.get("fix")}


def local(uri: str) -> str:
    return unquote(urlsplit(uri).path)
