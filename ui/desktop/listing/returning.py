"""*Volver a…* and *Poner de nuevo*: an operation that sets a field of a record back to what its history says it was."""

from typing import TYPE_CHECKING

from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.base import Session
    from crm.earlier_values import Earlier


def return_to(writing: Writing, record: int, earlier: "Earlier") -> None:
    """Set a field of a record back, or put back what was taken from it; the undo bar says if it cannot be."""
    from crm import earlier_values

    today = writing.today

    def job(session: "Session") -> None:
        earlier_values.return_to(session, record, earlier, today=today)

    title = earlier_values.RETURN_TITLE if earlier.field else earlier_values.PUT_BACK_TITLE
    writing.run(title, job, icon="history")
