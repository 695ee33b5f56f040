"""What the preview asks of the lanes: the page itself, pictures of it, and keeping it as a file."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm.errors import BaseProblem
from ui.desktop.lanes import Ticket

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from crm.base import Base
    from crm.printing.catalog import Wanted
    from ui.desktop.printing.rendering import Sheet


@dataclass(frozen=True, slots=True)
class Ready:
    """A page made: the very PDF, what it is called, and its sheets."""

    pdf: bytes
    name: str
    title: str
    sheets: "tuple[Sheet, ...]"


class Picture(NamedTuple):
    """A sheet drawn at so many pixels to a point."""

    number: int
    scale: float
    image: "QImage"


def making(base: "Base", wanted: "Wanted") -> Callable[[Ticket], Ready]:
    """Make a page as of today. Raises NotFound for a record that is gone."""

    def job(_ticket: Ticket) -> Ready:
        from crm.printing.catalog import make

        with base.read() as session:
            printed = make(session, wanted, base.clock.today)
        return ready(printed.pdf, wanted.name, printed.title)

    return job


def ready(pdf: bytes, name: str, title: str) -> Ready:
    """A PDF as the preview shows it."""
    from ui.desktop.printing.rendering import sheets

    return Ready(pdf, name, title, tuple(sheets(pdf)))


def drawing(pdf: bytes, number: int, scale: float) -> Callable[[Ticket], Picture]:
    """Draw a sheet."""

    def job(_ticket: Ticket) -> Picture:
        from ui.desktop.printing.rendering import picture

        return Picture(number, scale, picture(pdf, number, scale))

    return job


def saving(base: "Base", made: Ready, path: Path) -> Callable[[Ticket], Path]:
    """Keep the PDF as a file. Raises FileProblem."""

    def job(_ticket: Ticket) -> Path:
        from crm.files.saving import replacing

        with replacing(path) as draft:
            draft.write_bytes(made.pdf)
        _note(base, made)
        return path

    return job


def noting(base: "Base", made: Ready) -> Callable[[Ticket], None]:
    """Leave a trace of what was printed: what kind of page, not of whom."""
    return lambda _ticket: _note(base, made)


def _note(base: "Base", made: Ready) -> None:
    from crm.printing.catalog import note

    # A base that nobody can write to can still be printed.
    with suppress(BaseProblem):
        note(base, made.name)
