"""`hegao.fix` and `hegao.outline` are those of the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import hegao
from conftest import Command


@pytest.mark.parametrize("unsafe", [False, True])
def test_fixes_are_those_of_the_command(documents: Path, command: Command, unsafe: bool) -> None:
    changed = 0
    for path in sorted(documents.glob("*s*.md"))[:12]:
        flags = ["--fix", "--isolated", "--stdin-filename", path.name, *["--unsafe-fixes"][:unsafe]]
        text = path.read_bytes()
        expected = hegao.fix(command("check", *flags, "-", stdin=text).stdout, path=path.name, config=none(documents))
        fixed = hegao.fix(text, path=path.name, unsafe=unsafe)
        assert fixed == expected
        changed += fixed.encode() != text
    assert changed


def none(folder: Path) -> Path:
    """A configuration in which no rule makes a fix: what comes out is what was
    decoded."""
    config = folder.parent / "no-fix.toml"
    config.write_text('select = ["missing-section"]\n', "utf-8")
    return config


def test_only_unsafe_fixes_change_what_a_text_means() -> None:
    plan = "# 整改方案\n\n### 问题一：答复慢\n\n整改时限：2024年6月底前。。\n"
    assert "【待补】" not in hegao.fix(plan, path="方案.md")
    assert "【待补】" in hegao.fix(plan, path="方案.md", unsafe=True)
    assert hegao.fix("按时完成。", path="a.txt") == "按时完成。"


def test_outlines_are_those_of_the_command(documents: Path, command: Command) -> None:
    names = sorted(path.name for path in documents.glob("plan-*"))
    result = command("outline", "--format", "json", "--isolated", *names, cwd=documents)
    expected = json.loads(result.stdout)["files"]
    assert [hegao.outline((documents / name).read_bytes(), path=name) for name in names] == expected
    assert all(file["documents"] for file in expected)
