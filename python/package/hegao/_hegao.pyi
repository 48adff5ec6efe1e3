import os
from collections.abc import Sequence
from typing import Union

__all__ = ["HegaoError", "__version__", "check", "fix", "outline", "run"]

__version__: str

class HegaoError(Exception): ...

def check(
    text: Union[str, bytes], path: str, config: Union[str, os.PathLike[str], None]
) -> str: ...
def outline(
    text: Union[str, bytes], path: str, config: Union[str, os.PathLike[str], None]
) -> str: ...
def fix(
    text: Union[str, bytes],
    path: str,
    config: Union[str, os.PathLike[str], None],
    not_only_safe: bool,
) -> str: ...
def run(arguments: Sequence[str]) -> int: ...
