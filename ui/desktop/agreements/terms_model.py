"""The lines of the timeline of terms: an agreement each, and what its bar says in words."""

import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from crm.agreement_stages import LABELS
from crm.date_words import short_date
from crm.partial_dates import PartialDate
from crm.texts import _
from ui.desktop.listing.model import Index, VirtualRows

if TYPE_CHECKING:
    from crm.agreement_terms import TermBar


def with_whom(bar: "TermBar") -> str:
    """The other parties, or the agreement's own name where they are not known."""
    return bar.parties or bar.title


def in_words(day: datetime.date) -> str:
    """A day as it is read."""
    return short_date(PartialDate(day.year, day.month, day.day))


def standing(bar: "TermBar") -> str:
    """How it stands: "vence en 24 días", "Concluido · 16 jun 2024"."""
    if bar.state:
        return bar.line or bar.kind
    return " · ".join(part for part in (_(LABELS[bar.stage]), bar.line) if part)


def from_to(bar: "TermBar") -> str:
    """From when to when: "14 may 2024 a 13 may 2026", "desde el 14 may 2024, sin término"."""
    if bar.end is None:
        said = _("desde el {start}, sin término").format(start=in_words(bar.start))
    else:
        said = _("{start} a {end}").format(start=in_words(bar.start), end=in_words(bar.end))
    return said if bar.is_exact else _("{days}, fechas aproximadas").format(days=said)


def remarks(bar: "TermBar") -> list[str]:
    """What else its bar shows: until when it was signed, and when notice is to be given."""
    found = []
    if bar.signed_end is not None:
        found.append(_("firmado hasta el {day} y ampliado después").format(day=in_words(bar.signed_end)))
    if bar.notice_on is not None:
        found.append(_("aviso de renovación el {day}").format(day=in_words(bar.notice_on)))
    return found


class TermsModel(VirtualRows["TermBar"]):
    """The first to end first."""

    def words(self, row: "TermBar", _column: int, *, aloud: bool) -> str:
        """With whom; aloud, the term in words."""
        if not aloud:
            return with_whom(row)
        said = (with_whom(row), row.kind, standing(row), from_to(row), *remarks(row))
        return ", ".join(part for part in said if part)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """In a tip, all that the bar says."""
        if role != Qt.ItemDataRole.ToolTipRole:
            return super().data(index, role)
        row = self.row(index.row()) if index.isValid() else None
        return (
            "\n".join((with_whom(row), row.title, from_to(row), *remarks(row))) if row is not None else None
        )
