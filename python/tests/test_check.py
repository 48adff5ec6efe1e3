"""`hegao.check` finds what the command finds."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

import hegao
from conftest import Command, findings_of

CONFIG = """\
select = ["all"]
lang = "en"
today = "2024-07-01"
words = ["某某便民服务中心"]

[severity]
residue = "advice"

[[override]]
files = ["plan-*"]
kind = "ledger"
"""


def test_findings_are_those_of_the_command(documents: Path, command: Command) -> None:
    result = command("check", "--format", "json", "--lang", "zh", "--isolated", "--no-cache", ".", cwd=documents)
    expected = findings_of(result)
    names = sorted(path.name for path in documents.iterdir())
    found = [one.to_dict() for name in names for one in hegao.check((documents / name).read_bytes(), path=name)]
    assert len(expected) > 500
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_a_config_holds_as_for_the_command(
    documents: Path, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "office.toml"
    config.write_text(CONFIG, "utf-8")
    monkeypatch.chdir(documents)
    names = sorted(path.name for path in documents.glob("p*"))
    expected = findings_of(command("check", "--format", "json", "--no-cache", "--config", config, *names))
    found = [
        one.to_dict()
        for name in names
        for one in hegao.check(Path(name).read_bytes(), path=Path(name), config=config)
    ]
    assert sorted(found, key=repr) == sorted(expected, key=repr)
    assert {one["severity"] for one in found if one["rule"] == "placeholder"} == {"advice"}


def test_a_config_is_read_again_when_it_is_changed(tmp_path: Path) -> None:
    base, config = tmp_path / "base.toml", tmp_path / "hegao.toml"
    base.write_text('ignore = ["placeholder"]\n', "utf-8")
    config.write_text('extend = "base.toml"\n', "utf-8")
    assert hegao.check("由xx局负责。", config=config) == []
    base.write_text('ignore = ["doubled-punctuation"]\n', "utf-8")
    assert [one.rule for one in hegao.check("由xx局负责。", config=config)] == ["placeholder"]
    config.write_text('ignore = ["residue"]\n', "utf-8")
    assert hegao.check("由xx局负责。", config=config) == []


def test_the_path_tells_the_syntax() -> None:
    text = "```\n由xx局负责。\n```\n"
    assert hegao.check(text, path="a.md") == []
    for name in (None, "a.txt", "a.text", "a.rst", "a"):
        assert "placeholder" in {one.rule for one in hegao.check(text, path=name)}


def test_front_matter_is_minded() -> None:
    text = "---\nhegao: {ignore: [placeholder]}\n---\n\n由xx局负责。\n"
    assert hegao.check(text, path="a.md") == []
    with pytest.raises(hegao.HegaoError, match="plaecholder"):
        hegao.check(text.replace("placeholder", "plaecholder"), path="a.md")


def test_a_finding_has_its_place() -> None:
    (found,) = hegao.check("第一行。\n由xx局负责。\n", path="说明.txt")
    assert (found.path, found.rule, found.severity) == ("说明.txt", "placeholder", "error")
    assert found.start == hegao.Place(line=2, column=2, offset=16)
    assert found.end == hegao.Place(line=2, column=4, offset=18)
    assert found.message and found.help and found.related == ()
    assert repr(found).startswith("Finding(path='说明.txt', rule='placeholder', severity='error', ")


def test_findings_are_values() -> None:
    (one,), (same,) = hegao.check("按时完成。。"), hegao.check("按时完成。。")
    assert one == same and hash(one) == hash(same) and one is not same
    assert one.fix is not None and one.fix.edits and one != hegao.check("按期完成。。", path="b.txt")[0]
    assert pickle.loads(pickle.dumps(one)) == one
    assert hegao.Finding.from_dict(one.to_dict()) == one
    with pytest.raises(FrozenInstanceError):
        one.rule = "other"  # type: ignore[misc]


def test_wrong_input_is_told(tmp_path: Path) -> None:
    with pytest.raises(hegao.HegaoError, match=r"none\.toml"):
        hegao.check("甲", config=tmp_path / "none.toml")
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('lang = "zh"\nignroe = ["residue"]\n', "utf-8")
    with pytest.raises(hegao.HegaoError, match=r"wrong\.toml:2: .*ignroe(.|\n)*`ignore`"):
        hegao.check("甲", config=wrong)
    with pytest.raises(hegao.HegaoError, match=r"a\.txt: .*byte 3 is no text"):
        hegao.check("甲".encode() + b"\0\1\2" * 20, path="a.txt")
    with pytest.raises(hegao.HegaoError, match="surrogate"):
        hegao.check("甲\ud800")
    with pytest.raises(TypeError, match="str or bytes, not int"):
        hegao.check(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        hegao.check("甲", "a.md")  # type: ignore[call-arg]


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\u2028由xx局负责。\u2029", "𠮷😀" * 50, "# " * 200])
def test_odd_texts_pass(text: str) -> None:
    assert all(one.start <= one.end for one in hegao.check(text, path="a.md"))
    assert hegao.fix(text, path="a.md").strip() is not None
