"""The program with its window: the window first, then the base.

The window and the first rows of the list need neither SQLAlchemy nor the rest of ``crm``: these are imported on the
lanes, after the window has been drawn (QUALITY, "Start").
"""

import datetime
import sys
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Slot
from PySide6.QtWidgets import QApplication

from crm.clock import Clock
from crm.contact_list import ContactRow, first_rows
from crm.errors import BaseProblem, UserError
from crm.heap import without_collector
from ui.desktop import fonts, text_size
from ui.desktop.base_door import BaseDoor
from ui.desktop.base_opening import OpenedBase, base_key, close_it
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.listing.model import PAGE
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme, make_application
from ui.desktop.window import MainWindow
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.base import Base
    from ui.desktop.backing_up import DailyBackup
    from ui.desktop.base_watch import BaseWatch
    from ui.desktop.bug_notice import BugWatch
    from ui.desktop.day_watch import DayWatch
    from ui.desktop.reminding import Reminding

_WAIT_FOR_ROWS_MS = 30
_AFTER_FIRST_PAINT_MS = 300
_ALL_LOADED_MS = 5000
"""By then the base is open and what its fields need is loaded. All that stays: looking for garbage in it would stop the
window for 70 ms again and again.
"""


def default_base() -> Path:
    """Where the user's base is unless another one is chosen; the same place as the command line's."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(folder) / "vinculo" / "base.vinculo"


def settings_path() -> Path:
    """Where the window's settings are kept."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "vinculo" / "escritorio.ini"


