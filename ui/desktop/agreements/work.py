"""Convenios with the base it works on."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.desktop.agreements.board_views import AgreementViews
from ui.desktop.agreements.page import AgreementsPage
from ui.desktop.agreements.source import BaseAgreements
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.matters.work import MatterWork
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from crm.contact_values import Reference
    from ui.desktop.agreements.desk import AgreementDesk
    from ui.desktop.writing import Writing


class AgreementsWork(MatterWork):
    """``views`` are the board and the terms, which stand in the place of the list."""

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons, parent: QObject) -> None:
        page = AgreementsPage(lanes.reader, theme, icons)

        def source(base: "Base") -> BaseAgreements:
            return BaseAgreements(base, lanes.reader)

        def desk(base: "Base", writing: "Writing") -> "AgreementDesk":
            from ui.desktop.agreements.desk import agreement_desk

            return agreement_desk(page, base, lanes, writing, theme, icons)

        super().__init__(page, source, desk, parent)
        self.views = AgreementViews(self, lanes.reader, theme)

    def set_base(self, base: "Base | None", writing: "Writing | None") -> None:
        """Work on this base from now on; None: there is none."""
        super().set_base(base, writing)
        self.views.set_base(base, writing)

    def new_with(self, organization: "Reference") -> None:
        """Show the form of a new agreement with an institution; one that is begun stays as it is."""
        desk: Any = self.desk
        if desk is not None:
            desk.new_with(organization)


def agreements_work(lanes: Lanes, theme: Theme, icons: Icons, parent: QObject) -> AgreementsWork:
    """The place Convenios."""
    return AgreementsWork(lanes, theme, icons, parent)
