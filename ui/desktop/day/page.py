"""Mi día: the date, a sentence, and three quiet columns that the arrows go through."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.day.column import DayColumn
from ui.desktop.day.item import DONE, ITSELF, OPEN, POSTPONE, DayItem, MoreLink, SectionHead, Stop
from ui.desktop.day.lines import Columns, columns
from ui.desktop.day.source import DayRead, DayRest, DaySource
from ui.desktop.follow_ups import moves
from ui.desktop.follow_ups.next_step import NextStep
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose, label
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.theme import Theme
from ui.desktop.writing import Done, Writing

_SIDES = 32
_BESIDE = 8
"""Of a line, beyond its text: it stands that much farther out, so that the texts stand under the title."""
_THREE_FROM, _TWO_FROM = 960, 640


class DayPage(QWidget):
    """``record_wanted`` carries a Reference to open, ``list_wanted`` a Wanted, ``new_wanted`` asks for a new follow-up;
    ``failed`` carries a sentence, ``shown`` what the window's title should say.
    """

    record_wanted = Signal(object)
    list_wanted = Signal(object)
    new_wanted = Signal()
    failed = Signal(str)

    def __init__(self, lane: Lane, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._lane = lane
        self._theme = theme
        self._source: DaySource | None = None
        self._writing: Writing | None = None
        self._next: NextStep | None = None
        self._ticket: Ticket | None = None
        self._read: DayRead | None = None
        self._focus_wanted = False
        self._drawn: Columns = ()
        self.setAccessibleName(_("Mi día"))
        self.title = Prose(pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        self.summary = Prose(look="muted")
        self.keys = _keys()
        self.keys.hide()
        self.columns = tuple(DayColumn(theme) for _number in range(3))
        for column in self.columns:
            column.pressed.connect(self._open)
            column.stepped_out.connect(self._step_aside)
            column.arrived.connect(self._show_item)
        self._empty = self._nothing(icons)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(32)
        self._grid.setVerticalSpacing(20)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._body())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self._across = 0
        self._lay_out(3)

    def _body(self) -> QWidget:
        line = QHBoxLayout()
        line.setContentsMargins(_BESIDE, 0, _BESIDE, 0)
        line.addWidget(self.summary, 1)
        line.addWidget(self.keys, 0, Qt.AlignmentFlag.AlignTop)
        body = QWidget()
        body.setObjectName("sheet")
        column = QVBoxLayout(body)
        column.setContentsMargins(_SIDES - _BESIDE, 28, _SIDES - _BESIDE, 72)
        column.setSpacing(0)
        self.title.setContentsMargins(_BESIDE, 0, _BESIDE, 0)
        column.addWidget(self.title)
        column.addLayout(line)
        column.addSpacing(20)
        column.addWidget(self._empty)
        column.addLayout(self._grid)
        column.addStretch()
        return body

    def _nothing(self, icons: Icons) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(_BESIDE, 0, _BESIDE, 0)
        column.setSpacing(12)
        column.addWidget(
            Prose(
                _(
                    "Aquí aparecen los seguimientos vencidos y los de la semana, las actividades que vienen y con quién"
                    " no se ha hablado hace tiempo."
                )
            )
        )
        self.new_button = QPushButton(_("Anotar un seguimiento"))
        self.new_button.setIcon(icons.icon("plus", "text"))
        self.new_button.setIconSize(BESIDE_TEXT)
        self.new_button.clicked.connect(self.new_wanted)
        column.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        box.hide()
        return box

    def set_source(self, source: DaySource | None) -> None:
        """Read the day here from now on; None: there is no base."""
        self._lane.cancel(self._ticket)
        self._ticket = None
        self._source = source
        self._read = None
        if source is None:
            self._drawn, self._focus_wanted = (), False
            self._draw(())
        else:
            self.reload()

    def week_begins(self, begins: int) -> None:
        """Weeks begin on this day from now on, as in ``crm.weeks``; the next reading goes by it."""
        if self._source is not None:
            self._source.begins = begins

    def set_writing(self, writing: Writing | None, next_step: NextStep | None) -> None:
        """Change follow-ups through this from now on, and look anew at what was changed."""
        self._writing, self._next = writing, next_step
        if writing is not None:
            writing.done.connect(self._refresh)

    @Slot(object)
    def _refresh(self, _done: Done) -> None:
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Read the day again."""
        if self._source is None:
            return
        source = self._source
        self._lane.cancel(self._ticket)
        self._ticket = self._lane.submit(lambda _ticket: source.read(), self._came, failed=self._cannot)

    def _cannot(self, error: Exception) -> None:
        self._ticket = None
        self.failed.emit(str(error))

    def _came(self, read: DayRead) -> None:
        """Show the day, with the rest as it was known so far, and ask how that is now."""
        assert self._source is not None
        source = self._source
        known = self._read.rest if self._read is not None else None
        self._show(replace(read, rest=known))
        self._ticket = self._lane.submit(
            lambda _ticket: source.read_rest(), self._rest_came, failed=self._cannot
        )

    def _rest_came(self, rest: DayRest) -> None:
        self._ticket = None
        assert self._read is not None
        self._show(replace(self._read, rest=rest))

    def _show(self, read: DayRead) -> None:
        from crm.date_words import MONTHS, WEEKDAYS

        self._read = read
        day = read.day
        head = _("{weekday} {day} de {month}").format(
            weekday=_(WEEKDAYS[day.weekday()]), day=day.day, month=_(MONTHS[day.month - 1])
        )
        self.title.set_text(head[:1].upper() + head[1:])
        self.summary.set_text(read.today.summary)
        drawn = columns(read)
        if drawn != self._drawn or not any(drawn):
            self._drawn = drawn
            self._draw(drawn)

    def _draw(self, drawn: Columns) -> None:
        here = next((column for column in self.columns if column.holds_focus), None)
        place = here.place if here is not None else None
        changed = [
            column
            for number, column in enumerate(self.columns)
            if column.show_sections(drawn[number] if drawn else ())
        ]
        has_lines = any(drawn)
        self._empty.setVisible(self._is_known and not has_lines)
        self.keys.setVisible(any(item.line.is_follow_up for item in self.columns[0].items))
        lost = here is not None and here in changed and place is not None and not here.go_back_to(place)
        if lost or self._focus_wanted:
            self.take_focus()

    @property
    def _is_known(self) -> bool:
        """Whether all of the day has been read."""
        return self._read is not None and self._read.rest is not None

    def take_focus(self) -> None:
        """Stand on the first line, once there are lines; or on what there is to do where there is none."""
        self._focus_wanted = not self._is_known and not self.items
        for column in self.columns:
            if column.items:
                column.items[0].setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.new_button.isVisible():
            self.new_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def items(self) -> tuple[DayItem, ...]:
        """All lines, column by column."""
        return tuple(item for column in self.columns for item in column.items)

    @Slot(object, str)
    def _open(self, stop: Stop, wanted: str) -> None:
        if isinstance(stop, SectionHead | MoreLink):
            self.list_wanted.emit(stop.section.wanted)
        elif isinstance(stop, DayItem) and wanted in (OPEN, ITSELF):
            line = stop.line
            self.record_wanted.emit(line.about if wanted == OPEN else line.record)
        elif isinstance(stop, DayItem) and self._writing is not None:
            self._change(self._writing, stop, wanted)

    def _change(self, writing: Writing, item: DayItem, wanted: str) -> None:
        follow_up = item.line.record.id
        if wanted == DONE:
            moves.finish(writing, (follow_up,))
        elif self._next is not None:
            if wanted == POSTPONE:
                self._next.ask_day((follow_up,), item)
            else:
                self._next.ask(follow_up, item)

    @Slot(object, int)
    def _step_aside(self, stop: QWidget, key: int) -> None:
        """To the column beside, at the same height."""
        here = next(number for number, column in enumerate(self.columns) if column.isAncestorOf(stop))
        way = 1 if key == Qt.Key.Key_Right else -1
        whole = self._scroll.widget()
        assert whole is not None
        y = stop.mapTo(whole, QPoint(0, stop.height() // 2)).y()
        number = here + way
        while 0 <= number < len(self.columns):
            if self.columns[number].go_to_height(y, whole):
                return
            number += way

    @Slot(object)
    def _show_item(self, stop: QWidget) -> None:
        self._scroll.ensureWidgetVisible(stop, 0, 48)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as can be read."""
        super().resizeEvent(event)
        width = self.width()
        self._lay_out(3 if width >= _THREE_FROM else 2 if width >= _TWO_FROM else 1)

    def _lay_out(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        places = {
            3: ((0, 0, 1), (0, 1, 1), (0, 2, 1)),
            2: ((0, 0, 2), (0, 1, 1), (1, 1, 1)),
            1: ((0, 0, 1), (1, 0, 1), (2, 0, 1)),
        }[across]
        for column, (row, place, rows) in zip(self.columns, places, strict=True):
            self._grid.removeWidget(column)
            self._grid.addWidget(column, row, place, rows, 1, Qt.AlignmentFlag.AlignTop)
        for place, share in enumerate((5, 4, 4)):
            self._grid.setColumnStretch(place, share if place < across else 0)
            self._grid.setColumnMinimumWidth(place, 0)
        self._grid.setRowStretch(2, 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus is a line's."""
        super().focusInEvent(event)
        self.take_focus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface."""
        QPainter(self).fillRect(self.rect(), QColor(self._theme.tokens.surface))


def _keys() -> QWidget:
    """The three keys of a follow-up."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(16, 0, 0, 0)
    row.setSpacing(4)
    for number, (key, name) in enumerate(
        ((_("Espacio"), _("hecho")), ("S", _("hecho y siguiente")), ("P", _("posponer")))
    ):
        if number:
            row.addSpacing(8)
        cap = label(key, look="key")
        cap.setFont(fonts.font(fonts.SMALL_PIXELS))
        cap.setFixedHeight(fonts.SMALL_LINE)
        row.addWidget(cap)
        row.addWidget(label(name))
    return box