class Desktop(QObject):
    """The window and the base it works on."""

    def __init__(
        self, application: QApplication, settings: Settings, path: Path, *, throw_away: bool, clock: Clock
    ) -> None:
        super().__init__(application)
        self._settings = settings
        self._base: Base | None = None
        self._shown = False
        self.lanes = Lanes(self)
        if not throw_away and settings.base == str(path) and path.exists():
            # It has been opened before: it is a base of ours, and not on a network share.
            key = base_key()
            self.lanes.reader.submit(lambda _ticket: first_rows(path, key, PAGE), self._show_first_rows)
        self._theme = Theme(application, settings.theme, dressed=False)
        self._icons = Icons(self._theme)
        self.window = MainWindow(self._theme, self._icons, self.lanes, settings)
        self._theme.dress()
        self.window.closing.connect(self._close)
        self.window.drawn.connect(self._open)
        self.door = BaseDoor(
            self.window,
            self.lanes.writer,
            self._theme,
            self._icons,
            path,
            clock,
            throw_away=throw_away,
            backups_folder=self._backups_folder,
        )
        self.window.beside.restore_wanted.connect(self.door.restore)
        self.door.opened.connect(self._show_base)
        self.door.leaving.connect(self._leave_base)
        self.door.given_up.connect(self.window.close)
        self.door.refused.connect(self.window.top.show_trouble)
        self.window.other_base_wanted.connect(self.door.ask_for_base)
        self.window.new_base_wanted.connect(self.door.ask_for_new)
        self.window.demo_wanted.connect(self.door.open_demo)
        self.restart_wanted = False
        self.window.beside.restart_wanted.connect(self._restart)
        lanes = self.lanes
        for lane in (lanes.writer, lanes.reader, lanes.long_reader, lanes.counter, lanes.pictures):
            lane.broken.connect(self._tell_of_bug)
        self._reminding: Reminding | None = None

    @cached_property
    def _daily_backup(self) -> "DailyBackup":
        from ui.desktop.backing_up import DailyBackup

        backup = DailyBackup(self.lanes.long_reader, self._settings, self)
        backup.failed.connect(self.window.top.show_trouble)
        return backup

    @cached_property
    def _watch(self) -> "BaseWatch":
        from ui.desktop.base_watch import BaseWatch

        watch = BaseWatch(self.lanes.reader, self)
        watch.changed.connect(self.window.contacts.reload)
        watch.changed.connect(self.window.work.reload)
        watch.failed.connect(self._tell_of_problem)
        return watch

    @cached_property
    def _days(self) -> "DayWatch":
        from ui.desktop.day_watch import DayWatch

        days = DayWatch(self)
        days.changed.connect(self.window.contacts.reload)
        days.changed.connect(self.window.work.reload)
        return days

    def _backups_folder(self) -> Path | None:
        from ui.desktop.backing_up import chosen_folder

        return chosen_folder(self._settings)

    def start(self) -> None:
        """Show the window on the base, or on what to do where there is none."""
        if not self.door.throw_away and self.door.path.exists():
            self._show_at_once()
            return
        self._finish_looks()
        if self.door.throw_away:
            self.door.make(self.door.path, demo=True)
        else:
            self.door.offer_first_start()
        self.window.show()

    def _show_at_once(self) -> None:
        """Draw the window, with the rows it will have if they come in time, then open the base."""
        self.window.show_desk(actor="", demo=False)
        QTimer.singleShot(_WAIT_FOR_ROWS_MS, self._show_window)

    def _show_first_rows(self, rows: list[ContactRow]) -> None:
        self.window.contacts.show_first_rows(rows)
        self._show_window()

    @Slot()
    def _show_window(self) -> None:
        if not self._shown:
            self._shown = True
            # The base not before all is drawn: loading the database's libraries would hold the painting up.
            self.window.tell_when_drawn()
            self.window.show()

    @Slot()
    def _open(self) -> None:
        self._finish_looks()
        self.door.open()

    def _finish_looks(self) -> None:
        """What the first drawing of the window does not need."""
        from ui.desktop.program_icon import program_icon
        from ui.desktop.qt_spanish import QtSpanish

        QtSpanish(self).speak()
        QApplication.setWindowIcon(program_icon())

    @Slot(object)
    def _show_base(self, opened: OpenedBase) -> None:
        from ui.desktop.contacts.base_source import BaseSource
        from ui.desktop.contacts.contact_desk import contact_desk
        from ui.desktop.contacts.facets_source import BaseFacets
        from ui.desktop.documents.desk import DocumentsDesk
        from ui.desktop.palette.source import BasePalette

        self._base = opened.base
        if not self.door.throw_away:
            self._settings.base = str(opened.path)
        self.window.show_desk(actor=opened.base.actor, demo=opened.demo)
        self.window.top.show_trouble("")
        self.window.contacts.facets.pane.set_source(BaseFacets(opened.base, self.lanes.counter))
        self.window.palette_opener.set_source(BasePalette(opened.base, self.lanes.reader))
        self.window.contacts.set_source(BaseSource(opened.base, self.lanes.reader))
        writing = Writing(opened.base, self.lanes.writer)
        writing.done.connect(self._watch.know_of)
        self.window.set_writing(writing)
        self.window.beside.set_base(opened.base, writing)
        self.window.work.set_base(opened.base, writing)
        self.window.contacts.set_documents_desk(
            DocumentsDesk(self.window.contacts, opened.base, self.lanes, writing, self._icons)
        )
        self.window.set_contact_desk(
            contact_desk(self.window.contacts, opened.base, self.lanes, writing, self._theme, self._icons)
        )
        self._watch.watch(opened.base, opened.last_operation)
        self._days.watch(opened.base.clock)
        self._remind_of(opened.base)
        if not self.door.throw_away:
            self._daily_backup.watch(opened.base)

    def _remind_of(self, base: "Base") -> None:
        if self._reminding is None:
            from ui.desktop.reminding import Reminding, TrayNotifier

            notifier = TrayNotifier(self)
            notifier.chosen.connect(self._show_day)
            self._reminding = Reminding(self.lanes.reader, self._settings, notifier, self)
            self._reminding.came.connect(self.window.work.reload)
        self._reminding.watch(base)

    @Slot()
    def _show_day(self) -> None:
        """A reminder was clicked: it stands in Mi día."""
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()
        self.window.go_to("mi-dia")

    @Slot()
    def _leave_base(self) -> None:
        if self._reminding is not None:
            self._reminding.watch(None)
        self._watch.leave()
        self._days.leave()
        self._daily_backup.leave()
        base, self._base = self._base, None
        keep = not self.door.throw_away
        folder = self._backups_folder()
        self.window.set_contact_desk(None)
        self.window.contacts.leave_source()
        self.window.palette_opener.set_source(None)
        self.window.set_writing(None)
        self.window.beside.set_base(None, None)
        self.window.work.set_base(None, None)
        self.window.contacts.set_documents_desk(None)
        if base is not None:
            self.lanes.writer.submit(
                lambda _ticket: close_it(base, back_up=keep, folder=folder),
                _nothing_more,
                failed=self._tell_of_problem,
            )

    @Slot(object)
    def _tell_of_problem(self, error: Exception) -> None:
        self.window.top.show_trouble(str(error))

    @Slot(object)
    def _tell_of_bug(self, trace: object) -> None:
        from ui.desktop.bug_log import without_data
        from ui.desktop.bug_notice import Bug

        self.window.beside.tell_of_bug(Bug(without_data(str(trace))))

    @Slot()
    def _restart(self) -> None:
        self.restart_wanted = True
        self.window.close()

    @Slot()
    def _close(self) -> None:
        if self._reminding is not None:
            self._reminding.watch(None)
        self._watch.leave()
        self._days.leave()
        self.window.contacts.set_documents_desk(None)
        self.window.hide()
        self.lanes.close()
        base, self._base = self._base, None
        if base is None:
            return
        try:
            close_it(base, back_up=not self.door.throw_away, folder=self._backups_folder())
        except (UserError, BaseProblem) as problem:
            # The window is gone; whoever starts the program from a terminal or a log still reads it.
            print(problem, file=sys.stderr)


