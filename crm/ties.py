"""A record untied from another, from either end."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from crm.errors import UserError
from crm.texts import _, mark
from db.links import RecordLink

UNTIE_TITLE = mark("«{name}» ya no está ligado con este contacto")


def untie(session: Session, record: int, other: int) -> None:
    """Remove every tie between two records, whichever end it was made from.

    Raises UserError where there is none: what takes part in something, sent it or is a party to it is changed there.
    """
    ends = or_(
        and_(RecordLink.from_id == record, RecordLink.to_id == other),
        and_(RecordLink.from_id == other, RecordLink.to_id == record),
    )
    ties = session.execute(select(RecordLink).where(ends)).scalars().all()
    if not ties:
        raise UserError(
            _(
                "Este contacto no está ligado: participa en ello, o es parte. Quítelo en la ficha de lo que pasó."
            )
        )
    for tie in ties:
        session.delete(tie)
