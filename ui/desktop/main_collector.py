"""Widgets that nobody uses any more end on the main thread, whichever thread finds them."""

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Slot

from crm.heap import OwnCollector


class MainCollector(QObject):
    """Looks for cycles on the main thread, when it has nothing else to do.

    Python by itself looks on any thread, and so would end widgets on a lane, while Qt wants them ended on the main
    one: the program stood still for ever or crashed, as ending one holds a lock of Qt's that the main thread waits
    for with Python's own in its hand.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collector = OwnCollector()
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._collect)

    def leave(self) -> None:
        """Give the collector back to Python."""
        self._collector.leave()

    @Slot()
    def _collect(self) -> None:
        self._collector.collect_if_due()
