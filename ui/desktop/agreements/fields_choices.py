"""What can be chosen in the fields of an agreement: materias, areas, who of the institute signs; and the next folio."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm.texts import _

if TYPE_CHECKING:
    from crm.agreement_matters import Matter
    from crm.areas import Area, Official
    from crm.documents import RecordDocument


@dataclass(frozen=True, slots=True)
class Choices:
    """What a base has to choose from. ``matters`` are also those no longer offered; ``next_folio`` is that of this
    year.
    """

    matters: "tuple[Matter, ...]" = ()
    areas: "tuple[Area, ...]" = ()
    officials: "tuple[Official, ...]" = ()
    next_folio: str = ""

    def post_of(self, official: int, day: str) -> str:
        """The post that somebody of the institute held on a partial date; "" where none is known."""
        from crm.areas import post_on

        found = next((one.posts for one in self.officials if one.id == official), ())
        post = post_on(found, day)
        return post.title if post is not None else ""


def read_choices(session: Any, today: datetime.date) -> Choices:
    """What a base has to choose from on a day."""
    from crm import agreement_folios, agreement_matters, areas

    return Choices(
        tuple(agreement_matters.matters(session, retired=True)),
        tuple(areas.areas(session)),
        tuple(areas.officials(session)),
        agreement_folios.next_folio(session, today.year),
    )


def document_names(documents: "tuple[RecordDocument, ...]", none: str = "") -> dict[str, str]:
    """The documents of an agreement by the text of their number, first ``none`` as it is said where it is asked."""
    return {"": none or _("Ninguno"), **{str(one.id): one.title for one in documents}}
