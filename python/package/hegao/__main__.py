"""The command ``hegao``, also as ``python -m hegao``."""

import signal
import sys

from ._hegao import run


def main() -> None:
    """Runs the command and exits with its code."""
    # Python would only take note of Ctrl-C until the command is done.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(run(["hegao", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
