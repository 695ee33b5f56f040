"""What the process has asked of the C library and not given back: Qt's memory, SQLite's and Python's larger blocks.

Not what the process holds of the system (its RSS): that goes by what is free between two pieces in use, and comes and
goes by 3 MB while nothing more is in use.
"""

import ctypes
import gc

from PySide6.QtGui import QPixmapCache

from crm.base import Base

_FIELDS = (
    "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost"  # as malloc.h has them
)


class _Mallinfo2(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in _FIELDS.split()]


def in_use(base: Base) -> int:
    """Bytes in use, without what is kept only to be quicker: SQLite's pages, drawn pixmaps, Python's cycles."""
    _forget_pages(base)
    QPixmapCache.clear()
    gc.collect()
    mallinfo2 = ctypes.CDLL("libc.so.6").mallinfo2
    mallinfo2.restype = _Mallinfo2
    found = mallinfo2()
    return int(found.uordblks + found.hblkhd)


def _forget_pages(base: Base) -> None:
    for engine in (base._writer, base._reader):
        idle = [engine.raw_connection() for _each in range(engine.pool.checkedin())]  # type: ignore[attr-defined]
        for connection in idle:
            connection.driver_connection.execute("PRAGMA shrink_memory")
            connection.close()
