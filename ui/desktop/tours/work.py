"""Giras with the base it works on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.matters.work import MatterWork
from ui.desktop.theme import Theme
from ui.desktop.tours.desk import TourDesk, tour_desk
from ui.desktop.tours.page import ToursPage
from ui.desktop.tours.source import BaseTours

if TYPE_CHECKING:
    from crm.base import Base
    from ui.desktop.writing import Writing


def tours_work(lanes: Lanes, theme: Theme, icons: Icons, parent: QObject) -> MatterWork:
    """The place Giras."""
    page = ToursPage(lanes.reader, theme, icons)

    def source(base: "Base") -> BaseTours:
        return BaseTours(base, lanes.reader)

    def desk(base: "Base", writing: "Writing") -> TourDesk:
        return tour_desk(page, base, lanes, writing, theme, icons)

    return MatterWork(page, source, desk, parent)
