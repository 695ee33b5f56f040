"""What every page says of where it comes from: the institute, its office, the source of the figures and their cut."""

import datetime
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm.base_marks import is_demo
from crm.date_words import long_date
from crm.partial_dates import PartialDate
from crm.printing.letterhead import Logo, logo_of
from crm.texts import _

INSTITUTION = "Instituto Electoral de la Ciudad de México"
OFFICE = "Secretaría Ejecutiva, Dirección de Vinculación con Organismos Externos"


@dataclass(frozen=True, slots=True)
class Imprint:
    """``source`` completes "Fuente: …"; ``cut`` is the day up to which the page knows; ``caution`` a sentence or "".

    ``logo`` stands at the left of the institution, if the office has chosen one.
    """

    source: str
    cut: datetime.date
    caution: str = ""
    institution: str = INSTITUTION
    office: str = OFFICE
    logo: Logo | None = None

    @property
    def line(self) -> str:
        """ "Fuente: …, con corte al 6 de octubre de 2025." as it stands under the tables of a page."""
        cut = long_date(PartialDate(self.cut.year, self.cut.month, self.cut.day))
        line = _("Fuente: {source}, con corte al {cut}.").format(source=self.source, cut=cut)
        return f"{line} {self.caution}".rstrip()


def of_base(session: Session, today: datetime.date) -> Imprint:
    """What pages drawn from a base on a day say."""
    logo = logo_of(session)
    if is_demo(session):
        caution = _("Personas, asociaciones y fechas inventadas.")
        return Imprint(_("base de demostración"), today, caution, logo=logo)
    return Imprint(_("registro de la Dirección de Vinculación con Organismos Externos"), today, logo=logo)
