"""Other processes of the program, which work for the one that shows the window."""

import os
import signal

OUR_MISTAKE = 1
"""How a Python process ends that an exception nobody caught has ended."""

_NICENESS = 10
"""They give way to the one that shows the window: with as much right to the cores as it, they kept its thread that
holds Python from ending its turn, and the window waited for that.
"""


def give_way() -> None:
    """For one of them, at its start: the one that asked goes first, and it alone answers Ctrl+C, which reaches every
    process of the terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
