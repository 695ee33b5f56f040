"""A page of the developers' gallery: captions over what is shown, in columns, and how it becomes a picture."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from ui.desktop import fonts
from ui.desktop.labels import Prose, label

_SIDE, _TOP, _BETWEEN = 32, 24, 48


class GalleryPage(QWidget):
    """A page of a fixed size with columns of the widths given, in px."""

    def __init__(self, title: str, widths: tuple[int, ...], height: int) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setFixedSize(sum(widths) + _BETWEEN * (len(widths) - 1) + 2 * _SIDE, height)
        self.with_focus: list[QWidget] = []
        """Those that are drawn as they are while the focus is on them."""
        self._widths = widths
        self._columns: list[QVBoxLayout] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        grid.setHorizontalSpacing(_BETWEEN)
        heading = Prose(title, pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        grid.addWidget(heading, 0, 0, 1, len(widths))
        for number in range(len(widths)):
            column = QVBoxLayout()
            column.setSpacing(20)
            grid.addLayout(column, 1, number)
            self._columns.append(column)
        grid.setRowStretch(1, 1)

    def add(self, number: int, caption: str, shown: QWidget) -> None:
        """Put a widget under a caption at the end of a column."""
        box = QWidget()
        box.setFixedWidth(self._widths[number])
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(caption, look="small"))
        column.addWidget(shown)
        self._columns[number].addWidget(box)

    def close_columns(self) -> None:
        """Nothing more is added: what there is stands at the top."""
        for column in self._columns:
            column.addStretch()

    def picture(self, application: QApplication, settle: Callable[[], None]) -> QPixmap:
        """The page once ``settle`` has let everything come; the focus goes from one to the next meanwhile."""
        self.show()
        self.activateWindow()
        application.processEvents()
        focused = [(shown, _grab_focused(application, shown)) for shown in self.with_focus]
        settle()
        picture = self.grab()
        painter = QPainter(picture)
        for shown, drawn in focused:
            painter.drawPixmap(shown.mapTo(self, QPoint(0, 0)), drawn)
        painter.end()
        return picture


def _grab_focused(application: QApplication, shown: QWidget) -> QPixmap:
    shown.setFocus()
    application.processEvents()
    drawn = shown.grab()
    shown.clearFocus()
    return drawn
