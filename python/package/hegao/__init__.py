"""hegao 核稿 checks the review documents that public offices write.

>>> import hegao
>>> [finding.rule for finding in hegao.check("由xx局负责。", path="a.txt")]
['placeholder']
"""

from __future__ import annotations

import json
import os
from typing import Any, Optional, Union

from ._finding import Edit, Finding, Fix, Place, Related
from ._hegao import HegaoError, __version__
from ._hegao import check as _check
from ._hegao import fix as _fix
from ._hegao import outline as _outline

__all__ = [
    "Edit",
    "Finding",
    "Fix",
    "HegaoError",
    "Place",
    "Related",
    "__version__",
    "check",
    "fix",
    "outline",
]

_Path = Union[str, "os.PathLike[str]"]
_Text = Union[str, bytes]

# What a text is called when nothing is said, as the command calls standard input.
_NAME = "stdin.txt"


def check(text: _Text, *, path: Optional[_Path] = None, config: Optional[_Path] = None) -> list[Finding]:
    """What is to be found in a text, sorted by place, then by rule.

    ``text`` is the text, or the bytes of its file, which are decoded as the
    command does it (UTF-8, GB18030, UTF-16); offsets are those of the decoded
    text.

    ``path`` is its name. It need not exist: it tells the syntax (Markdown for
    ``.md`` and ``.markdown``, else plain text) and which settings of ``config``
    hold, and stands in the findings.

    ``config`` is the path of a ``hegao.toml``, whose globs are relative to the
    working folder. It is read once, and again when it is changed. Without it
    hegao's own settings hold; none is looked for. What the front matter of a
    Markdown text says to hegao holds as well.

    Other threads run meanwhile. Raises ``HegaoError`` when the configuration,
    the front matter or the encoding is wrong.
    """
    lines = _check(text, _name(path), config).split("\n")
    return [Finding.from_dict(json.loads(line)) for line in lines if line]


def outline(text: _Text, *, path: Optional[_Path] = None, config: Optional[_Path] = None) -> dict[str, Any]:
    """What hegao understands of a text: its documents, their sections and items.

    The same as a file of ``hegao outline --format json``. The arguments and
    errors are those of :func:`check`.
    """
    understood: dict[str, Any] = json.loads(_outline(text, _name(path), config))
    return understood


def fix(
    text: _Text,
    *,
    path: Optional[_Path] = None,
    config: Optional[_Path] = None,
    unsafe: bool = False,
) -> str:
    """The text with the fixes made that cannot change what it means.

    With ``unsafe`` the other fixes are made too; a person should look at them.
    The other arguments and the errors are those of :func:`check`.
    """
    return _fix(text, _name(path), config, unsafe)


def _name(path: Optional[_Path]) -> str:
    # What is no Unicode in a name is replaced, as the command does it.
    return _NAME if path is None else os.fsencode(path).decode("utf-8", "replace")
