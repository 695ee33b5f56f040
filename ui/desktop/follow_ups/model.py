"""The virtual list of follow-ups, with the headings they stand under as rows between them."""

from typing import TYPE_CHECKING

from crm.follow_up_values import HIGH, PENDING, WAITING
from crm.texts import _
from ui.desktop.listing.headed import HeadedRows

if TYPE_CHECKING:
    from crm.follow_up_list import FollowUpRow


class FollowUpModel(HeadedRows):
    """Follow-ups, each in one column of two lines, and headings, on which one cannot stand."""

    def record_words(self, row: "FollowUpRow", *, aloud: bool) -> str:
        """What is to be done; aloud, all that the row says."""
        if not aloud:
            return row.what
        return ", ".join(part for part in (row.what, row.due, state_word(row), second_line(row)) if part)


def second_line(row: "FollowUpRow") -> str:
    """What it is about and who is responsible: "UNAM Chicago · compromiso 12/2019 · Ana Ruiz"."""
    commitment = _("compromiso {number}").format(number=row.commitment) if row.commitment else ""
    return " · ".join(
        part for part in (*(about.name for about in row.about), commitment, row.responsible) if part
    )


def state_word(row: "FollowUpRow") -> str:
    """The state of what is not simply pending, or a high priority."""
    if row.state == WAITING and row.waiting_for:
        return _("en espera: {whom}").format(whom=row.waiting_for)
    if row.state != PENDING:
        return _(row.state)
    return _("prioridad alta") if row.priority == HIGH else ""
