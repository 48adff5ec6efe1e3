"""The wheel carries the command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import hegao
from conftest import Command


def test_exit_codes(command: Command, tmp_path: Path) -> None:
    assert command("check", "--isolated", "-", stdin="按时完成。\n".encode()).returncode == 0
    found = command("check", "--isolated", "--lang", "zh", "-", stdin="由xx局负责。\n".encode())
    assert found.returncode == 1 and "hegao::placeholder" in found.stdout.decode() and not found.stderr
    missing = command("check", tmp_path / "none.txt")
    assert missing.returncode == 2 and "none.txt" in missing.stderr.decode()
    assert command("check", "--no-such-flag").returncode == 2


def test_it_is_the_module_too(command: Command) -> None:
    words = [sys.executable, "-m", "hegao", "--version"]
    version = subprocess.run(words, capture_output=True, check=True).stdout
    assert version == command("--version").stdout
    assert version.decode() == f"hegao {hegao.__version__}\n"
    help = command("--help").stdout.decode()
    assert "hegao" in help and "__main__" not in help


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_ctrl_c_ends_it() -> None:
    words = [sys.executable, "-m", "hegao", "check", "--isolated", "-"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stdin
        # More than a pipe holds: when all is written, the command is reading.
        process.stdin.write("按时完成。\n".encode() * 20_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == -signal.SIGINT
