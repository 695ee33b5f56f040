"""Gestiones with the base it works on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.matters.work import MatterWork
from ui.desktop.requests.desk import RequestDesk, request_desk
from ui.desktop.requests.page import RequestsPage
from ui.desktop.requests.source import BaseRequests
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from ui.desktop.writing import Writing


def requests_work(lanes: Lanes, theme: Theme, icons: Icons, parent: QObject) -> MatterWork:
    """The place Gestiones."""
    page = RequestsPage(lanes.reader, theme, icons)

    def source(base: "Base") -> BaseRequests:
        return BaseRequests(base, lanes.reader)

    def desk(base: "Base", writing: "Writing") -> RequestDesk:
        return request_desk(page, base, lanes, writing, theme, icons)

    return MatterWork(page, source, desk, parent)