def _nothing_more(_result: object) -> None:
    """A base that was left is closed: nobody waits for it."""


def run(base: Path | None, *, demo: bool, today: datetime.date | None = None) -> int:
    """Show the window until it is closed; return the exit code.

    ``base`` is the base to open, by default the last one; ``demo`` works on a throw-away base of demo data;
    ``today`` is the day it is, for demonstrations that look the same every day.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        text_size.apply(Settings(settings_path()).text_size)
        application = make_application("vinculo")
    application.setApplicationDisplayName("Vínculo")
    application.setDesktopFileName("vinculo")
    fonts.load()
    settings = Settings(settings_path())
    clock = Clock() if today is None else Clock.fixed(today)
    if demo:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="vinculo-demo-") as folder:
            return _run(application, settings, Path(folder) / "demostracion.vinculo", clock, throw_away=True)
    return _run(application, settings, base or _last_base(settings), clock, throw_away=False)


def _run(application: QApplication, settings: Settings, path: Path, clock: Clock, *, throw_away: bool) -> int:
    desktop = Desktop(application, settings, path, throw_away=throw_away, clock=clock)
    desktop.start()
    starting = ExitStack()
    starting.enter_context(without_collector(keep=True))
    QTimer.singleShot(_ALL_LOADED_MS, starting.close)
    watch: list[BugWatch] = []
    QTimer.singleShot(_AFTER_FIRST_PAINT_MS, lambda: watch.append(_watch_for_bugs(desktop)))
    code = application.exec()
    starting.close()
    for one in watch:
        one.leave()
    if desktop.restart_wanted:
        from PySide6.QtCore import QProcess

        program, arguments = text_size.restart_command()
        QProcess.startDetached(program, arguments)
    return code


def _watch_for_bugs(desktop: Desktop) -> "BugWatch":
    """Log what nobody caught and tell of it; loading what that takes can wait until the window is there."""
    from ui.desktop import bug_log
    from ui.desktop.bug_notice import BugWatch

    bug_log.keep_log(bug_log.log_path())
    watch = BugWatch(desktop)
    watch.found.connect(desktop.window.beside.tell_of_bug)
    return watch


def _last_base(settings: Settings) -> Path:
    return Path(settings.base) if settings.base else default_base()


__all__ = ["Desktop", "default_base", "run", "settings_path"]
