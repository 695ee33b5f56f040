"""*Volver a…* and *Poner de nuevo*: an operation that sets a field of a record back to what its history says it was."""

from typing import TYPE_CHECKING

from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.base import Session
    from crm.earlier_values import Earlier


def return_to(writing: Writing, contact: int, earlier: "Earlier") -> None:
    """Set a field of a contact back, or put back what was taken from it; the undo bar says if it cannot be."""
    from crm import earlier_values

    def job(session: "Session") -> None:
        earlier_values.return_to(session, contact, earlier)

    title = earlier_values.RETURN_TITLE if earlier.field else earlier_values.PUT_BACK_TITLE
    writing.run(title, job, icon="history")
