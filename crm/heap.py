"""Who looks for cycles of objects nobody uses, and when nobody does.

Making a hundred thousand small objects, Python's collector looks at all of them again and again. That stops every
thread, a window's too, for as long as it takes to look at all of them: half a second again and again. Measured:
reading 100,000 rows takes 6.2 s instead of 8.4 s. Cards, rows and matches refer to each other one way only, so
counting references frees them.
"""

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_FULL_AFTER = 1.1
"""All objects are looked at once there is a tenth more of them: looking costs as much as there are, so that it stays
a small part of having made them."""

_turns = threading.Lock()
_pausing = 0
_own = 0


@contextmanager
def without_collector(*, keep: bool = False) -> Iterator[None]:
    """Pause the cycle collector of the process; several threads may, and the last to end turns it on again.

    ``keep``: what was made stays for long, so it is not looked at afterwards either. It stays so when it is let go of:
    all of it would be looked at in one go then, and what the program started with too, 100 ms of every thread.
    """
    global _pausing
    with _turns:
        _pausing += 1
        _turn()
    try:
        yield
    finally:
        with _turns:
            _pausing -= 1
            if keep and not _pausing:
                gc.freeze()
            _turn()


class OwnCollector:
    """The collector, taken over from Python, which looks on whichever thread has just made an object.

    For objects that must end on the thread they were made on. ``leave`` gives it back.
    """

    def __init__(self) -> None:
        global _own
        self._blocks = 0
        self._left = False
        with _turns:
            _own += 1
            _turn()

    def collect_if_due(self) -> None:
        """Look for cycles on this thread, among as many objects as Python would by itself; not while it is paused,
        nor once left.
        """
        due = self._due()
        if due is None or _pausing or self._left:
            return
        gc.collect(due)
        if due == 2:
            self._blocks = sys.getallocatedblocks()

    def leave(self) -> None:
        """Let Python collect by itself again, unless somebody else has taken it over too."""
        global _own
        if self._left:
            return
        self._left = True
        with _turns:
            _own -= 1
            _turn()

    def _due(self) -> int | None:
        """The oldest generation to be looked at, by the thresholds of ``gc``."""
        young, middle, old = (
            made > most for made, most in zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if not young:
            return None
        if middle and old and sys.getallocatedblocks() > _FULL_AFTER * self._blocks:
            return 2
        return 1 if middle else 0


def _turn() -> None:
    if _pausing or _own:
        gc.disable()
    else:
        gc.enable()
