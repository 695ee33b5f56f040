"""Convenios with the base it works on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.desktop.agreements.page import AgreementsPage
from ui.desktop.agreements.source import BaseAgreements
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.matters.work import MatterWork
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from ui.desktop.agreements.desk import AgreementDesk
    from ui.desktop.writing import Writing


def agreements_work(lanes: Lanes, theme: Theme, icons: Icons, parent: QObject) -> MatterWork:
    """The place Convenios."""
    page = AgreementsPage(lanes.reader, theme, icons)

    def source(base: "Base") -> BaseAgreements:
        return BaseAgreements(base, lanes.reader)

    def desk(base: "Base", writing: "Writing") -> "AgreementDesk":
        from ui.desktop.agreements.desk import agreement_desk

        return agreement_desk(page, base, lanes, writing, theme, icons)

    return MatterWork(page, source, desk, parent)
