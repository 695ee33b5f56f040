"""The virtual list of activities."""

from crm.activity_list import ActivityRow
from crm.texts import _
from ui.desktop.listing.model import VirtualRows


class ActivityModel(VirtualRows[ActivityRow]):
    """Activities, each in one column of two lines."""

    def words(self, row: ActivityRow, _column: int, *, aloud: bool) -> str:
        """The title; aloud, all that the row says."""
        if not aloud:
            return row.title
        return ", ".join(part for part in (row.title, second_line(row), row.when, state_word(row)) if part)


def second_line(row: ActivityRow) -> str:
    """Kind and institutions: "Reunión · Club Identidad CDMX"."""
    kind = row.kind[:1].upper() + row.kind[1:]
    return " · ".join(part for part in (kind, row.who) if part)


def state_word(row: ActivityRow) -> str:
    """The state of what was not done; nothing for what was, which most are."""
    return "" if row.state == "realizada" else _(row.state)
