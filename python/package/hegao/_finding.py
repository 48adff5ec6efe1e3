"""What hegao reports, in the form of the command's JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, Optional

Severity = Literal["error", "warning", "advice"]


@dataclass(frozen=True, order=True)
class Place:
    """A place in a text."""

    line: int
    """From 1."""
    column: int
    """In characters, from 1."""
    offset: int
    """In bytes of the decoded text as UTF-8, from 0."""


@dataclass(frozen=True)
class Related:
    """Another place that belongs to a finding."""

    path: str
    start: Place
    end: Place
    message: str


@dataclass(frozen=True)
class Edit:
    """One replacement: ``text`` in place of what stands from ``start`` to ``end``."""

    start: Place
    end: Place
    text: str


@dataclass(frozen=True)
class Fix:
    """How a finding is mended."""

    safe: bool
    """Whether it cannot change what the text means."""
    edits: tuple[Edit, ...]
    """In order, none touching another."""


@dataclass(frozen=True)
class Finding:
    """One defect, with its place."""

    path: str
    rule: str
    severity: Severity
    message: str
    help: str
    start: Place
    end: Place
    related: tuple[Related, ...]
    fix: Optional[Fix]

    def to_dict(self) -> dict[str, Any]:
        """The finding as the command's JSON has it."""
        plain = asdict(self)
        plain["related"] = list(plain["related"])
        if plain["fix"] is not None:
            plain["fix"]["edits"] = list(plain["fix"]["edits"])
        return plain

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Finding:
        """The finding that the command's JSON tells."""
        related = (Related(**{**other, **_ends(other)}) for other in plain["related"])
        return cls(**{**plain, **_ends(plain), "related": tuple(related), "fix": _fix(plain["fix"])})


def _ends(plain: dict[str, Any]) -> dict[str, Place]:
    return {"start": Place(**plain["start"]), "end": Place(**plain["end"])}


def _fix(plain: Optional[dict[str, Any]]) -> Optional[Fix]:
    if plain is None:
        return None
    edits = (Edit(**_ends(edit), text=edit["text"]) for edit in plain["edits"])
    return Fix(safe=plain["safe"], edits=tuple(edits))
