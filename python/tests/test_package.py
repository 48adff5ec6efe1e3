"""What the package brings along."""

from __future__ import annotations

import doctest
import inspect
import re
from importlib.metadata import files, metadata
from pathlib import Path

import pytest

import hegao
from conftest import ROOT


def version(manifest: Path) -> str:
    found = re.search(r'^version = "(.*)"$', manifest.read_text("utf-8"), re.MULTILINE)
    assert found
    return found[1]


def test_the_version_is_that_of_the_program() -> None:
    assert version(ROOT / "python" / "Cargo.toml") == version(ROOT / "Cargo.toml") == hegao.__version__
    assert metadata("hegao")["Version"] == hegao.__version__


@pytest.mark.parametrize("path", ["LICENSE-MIT", "LICENSE-APACHE", "rules/words/NOTICE.md"])
def test_the_licences_of_the_program_are_in_the_wheel(path: str) -> None:
    original = ROOT / path
    (carried,) = [file for file in files("hegao") or [] if file.name == original.name]
    assert Path(str(carried.locate())).read_bytes() == original.read_bytes()


def test_it_is_typed() -> None:
    assert {"py.typed", "_hegao.pyi"} <= {file.name for file in files("hegao") or []}


def test_all_that_is_public_is_explained() -> None:
    for name in hegao.__all__:
        thing = getattr(hegao, name)
        assert isinstance(thing, str) or inspect.getdoc(thing), name


def test_the_examples_hold() -> None:
    assert doctest.testmod(hegao).attempted and not doctest.testmod(hegao).failed
    readme = str(ROOT / "python" / "README.md")
    tried = doctest.testfile(readme, module_relative=False, encoding="utf-8")
    assert tried.attempted and not tried.failed
