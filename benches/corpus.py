"""The documents that benches measure on."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent


def documents():
    """The names and texts of tests/annotated, without marks and flags."""
    for path in sorted((ROOT / "tests/annotated").iterdir()):
        if path.suffix in (".md", ".txt"):
            text = path.read_text(encoding="utf-8")
            text = text.split("\n", 1)[1] if text.startswith("#args:") else text
            yield path.name, re.sub(r"⟦[^|⟧]*\||⟧", "", text)


def instructions(told):
    """How many instructions callgrind counted, by what it told; nothing when none."""
    count = re.search(r"==\d+== Collected : (\d+)|I\s+refs:\s+([\d,]+)", told)
    return int((count[1] or count[2]).replace(",", "")) if count else None
